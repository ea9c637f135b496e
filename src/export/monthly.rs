//! `monthly.csv`: the country month by month, in real persons.

use super::{Sheet, Study};
use crate::population::Form;
use std::io::{self, Write};

/// Writes the table: cases of children begun in the month in all, over a border and by form and border; persons in
/// exploitation; victims recorded, counted and expected; services; recruiters at work.
///
/// # Errors
/// What the writer reports.
pub fn monthly(study: &Study<'_>, out: &mut dyn Write) -> io::Result<()> {
    let by_form: Vec<String> = Form::ALL
        .iter()
        .flat_map(|form| ["internal", "cross_border"].map(|border| format!("cases_{}_{border}", form.name())))
        .collect();
    let first = ["scenario", "replicate", "month", "children", "cases", "cases_cross_border"];
    let last = [
        "in_exploitation",
        "identified",
        "identified_expected",
        "services_referred",
        "services_opened",
        "services_unmet",
        "recruiters_active",
    ];
    let header = first.into_iter().chain(by_form.iter().map(String::as_str)).chain(last);
    let mut sheet = Sheet::new(out, header)?;
    for run in study.runs {
        for row in &run.months {
            let over_border: f64 = row.cases.iter().map(|cases| cases[1]).sum();
            let internal: f64 = row.cases.iter().map(|cases| cases[0]).sum();
            sheet
                .text(&run.scenario)?
                .whole(run.replicate)?
                .text(&row.month.to_string())?
                .count(Some(row.children))?
                .count(Some(internal + over_border))?
                .count(Some(over_border))?;
            for cases in row.cases.as_flattened() {
                sheet.count(Some(*cases))?;
            }
            sheet
                .count(Some(row.held))?
                .count(Some(row.identified))?
                .count(Some(row.identified_expected))?
                .count(Some(row.referred))?
                .count(Some(row.opened))?
                .count(Some(row.unmet))?
                .count(Some(row.recruiters))?
                .end()?;
        }
    }
    sheet.finish()
}
