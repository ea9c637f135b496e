//! `indicators.csv`: every measure by scenario, replicate, year, stratum and group.

use super::{Sheet, Study};
use std::io::{self, Write};

/// Writes the table. A suppressed number has empty cells for numerator, denominator and value.
///
/// # Errors
/// What the writer reports.
pub fn indicators(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
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
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.indicators {
            let [numerator, denominator, value] = row.estimate.shown();
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .text(row.measure.name())?
                .text(row.group.stratum.name())?
                .text(&row.group.label(study.country))?
                .count(numerator)?
                .count(denominator)?
                .measured(row.measure, value)?
                .flag(row.estimate.suppressed)?
                .end()?;
        }
    }
    sheet.finish()
}
