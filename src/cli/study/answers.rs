//! What a sweep and a sensitivity analysis show on the terminal: their answer, not only where the
//! files are.

use crate::cli::table::{Cell, Table};
use crate::cli::terminal;
use crate::experiments::study::{
    Design, Output, Period, Results, SensitivityRow, Study, outputs, ranking_index,
};
use crate::observation::NOTICE;
use crate::quantities::counted;
use crate::results::plain;

/// Points that a table shows, and numbers beside them.
const POINTS: usize = 20;
const NUMBERS: usize = 3;

/// Significant digits.
const DIGITS: usize = 4;

/// The numbers that are shown: the first indicators in the last year, or patterns where no
/// indicator is kept.
fn shown(study: &Study, scenario: usize) -> Vec<Output> {
    let own = outputs(study).into_iter().filter(|output| output.scenario == scenario);
    let all: Vec<Output> = own.filter(|output| output.period != Period::MeanOfYears).collect();
    all.into_iter().take(NUMBERS).collect()
}

/// Shows a table of means by point.
pub fn sweep(study: &Study, results: &Results<'_>, values: &dyn Fn(usize) -> Vec<f64>) {
    let numbers = shown(study, 0);
    let mut table = Table::new("means", &[("point", "point")]);
    study.spec.factors.iter().for_each(|axis| table.column(&axis.name, &axis.name));
    table.column("scenario", "scenario");
    for output in &numbers {
        let name = format!("{}:{}", output.indicator, output.period.name());
        table.column(&name, &format!("{} ({})", output.indicator, words(output.period)));
    }
    let means: Vec<Vec<Vec<f64>>> = (0..study.bases.len())
        .map(|scenario| shown(study, scenario).iter().map(|output| results.means(output)).collect())
        .collect();
    for (place, &point) in results.points.iter().take(POINTS).enumerate() {
        let own = values(point);
        for (base, of_scenario) in study.bases.iter().zip(&means) {
            let factors =
                study.spec.factors.iter().zip(&own).map(|(axis, &value)| as_typed(axis.shown(value)));
            let numbers = of_scenario.iter().map(|of_number| Cell::number(Some(of_number[place]), number));
            table.row(
                [point.into()].into_iter().chain(factors).chain([base.name.as_str().into()]).chain(numbers),
            );
        }
    }
    let replicates = study.spec.replicates;
    terminal::say(&format!("{NOTICE}: means by point, {} each.", counted(replicates as usize, "replicate")));
    terminal::show(&table);
    let rest = results.points.len().saturating_sub(POINTS);
    if rest > 0 {
        terminal::say(&format!("{rest} more points stand in results.csv."));
    }
}

/// The value of a factor: a number where it is one, else a word, a month or a list.
fn as_typed(text: String) -> Cell {
    match text.parse::<f64>().ok().filter(|number| number.is_finite()) {
        Some(number) => Cell::of(number, text),
        None => text.into(),
    }
}

/// Shows the factors in the order in which they matter, for each of the numbers shown.
pub fn sensitivity(study: &Study, rows: &[SensitivityRow]) {
    let index = ranking_index(study.spec.design);
    terminal::say(&format!("{NOTICE}: {}", meaning(study.spec.design)));
    for scenario in 0..study.bases.len() {
        for output in shown(study, scenario) {
            let mut own: Vec<&SensitivityRow> =
                rows.iter().filter(|row| row.output == output && row.index == index).collect();
            let size = |row: &SensitivityRow| Some(row.estimate.value.abs()).filter(|size| size.is_finite());
            own.sort_by(|a, b| size(b).unwrap_or(-1.0).total_cmp(&size(a).unwrap_or(-1.0)));
            let name = &study.bases[scenario].name;
            terminal::say(&format!("{} ({}), {name}:", output.name(), words(output.period)));
            terminal::show(&ranking(index, &output, name, &own));
        }
    }
    let doubted = rows.iter().filter(|row| !row.doubts.is_empty()).count();
    if doubted > 0 {
        terminal::say(&format!(
            "{doubted} of {} rows of sensitivity.csv are not reliable; their column `note` says why.",
            rows.len()
        ));
    }
}

/// The factors of a number, the first those that matter most.
fn ranking(index: &str, output: &Output, scenario: &str, rows: &[&SensitivityRow]) -> Table {
    let mut table = Table::new(
        "ranking",
        &[
            ("indicator", ""),
            ("period", ""),
            ("scenario", ""),
            ("rank", "rank"),
            ("factor", "factor"),
            ("index", ""),
            ("value", index),
            ("low", ""),
            ("high", ""),
            ("note", "note"),
        ],
    );
    for (place, row) in rows.iter().take(POINTS).enumerate() {
        let factor = row.factor.clone().unwrap_or_default();
        let at = row.at.as_ref().map_or_else(String::new, |at| format!(" = {at}"));
        let hidden = |value: f64| Cell::number(Some(value), |_| String::new());
        table.row([
            output.name().into(),
            output.period.name().into(),
            scenario.into(),
            (place + 1).into(),
            format!("{factor}{at}").into(),
            index.into(),
            Cell::number(Some(row.estimate.value), |_| estimate(row)),
            hidden(row.estimate.low),
            hidden(row.estimate.high),
            row.doubts.join("; ").into(),
        ]);
    }
    table
}

fn estimate(row: &SensitivityRow) -> String {
    let [value, low, high] = [row.estimate.value, row.estimate.low, row.estimate.high].map(number);
    if low.is_empty() || high.is_empty() { value } else { format!("{value} ({low} to {high})") }
}

fn number(value: f64) -> String {
    if value.is_finite() { plain(value, DIGITS) } else { String::new() }
}

const fn words(period: Period) -> &'static str {
    match period {
        Period::LastYear => "last year",
        Period::MeanOfYears => "mean of the years",
        Period::AllYears => "all years",
    }
}

/// What the ranking ranks by.
const fn meaning(design: Design) -> &'static str {
    match design {
        Design::OneAtATime => {
            "change of the number when one factor moves from the configuration's value (95 % interval of chance)."
        }
        Design::Morris(_) => {
            "mean absolute change of the number over the whole range of a factor (95 % interval of the trajectories)."
        }
        Design::Saltelli(_) => {
            "share of the number's variance that a factor has a part in, total Sobol index (95 % interval of the rows)."
        }
        Design::Grid | Design::List | Design::LatinHypercube(_) | Design::Sobol(_) => {
            "distance between the number's distribution with a factor known and unknown, PAWN from 0 to 1 (95 % interval of the points)."
        }
    }
}
