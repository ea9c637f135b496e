//! What a comparison shows on the terminal.

use crate::experiments::compare::{Comparison, Contrast, Effect, EffectRow, Paired, Source};
use crate::observation::{Group, Measure, NOTICE};
use crate::results::Findings;
use comfy_table::Table;

/// The headline, and a row for each scenario.
pub fn text(comparison: &Comparison, findings: &Findings) -> String {
    let header = [
        "scenario",
        "cases of children, %",
        "prevalence 12-24, points",
        "P(better)",
        "recorded victims, %",
        "children protected",
        "extra cost, bn VND",
        "million VND a child",
        "variance ratio",
    ];
    let mut table = Table::new();
    table.set_header(header);
    for arm in 1..findings.names.len() {
        table.add_row(row(findings, arm));
    }
    format!("{}\n{table}\n{}", headline(comparison, findings), explanation(comparison, findings))
}

fn headline(comparison: &Comparison, findings: &Findings) -> String {
    let best = (1..findings.names.len())
        .filter_map(|arm| Some((arm, national(findings, arm, Measure::Cases, Source::Truth, true)?)))
        .min_by(|a, b| a.1.difference.total_cmp(&b.1.difference));
    let Some((arm, cases)) = best else { return NOTICE.to_owned() };
    let years: Vec<i32> = findings.contrasts.iter().filter_map(|row| row.year).collect();
    let (first, last) = (years.iter().min().copied().unwrap_or(0), years.iter().max().copied().unwrap_or(0));
    format!(
        "{NOTICE}: {} changes the cases of children by {} % a year against {} ({first}-{last}, {} replicates).",
        findings.names[arm],
        with_interval(&cases, |x| 100.0 * x / cases.reference, 1),
        findings.names[0],
        comparison.replicates()
    )
}

fn row(findings: &Findings, arm: usize) -> Vec<String> {
    let cases = national(findings, arm, Measure::Cases, Source::Truth, true);
    let prevalence = national(findings, arm, Measure::PrevalenceLifetime, Source::Truth, false);
    let recorded = national(findings, arm, Measure::IdentifiedExpected, Source::Register, true);
    let effect =
        findings.effects.iter().find(|row| row.arm == arm && row.effect == Effect::ChildrenProtected);
    let relative = |paired: &Paired| {
        let base = paired.reference;
        if base == 0.0 { String::new() } else { with_interval(paired, |x| 100.0 * x / base, 1) }
    };
    vec![
        findings.names[arm].clone(),
        cases.as_ref().map(relative).unwrap_or_default(),
        prevalence.as_ref().map(|paired| with_interval(paired, |x| 100.0 * x, 3)).unwrap_or_default(),
        prevalence.and_then(|paired| paired.p_better).map(|p| format!("{p:.2}")).unwrap_or_default(),
        recorded.as_ref().map(relative).unwrap_or_default(),
        effect.map(|row| with_interval(&row.averted, |x| x, 0)).unwrap_or_default(),
        effect.map(|row| format!("{:.0}", row.extra_cost / 1e6)).unwrap_or_default(),
        effect.map(price).unwrap_or_default(),
        prevalence
            .and_then(|paired| paired.variance_ratio)
            .map(|ratio| format!("{ratio:.0}"))
            .unwrap_or_default(),
    ]
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

fn with_interval(paired: &Paired, scale: impl Fn(f64) -> f64, digits: usize) -> String {
    let middle = scale(paired.difference);
    match paired.interval {
        Some((low, high)) => {
            format!("{middle:+.digits$} ({:+.digits$} to {:+.digits$})", scale(low), scale(high))
        }
        None => format!("{middle:+.digits$}"),
    }
}

fn price(row: &EffectRow) -> String {
    let million = |price: Option<f64>| price.map(|price| format!("{:.0}", price / 1e3));
    match (million(row.cost_per_unit), million(row.cost_interval.0), million(row.cost_interval.1)) {
        (None, _, _) => "-".to_owned(),
        (Some(price), Some(low), Some(high)) => format!("{price} ({low} to {high})"),
        (Some(price), Some(low), None) => format!("{price} ({low} or more)"),
        (Some(price), None, Some(high)) => format!("{price} ({high} or less)"),
        (Some(price), None, None) => price,
    }
}

fn explanation(comparison: &Comparison, findings: &Findings) -> String {
    let mut lines = vec![format!(
        "Differences from {} with 95 % intervals over {} paired replicates; cases and recorded victims are means of all \
         years, prevalence is that of the last. Costs are those of the levers, most of them assumed.",
        findings.names[0],
        comparison.replicates()
    )];
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
                "{}: {:.0} % of the children protected rest on lever strengths that are assumed.",
                findings.names[row.arm],
                100.0 * share
            ));
        }
    }
    lines.join("\n")
}
