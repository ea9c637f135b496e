//! `provinces.csv`: one wide row a scenario and province, for maps and spreadsheets.

use super::{Sheet, Study};
use crate::observation::{Dimension, Estimate, Group, Measure, RunResults, Stratum};
use std::io::{self, Write};

/// Writes the table: the last year, pooled over the scenario's replicates. A suppressed number is an empty cell, and its
/// column is named in `suppressed` (names are parted by blanks).
///
/// # Errors
/// What the writer reports.
pub fn provinces(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let security: Vec<String> =
        Dimension::ALL.iter().map(|dimension| format!("security_{}", dimension.name())).collect();
    let first = ["scenario", "year", "code", "name", "name_ascii", "region", "replicates"];
    let header = first
        .into_iter()
        .chain(Measure::ALL.iter().map(|measure| measure.name()))
        .chain(security.iter().map(String::as_str))
        .chain(["suppressed"]);
    let mut sheet = Sheet::new(out, header)?;
    for (scenario, runs) in study.scenarios() {
        let Some(year) = runs.iter().flat_map(|run| run.indicators.iter().map(|row| row.year)).max() else {
            continue;
        };
        for (index, province) in study.country.provinces.iter().enumerate() {
            let group = Group::new(Stratum::Province, index);
            let record = &province.record;
            sheet
                .text(scenario)?
                .whole(year)?
                .text(&record.code)?
                .text(&record.name_vi)?
                .text(&record.name)?;
            sheet.text(record.region.name())?.whole(runs.len() as i64)?;
            let mut suppressed = Vec::new();
            for &measure in Measure::ALL {
                let estimate = pooled(&runs, year, measure, group);
                sheet.value(estimate.and_then(|estimate| estimate.value))?;
                if estimate.is_some_and(|estimate| estimate.suppressed) {
                    suppressed.push(measure.name());
                }
            }
            for (dimension, name) in Dimension::ALL.into_iter().zip(&security) {
                let (value, hidden) = secure(&runs, year, dimension, group);
                sheet.value(value)?;
                if hidden {
                    suppressed.push(name);
                }
            }
            sheet.text(&suppressed.join(" "))?.end()?;
        }
    }
    sheet.finish()
}

fn pooled(runs: &[&RunResults], year: i32, measure: Measure, group: Group) -> Option<Estimate> {
    let of_run = |run: &&RunResults| {
        let found = run.indicators.iter().find(|r| (r.year, r.measure, r.group) == (year, measure, group));
        found.map(|row| row.estimate)
    };
    let estimates: Vec<Estimate> = runs.iter().filter_map(of_run).collect();
    Estimate::pooled(&measure.info(), group.stratum, &estimates)
}

/// The mean over the runs that show a number, and whether none does because all are suppressed.
fn secure(runs: &[&RunResults], year: i32, dimension: Dimension, group: Group) -> (Option<f64>, bool) {
    let rows: Vec<_> = runs
        .iter()
        .flat_map(|run| &run.security)
        .filter(|row| (row.year, row.dimension, row.group) == (year, dimension, group))
        .collect();
    let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
    let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
    (mean, mean.is_none() && rows.iter().any(|row| row.suppressed))
}
