//! What stored work belongs to: everything that can change it, by dotted key.

use crate::config::{Effective, Tables};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that can change a record or a snapshot, by dotted key: what was asked for, the configurations behind it, the data and
/// the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Header {
    /// Values by key, as text.
    pub keys: BTreeMap<String, String>,
}

impl Header {
    /// What every stored work depends on: the program's version and the data.
    pub fn of_program() -> Self {
        let mut keys = BTreeMap::new();
        keys.insert("program.version".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        for (table, hash) in Tables::built_in().hashes() {
            keys.insert(format!("data.{table}"), hash);
        }
        Self { keys }
    }

    /// Adds a key of a configuration with its value, where it has it.
    pub fn add_value(&mut self, config: &Effective, prefix: &str, name: &str) {
        let value = match (config.book.get(name), config.book.setting(name)) {
            (Some(parameter), _) => parameter.value.to_string(),
            (None, Some(setting)) => setting.text(),
            (None, None) => return,
        };
        self.keys.insert(format!("{prefix}.{name}"), value);
    }

    /// A line for each key that differs from `found`, the header of what is stored.
    pub fn differences(&self, found: &Self) -> Vec<String> {
        let mut names: Vec<&String> = self.keys.keys().chain(found.keys.keys()).collect();
        names.sort_unstable();
        names.dedup();
        let shown = |value: Option<&String>| {
            value.map_or_else(|| "not set".to_owned(), |value| value.chars().take(60).collect())
        };
        names
            .into_iter()
            .map(|name| (name, found.keys.get(name), self.keys.get(name)))
            .filter(|(_, before, now)| before != now)
            .map(|(name, before, now)| format!("{name}: {} before, {} now", shown(before), shown(now)))
            .collect()
    }
}
