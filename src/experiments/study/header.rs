//! What the ledger of a study belongs to.

use super::Study;
use crate::store::Fingerprint;
use crate::store::directory::{Belonging, Kind};
use serde_json::Value;
use std::collections::BTreeMap;

impl Fingerprint {
    /// The header of a study: the study itself, the configurations behind it, the data and the
    /// program.
    pub fn of(study: &Study) -> Self {
        let mut header = Self::of_program();
        let keys = &mut header.keys;
        let spec = serde_json::to_value(&study.spec).unwrap_or(Value::Null);
        flatten("study", &spec, keys);
        keys.insert("study.scenarios".to_owned(), study.scenarios().collect::<Vec<_>>().join(", "));
        let mut hasher = blake3::Hasher::new();
        for point in &study.points.points {
            point.values.iter().for_each(|value| {
                hasher.update(&value.to_bits().to_le_bytes());
            });
        }
        keys.insert("points.blake3".to_owned(), hasher.finalize().to_hex().to_string());
        for base in &study.bases {
            let prefix = format!("config.{}", base.name);
            header.keys.insert(format!("{prefix}.blake3"), base.hash());
            // A changed key can be named only if it is known; what no layer above the baseline set
            // is behind the hash.
            base.origins().iter().for_each(|origin| header.add_value(base, &prefix, &origin.name));
        }
        header
    }
}

impl Belonging {
    /// Whose results those of a study are.
    pub fn of_study(study: &Study) -> Self {
        Self { kind: Kind::Study, header: Fingerprint::of(study) }
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
            Fingerprint { keys }
        };
        let one =
            header(serde_json::json!({ "seed": 1, "factors": [{ "name": "a.b", "low": 0.5 }], "set": [] }));
        let other = header(serde_json::json!({ "seed": 1, "factors": [{ "name": "a.b", "low": 0.25 }] }));
        assert_eq!(one.differences(&one), Vec::<String>::new());
        let found = other.differences(&one);
        assert_eq!(
            found,
            ["study.factors.a.b.low: 0.5 before, 0.25 now", "study.set: [] before, not set now"]
        );
    }
}
