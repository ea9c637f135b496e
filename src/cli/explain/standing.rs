//! What a number stands on: evidence, patterns, parameters, and how much of it is assumed.

use super::Selector;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::config::{Evidence, evidence_rows};
use crate::observation::MeasureDef;
use crate::results::study::SensitivityLine;
use crate::results::{Results, lines_of, plain};
use std::collections::BTreeMap;
use std::path::Path;

/// The facts that an indicator answers to, with their grade, and the patterns that are held to them.
pub fn show_evidence(results: &Results, info: &MeasureDef) {
    let ids: Vec<&str> = info.evidence.split_whitespace().collect();
    let mut facts = Table::new(
        "evidence",
        &["id", "grade", "quantity", "value", "unit", "source"].map(|name| (name, name)),
    );
    let mut lines = Vec::new();
    for row in evidence_rows().iter().filter(|row| ids.contains(&&*row.id)) {
        let texts = [&row.id, &row.grade, &row.quantity, &row.value, &row.unit, &row.source];
        facts.row(texts.map(|text| text.as_str().into()));
        lines.push(format!(
            "  {} (grade {}): {}, {} {} ({})",
            row.id, row.grade, row.quantity, row.value, row.unit, row.source
        ));
    }
    let none = "Evidence: no fact of evidence.csv says what this number is in Viet Nam; it has no grade.";
    let text = if lines.is_empty() {
        none.to_owned()
    } else {
        format!("Evidence (A official statistics and trials, to D hearsay):\n{}", lines.join("\n"))
    };
    terminal::show_as(&[&facts], || text);
    let columns = ["id", "scenario", "pattern", "target", "low", "high", "simulated", "in_band", "grade"];
    let mut patterns = Table::new("patterns", &columns.map(|name| (name, name)));
    let shares_a_fact = |evidence: &str| evidence.split_whitespace().any(|id| ids.contains(&id));
    let number = |value: Option<f64>| Cell::number(value, |value| plain(value, 4));
    let own: Vec<_> = results.fit.iter().filter(|line| shares_a_fact(&line.evidence)).collect();
    for line in &own {
        let [target, low, high, simulated] = [line.target, line.low, line.high, line.simulated].map(number);
        patterns.row([
            line.id.as_str().into(),
            line.scenario.as_str().into(),
            line.pattern.as_str().into(),
            target,
            low,
            high,
            simulated,
            line.in_band.into(),
            line.grade.as_str().into(),
        ]);
    }
    if own.is_empty() {
        terminal::say(
            "No pattern of the fit table rests on the same facts: nothing holds this number to an observation.",
        );
    } else {
        terminal::say(
            "Patterns of the fit table that rest on the same facts. Where the model was fitted to one (docs/calibration.md), that it \
             fits is no test of it:",
        );
        terminal::show(&patterns);
    }
}

/// On which parameters the indicator depends, where a study says it.
///
/// # Errors
/// A directory that is no sensitivity study, or none of this indicator.
pub fn show_sensitivity(study: Option<&Path>, selector: &Selector) -> Result<(), Failure> {
    let name = selector.measure.name();
    let Some(directory) = study else {
        terminal::say(&format!(
            "Parameters it moves with: not known here. No sensitivity analysis is shipped with the program; `lachan sensitivity \
             --all-calibrated --indicator {name}` makes one, and --sensitivity DIR reads it."
        ));
        return Ok(());
    };
    let lines: Vec<SensitivityLine> = lines_of(directory)?;
    let mut own: Vec<&SensitivityLine> = lines.iter().filter(|line| line.indicator == name).collect();
    if own.is_empty() {
        return Err(Failure::Usage {
            message: format!("{} has no sensitivity of `{name}`", directory.display()),
            help: format!("`lachan sensitivity PARAMETER ... --indicator {name}` measures it"),
        });
    }
    let size = |line: &SensitivityLine| line.estimate.map_or(-1.0, f64::abs);
    own.sort_by(|one, other| {
        let order = (&one.index, &one.period).cmp(&(&other.index, &other.period));
        order.then(size(other).total_cmp(&size(one)))
    });
    let columns = ["index", "period", "scenario", "factor", "at", "estimate", "low", "high", "reliable"];
    let mut table = Table::new("sensitivity", &columns.map(|name| (name, name)));
    for line in own {
        let numbers = [line.estimate, line.low, line.high];
        let words =
            [&line.index, &line.period, &line.scenario, &line.factor].map(|word| word.as_str().into());
        let cells = words.into_iter().chain([line.at.clone().into()]);
        let numbers = numbers.map(|value| Cell::number(value, |value| plain(value, 4)));
        table.row(cells.chain(numbers).chain([line.reliable.into()]));
    }
    terminal::say("Parameters it moves with, national, by the study that was named:");
    terminal::show(&table);
    Ok(())
}

/// How many of the numbers behind the results nobody has measured.
pub fn show_assumed(results: &Results) {
    let total = results.parameters.len();
    let count = |grade: Evidence| results.parameters.iter().filter(|p| p.evidence == grade).count();
    let mut grades = Table::new("parameters", &["evidence", "parameters"].map(|name| (name, name)));
    for grade in Evidence::ALL {
        grades.row([grade.word().into(), count(grade).into()]);
    }
    let words: Vec<String> =
        Evidence::ALL.iter().map(|&grade| format!("{} {}", count(grade), grade.word())).collect();
    let share = 100.0 * count(Evidence::Assumed) as f64 / total.max(1) as f64;
    terminal::show_as(&[&grades], || {
        format!("Of {total} parameters of the run: {}. {share:.0} % are assumed.", words.join(", "))
    });
    let mut of_levers: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in results.scenario_lines.iter().filter(|line| line.differs) {
        let (assumed, all) = of_levers.entry(&line.scenario).or_default();
        *assumed += line.numbers_assumed;
        *all += line.numbers;
    }
    for (scenario, (assumed, all)) in of_levers {
        terminal::say(&format!(
            "{scenario}: {assumed} of {all} numbers of the levers by which it differs from the reference are assumed."
        ));
    }
}
