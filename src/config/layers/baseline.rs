//! The baseline file: it is the schema of everything that can be set.

use std::sync::Arc;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::config::document::header::HEADER_KEYS;
use crate::config::document::number::{place, value_place};
use crate::config::document::parse::{TomlEntry, Value};
use crate::config::parameters::book::{Leaf, ParameterBook, Slot};
use crate::config::parameters::parameter::{is_parameter, new_parameter};
use crate::config::parameters::rules::Rule;
use crate::config::parameters::setting::{check_rule, element_spans, new_setting};

/// The table of a section that says in Vietnamese what the section is: nothing in it can be set.
const TRANSLATION: &str = "vietnamese";

/// Adds the tables of a baseline's file to the book.
pub(crate) fn read(
    body: &[TomlEntry],
    source: &Arc<Source>,
    rules: &dyn Fn(&str) -> Rule,
    book: &mut ParameterBook,
) -> Faults {
    let mut reader = BaselineReader { book, faults: Faults::new(), source, rules };
    reader.section("", body);
    reader.faults
}

struct BaselineReader<'a> {
    book: &'a mut ParameterBook,
    faults: Faults,
    source: &'a Arc<Source>,
    rules: &'a dyn Fn(&str) -> Rule,
}

impl BaselineReader<'_> {
    fn section(&mut self, prefix: &str, table: &[TomlEntry]) {
        for entry in table {
            if prefix.is_empty() && HEADER_KEYS.contains(&entry.key.as_str()) {
                continue;
            }
            if !plain(&entry.key) {
                let at = Place::new(self.source, entry.key_span.clone());
                self.faults.push(
                    Fault::new(Code::BadName, format!("the key `{}` cannot name a parameter", entry.key))
                        .at(at, "not a plain name")
                        .expected("letters a to z, digits and underscores"),
                );
                continue;
            }
            let name = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            match &entry.node.value {
                Value::Table(_) if !prefix.is_empty() && entry.key == TRANSLATION => {}
                Value::Table(inner) if is_parameter(inner) => self.parameter(name, entry, inner),
                Value::Table(inner) => self.section(&name, inner),
                _ => self.setting(name, entry),
            }
        }
    }

    fn parameter(&mut self, name: String, entry: &TomlEntry, table: &[TomlEntry]) {
        match new_parameter(&name, table, &entry.key_span, self.source) {
            Ok(parameter) => self.add(name, Leaf::Parameter(parameter), entry),
            Err(faults) => self.faults.append(faults),
        }
    }

    fn setting(&mut self, name: String, entry: &TomlEntry) {
        let rule = (self.rules)(&name);
        match new_setting(&entry.node, rule) {
            Some(setting) => {
                let faults = check_rule(&name, &setting, rule, &entry.node, self.source);
                self.faults.append(faults);
                self.add(name, Leaf::Setting(setting), entry);
            }
            None => self.faults.push(
                Fault::new(Code::WrongType, format!("`{name}` is neither a parameter nor a setting"))
                    .at(place(self.source, &entry.node), format!("found {}", entry.node.value.type_name()))
                    .expected(
                        "a parameter table, a string, a finite number, true or false, or an array of strings \
                         or of numbers",
                    ),
            ),
        }
    }

    fn add(&mut self, name: String, leaf: Leaf, entry: &TomlEntry) {
        let place = value_place(self.source, &entry.node);
        self.book.add(Slot {
            name,
            leaf,
            place,
            elements: element_spans(&entry.node),
            layer: 0,
            given: false,
        });
    }
}

fn plain(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}
