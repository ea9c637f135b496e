//! A file of a pack as a list of places and values, so that two can be compared.

use crate::pack::PackFile;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use toml::Value;

/// Values by where they stand: a dotted name, or a row and a column.
pub type Flat = BTreeMap<String, String>;

/// The values of a file; a text that cannot be read is one value.
pub fn flat(file: PackFile, text: &str) -> Flat {
    let read = match file {
        PackFile::About | PackFile::Baseline | PackFile::Levers | PackFile::Targets => of_toml(text),
        PackFile::Outlines => of_outlines(text),
        PackFile::Sources => None,
        table => of_table(text, key_columns(table)),
    };
    read.unwrap_or_else(|| Flat::from([(String::new(), format!("{} bytes", text.len()))]))
}

/// Columns that tell a row from the others; none where its place does.
const fn key_columns(file: PackFile) -> usize {
    match file {
        PackFile::Adjacency => 2,
        PackFile::PlaceNames => 3,
        // Months, what and where.
        PackFile::History => 4,
        PackFile::Ensemble => 0,
        _ => 1,
    }
}

fn of_table(text: &str, keys: usize) -> Option<Flat> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().ok()?.clone();
    let mut flat = Flat::new();
    for (number, record) in reader.records().enumerate() {
        let record = record.ok()?;
        let key = match keys {
            0 => format!("row {}", number + 1),
            keys => record.iter().take(keys).collect::<Vec<_>>().join(" "),
        };
        flat.insert(key.clone(), "a row".to_owned());
        for (column, value) in header.iter().zip(&record).skip(keys) {
            flat.insert(format!("{key}, {column}"), value.to_owned());
        }
    }
    Some(flat)
}

fn of_toml(text: &str) -> Option<Flat> {
    let mut flat = Flat::new();
    gather("", &Value::Table(text.parse().ok()?), &mut flat);
    Some(flat)
}

fn gather(prefix: &str, value: &Value, flat: &mut Flat) {
    match value {
        Value::Table(table) => {
            for (key, inner) in table {
                let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                gather(&name, inner, flat);
            }
        }
        // Targets and levers have names; their order says nothing.
        Value::Array(list) if list.iter().any(Value::is_table) => {
            for (number, inner) in list.iter().enumerate() {
                let named = ["id", "name"].iter().find_map(|key| inner.get(key)?.as_str());
                let name = named.map_or_else(|| (number + 1).to_string(), str::to_owned);
                gather(&format!("{prefix}[{name}]"), inner, flat);
            }
        }
        other => drop(flat.insert(prefix.to_owned(), other.to_string())),
    }
}

fn of_outlines(text: &str) -> Option<Flat> {
    let root: Json = serde_json::from_str(text).ok()?;
    let feature = |feature: &Json| {
        let code = feature["properties"]["code"].as_str()?.to_owned();
        let shape = feature["geometry"].to_string();
        let hash = blake3::hash(shape.as_bytes()).to_hex();
        Some((format!("outline {code}"), format!("BLAKE3 {}", &hash[..12])))
    };
    root["features"].as_array()?.iter().map(feature).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_under_the_names_that_people_know() {
        let toml = "[a]\nb = { value = 2, unit = \"x\" }\n[[target]]\nid = \"T2\"\nlow = 1\n";
        let flat_toml = flat(PackFile::Targets, toml);
        assert_eq!(flat_toml["a.b.value"], "2");
        assert_eq!(flat_toml["target[T2].low"], "1");
        let table = flat(PackFile::Provinces, "code,name,papi\n01,A,36\n02,B,35\n");
        assert_eq!((table["02, papi"].as_str(), table["01"].as_str(), table.len()), ("35", "a row", 6));
        assert_eq!(flat(PackFile::Adjacency, "code_a,code_b\n01,02\n")["01 02"], "a row");
        assert_eq!(flat(PackFile::Outlines, "no json")[""], "7 bytes");
    }
}
