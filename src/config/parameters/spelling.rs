//! The known name that a misspelt one probably means.

use super::book::ParameterBook;
use crate::config::diagnostics::nearest::nearest;
use std::collections::BTreeSet;

/// The keys right below a section, in the order of the baseline.
pub(crate) fn children(book: &ParameterBook, section: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    book.names()
        .filter_map(|name| match section {
            "" => name.split('.').next(),
            _ => name.strip_prefix(section)?.strip_prefix('.')?.split('.').next(),
        })
        .filter(|child| seen.insert(*child))
        .map(str::to_owned)
        .collect()
}

/// The known dotted name that a misspelt one probably means.
pub(crate) fn nearest_name(book: &ParameterBook, name: &str) -> Option<String> {
    misspelt_part(book, name)
        .or_else(|| misplaced(book, name))
        .or_else(|| nearest(name, book.names()).map(str::to_owned))
}

/// Follows the name down the sections and mends the first part that is not known.
fn misspelt_part(book: &ParameterBook, name: &str) -> Option<String> {
    let mut found = String::new();
    for part in name.split('.') {
        let names = children(book, &found);
        let next = match names.iter().any(|child| child == part) {
            true => part,
            false => nearest(part, names.iter().map(String::as_str))?,
        };
        if !found.is_empty() {
            found.push('.');
        }
        found.push_str(next);
    }
    (found != name).then_some(found)
}

/// A key that exists in another section: `seed` for `simulation.seed`.
fn misplaced(book: &ParameterBook, name: &str) -> Option<String> {
    let last = name.rsplit('.').next()?;
    book.names().find(|known| known.rsplit('.').next() == Some(last)).map(str::to_owned)
}
