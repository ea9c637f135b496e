//! `fit.csv`: the fit table of every scenario, over its replicates.

use super::{Sheet, Study};
use crate::observation::fit_table;
use std::io::{self, Write};

/// Writes the table. A band that is open at one side has an empty cell there.
///
/// # Errors
/// What the writer reports.
pub fn fit(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "id",
        "pattern",
        "target",
        "low",
        "high",
        "simulated",
        "standard_error",
        "in_band",
        "grade",
        "unit",
        "evidence",
        "graded",
        "scenario",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for (scenario, runs) in study.scenarios() {
        for row in fit_table(runs.iter().map(|run| run.fit.as_slice())) {
            sheet
                .text(row.id)?
                .text(row.pattern)?
                .value(row.target)?
                .value(row.low)?
                .value(row.high)?
                .value(row.simulated)?
                .value(row.standard_error)?
                .flag(row.in_band)?
                .text(row.grade)?
                .text(row.unit)?
                .text(&row.evidence)?
                .flag(row.graded)?
                .text(scenario)?
                .end()?;
        }
    }
    sheet.finish()
}
