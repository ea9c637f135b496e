//! The header of a table against the columns it must have.

use std::sync::Arc;

use super::quotes::field_span;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::nearest;
use crate::config::diagnostics::source::Source;

/// A table without any line.
pub(crate) fn missing(source: &Arc<Source>, wanted: &str) -> Fault {
    Fault::new(Code::TableHeader, format!("`{}` is empty", source.name()))
        .in_file(source.name())
        .expected(format!("a header: {wanted}"))
        .help("was the file cut off while it was being saved or copied?")
}

/// Holds the fields of the first line to the columns.
///
/// # Errors
/// A fault of the separator, or one that lists what is missing, unknown or repeated.
pub(crate) fn check(found: &[String], line: &Place, columns: &[&str]) -> Result<(), Faults> {
    let found: Vec<&str> = found.iter().map(|name| name.trim()).collect();
    if found.len() < columns.len().min(2)
        && let Some(fault) = separator(line)
    {
        return Err(fault.into());
    }
    let missing: Vec<&str> = columns.iter().copied().filter(|column| !found.contains(column)).collect();
    let unknown: Vec<&str> = found.iter().copied().filter(|name| !columns.contains(name)).collect();
    let twice: Vec<&str> = found
        .iter()
        .enumerate()
        .filter(|(at, name)| found[..*at].contains(name))
        .map(|(_, name)| *name)
        .collect();
    if missing.is_empty() && unknown.is_empty() && twice.is_empty() {
        return Ok(());
    }
    if missing.len() == columns.len() {
        return Err(Fault::new(Code::TableHeader, "the first line is not a header")
            .at(
                Place::new(&line.source, field_span(line.source.text(), line.span.start, 0)),
                "no known column name in this line",
            )
            .expected(columns.join(","))
            .help("put the line of column names back at the top")
            .into());
    }
    let parts = [("lacks", &missing), ("has the unknown", &unknown), ("repeats", &twice)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("{word} {}", names.join(", ")))
        .collect();
    let odd = unknown.first().or(twice.first()).copied();
    let meant = odd.and_then(|odd| match missing.as_slice() {
        [only] => Some(*only),
        several => nearest(odd, several.iter().copied()),
    });
    let help = match (odd, meant) {
        (Some(odd), Some(meant)) => format!("rename `{odd}` to `{meant}`?"),
        (Some(odd), None) => format!("take the column `{odd}` out"),
        (None, _) => format!("add the column {}", missing.join(", ")),
    };
    let column = odd.and_then(|odd| found.iter().rposition(|name| *name == odd));
    let span = field_span(line.source.text(), line.span.start, column.unwrap_or(found.len() - 1));
    let label = if odd.is_some() { "this column" } else { "the last column" };
    Err(Fault::new(Code::TableHeader, format!("the header {}", parts.join(" and ")))
        .at(Place::new(&line.source, span), format!("{label}; found {} columns", found.len()))
        .expected(format!("{} columns: {}", columns.len(), columns.join(",")))
        .help(help)
        .into())
}

/// Holds the first line of a table that names its own columns to what names are.
///
/// # Errors
/// A fault of the separator, or of every field that is no name or was there before.
pub(crate) fn check_own(found: &[String], line: &Place) -> Result<(), Faults> {
    if found.len() == 1
        && let Some(fault) = separator(line)
    {
        return Err(fault.into());
    }
    let names: Vec<&str> = found.iter().map(|name| name.trim()).collect();
    let place = |column| Place::new(&line.source, field_span(line.source.text(), line.span.start, column));
    let mut faults = Faults::new();
    for (column, name) in names.iter().enumerate() {
        let fault = |message: String, label: &str| {
            Fault::new(Code::TableHeader, message)
                .at(place(column), label)
                .expected("a first line with a name for each column, each once")
        };
        if name.is_empty() {
            let message = format!("column {} of the header has no name", column + 1);
            faults.push(fault(message, "no name").help("name the column, or take it out"));
        } else if name.parse::<f64>().is_ok() {
            let message = format!("`{name}` stands where a name must");
            faults.push(fault(message, "a number").help("put the line of column names back at the top"));
        } else if let Some(first) = names[..column].iter().position(|known| known == name) {
            let repeated = fault(format!("the header repeats {name}"), "named again here");
            faults.push(
                repeated.also(place(first), "first named here").help("take one of the two columns out"),
            );
        }
    }
    faults.or(())
}

fn separator(line: &Place) -> Option<Fault> {
    let text = &line.source.text()[line.span.clone()];
    let (name, letter) =
        [(";", ';'), ("tab", '\t'), ("|", '|')].into_iter().find(|(_, letter)| text.contains(*letter))?;
    let at = line.span.start + text.find(letter)?;
    Some(
        Fault::new(Code::TableSeparator, format!("`{}` looks like {name}-separated", line.source.name()))
            .at(Place::new(&line.source, at..at + 1), "a comma is needed here")
            .expected("fields separated by commas, and decimal points in numbers")
            .help("export the sheet as CSV (comma delimited); some locales write ; and decimal commas"),
    )
}
