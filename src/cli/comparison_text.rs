//! What a comparison shows on the terminal: a table of the scenarios in 100 columns, or one below
//! the other in fewer.

use super::table::{Cell, Table};
use super::terminal;
use super::wrap::wrapped;
use crate::experiments::compare::{
    Comparison, Contrast, Effect, EffectRow, FEW, Paired, Source, UncertaintySource,
};
use crate::language::Language;
use crate::observation::{Group, Measure, NOTICE};
use crate::quantities::counted;
use crate::report::{Words, money};
use crate::results::Findings;
use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};

/// Columns of a table of scenarios; a narrower terminal has them one below the other.
const TABLE: usize = 100;

/// Shows the headline, and the scenarios in so many columns.
pub fn show(comparison: &Comparison, findings: &Findings, width: usize) {
    let said = [headline(comparison, findings), explanation(comparison, findings)];
    let [headline, explanation] = said.map(|text| wrapped(&text, width));
    terminal::say(&format!("{headline}\n"));
    terminal::show_as(&[&numbers_of_scenarios(findings)], || {
        let rows: Vec<Row> = (1..findings.names.len()).map(|arm| row(findings, arm)).collect();
        if width >= TABLE { table(&rows) } else { stacked(&rows, width) }
    });
    terminal::say(&format!("\n{explanation}"));
}

/// The same numbers for programs: shares and persons, money in thousand dong.
fn numbers_of_scenarios(findings: &Findings) -> Table {
    let mut table = Table::new("scenarios", &["scenario", "reference", "can_act"].map(|name| (name, name)));
    let with_interval = ["children_protected", "cases_change", "prevalence_change", "recorded_change"];
    for name in with_interval {
        for column in [name.to_owned(), format!("{name}_low"), format!("{name}_high")] {
            table.column(&column, &column);
        }
    }
    for name in [
        "p_better",
        "extra_cost_thousand_vnd",
        "cost_per_child_thousand_vnd",
        "cost_per_child_low",
        "cost_per_child_high",
        "numbers_assumed",
        "numbers",
    ] {
        table.column(name, name);
    }
    for arm in 1..findings.names.len() {
        let acts = findings.acts[arm];
        let effect =
            findings.effects.iter().find(|row| row.arm == arm && row.effect == Effect::ChildrenProtected);
        let of =
            |measure, source, all_years| national(findings, arm, measure, source, all_years).filter(|_| acts);
        let relative = |paired: Option<Paired>| {
            let paired = paired.filter(|paired| paired.reference != 0.0);
            three(paired.as_ref(), |paired, x| x / paired.reference)
        };
        let prevalence = of(Measure::PrevalenceLifetime, Source::Truth, false);
        let price = effect.and_then(|row| row.cost_interval);
        let number = |value: Option<f64>| Cell::number(value, |value| value.to_string());
        let support = &findings.supports[arm];
        let mut cells: Vec<Cell> =
            vec![findings.names[arm].as_str().into(), findings.names[0].as_str().into(), acts.into()];
        let of_effects = [
            three(effect.map(|row| &row.averted).filter(|_| acts), |_, x| x),
            relative(of(Measure::Cases, Source::Truth, true)),
            three(prevalence.as_ref(), |_, x| x),
            relative(of(Measure::IdentifiedExpected, Source::Register, true)),
        ];
        cells.extend(of_effects.concat().into_iter().map(number));
        cells.extend(
            [
                effect.filter(|_| acts).and_then(|row| row.averted.p_better),
                effect.map(|row| row.extra_cost),
                effect.and_then(|row| row.cost_per_unit),
                price.and_then(|(low, _)| low),
                price.and_then(|(_, high)| high),
            ]
            .map(number),
        );
        cells.extend([support.assumed.into(), support.numbers.into()]);
        table.row(cells);
    }
    table
}

/// A difference with the ends of its interval; none where there is none.
fn three(paired: Option<&Paired>, number: impl Fn(&Paired, f64) -> f64) -> [Option<f64>; 3] {
    let Some(paired) = paired else { return [None; 3] };
    let (low, high) = paired.interval.unzip();
    [Some(paired.difference), low, high].map(|value| value.map(|value| number(paired, value)))
}

/// A scenario's numbers, each with its interval.
struct Row {
    name: String,
    evidence: String,
    protected: [String; 2],
    cases: [String; 2],
    prevalence: [String; 2],
    recorded: [String; 2],
    better: String,
    cost: String,
    price: [String; 2],
}

fn row(findings: &Findings, arm: usize) -> Row {
    let (acts, support) = (findings.acts[arm], &findings.supports[arm]);
    let cases = national(findings, arm, Measure::Cases, Source::Truth, true);
    let prevalence = national(findings, arm, Measure::PrevalenceLifetime, Source::Truth, false);
    let recorded = national(findings, arm, Measure::IdentifiedExpected, Source::Register, true);
    let effect =
        findings.effects.iter().find(|row| row.arm == arm && row.effect == Effect::ChildrenProtected);
    let relative = |paired: Option<Paired>| {
        let paired = paired.filter(|paired| acts && paired.reference != 0.0);
        numbers(paired.as_ref(), |paired, x| format!("{:+.1}", 100.0 * x / paired.reference))
    };
    Row {
        name: findings.names[arm].clone(),
        evidence: match (acts, support.numbers) {
            (false, _) => "cannot act".to_owned(),
            (true, 0) => String::new(),
            (true, all) => format!("{} of {all} assumed", support.assumed),
        },
        protected: numbers(effect.map(|row| &row.averted).filter(|_| acts), |_, x| count(x)),
        cases: relative(cases),
        prevalence: numbers(prevalence.as_ref().filter(|_| acts), |_, x| format!("{:+.3}", 100.0 * x)),
        recorded: relative(recorded),
        better: effect
            .and_then(|row| row.averted.p_better)
            .filter(|_| acts)
            .map_or("-".to_owned(), probability),
        cost: effect.map(|row| dong(row.extra_cost)).unwrap_or_default(),
        price: effect.map(price).unwrap_or_default(),
    }
}

fn table(rows: &[Row]) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(TABLE as u16);
    table.set_header([
        "scenario,\nits numbers",
        "children\nprotected",
        "cases of\nchildren, %",
        "P(better)",
        "extra cost,\ndong",
        "cost of a child\nprotected, dong",
    ]);
    for row in rows {
        let two = |[value, interval]: &[String; 2]| format!("{value}\n{interval}");
        table.add_row([
            format!("{}\n{}", row.name, row.evidence),
            two(&row.protected),
            two(&row.cases),
            row.better.clone(),
            row.cost.clone(),
            two(&row.price),
        ]);
    }
    // A name stays in one piece.
    let widest = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0).min(TABLE / 3);
    if let Some(names) = table.column_mut(0) {
        names.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(widest as u16 + 2)));
    }
    table.trim_fmt()
}

fn stacked(rows: &[Row], width: usize) -> String {
    let of_scenario = |row: &Row| {
        let both = |[value, interval]: &[String; 2], unit: &str| match (value.as_str(), interval.as_str()) {
            ("", _) => "-".to_owned(),
            (value, "") => format!("{value}{unit}"),
            (value, interval) => format!("{value}{unit} ({interval})"),
        };
        let evidence = if row.evidence.is_empty() { String::new() } else { format!(": {}", row.evidence) };
        let mut lines = vec![wrapped(&format!("{}{evidence}", row.name), width)];
        let price = both(&row.price, "");
        for (label, value) in [
            ("children protected", both(&row.protected, "")),
            ("P(better)", row.better.clone()),
            ("cases of children", both(&row.cases, " %")),
            ("prevalence 12-24", both(&row.prevalence, " points")),
            ("recorded victims", both(&row.recorded, " %")),
            ("extra cost, dong", row.cost.clone()),
            ("cost of a child, dong", price),
        ] {
            lines.push(format!("  {label:<22} {value}"));
        }
        lines.join("\n")
    };
    rows.iter().map(of_scenario).collect::<Vec<_>>().join("\n")
}

fn headline(comparison: &Comparison, findings: &Findings) -> String {
    let best = (1..findings.names.len())
        .filter(|&arm| findings.acts[arm])
        .filter_map(|arm| Some((arm, national(findings, arm, Measure::Cases, Source::Truth, true)?)))
        .min_by(|a, b| a.1.difference.total_cmp(&b.1.difference));
    let Some((arm, cases)) = best else {
        return format!("{NOTICE}: no scenario can act otherwise than {}.", findings.names[0]);
    };
    let years: Vec<i32> = findings.contrasts.iter().filter_map(|row| row.year).collect();
    let (first, last) = (years.iter().min().copied().unwrap_or(0), years.iter().max().copied().unwrap_or(0));
    let [value, interval] = numbers(Some(&cases), |cases, x| format!("{:+.1}", 100.0 * x / cases.reference));
    let interval = if interval.is_empty() { interval } else { format!(" ({interval})") };
    let replicates = counted(comparison.replicates(), "replicate");
    format!(
        "{NOTICE}: {} changes the cases of children by {value}{interval} % a year against {} \
         ({first}-{last}, {replicates}).",
        findings.names[arm], findings.names[0],
    )
}

/// The national contrast over all years or in the last one.
fn national(
    findings: &Findings,
    arm: usize,
    measure: Measure,
    source: Source,
    all_years: bool,
) -> Option<Paired> {
    let fits = |row: &&Contrast| {
        row.arm == arm
            && row.measure == measure
            && row.source == source
            && row.group == Group::NATIONAL
            && row.year.is_none() == all_years
    };
    findings.contrasts.iter().rfind(fits)?.paired
}

/// A difference and its interval; empty where there is none.
fn numbers(paired: Option<&Paired>, number: impl Fn(&Paired, f64) -> String) -> [String; 2] {
    let Some(paired) = paired else { return Default::default() };
    let interval =
        paired.interval.map(|(low, high)| format!("{} to {}", number(paired, low), number(paired, high)));
    [number(paired, paired.difference), interval.unwrap_or_default()]
}

fn count(value: f64) -> String {
    let sign = if value.round() > 0.0 { "+" } else { "" };
    format!("{sign}{}", plain(&Words { language: Language::English }.decimal(value, 0)))
}

fn dong(thousand: f64) -> String {
    plain(money(Language::English, thousand).trim_end_matches(" dong"))
}

/// The minus of a keyboard, which every terminal has.
fn plain(text: &str) -> String {
    text.replace('\u{2212}', "-")
}

fn probability(p: f64) -> String {
    match p {
        p if p > 0.999 => "> 0.999".to_owned(),
        p if p < 0.001 => "< 0.001".to_owned(),
        p => format!("{p:.3}"),
    }
}

fn price(row: &EffectRow) -> [String; 2] {
    let Some(price) = row.cost_per_unit else { return ["-".to_owned(), String::new()] };
    let interval = row.cost_interval.map(|(low, high)| match (low.map(dong), high.map(dong)) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} or less"),
        (None, None) => "any".to_owned(),
    });
    [dong(price), interval.unwrap_or_default()]
}

fn explanation(comparison: &Comparison, findings: &Findings) -> String {
    let replicates = comparison.replicates();
    let design = comparison.design;
    let mut lines = vec![format!(
        "Differences from {}. {}",
        findings.names[0],
        match replicates {
            0 | 1 => "One replicate gives no interval.".to_owned(),
            _ => format!(
                "Intervals (95 %) and P(better) come from {replicates} paired replicates{} and hold {}{}.",
                if replicates < FEW { ", which are few," } else { "" },
                design.holds(),
                match design {
                    UncertaintySource::Chance =>
                        " alone: what is not known of lever strengths (--uncertainty levers or all) or left open by \
                         calibration (--ensemble) is not in them",
                    UncertaintySource::Ensemble => ", not what is not known of lever strengths",
                    UncertaintySource::Levers | UncertaintySource::All =>
                        ", not what calibration leaves open",
                    UncertaintySource::Joint => "; what the model itself leaves out is in no interval",
                }
            ),
        }
    )];
    lines.push(
        "Cases and recorded victims are means of all years; children protected, prevalence and P(better) are those at the \
         end. Beside a scenario: how many of the numbers of the levers by which it differs are assumed."
            .to_owned(),
    );
    lines.push(Words { language: Language::English }.price_note());
    for (arm, effect, parts) in &findings.parts {
        let whole = parts.of_the_mean + parts.levers + parts.links;
        if *effect == Effect::ChildrenProtected && whole > 0.0 {
            let percent = |part: f64| 100.0 * part / whole;
            lines.push(format!(
                "{}: of the variance behind its interval {:.0} % is chance, {:.0} % lever strengths, {:.0} % links.",
                findings.names[*arm],
                percent(parts.of_the_mean),
                percent(parts.levers),
                percent(parts.links)
            ));
        }
    }
    for (row, share) in findings.effects.iter().zip(&findings.assumed_shares) {
        if let (Effect::ChildrenProtected, Some(share)) = (row.effect, share) {
            lines.push(format!(
                "{}: {:.0} % of the effect (children protected) rest on lever strengths that are assumed.",
                findings.names[row.arm],
                100.0 * share
            ));
        }
    }
    lines.join("\n")
}
