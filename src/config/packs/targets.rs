//! The tables of `targets.toml` with their places: what each may say, the room of observation knows.

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// Reads each `[[target]]` on its own with `read`, which says what is wrong with one and by which
/// key, so that all faults are found.
///
/// # Errors
/// What is no TOML, a key beside the targets, and every fault of every target.
pub fn each_target<T>(
    source: &Arc<Source>,
    mut read: impl FnMut(toml::Table) -> Result<T, Vec<(Option<String>, String)>>,
) -> Result<Vec<T>, Faults> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        target: Vec<Spanned<toml::Table>>,
    }
    let file: File = toml::from_str(source.text()).map_err(|error| {
        Fault::new(Code::Syntax, error.message().trim_end().replace('\n', " "))
            .at(Place::new(source, error.span().unwrap_or(0..0)), "here")
            .help("write each target as a table [[target]]")
    })?;
    let (mut targets, mut faults) = (Vec::new(), Faults::new());
    for (number, table) in file.target.into_iter().enumerate() {
        let start = heading(source.text(), number).unwrap_or(table.span().start);
        match read(table.into_inner()) {
            Ok(target) => targets.push(target),
            Err(found) => {
                for (key, message) in found {
                    let span = key.and_then(|key| value_of(source.text(), start, &key));
                    let place = Place::new(source, span.unwrap_or(start..start + HEADING.len()));
                    faults.push(Fault::new(Code::PackRefused, message).at(place, "of this target"));
                }
            }
        }
    }
    faults.or(targets)
}

const HEADING: &str = "[[target]]";

/// Where the heading of a target stands.
fn heading(text: &str, number: usize) -> Option<usize> {
    let lines = text.match_indices(HEADING).filter(|(at, _)| *at == 0 || text.as_bytes()[at - 1] == b'\n');
    lines.map(|(at, _)| at).nth(number)
}

/// Where the value of a key below a heading stands.
fn value_of(text: &str, start: usize, key: &str) -> Option<Range<usize>> {
    let body = &text[start + HEADING.len()..];
    let body = &body[..body.find(HEADING).unwrap_or(body.len())];
    let mut at = start + HEADING.len();
    for line in body.split_inclusive('\n') {
        if let Some((own, value)) = line.split_once('=')
            && own.trim() == key
        {
            let from = at + line.len() - value.trim_start().len();
            return Some(from..from + value.trim().len().max(1));
        }
        at += line.len();
    }
    None
}
