//! `costs.csv`: what levers cost, by lever, year and province, thousand dong.

use super::{Sheet, Study};
use std::io::{self, Write};

/// Writes the table; province `all` is the country.
///
/// # Errors
/// What the writer reports.
pub fn costs(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "replicate",
        "year",
        "lever",
        "province",
        "home_months",
        "variable_kvnd",
        "fixed_kvnd",
        "total_kvnd",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.costs {
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .text(&row.lever)?
                .text(study.code(row.province))?
                .count(Some(row.home_months))?
                .count(Some(row.variable))?
                .count(Some(row.fixed))?
                .count(Some(row.total()))?
                .end()?;
        }
    }
    sheet.finish()
}
