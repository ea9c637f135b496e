//! `human_security.csv`: the seven dimensions for the country, its regions and provinces.

use super::{Sheet, Study};
use std::io::{self, Write};

/// Writes the table; values run from 0 (insecure) to 1 (secure).
///
/// # Errors
/// What the writer reports.
pub fn human_security(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header =
        ["scenario", "replicate", "year", "stratum", "group", "dimension", "homes", "value", "suppressed"];
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.security {
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .text(row.group.stratum.name())?
                .text(&row.group.label(study.country))?
                .text(row.dimension.name())?
                .count((!row.suppressed).then_some(row.homes as f64))?
                .value(row.value)?
                .flag(row.suppressed)?
                .end()?;
        }
    }
    sheet.finish()
}
