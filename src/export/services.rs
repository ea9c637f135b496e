//! `services.csv`: caseworkers' load by province, in real cases.

use super::{Sheet, Study};
use std::io::{self, Write};

/// Writes the table. Referrals, cases opened and referrals dropped are sums of the year; places, open cases and referrals
/// waiting are those of its last month.
///
/// # Errors
/// What the writer reports.
pub fn services(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "replicate",
        "year",
        "province",
        "referred",
        "opened",
        "unmet",
        "places",
        "open",
        "waiting",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.services {
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .text(study.code(row.province.map(usize::from)))?;
            for number in row.numbers {
                sheet.count(Some(number))?;
            }
            sheet.end()?;
        }
    }
    sheet.finish()
}
