//! What stored work belongs to: everything that can change it, by dotted key.

use super::RESULTS_VERSION;
use crate::config::{Effective, Tables};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that can change a record or a snapshot, by dotted key: what was asked for, the
/// configurations behind it, the data and the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint {
    /// Values by key, as text.
    pub keys: BTreeMap<String, String>,
}

impl Fingerprint {
    /// What every stored work depends on: the versions of the program and of its results, and the
    /// data.
    pub fn of_program() -> Self {
        let mut keys = BTreeMap::new();
        keys.insert("program.version".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        keys.insert("program.results".to_owned(), RESULTS_VERSION.to_string());
        for (table, hash) in Tables::current().hashes() {
            keys.insert(format!("data.{table}"), hash);
        }
        Self { keys }
    }

    /// Adds a configuration: its hash and name, and every key with its value.
    pub fn add_config(&mut self, prefix: &str, config: &Effective) {
        self.keys.insert(format!("{prefix}.blake3"), config.hash());
        self.keys.insert(format!("{prefix}.name"), config.name.clone());
        config.book.names().for_each(|name| self.add_value(config, prefix, name));
    }

    /// BLAKE3 of all keys and values, in hexadecimal.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (key, value) in &self.keys {
            for text in [key, value] {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            }
        }
        hasher.finalize().to_hex().to_string()
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
        names
            .into_iter()
            .map(|name| (name, found.keys.get(name), self.keys.get(name)))
            .filter(|(_, before, now)| before != now)
            .map(|(name, before, now)| {
                let [before, now] = from_where_they_differ(before, now);
                format!("{name}: {before} before, {now} now")
            })
            .collect()
    }
}

/// Two values of a key. Long ones are shown from shortly before where they differ, and say what is
/// left out.
fn from_where_they_differ(before: Option<&String>, now: Option<&String>) -> [String; 2] {
    const SHOWN: usize = 60;
    const LEAD: usize = 12;
    let letters = |value: Option<&String>| value.map(|value| value.chars().collect::<Vec<char>>());
    let (before, now) = (letters(before), letters(now));
    let same = match (&before, &now) {
        (Some(one), Some(other)) => one.iter().zip(other).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    let from = if same + LEAD > SHOWN { same - LEAD } else { 0 };
    let shown = |value: Option<Vec<char>>| {
        let Some(value) = value else { return "not set".to_owned() };
        let from = from.min(value.len());
        let to = value.len().min(from + SHOWN);
        let [left, right] = [from > 0, to < value.len()].map(|cut| if cut { "\u{2026}" } else { "" });
        format!("{left}{}{right}", value[from..to].iter().collect::<String>())
    };
    [shown(before), shown(now)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;

    #[test]
    fn every_header_names_both_versions_and_the_seven_tables() {
        let header = Fingerprint::of_program();
        assert_eq!(header.keys.get("program.results"), Some(&RESULTS_VERSION.to_string()));
        assert_eq!(header.keys.get("program.version").map(String::as_str), Some(env!("CARGO_PKG_VERSION")));
        assert_eq!(header.keys.keys().filter(|key| key.starts_with("data.")).count(), 7);
        let hashes: Vec<&String> = header.keys.values().filter(|value| value.len() == 64).collect();
        assert_eq!(hashes.len(), 7, "a BLAKE3 each");
    }

    #[test]
    fn parameters_and_settings_are_added_by_name_and_what_is_neither_is_not() {
        let config = baseline_with(&["recruitment.away=9", "simulation.years=3"]).unwrap();
        let mut header = Fingerprint { keys: BTreeMap::new() };
        for name in ["recruitment.away", "simulation.years", "no.such_key"] {
            header.add_value(&config, "config", name);
        }
        let added: Vec<_> = header.keys.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(added, [("config.recruitment.away", "9"), ("config.simulation.years", "3")]);
    }
}
