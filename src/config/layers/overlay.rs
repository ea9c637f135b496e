//! Laying a file or a `--set` argument over the book: only what it names changes.

use std::sync::Arc;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::config::document::header::HEADER_KEYS;
use crate::config::document::number::{place, value_place, wrong_type};
use crate::config::document::parse::{Node, TomlEntry, Value};
use crate::config::parameters::book::{Leaf, ParameterBook};
use crate::config::parameters::parameter::change_parameter;
use crate::config::parameters::rules::Rule;
use crate::config::parameters::setting::{changed_setting, check_rule, element_spans};
use crate::config::parameters::spelling::children;

/// One layer to lay over the book.
pub(crate) struct Overlay<'a> {
    /// Its number, from 1 up.
    pub(crate) layer: usize,
    /// Its text.
    pub(crate) source: &'a Arc<Source>,
    /// The rules of the settings.
    pub(crate) rules: &'a dyn Fn(&str) -> Rule,
    /// Whether a single word may stand for a list of one, as on the command line.
    pub(crate) one_word_lists: bool,
}

impl Overlay<'_> {
    /// Applies all entries of a table whose dotted name is `prefix` (empty at the top of a file).
    pub(crate) fn table(
        &self,
        prefix: &str,
        table: &[TomlEntry],
        book: &mut ParameterBook,
        faults: &mut Faults,
    ) {
        for TomlEntry { key, key_span, node } in table {
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
    pub(crate) fn entry(
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
            slot.given = true;
            // Whoever writes a value of the baseline down again changes nothing: an effective
            // configuration means what it was made from.
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
    let help = match book.nearest(name) {
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
