//! The configuration that a run uses, with where every part of it came from.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::parameters::book::{ParameterBook, Setting, Slot};
use crate::config::parameters::to_toml::{self, Heading};

/// A key that a layer above the baseline set to another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Dotted name.
    pub name: String,
    /// The layer: `scenario no_programme`, a path, or the `--set` argument.
    pub layer: String,
}

/// The outcome of all layers.
#[derive(Clone, Debug)]
pub struct Effective {
    /// Every parameter and setting.
    pub book: ParameterBook,
    /// The scenario's name.
    pub name: String,
    /// The name as people say it, where it is written otherwise.
    pub title: Option<String>,
    /// The scenario's description; may be empty.
    pub description: String,
    pub(crate) layers: Vec<String>,
}

impl Effective {
    /// The names of the layers, lowest first; the first is the baseline.
    pub fn layers(&self) -> &[String] {
        &self.layers
    }

    /// Every key that a layer above the baseline set to another value, with the highest layer that
    /// set it.
    pub fn origins(&self) -> Vec<Origin> {
        let set = self.book.slots.iter().filter(|slot| slot.layer > 0);
        set.map(|slot| Origin { name: slot.name.clone(), layer: self.layers[slot.layer].clone() }).collect()
    }

    fn heading(&self) -> Heading<'_> {
        Heading { name: &self.name, title: self.title.as_deref(), description: &self.description }
    }

    /// Whether a layer above the baseline set a key to another value.
    pub fn is_set(&self, name: &str) -> bool {
        self.book.slot(name).is_some_and(|slot| slot.layer > 0)
    }

    /// Whether a layer above the baseline names a key, be it with the baseline's value.
    pub fn is_given(&self, name: &str) -> bool {
        self.book.slot(name).is_some_and(|slot| slot.given)
    }

    /// The value of a parameter or setting as it stands in TOML.
    pub fn text_of(&self, name: &str) -> Option<String> {
        let parameter = self.book.get(name).map(|parameter| parameter.value.to_string());
        parameter.or_else(|| self.book.setting(name).map(Setting::text))
    }

    /// The configuration as TOML. Reading it as a configuration file gives this configuration
    /// again.
    pub fn to_toml(&self) -> String {
        to_toml::toml(&self.heading(), &self.book, &[])
    }

    /// BLAKE3 of everything that can change results, in hexadecimal.
    pub fn hash(&self) -> String {
        let text = to_toml::toml(&self.heading(), &self.book, &[]);
        blake3::hash(text.as_bytes()).to_hex().to_string()
    }

    /// BLAKE3 of the keys that `counts` picks and their values, whatever the scenario's name: what
    /// configurations that differ in other keys alone have in common.
    pub fn hash_of(&self, counts: impl Fn(&str) -> bool) -> String {
        let without: Vec<&str> = self.book.names().filter(|name| !counts(name)).collect();
        let text = to_toml::toml(&Heading::default(), &self.book, &without);
        blake3::hash(text.as_bytes()).to_hex().to_string()
    }

    /// The same of all keys but those of one section with all below it.
    pub fn hash_without(&self, section: &str) -> String {
        let inside = format!("{section}.");
        self.hash_of(|name| !name.starts_with(&inside))
    }

    /// The values of one section, such as `schooling` or `recruitment.form.sexual`, as a typed
    /// struct.
    ///
    /// # Errors
    /// A fault that names the key if the struct needs one that the section lacks, or cannot take a
    /// value.
    pub fn section<T: DeserializeOwned>(&self, name: &str) -> Result<T, Faults> {
        let mut value = toml::Value::Table(self.book.values_table());
        for key in name.split('.').filter(|key| !key.is_empty()) {
            value = match value {
                toml::Value::Table(mut table) => {
                    table.remove(key).unwrap_or(toml::Value::Table(Default::default()))
                }
                other => other,
            };
        }
        serde_path_to_error::deserialize(value).map_err(|error| {
            let message = error.inner().message().trim_end().replace('\n', " ");
            self.serde_fault(name, error.path(), &message).into()
        })
    }

    /// A fault at the key below a section that a type cannot take, as its path tells.
    fn serde_fault(&self, section: &str, path: &serde_path_to_error::Path, message: &str) -> Fault {
        let field = message.split('`').nth(1).unwrap_or_default();
        let file = self.layers.first().cloned().unwrap_or_default();
        if message.starts_with("missing field") {
            return Fault::new(Code::MissingKey, format!("`{field}` is missing in the table [{section}]"))
                .in_file(file)
                .help(format!("add `{field} = ...` below [{section}]"));
        }
        let (mut name, mut element) = (section.to_owned(), None);
        for segment in path {
            match segment {
                Segment::Map { key } => name = format!("{name}.{key}"),
                Segment::Seq { index } => element = Some(*index),
                Segment::Enum { .. } | Segment::Unknown => {}
            }
        }
        let help = "correct it, or delete the key to keep the value below it";
        match (self.book.slot(&name), element) {
            (Some(_), Some(element)) => self.fault_at_element(Code::Refused, &name, element, message, help),
            (Some(_), None) => {
                self.fault_at(Code::Refused, &name, format!("`{name}` cannot be used: {message}"), help)
            }
            (None, _) => {
                let message = format!("the table [{section}] cannot be used: {message}");
                Fault::new(Code::Refused, message).in_file(file).help(help)
            }
        }
    }

    /// A fault that points to the place where a key was last set.
    pub fn fault_at(
        &self,
        code: Code,
        name: &str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Fault {
        let slot = self.book.slot(name);
        self.point(code, slot, slot.map(|slot| slot.place.span.clone()), message.into(), hint.into())
    }

    /// A fault that points to one element of a list, such as a province of a lever.
    pub fn fault_at_element(
        &self,
        code: Code,
        name: &str,
        element: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Fault {
        let slot = self.book.slot(name);
        let span = slot.map(|slot| slot.elements.get(element).unwrap_or(&slot.place.span).clone());
        self.point(code, slot, span, message.into(), hint.into())
    }

    fn point(
        &self,
        code: Code,
        slot: Option<&Slot>,
        span: Option<Range<usize>>,
        message: String,
        hint: String,
    ) -> Fault {
        let fault = Fault::new(code, message).maybe_help((!hint.is_empty()).then_some(hint));
        match (slot, span) {
            (Some(slot), Some(span)) => {
                let layer =
                    if slot.layer == 0 { "the baseline value".to_owned() } else { "set here".to_owned() };
                fault.at(Place::new(&slot.place.source, span), layer)
            }
            _ => fault,
        }
    }
}
