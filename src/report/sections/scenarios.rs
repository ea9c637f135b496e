//! Scenarios against the reference: differences, probabilities of being better, effects and costs.

use crate::observation::Measure;
use crate::report::context::Context;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity, money};
use crate::results::{Effect, EffectLine, Part, Period, Source};

/// Measures whose differences are drawn, where the file has them for the period given first.
const DRAWN: [Measure; 3] = [Measure::Incidence, Measure::PrevalenceChildren, Measure::PrevalenceLifetime];

/// Fewer replicates than this are said to be few.
const ENOUGH: u32 = 5;

/// The section; none where nothing is compared.
pub fn section(context: &Context<'_>) -> Option<Section> {
    let words = context.words;
    let main = context.main()?;
    let reference = context.name(context.reference);
    let title = words.fill(Phrase::ScenariosTitle, &[("reference", &reference)]);
    let mut section = Section { id: "scenarios", title, ..Section::default() };
    section.lead.push(words.fill(Phrase::ScenariosLead, &[("reference", &reference)]));
    let replicates = context.results.manifest.replicates;
    if replicates < ENOUGH {
        section.lead.push(words.fill(Phrase::FewReplicates, &[("replicates", &replicates.to_string())]));
    }
    let mut panels = vec![(main.measure, main.period)];
    panels.extend(DRAWN.map(|measure| (measure, Period::Year(context.results.last_year))));
    panels.dedup();
    for (at, (measure, period)) in panels.into_iter().enumerate() {
        let repeated = at > 0 && measure == main.measure;
        if !repeated {
            section.figures.extend(differences(context, measure, period));
        }
    }
    section.figures.extend(protected(context));
    section.figures.extend(price(context));
    section.tables.extend(super::compared::table(context));
    if !context.results.cost_effectiveness.is_empty() {
        section.notes.extend([words.phrase(Phrase::CostNote), words.price_note()]);
        section.tables.push(costs(context));
    }
    section.tables.push(contrasts(context));
    section.tables.extend(levers(context));
    for line in context.results.scenario_lines.iter().filter(|line| !line.note.is_empty() && line.differs) {
        let acts_in_reference = context.results.scenario_lines.iter().any(|other| {
            other.scenario == line.reference && other.lever == line.lever && other.note.is_empty()
        });
        let phrase = if acts_in_reference { Phrase::TakenAwayNote } else { Phrase::CannotActNote };
        let gaps = [
            ("scenario", context.name(context.place(&line.scenario))),
            ("reference", context.name(context.place(&line.reference))),
            ("lever", words.lever(&line.lever).to_owned()),
        ];
        let gaps = gaps.each_ref().map(|(gap, text)| (*gap, text.as_str()));
        section.lead.push(words.fill(phrase, &gaps));
    }
    Some(section)
}

fn differences(context: &Context<'_>, measure: Measure, period: Period) -> Option<Figure> {
    let words = context.words;
    let quantity = Quantity::of(measure).difference();
    let rows: Vec<DotRow> = context
        .contrasts(measure, period, "national")
        .map(|contrast| {
            let scenario = context.place(&contrast.scenario);
            let label = context.name(scenario);
            let note = contrast.p_better.map_or_else(String::new, |p| {
                words.fill(Phrase::Better, &[("p", &super::probability(context, p))])
            });
            let dots = contrast.difference.map(|value| {
                let difference = words.difference(quantity, value, contrast.interval());
                let told = format!("{label}: {difference}; {note}");
                Dot { series: context.series(scenario), value, interval: contrast.interval(), told }
            });
            DotRow::Values { label, note, dots: dots.into_iter().collect() }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let headed = quantity.heading(words, words.measure(measure));
    let gaps = [("measure", headed.as_str()), ("period", &context.period(period))];
    let title = words.fill(Phrase::DifferenceOf, &gaps);
    let plot = DotPlot {
        id: &format!("difference-{}", measure.name()),
        title: &title,
        description: &described(&rows),
        rows,
        stems: false,
        logarithmic: false,
        ticks: &|ticks| words.ticks(quantity, ticks),
        sides: Some((&words.phrase(Phrase::SideBetter), &words.phrase(Phrase::SideWorse))),
    };
    let svg = plot.draw();
    let evidence = context.evidence(measure).map_or_else(String::new, |evidence| format!(". {evidence}"));
    Some(Figure { svg, caption: format!("{title}{evidence}"), scenario: None })
}

/// What the intervals hold: they are as wide as what was varied between the replicates.
pub fn held(context: &Context<'_>) -> Phrase {
    if context.results.manifest.ensemble.is_some() {
        // Each row says what its interval holds; beside an ensemble, strengths may have been drawn.
        let drawn =
            context.results.contrasts.iter().any(|row| row.interval_holds.contains("lever strengths"));
        return if drawn { Phrase::HoldsParameters } else { Phrase::HoldsEnsemble };
    }
    let varied =
        |part: Part| context.results.uncertainty.iter().any(|row| row.part == part && row.share > Some(0.0));
    match (varied(Part::Levers), varied(Part::Parameters)) {
        (_, true) => Phrase::HoldsParameters,
        (true, false) => Phrase::HoldsLevers,
        (false, false) => Phrase::HoldsChance,
    }
}

/// What each scenario averts of the children's harm, and what one costs.
fn of_children<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a EffectLine> {
    context.results.cost_effectiveness.iter().filter(|row| {
        row.effect == Effect::ChildrenProtected && context.is(context.reference, &row.reference)
    })
}

fn protected(context: &Context<'_>) -> Option<Figure> {
    let words = context.words;
    let rows = of_children(context).map(|row| {
        let said = |value: f64| {
            let told = words.estimate(Quantity::Count, value, row.averted_interval());
            [words.value(Quantity::Count, value), told]
        };
        effect(context, &row.scenario, Some(row.averted), row.averted_interval(), said)
    });
    let caption = words.phrase(Phrase::Protected);
    effects("protected", &caption, rows.collect(), false, &|ticks| words.ticks(Quantity::Count, ticks))
}

fn price(context: &Context<'_>) -> Option<Figure> {
    let words = context.words;
    let rows = of_children(context).map(|row| {
        let said = |value: f64| {
            let ends = row.cost_interval().map(|(low, high)| {
                let [low, high] = [low, high].map(|end| money(words.language, end));
                format!(", {low} {} {high}", words.phrase(Phrase::To))
            });
            let told = format!("{}{}", words.money(value), ends.unwrap_or_default());
            [money(words.language, value), told]
        };
        effect(context, &row.scenario, row.cost_per_unit_thousand_vnd, row.cost_interval(), said)
    });
    let caption = words.phrase(Phrase::CostPerChild);
    let ticks = |ticks: &[f64]| ticks.iter().map(|tick| words.amount(*tick)).collect();
    effects("cost", &caption, rows.collect(), true, &ticks)
}

/// How much of what a scenario is made of is assumed, in words.
fn evidence(context: &Context<'_>, scenario: usize) -> String {
    let Some((assumed, all)) = context.assumed(scenario) else { return String::new() };
    let [assumed, all] = [assumed, all].map(|number| number.to_string());
    context.words.fill(Phrase::AssumedOf, &[("assumed", &assumed), ("all", &all)])
}

/// A row of a figure of effects; without a mark where there is no value.
fn effect(
    context: &Context<'_>,
    scenario: &str,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    said: impl Fn(f64) -> [String; 2],
) -> DotRow {
    let scenario = context.place(scenario);
    let label = context.name(scenario);
    let Some(value) = value else {
        return DotRow::Values { label, note: context.words.phrase(Phrase::NotAvailable), dots: Vec::new() };
    };
    // Beside the label stands the value alone; its interval is told and drawn.
    let [note, told] = said(value);
    let assumed = evidence(context, scenario);
    let note = if assumed.is_empty() { note } else { format!("{note} · {assumed}") };
    let told = format!("{label}: {told}; {assumed}").trim_end_matches("; ").to_owned();
    let dot = Dot { series: context.series(scenario), value, interval, told };
    DotRow::Values { label, note, dots: vec![dot] }
}

fn effects(
    id: &str,
    caption: &str,
    rows: Vec<DotRow>,
    logarithmic: bool,
    ticks: &dyn Fn(&[f64]) -> Vec<String>,
) -> Option<Figure> {
    let shown = rows.iter().any(|row| matches!(row, DotRow::Values { dots, .. } if !dots.is_empty()));
    if !shown {
        return None;
    }
    let description = described(&rows);
    let plot = DotPlot {
        id,
        title: caption,
        description: &description,
        rows,
        stems: false,
        logarithmic,
        ticks,
        sides: None,
    };
    Some(Figure { svg: plot.draw(), caption: caption.to_owned(), scenario: None })
}

/// What the marks say, for those who do not see them.
fn described(rows: &[DotRow]) -> String {
    let told = rows.iter().filter_map(|row| match row {
        DotRow::Values { dots, .. } => dots.first().map(|dot| dot.told.as_str()),
        DotRow::Heading(_) => None,
    });
    told.collect::<Vec<_>>().join("; ")
}

fn contrasts(context: &Context<'_>) -> Table {
    let words = context.words;
    // Each row has its own units: the level's, and that of the difference.
    let titles = [Phrase::Scenario, Phrase::Measure, Phrase::Year, Phrase::Unit, Phrase::DifferenceUnit];
    let mut columns = titles.map(|title| texts(words.phrase(title))).to_vec();
    let headings = [Phrase::Reference, Phrase::Value, Phrase::Difference, Phrase::Low, Phrase::High];
    columns.extend(headings.map(|title| numbers(words, &words.phrase(title), Quantity::Plain)));
    columns.push(numbers(words, &words.phrase(Phrase::PBetter), Quantity::Percent));
    let mut table = Table::new(words, "contrasts", words.phrase(Phrase::ContrastTable), columns);
    let last = Period::Year(context.results.last_year);
    for contrast in &context.results.contrasts {
        let truth = contrast.source == Source::Truth;
        let shown = contrast.when() == Period::All || contrast.when() == last;
        let measure = contrast.indicator;
        // A page that is to be mailed keeps to what is drawn.
        let kept = context.scripts || DRAWN.contains(&measure) || measure == Measure::Cases;
        if !truth
            || !shown
            || !kept
            || contrast.stratum != "national"
            || !context.is(context.reference, &contrast.reference)
        {
            continue;
        }
        let quantity = Quantity::of(measure);
        let mut row = vec![
            TableCell::text(context.name(context.place(&contrast.scenario))),
            TableCell::text(words.measure(measure)),
            TableCell::text(context.period(contrast.when())),
            TableCell::text(quantity.unit(words)),
            TableCell::text(quantity.difference().unit(words)),
        ];
        let (low, high) = contrast.interval().unzip();
        let decimals = match (contrast.reference_value, contrast.scenario_value, contrast.difference) {
            (Some(reference), Some(scenario), Some(difference)) => {
                Some(words.agreeing(quantity, reference, scenario, difference))
            }
            _ => None,
        };
        let levels = [contrast.reference_value, contrast.scenario_value].map(|value| (quantity, value));
        let differences = [contrast.difference, low, high].map(|value| (quantity.difference(), value));
        row.extend(levels.into_iter().chain(differences).map(
            |(quantity, value)| match contrast.suppressed {
                true => TableCell::Hidden,
                false => TableCell::Own(quantity, value, decimals),
            },
        ));
        row.push(TableCell::Number(contrast.p_better));
        table.push(row);
    }
    table
}

fn costs(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = [Phrase::Scenario, Phrase::Effect, Phrase::Frontier, Phrase::EvidenceColumn]
        .map(|title| texts(words.phrase(title)))
        .to_vec();
    let spread = |what: Phrase, quantity: Quantity| {
        let what = words.phrase(what);
        let ends = [Phrase::LowOf, Phrase::HighOf].map(|end| words.fill(end, &[("what", &what)]));
        std::iter::once(what).chain(ends).map(move |title| numbers(words, &title, quantity))
    };
    columns.extend(spread(Phrase::Averted, Quantity::Count));
    columns.push(numbers(words, &words.phrase(Phrase::ExtraCost), Quantity::BillionDong));
    columns.extend(spread(Phrase::CostOfOne, Quantity::MillionDong));
    columns.push(numbers(words, &words.phrase(Phrase::CostOfOne), Quantity::Dollars));
    columns.push(numbers(words, &words.phrase(Phrase::AssumedShare), Quantity::Percent));
    let mut table = Table::new(words, "cost_effectiveness", words.phrase(Phrase::CostTable), columns);
    table.open = true;
    for row in &context.results.cost_effectiveness {
        let effect = match row.effect {
            Effect::ChildrenProtected => Phrase::ChildrenProtected,
            Effect::PersonMonthsAverted => Phrase::PersonMonthsAverted,
        };
        let (low, high) = row.averted_interval().unzip();
        let (cost_low, cost_high) = row.cost_interval().unzip();
        let frontier = words.phrase(if row.on_frontier { Phrase::Yes } else { Phrase::No });
        let scenario = context.place(&row.scenario);
        let evidence = evidence(context, scenario);
        let texts = [context.name(scenario), words.phrase(effect), frontier, evidence];
        let mut cells = texts.map(TableCell::text).to_vec();
        // The file has the extra cost in millions of dong; amounts are taken in thousands.
        let extra_cost = Some(row.extra_cost_million_vnd * 1e3);
        let cost = row.cost_per_unit_thousand_vnd;
        let values = [Some(row.averted), low, high, extra_cost, cost, cost_low, cost_high, cost];
        cells.extend(values.map(TableCell::Number));
        cells.push(TableCell::Number(row.assumed_share));
        table.push(cells);
    }
    table
}

fn levers(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let mut columns = [Phrase::Scenario, Phrase::Lever].map(|title| texts(words.phrase(title))).to_vec();
    columns.push(numbers(words, &words.phrase(Phrase::Cost), Quantity::BillionDong));
    let mut table = Table::new(words, "costs", words.phrase(Phrase::LeverCosts), columns);
    for ((scenario, lever), by_replicate) in &context.results.costs {
        let mean = by_replicate.values().sum::<f64>() / by_replicate.len() as f64;
        table.push(vec![
            TableCell::text(context.name(*scenario)),
            TableCell::text(words.lever(lever)),
            TableCell::Number(Some(mean)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}
