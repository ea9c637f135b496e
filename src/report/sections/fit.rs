//! The calibration fit of the reference: each pattern in or out of its band.

use crate::report::context::Context;
use crate::report::figures::bands::{BandRow, Bands};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::FitLine;

fn rows<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a FitLine> {
    context.results.fit.iter().filter(|row| context.is(context.reference, &row.scenario))
}

/// The pattern that a row is part of: its leading letter and digits.
fn pattern(id: &str) -> &str {
    let end = id.char_indices().skip(1).find(|(_, letter)| !letter.is_ascii_digit());
    end.map_or(id, |(at, _)| &id[..at])
}

/// How many patterns are in band, of how many: a pattern is in band when all of its judged rows
/// are.
pub fn held(context: &Context<'_>) -> (usize, usize) {
    let mut patterns: Vec<(&str, bool)> = Vec::new();
    for row in rows(context).filter(|row| row.graded) {
        let name = pattern(&row.id);
        match patterns.iter_mut().find(|(known, _)| *known == name) {
            Some((_, inside)) => *inside &= row.in_band,
            None => patterns.push((name, row.in_band)),
        }
    }
    (patterns.iter().filter(|(_, inside)| *inside).count(), patterns.len())
}

/// Which patterns lie in their bands.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let mut section = Section { id: "fit", title: words.phrase(Phrase::FitTitle), ..Section::default() };
    section.lead.push(words.fill(Phrase::FitLead, &[("scenario", &context.name(context.reference))]));
    let (held, all) = held(context);
    let [held, all] = [held, all].map(|number| number.to_string());
    let mut verdict = words.fill(Phrase::HeadFit, &[("held", &held), ("all", &all)]);
    let out: Vec<&str> =
        rows(context).filter(|row| row.graded && !row.in_band).map(|row| row.id.as_str()).collect();
    if !out.is_empty() {
        verdict = format!("{verdict} {}", words.fill(Phrase::FitOut, &[("ids", &out.join(", "))]));
    }
    section.lead.push(verdict);
    let patterns: Vec<BandRow> = rows(context).map(|row| drawn(context, row)).collect();
    // Two columns of half the height each read better than one long one.
    for (at, half) in patterns.chunks(patterns.len().div_ceil(2).max(1)).enumerate() {
        let title = words.phrase(Phrase::FitTitle);
        let told: Vec<&str> =
            half.iter().filter(|pattern| !pattern.inside).map(|pattern| pattern.told.as_str()).collect();
        let bands = Bands {
            id: &format!("fit-{at}"),
            title: &title,
            description: &described(context, &told),
            patterns: half,
        };
        section.figures.push(Figure { svg: bands.draw(), caption: title.clone(), scenario: None });
    }
    section.tables.push(table(context));
    section
}

/// What lies outside, for those who do not see it; the table has all.
fn described(context: &Context<'_>, outside: &[&str]) -> String {
    if outside.is_empty() { context.words.phrase(Phrase::FitIn) } else { outside.join("; ") }
}

fn quantity(row: &FitLine) -> Quantity {
    if row.unit == "share" { Quantity::Percent } else { Quantity::Plain }
}

fn verdict(context: &Context<'_>, row: &FitLine) -> String {
    context.words.phrase(match (row.graded || row.is_check(), row.in_band) {
        (false, _) => Phrase::FitShown,
        (true, true) => Phrase::FitIn,
        (true, false) => Phrase::FitOutWord,
    })
}

fn drawn(context: &Context<'_>, row: &FitLine) -> BandRow {
    let words = context.words;
    let quantity = quantity(row);
    let twice = 2.0 * row.standard_error.unwrap_or(0.0);
    let simulated = row.simulated.map(|value| (value, (value - twice, value + twice)));
    let value =
        row.simulated.map_or_else(|| words.phrase(Phrase::NotAvailable), |v| words.value(quantity, v));
    let label = words.pattern(row);
    let told = format!("{} {label}: {value} ({})", row.id, verdict(context, row));
    // A page to be mailed has the words in the table alone.
    let label = if context.scripts { format!("{} {label}", row.id) } else { row.id.clone() };
    let note = format!("{value} · {}", row.grade);
    let band = (row.low, row.high);
    BandRow { label, note, target: row.target, band, simulated, inside: row.in_band, told }
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![texts("id")];
    let titles = [Phrase::Pattern, Phrase::InBand, Phrase::Grade, Phrase::Source, Phrase::Unit];
    columns.extend(titles.map(|title| texts(words.phrase(title))));
    let titles = [Phrase::Target, Phrase::Low, Phrase::High, Phrase::Simulated, Phrase::StandardError];
    // Each row has its own unit, which stands in its cell.
    columns.extend(titles.map(|title| numbers(words, &words.phrase(title), Quantity::Plain)));
    let mut table = Table::new(words, "fit", words.phrase(Phrase::FitTitle), columns);
    for row in rows(context) {
        let quantity = quantity(row);
        let unit = if quantity == Quantity::Percent { "%" } else { words.unit(&row.unit) };
        let texts = [&row.id, words.pattern(row), &verdict(context, row), &row.grade, &row.evidence, unit];
        let mut cells = texts.map(TableCell::text).to_vec();
        let values = [row.target, row.low, row.high, row.simulated, row.standard_error];
        cells.extend(values.map(|value| TableCell::Own(quantity, value, None)));
        table.push(cells);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_row_belongs_to_the_pattern_of_its_letter_and_digits() {
        assert_eq!(["T1", "T1s", "T9a", "T12d"].map(pattern), ["T1", "T1", "T9", "T12"]);
    }
}
