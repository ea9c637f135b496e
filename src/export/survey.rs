//! `survey.csv`: what the survey of each year found, beside the truth.

use super::{Sheet, Study};
use std::io::{self, Write};

/// Writes the table.
///
/// # Errors
/// What the writer reports.
pub fn survey(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "replicate",
        "year",
        "clusters",
        "respondents",
        "reported",
        "estimate",
        "standard_error",
        "design_effect",
        "degrees_of_freedom",
        "low",
        "high",
        "expected",
        "truth",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.surveys {
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .whole(row.clusters)?
                .whole(row.respondents)?
                .whole(row.reported)?
                .value(Some(row.estimate))?
                .value(Some(row.standard_error))?
                .value(Some(row.design_effect))?
                .whole(row.degrees)?
                .value(Some(row.low))?
                .value(Some(row.high))?
                .value(Some(row.expected))?
                .value(Some(row.truth))?
                .end()?;
        }
    }
    sheet.finish()
}
