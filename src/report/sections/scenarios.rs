//! Scenarios against the reference: differences, probabilities of being better, effects and costs.

use crate::observation::Measure;
use crate::report::context::Context;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::read::{CostEffectiveness, Effect, Period};
use crate::report::view::{Cell, Figure, Section, Table, numbers, texts};
use crate::report::words::{Format, Phrase};

/// Measures whose differences are drawn, where the file has them for the period given first.
const DRAWN: [Measure; 3] = [Measure::Incidence, Measure::PrevalenceChildren, Measure::PrevalenceLifetime];

/// The section.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let reference = context.name(context.reference);
    let title = words.fill(Phrase::ScenariosTitle, &[("reference", &reference)]);
    let mut section = Section { id: "scenarios", title, ..Section::default() };
    let Some(main) = context.main() else {
        section.lead.push(words.phrase(Phrase::ScenariosNone));
        return section;
    };
    section.lead.push(words.fill(Phrase::ScenariosLead, &[("reference", &reference)]));
    let mut panels = vec![(main.measure, main.period)];
    panels.extend(DRAWN.map(|measure| (measure, Period::Year(context.results.last_year))));
    panels.dedup();
    for (at, (measure, period)) in panels.into_iter().enumerate() {
        let repeated = at > 0 && measure == main.measure;
        if !repeated {
            section.figures.extend(differences(context, measure, period));
        }
    }
    section
        .figures
        .extend(effects(context, Phrase::Protected, |row| Some((row.averted?, row.averted_interval))));
    section
        .figures
        .extend(effects(context, Phrase::CostPerChild, |row| Some((row.cost?, row.cost_interval))));
    if !context.results.cost_effectiveness.is_empty() {
        section.notes.push(words.phrase(Phrase::CostNote));
        section.tables.push(costs(context));
    }
    section.tables.insert(0, contrasts(context));
    section.tables.extend(levers(context));
    section
}

fn differences(context: &Context<'_>, measure: Measure, period: Period) -> Option<Figure> {
    let words = context.words;
    let format = Format::of(measure);
    let rows: Vec<DotRow> = context
        .contrasts(measure, period, "national")
        .map(|contrast| {
            let label = context.name(contrast.scenario);
            let note = contrast.p_better.map_or_else(String::new, |p| {
                words.fill(Phrase::Better, &[("p", &super::probability(context, p))])
            });
            let dots = contrast.difference.map(|value| {
                let interval =
                    contrast.interval.map_or_else(String::new, |ends| words.interval(format, ends));
                let told = format!("{label}: {} ({interval}); {note}", words.difference(format, value));
                Dot { series: context.series(contrast.scenario), value, interval: contrast.interval, told }
            });
            DotRow::Values { label, note, dots: dots.into_iter().collect() }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let gaps = [("measure", words.measure(measure)), ("period", &context.period(period))];
    let title = words.fill(Phrase::DifferenceOf, &gaps);
    let plot = DotPlot {
        id: &format!("difference-{}", measure.name()),
        title: &title,
        description: &described(&rows),
        rows,
        zero: true,
        stems: false,
        tick: &|value| words.bare(format, value),
        sides: Some((&words.phrase(Phrase::SideBetter), &words.phrase(Phrase::SideWorse))),
    };
    let svg = plot.draw();
    let evidence = context.evidence(measure).map_or_else(String::new, |evidence| format!(". {evidence}"));
    Some(Figure { svg, caption: format!("{title}{evidence}"), scenario: None })
}

/// A value of a row of costs, with its interval.
type Effectiveness = fn(&CostEffectiveness) -> Option<(f64, Option<(f64, f64)>)>;

fn effects(context: &Context<'_>, title: Phrase, of: Effectiveness) -> Option<Figure> {
    let words = context.words;
    let children = |row: &&CostEffectiveness| {
        row.effect == Effect::ChildrenProtected && row.reference == context.reference
    };
    let rows: Vec<DotRow> = context
        .results
        .cost_effectiveness
        .iter()
        .filter(children)
        .map(|row| {
            let label = context.name(row.scenario);
            let Some((value, interval)) = of(row) else {
                return DotRow::Values { label, note: words.phrase(Phrase::NotAvailable), dots: Vec::new() };
            };
            let note = words.bare(Format::Count, value);
            let ends = interval.map_or_else(String::new, |ends| words.interval(Format::Count, ends));
            let told = format!("{label}: {note} ({ends})");
            let dot = Dot { series: context.series(row.scenario), value, interval, told };
            DotRow::Values { label, note, dots: vec![dot] }
        })
        .collect();
    let shown = rows.iter().any(|row| matches!(row, DotRow::Values { dots, .. } if !dots.is_empty()));
    if !shown {
        return None;
    }
    let caption = words.phrase(title);
    let plot = DotPlot {
        id: if title == Phrase::Protected { "protected" } else { "cost" },
        title: &caption,
        description: &described(&rows),
        rows,
        zero: true,
        stems: false,
        tick: &|value| words.bare(Format::Count, value),
        sides: None,
    };
    Some(Figure { svg: plot.draw(), caption, scenario: None })
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
    let headings = [Phrase::Reference, Phrase::Value, Phrase::Difference, Phrase::Low, Phrase::High];
    let mut columns =
        [Phrase::Scenario, Phrase::Measure, Phrase::Year].map(|title| texts(words.phrase(title))).to_vec();
    columns.extend(headings.map(|title| numbers(words.phrase(title))));
    columns.push(numbers(format!("{} (%)", words.phrase(Phrase::PBetter))));
    let mut table = Table::new("contrasts", words.phrase(Phrase::ContrastTable), columns);
    let last = Period::Year(context.results.last_year);
    for contrast in &context.results.contrasts {
        let truth = contrast.seen == crate::report::read::Seen::Truth;
        let shown = contrast.period == Period::All || contrast.period == last;
        let Some(measure) = Measure::from_name(&contrast.indicator) else { continue };
        // A page that is to be mailed keeps to what is drawn.
        let kept = context.scripts || DRAWN.contains(&measure) || measure == Measure::Cases;
        if !truth
            || !shown
            || !kept
            || contrast.stratum != "national"
            || contrast.reference != context.reference
        {
            continue;
        }
        let format = Format::of(measure);
        let (low, high) = contrast.interval.unzip();
        let mut row = vec![
            Cell::text(context.name(contrast.scenario)),
            Cell::text(words.measure(measure)),
            Cell::text(context.period(contrast.period)),
        ];
        let values = [contrast.reference_value, contrast.scenario_value, contrast.difference, low, high];
        row.extend(values.map(|value| Cell::shown(words, format, value, contrast.suppressed)));
        row.push(Cell::probability(words, contrast.p_better));
        table.rows.push(row);
    }
    table
}

fn costs(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns =
        [Phrase::Scenario, Phrase::Effect, Phrase::Frontier].map(|title| texts(words.phrase(title))).to_vec();
    let headings = [
        Phrase::Averted,
        Phrase::Low,
        Phrase::High,
        Phrase::ExtraCost,
        Phrase::CostOfOne,
        Phrase::Low,
        Phrase::High,
        Phrase::AssumedShare,
    ];
    columns.extend(headings.map(|title| numbers(words.phrase(title))));
    let mut table = Table::new("cost_effectiveness", words.phrase(Phrase::CostTable), columns);
    for row in &context.results.cost_effectiveness {
        let effect = match row.effect {
            Effect::ChildrenProtected => Phrase::ChildrenProtected,
            Effect::PersonMonths => Phrase::PersonMonthsAverted,
        };
        let (low, high) = row.averted_interval.unzip();
        let (cost_low, cost_high) = row.cost_interval.unzip();
        let frontier = row.on_frontier.map(|on| if on { Phrase::Yes } else { Phrase::No });
        let frontier = frontier.map_or_else(String::new, |phrase| words.phrase(phrase));
        let texts = [context.name(row.scenario), words.phrase(effect), frontier];
        let mut cells = texts.map(Cell::text).to_vec();
        let counts = [row.averted, low, high, row.extra_cost, row.cost, cost_low, cost_high];
        cells.extend(counts.map(|value| Cell::number(words, Format::Count, value)));
        cells.push(Cell::number(words, Format::Percent, row.assumed_share));
        table.rows.push(cells);
    }
    table
}

fn levers(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let mut columns = [Phrase::Scenario, Phrase::Lever].map(|title| texts(words.phrase(title))).to_vec();
    columns.push(numbers(words.phrase(Phrase::Cost)));
    let mut table = Table::new("costs", words.phrase(Phrase::LeverCosts), columns);
    for ((scenario, lever), by_replicate) in &context.results.costs {
        let mean = by_replicate.values().sum::<f64>() / by_replicate.len() as f64;
        table.rows.push(vec![
            Cell::text(context.name(*scenario)),
            Cell::text(words.scenario(lever)),
            Cell::number(words, Format::Count, Some(mean / 1000.0)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}
