//! The book of parameters and settings: every number with its range, unit, source and evidence.

use std::collections::BTreeMap;
use std::ops::Range;

use super::evidence::Evidence;
use super::units::Unit;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Place};

/// A number of the model with what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Dotted name, such as `schooling.dropout`.
    pub name: String,
    /// The value in use.
    pub value: f64,
    /// Lower end of the plausible range.
    pub low: f64,
    /// Upper end of the plausible range.
    pub high: f64,
    /// Unit of all three.
    pub unit: Unit,
    /// Where the number comes from: ids of `evidence.csv`, or words.
    pub source: String,
    /// How well it is known.
    pub evidence: Evidence,
    /// Whether an override put the value outside `low..=high`.
    pub outside_range: bool,
}

/// A plain setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A string.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Number(f64),
    /// true or false.
    Flag(bool),
    /// A list of strings.
    Words(Vec<String>),
    /// A list of numbers.
    Numbers(Vec<f64>),
}

impl Setting {
    /// The value as it stands in TOML.
    pub fn text(&self) -> String {
        super::to_toml::setting(self)
    }
}

/// A parameter or a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// A parameter.
    Parameter(Parameter),
    /// A setting.
    Setting(Setting),
}

/// A leaf with its name and where it was last set.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) leaf: Leaf,
    /// Where the value stands.
    pub(crate) place: Place,
    /// Where the elements of a list stand.
    pub(crate) elements: Vec<Range<usize>>,
    /// Number of the layer that set it last; 0 is the baseline.
    pub(crate) layer: usize,
    /// Whether a layer above the baseline names it, be it with the baseline's value.
    pub(crate) given: bool,
}

/// All parameters and settings, in the order of the baseline.
#[derive(Clone, Debug, Default)]
pub struct ParameterBook {
    pub(crate) slots: Vec<Slot>,
    pub(crate) index: BTreeMap<String, usize>,
}

impl ParameterBook {
    /// The parameter of that dotted name.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        match &self.slot(name)?.leaf {
            Leaf::Parameter(parameter) => Some(parameter),
            Leaf::Setting(_) => None,
        }
    }

    /// The setting of that dotted name.
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        match &self.slot(name)?.leaf {
            Leaf::Parameter(_) => None,
            Leaf::Setting(setting) => Some(setting),
        }
    }

    /// All parameters in the order of the baseline.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.slots.iter().filter_map(|slot| match &slot.leaf {
            Leaf::Parameter(parameter) => Some(parameter),
            Leaf::Setting(_) => None,
        })
    }

    /// All settings with their dotted names, in the order of the baseline.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.slots.iter().filter_map(|slot| match &slot.leaf {
            Leaf::Parameter(_) => None,
            Leaf::Setting(setting) => Some((slot.name.as_str(), setting)),
        })
    }

    /// Every dotted name in the order of the baseline.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.name.as_str())
    }

    /// The parameter or setting name that is most like a misspelt one.
    pub fn nearest(&self, name: &str) -> Option<String> {
        super::spelling::nearest_name(self, name)
    }

    /// Puts another value into a parameter, as a sweep or a calibration does.
    ///
    /// # Errors
    /// A fault without a place if there is no such parameter or the value breaks the bounds of its
    /// unit.
    pub fn set_value(&mut self, name: &str, value: f64) -> Result<(), Fault> {
        let near = self.nearest(name).map(|near| format!("did you mean `{near}`?"));
        let Some(&at) = self.index.get(name) else {
            return Err(Fault::new(Code::UnknownKey, format!("unknown parameter `{name}`")).maybe_help(near));
        };
        let Leaf::Parameter(parameter) = &mut self.slots[at].leaf else {
            return Err(Fault::new(Code::WrongType, format!("`{name}` is a setting, not a parameter")));
        };
        if !parameter.unit.allows(value) {
            let message = format!("`{name}` cannot be {value}");
            return Err(Fault::new(Code::OutOfBounds, message).expected(parameter.unit.bounds_text()));
        }
        parameter.value = value;
        parameter.outside_range = value < parameter.low || value > parameter.high;
        Ok(())
    }

    /// Puts another whole number into a setting that holds one; any other name is left alone.
    pub fn set_whole(&mut self, name: &str, value: i64) {
        if let Some(&at) = self.index.get(name)
            && let Leaf::Setting(Setting::Whole(number)) = &mut self.slots[at].leaf
        {
            *number = value;
        }
    }

    /// The tree of the baseline with every parameter replaced by its bare value, a TOML float.
    ///
    /// The typed `Params` of the processes are read from it with serde.
    pub fn values_table(&self) -> toml::Table {
        let mut root = toml::Table::new();
        for slot in &self.slots {
            let mut path = slot.name.split('.');
            let Some(last) = path.next_back() else { continue };
            let mut table = Some(&mut root);
            for key in path {
                table = table.and_then(|table| {
                    let child =
                        table.entry(key.to_owned()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
                    child.as_table_mut()
                });
            }
            if let Some(table) = table {
                table.insert(last.to_owned(), bare(&slot.leaf));
            }
        }
        root
    }

    pub(crate) fn slot(&self, name: &str) -> Option<&Slot> {
        self.index.get(name).map(|&at| &self.slots[at])
    }

    /// Whether `name` is a section: the beginning of the name of some leaf.
    pub(crate) fn is_section(&self, name: &str) -> bool {
        let start = format!("{name}.");
        let mut from = self.index.range(start.clone()..);
        from.next().is_some_and(|(found, _)| found.starts_with(&start))
    }

    pub(crate) fn add(&mut self, slot: Slot) {
        self.index.insert(slot.name.clone(), self.slots.len());
        self.slots.push(slot);
    }
}

fn bare(leaf: &Leaf) -> toml::Value {
    match leaf {
        Leaf::Parameter(parameter) => toml::Value::Float(parameter.value),
        Leaf::Setting(Setting::Text(text)) => toml::Value::String(text.clone()),
        Leaf::Setting(Setting::Whole(number)) => toml::Value::Integer(*number),
        Leaf::Setting(Setting::Number(number)) => toml::Value::Float(*number),
        Leaf::Setting(Setting::Flag(flag)) => toml::Value::Boolean(*flag),
        Leaf::Setting(Setting::Words(words)) => array(words.iter().cloned().map(toml::Value::String)),
        Leaf::Setting(Setting::Numbers(numbers)) => array(numbers.iter().copied().map(toml::Value::Float)),
    }
}

fn array(items: impl Iterator<Item = toml::Value>) -> toml::Value {
    toml::Value::Array(items.collect())
}
