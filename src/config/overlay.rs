//! Laying a file or a `--set` argument over the book: only what it names changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::book::{Leaf, ParameterBook};
use super::codes::Code;
use super::fault::{Fault, Faults, Place};
use super::header::HEADER_KEYS;
use super::nearest::nearest;
use super::number::{place, value_place, wrong_type};
use super::parameter::change_parameter;
use super::parse::{Entry, Node, Value};
use super::rules::Rule;
use super::setting::{changed_setting, check_rule, element_spans};
use super::source::Source;

/// One layer to lay over the book.
pub(super) struct Overlay<'a> {
    /// Its number, from 1 up.
    pub(super) layer: usize,
    /// Its text.
    pub(super) source: &'a Arc<Source>,
    /// The rules of the settings.
    pub(super) rules: &'a dyn Fn(&str) -> Rule,
    /// Whether a single word may stand for a list of one, as on the command line.
    pub(super) one_word_lists: bool,
}

impl Overlay<'_> {
    /// Applies all entries of a table whose dotted name is `prefix` (empty at the top of a file).
    pub(super) fn table(&self, prefix: &str, table: &[Entry], book: &mut ParameterBook, faults: &mut Faults) {
        for Entry { key, key_span, node } in table {
            if faults.is_full() {
                return;
            }
            if prefix.is_empty() && HEADER_KEYS.contains(&key.as_str()) {
                continue;
            }
            let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            self.entry(&name, Place::new(self.source, key_span.clone()), node, book, faults);
        }
    }

    /// Applies one value to the leaf or section of a dotted name.
    pub(super) fn entry(
        &self,
        name: &str,
        key: Place,
        node: &Node,
        book: &mut ParameterBook,
        faults: &mut Faults,
    ) {
        if let Some(&at) = book.index.get(name) {
            self.leaf(at, node, book, faults);
        } else if book.is_section(name) {
            match &node.value {
                Value::Table(table) => self.table(name, table, book, faults),
                other => {
                    let inside = children(book, name).into_iter().next().unwrap_or_default();
                    let fault = wrong_type(name, "a table", other, place(self.source, node));
                    faults.push(fault.help(format!(
                        "`{name}` is a section: set a key inside it, such as `{name}.{inside}`"
                    )));
                }
            }
        } else {
            faults.push(unknown(book, name, key));
        }
    }

    fn leaf(&self, at: usize, node: &Node, book: &mut ParameterBook, faults: &mut Faults) {
        let slot = &mut book.slots[at];
        let before = faults.len();
        let leaf_before = slot.leaf.clone();
        match &mut slot.leaf {
            Leaf::Parameter(parameter) => change_parameter(parameter, node, self.source, faults),
            Leaf::Setting(setting) => {
                match changed_setting(&slot.name, setting, node, self.source, self.one_word_lists) {
                    Ok(new) => {
                        let rule = (self.rules)(&slot.name);
                        faults.append(check_rule(&slot.name, &new, rule, node, self.source));
                        *setting = new;
                    }
                    Err(found) => faults.append(found),
                }
            }
        }
        if faults.len() == before {
            slot.place = value_place(self.source, node);
            slot.elements = element_spans(node);
            // Whoever writes a value of the baseline down again changes nothing: an effective configuration means what it was made from.
            if slot.layer > 0 || slot.leaf != leaf_before {
                slot.layer = self.layer;
            }
        }
    }
}

fn unknown(book: &ParameterBook, name: &str, key: Place) -> Fault {
    let known = name.rsplit_once('.').filter(|(parent, _)| book.is_section(parent));
    let (message, expected) = match known {
        Some((parent, last)) => {
            (format!("unknown key `{last}` in `{parent}`"), list(&children(book, parent)))
        }
        None => (format!("unknown key `{name}`"), list(&children(book, ""))),
    };
    let help = match nearest_name(book, name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`lachan params` and `lachan levers` print every name".to_owned(),
    };
    Fault::new(Code::UnknownKey, message).at(key, "the model has no such key").expected(expected).help(help)
}

fn list(names: &[String]) -> String {
    const SHOWN: usize = 16;
    let mut text = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" or {} more", names.len() - SHOWN));
    }
    format!("one of {text}")
}

/// The keys right below a section, in the order of the baseline.
fn children(book: &ParameterBook, section: &str) -> Vec<String> {
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
pub(super) fn nearest_name(book: &ParameterBook, name: &str) -> Option<String> {
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
