//! What a ledger belongs to.

use super::Study;
use crate::config::Tables;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything that can change a record, by dotted key: the study, the configurations behind it, the data and the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Header {
    /// Values by key, as text.
    pub keys: BTreeMap<String, String>,
}

impl Header {
    /// The header of a study.
    pub fn of(study: &Study) -> Self {
        let mut keys = BTreeMap::new();
        let spec = serde_json::to_value(&study.spec).unwrap_or(Value::Null);
        flatten("study", &spec, &mut keys);
        keys.insert("study.scenarios".to_owned(), study.scenarios().collect::<Vec<_>>().join(", "));
        keys.insert("program.version".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let mut hasher = blake3::Hasher::new();
        for point in &study.points.points {
            point.values.iter().for_each(|value| {
                hasher.update(&value.to_bits().to_le_bytes());
            });
        }
        keys.insert("points.blake3".to_owned(), hasher.finalize().to_hex().to_string());
        for (table, hash) in Tables::built_in().hashes() {
            keys.insert(format!("data.{table}"), hash);
        }
        for base in &study.bases {
            keys.insert(format!("config.{}.blake3", base.name), base.hash());
            // A changed key can be named only if it is known; what no layer above the baseline set is behind the hash.
            for origin in base.origins() {
                let value = match (base.book.get(&origin.name), base.book.setting(&origin.name)) {
                    (Some(parameter), _) => parameter.value.to_string(),
                    (None, Some(setting)) => setting.text(),
                    (None, None) => continue,
                };
                keys.insert(format!("config.{}.{}", base.name, origin.name), value);
            }
        }
        Self { keys }
    }

    /// A line for each key that differs from `found`, the header of a ledger.
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
            .map(|(name, before, now)| format!("{name}: {} in the ledger, {} now", shown(before), shown(now)))
            .collect()
    }
}

fn flatten(prefix: &str, value: &Value, keys: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| flatten(&format!("{prefix}.{key}"), value, keys));
        }
        // Lists of tables are followed, so that one changed number is named by its place.
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (place, value) in list.iter().enumerate() {
                let name = value.get("name").and_then(Value::as_str);
                let name = name.map_or_else(|| place.to_string(), str::to_owned);
                flatten(&format!("{prefix}.{name}"), value, keys);
            }
        }
        other => {
            keys.insert(prefix.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_keys_are_named_with_both_values() {
        let header = |json: Value| {
            let mut keys = BTreeMap::new();
            flatten("study", &json, &mut keys);
            Header { keys }
        };
        let one =
            header(serde_json::json!({ "seed": 1, "factors": [{ "name": "a.b", "low": 0.5 }], "set": [] }));
        let other = header(serde_json::json!({ "seed": 1, "factors": [{ "name": "a.b", "low": 0.25 }] }));
        assert_eq!(one.differences(&one), Vec::<String>::new());
        let found = other.differences(&one);
        assert_eq!(
            found,
            [
                "study.factors.a.b.low: 0.5 in the ledger, 0.25 now",
                "study.set: [] in the ledger, not set now"
            ]
        );
    }
}
