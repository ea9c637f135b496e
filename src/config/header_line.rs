//! The header of a table against the columns it must have.

use std::sync::Arc;

use super::codes::Code;
use super::fault::{Fault, Faults, Place};
use super::nearest::nearest;
use super::source::Source;

/// A table without any line.
pub(super) fn missing(source: &Arc<Source>, columns: &[&str]) -> Fault {
    Fault::new(Code::TableHeader, format!("`{}` is empty", source.name()))
        .in_file(source.name())
        .expected(format!("a header: {}", columns.join(",")))
}

/// Holds the fields of the first line to the columns.
///
/// # Errors
/// A fault of the separator, or one that lists what is missing, unknown or repeated.
pub(super) fn check(found: &[String], line: &Place, columns: &[&str]) -> Result<(), Faults> {
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
            .at(line.clone(), "no known column name")
            .expected(columns.join(","))
            .help("put the line of column names back at the top")
            .into());
    }
    let parts = [("without", &missing), ("with unknown", &unknown), ("with repeated", &twice)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("{word} {}", names.join(", ")))
        .collect();
    let renamed = unknown.iter().find_map(|name| Some((name, nearest(name, missing.iter().copied())?)));
    let help = match renamed {
        Some((name, meant)) => format!("rename `{name}` to `{meant}`"),
        None if !missing.is_empty() => format!(
            "add the column {}; its cells may be empty only where the \
                                                documentation says so",
            missing.join(", ")
        ),
        None => "take the unknown or repeated columns out".to_owned(),
    };
    let message = format!("the header is {}", parts.join(" and "));
    Err(Fault::new(Code::TableHeader, message)
        .at(line.clone(), format!("found {} columns", found.len()))
        .expected(format!("{} columns: {}", columns.len(), columns.join(",")))
        .help(help)
        .into())
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
