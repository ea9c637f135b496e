//! `register.csv`: victims recorded in the country, by border, age class and form, in real persons.

use super::{Sheet, Study};
use crate::population::{Form, REGISTER_AGES};
use std::io::{self, Write};

/// Writes the table. `counted` rests on `agents` simulated victims; `expected` is the sum of the probabilities that
/// victims faced and is the steadier of the two.
///
/// # Errors
/// What the writer reports.
pub fn register(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header =
        ["scenario", "replicate", "year", "border", "age_class", "form", "counted", "expected", "agents"];
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.register {
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .whole(row.year)?
                .text(if row.cross_border { "cross_border" } else { "internal" })?
                .text(REGISTER_AGES[usize::from(row.age_class)])?
                .text(Form::ALL[usize::from(row.form)].name())?
                .count(Some(row.counted))?
                .count(Some(row.expected))?
                .whole(row.agents as i64)?
                .end()?;
        }
    }
    sheet.finish()
}
