//! The JSON Schema of a configuration file, made from the baseline: what an editor needs to
//! complete and check one.

use super::book::{Leaf, Parameter, ParameterBook, Setting};
use super::rules::Rule;
use crate::config::document::header::SCHEMA;
use serde_json::{Map, Value, json};

/// The schema (draft 2020-12) of files that hold what differs from the baseline.
pub fn json_schema(book: &ParameterBook, rules: &dyn Fn(&str) -> Rule) -> Value {
    let mut properties = Map::new();
    properties.insert("schema".to_owned(), json!({ "const": SCHEMA }));
    for (key, meaning) in [
        ("name", "Name of the scenario: letters, digits, - and _"),
        ("title", "The name as people say it; the file's own where it is written otherwise"),
        ("description", "What the scenario is, in a sentence"),
        ("extends", "The scenario this one differs from"),
    ] {
        properties.insert(key.to_owned(), json!({ "type": "string", "description": meaning }));
    }
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of Lachan",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    for slot in &book.slots {
        let leaf = match &slot.leaf {
            Leaf::Parameter(parameter) => of_parameter(parameter),
            Leaf::Setting(setting) => of_setting(setting, rules(&slot.name)),
        };
        insert(&mut root, &slot.name, leaf);
    }
    root
}

/// Puts a leaf below the sections of its dotted name.
fn insert(root: &mut Value, name: &str, leaf: Value) {
    let mut at = root;
    let (sections, key) = name.rsplit_once('.').unwrap_or(("", name));
    for section in sections.split('.').filter(|section| !section.is_empty()) {
        at = &mut at["properties"][section];
        if at.is_null() {
            *at = json!({ "type": "object", "additionalProperties": false, "properties": {} });
        }
    }
    at["properties"][key] = leaf;
}

fn of_parameter(parameter: &Parameter) -> Value {
    let (low, high) = parameter.unit.bounds();
    let number = json!({ "type": "number", "minimum": low, "maximum": high });
    json!({
        "description": format!(
            "{} (plausible {} to {}; {}; {})",
            parameter.unit, parameter.low, parameter.high, parameter.evidence, parameter.source
        ),
        "default": parameter.value,
        "anyOf": [
            number,
            {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "value": number,
                    "low": number,
                    "high": number,
                    "unit": { "const": parameter.unit.text() },
                    "source": { "type": "string" },
                    "evidence": { "enum": ["measured", "estimated", "calibrated", "assumed"] },
                    "outside_range": { "type": "boolean" },
                },
            },
        ],
    })
}

fn of_setting(setting: &Setting, rule: Rule) -> Value {
    let mut schema = match setting {
        Setting::Text(text) => json!({ "type": "string", "default": text }),
        Setting::Whole(number) => json!({ "type": "integer", "default": number }),
        Setting::Number(number) => json!({ "type": "number", "default": number }),
        Setting::Flag(flag) => json!({ "type": "boolean", "default": flag }),
        Setting::Words(words) => {
            json!({ "type": "array", "items": { "type": "string" }, "default": words })
        }
        Setting::Numbers(numbers) => {
            json!({ "type": "array", "items": { "type": "number" }, "default": numbers })
        }
    };
    match rule {
        Rule::Any => {}
        Rule::Words(words) if schema["type"] == "array" => schema["items"]["enum"] = json!(words),
        Rule::Words(words) => schema["enum"] = json!(words),
        Rule::Whole(low, high) => {
            schema["minimum"] = json!(low);
            schema["maximum"] = json!(high);
        }
        Rule::Number(low, high) => {
            schema["minimum"] = json!(low);
            schema["maximum"] = json!(high);
        }
        Rule::Positive(high) => {
            schema["exclusiveMinimum"] = json!(0);
            schema["maximum"] = json!(high);
        }
        Rule::Month => schema["pattern"] = json!("^[0-9]{4}-(0[1-9]|1[0-2])$"),
        Rule::MonthOrNone => {
            schema["pattern"] = json!("^([0-9]{4}-(0[1-9]|1[0-2])|month [1-9][0-9]{0,3}|none)$")
        }
    }
    schema
}
