//! What a sweep and a sensitivity analysis show on the terminal: their answer, not only where the
//! files are.

use crate::experiments::study::{
    Design, Output, Period, Results, SensitivityRow, Study, outputs, ranking_index,
};
use crate::observation::NOTICE;
use crate::results::plain;
use comfy_table::Table;

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

/// A table of means by point.
pub fn sweep(study: &Study, results: &Results<'_>, values: &dyn Fn(usize) -> Vec<f64>) -> String {
    let numbers = shown(study, 0);
    let mut table = Table::new();
    let mut header = vec!["point".to_owned()];
    header.extend(study.spec.factors.iter().map(|axis| axis.name.clone()));
    header.push("scenario".to_owned());
    header.extend(numbers.iter().map(|output| format!("{} ({})", output.indicator, words(output.period))));
    table.set_header(header);
    let means: Vec<Vec<Vec<f64>>> = (0..study.bases.len())
        .map(|scenario| shown(study, scenario).iter().map(|output| results.means(output)).collect())
        .collect();
    for (place, &point) in results.points.iter().take(POINTS).enumerate() {
        let own = values(point);
        for (base, of_scenario) in study.bases.iter().zip(&means) {
            let mut row = vec![point.to_string()];
            row.extend(study.spec.factors.iter().zip(&own).map(|(axis, &value)| axis.shown(value)));
            row.push(base.name.clone());
            row.extend(of_scenario.iter().map(|of_number| number(of_number[place])));
            table.add_row(row);
        }
    }
    let rest = results.points.len().saturating_sub(POINTS);
    let more = if rest > 0 { format!("\n{rest} more points stand in results.csv.") } else { String::new() };
    let replicates = study.spec.replicates;
    format!("{NOTICE}: means by point, {replicates} replicate(s) each.\n{table}{more}")
}

/// The factors in the order in which they matter, for each of the numbers shown.
pub fn sensitivity(study: &Study, rows: &[SensitivityRow]) -> String {
    let index = ranking_index(study.spec.design);
    let mut texts = vec![format!("{NOTICE}: {}", meaning(study.spec.design))];
    for scenario in 0..study.bases.len() {
        for output in shown(study, scenario) {
            let mut own: Vec<&SensitivityRow> =
                rows.iter().filter(|row| row.output == output && row.index == index).collect();
            let size = |row: &SensitivityRow| Some(row.estimate.value.abs()).filter(|size| size.is_finite());
            own.sort_by(|a, b| size(b).unwrap_or(-1.0).total_cmp(&size(a).unwrap_or(-1.0)));
            let mut table = Table::new();
            table.set_header(["rank", "factor", index, "note"]);
            for (rank, row) in own.iter().take(POINTS).enumerate() {
                let factor = row.factor.clone().unwrap_or_default();
                let at = row.at.as_ref().map_or_else(String::new, |at| format!(" = {at}"));
                let rank = (rank + 1).to_string();
                table.add_row([rank, format!("{factor}{at}"), estimate(row), row.doubts.join("; ")]);
            }
            let name = &study.bases[scenario].name;
            texts.push(format!("{} ({}), {name}:\n{table}", output.name(), words(output.period)));
        }
    }
    let doubted = rows.iter().filter(|row| !row.doubts.is_empty()).count();
    if doubted > 0 {
        texts.push(format!(
            "{doubted} of {} rows of sensitivity.csv are not reliable; their column `note` says why.",
            rows.len()
        ));
    }
    texts.join("\n")
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
