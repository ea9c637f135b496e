//! `provinces.csv`: one wide row a scenario and province, for maps and spreadsheets.

use super::{Sheet, Study};
use crate::observation::{Dimension, Estimate, Group, Measure, RunResults, SecurityRow, Stratum};
use std::collections::BTreeMap;
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
        let last = LastYear::of(&runs, year);
        for (index, province) in study.country.provinces.iter().enumerate() {
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
                let estimate = last.measure(measure, index);
                sheet.measured(measure, estimate.and_then(|estimate| estimate.value))?;
                if estimate.is_some_and(|estimate| estimate.suppressed) {
                    suppressed.push(measure.name());
                }
            }
            for (dimension, name) in Dimension::ALL.into_iter().zip(&security) {
                let (value, hidden) = last.security(dimension, index);
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

/// The numbers of a scenario's provinces in its last year, one for each run.
struct LastYear {
    measures: BTreeMap<(Measure, usize), Vec<Estimate>>,
    security: BTreeMap<(Dimension, usize), Vec<SecurityRow>>,
}

impl LastYear {
    fn of(runs: &[&RunResults], year: i32) -> Self {
        let province =
            |group: Group| (group.stratum == Stratum::Province).then_some(usize::from(group.index));
        let mut last = Self { measures: BTreeMap::new(), security: BTreeMap::new() };
        for run in runs {
            for row in run.indicators.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    last.measures.entry((row.measure, index)).or_default().push(row.estimate);
                }
            }
            for row in run.security.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    last.security.entry((row.dimension, index)).or_default().push(*row);
                }
            }
        }
        last
    }

    fn measure(&self, measure: Measure, province: usize) -> Option<Estimate> {
        let runs = self.measures.get(&(measure, province))?;
        Estimate::pooled(&measure.info(), Stratum::Province, runs)
    }

    /// The mean over the runs that show a number, and whether none does because all are suppressed.
    fn security(&self, dimension: Dimension, province: usize) -> (Option<f64>, bool) {
        let rows = self.security.get(&(dimension, province)).map_or(&[][..], Vec::as_slice);
        let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        (mean, mean.is_none() && rows.iter().any(|row| row.suppressed))
    }
}
