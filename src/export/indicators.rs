//! `indicators.csv`: every measure by scenario, replicate, year, stratum and group.

use super::{Sheet, Study};
use crate::observation::{Estimate, IndicatorRow, RunResults, Stratum};
use std::io::{self, Write};

/// Writes the table of every replicate. A suppressed number has empty cells for numerator, denominator and value.
///
/// # Errors
/// What the writer reports.
pub fn indicators(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = begin(out)?;
    for run in study.runs {
        for row in &run.indicators {
            write_row(study, &mut sheet, &run.scenario, &run.replicate.to_string(), row)?;
        }
    }
    sheet.finish()
}

/// Writes the national values of every replicate.
///
/// # Errors
/// What the writer reports.
pub fn national_indicators(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = begin(out)?;
    for run in study.runs {
        for row in run.indicators.iter().filter(|row| row.group.stratum == Stratum::National) {
            write_row(study, &mut sheet, &run.scenario, &run.replicate.to_string(), row)?;
        }
    }
    sheet.finish()
}

/// Writes the means over each scenario's replicates, whose number is then `mean`.
///
/// # Errors
/// What the writer reports.
pub fn indicator_means(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = begin(out)?;
    for (scenario, runs) in study.scenarios() {
        let rows = runs.first().map_or(0, |run| run.indicators.len());
        for place in 0..rows {
            if let Some(row) = mean(&runs, place) {
                write_row(study, &mut sheet, scenario, "mean", &row)?;
            }
        }
    }
    sheet.finish()
}

/// The mean of the rows at one place; every run has the same rows in the same order.
fn mean(runs: &[&RunResults], place: usize) -> Option<IndicatorRow> {
    let first = runs.first()?.indicators[place];
    let estimates: Vec<Estimate> = runs.iter().map(|run| run.indicators[place].estimate).collect();
    let estimate = Estimate::pooled(&first.measure.info(), first.group.stratum, &estimates)?;
    Some(IndicatorRow { estimate, ..first })
}

fn begin(out: &mut dyn Write) -> io::Result<Sheet<&mut dyn Write>> {
    let header = [
        "scenario",
        "replicate",
        "year",
        "indicator",
        "stratum",
        "group",
        "numerator",
        "denominator",
        "value",
        "suppressed",
    ];
    Sheet::new(out, header)
}

fn write_row(
    study: &Study<'_>,
    sheet: &mut Sheet<&mut dyn Write>,
    scenario: &str,
    replicate: &str,
    row: &IndicatorRow,
) -> io::Result<()> {
    let [numerator, denominator, value] = row.estimate.shown();
    sheet
        .text(scenario)?
        .text(replicate)?
        .whole(row.year)?
        .text(row.measure.name())?
        .text(row.group.stratum.name())?
        .text(&row.group.label(study.country))?
        .count(numerator)?
        .count(denominator)?
        .measured(row.measure, value)?
        .flag(row.estimate.suppressed)?
        .end()
}
