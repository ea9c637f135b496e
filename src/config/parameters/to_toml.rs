//! The book as TOML text in one fixed form: the file that a run leaves behind, and what its hash is
//! taken of.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::book::{Leaf, Parameter, ParameterBook, Setting};
use crate::config::document::header::SCHEMA;

/// What stands above all sections.
#[derive(Default)]
pub(crate) struct Heading<'a> {
    pub(crate) name: &'a str,
    pub(crate) title: Option<&'a str>,
    pub(crate) description: &'a str,
}

/// All sections in the order of the baseline; settings and parameters named in `without` are left
/// out.
pub(crate) fn toml(heading: &Heading<'_>, book: &ParameterBook, without: &[&str]) -> String {
    let mut order: Vec<&str> = Vec::new();
    let mut sections: BTreeMap<&str, String> = BTreeMap::new();
    for slot in book.slots.iter().filter(|slot| !without.contains(&slot.name.as_str())) {
        let (section, key) = slot.name.rsplit_once('.').unwrap_or(("", &slot.name));
        let body = sections.entry(section).or_insert_with(|| {
            order.push(section);
            String::new()
        });
        let value = match &slot.leaf {
            Leaf::Parameter(parameter) => table(parameter),
            Leaf::Setting(setting) => self::setting(setting),
        };
        let _ = writeln!(body, "{key} = {value}");
    }
    let title = heading.title.map_or_else(String::new, |title| format!("title = {}\n", string(title)));
    let mut text = format!(
        "schema = {SCHEMA}\nname = {}\n{title}description = {}\n",
        string(heading.name),
        string(heading.description)
    );
    if let Some(top) = sections.remove("") {
        text.push_str(&top);
    }
    for section in order.into_iter().filter(|section| !section.is_empty()) {
        let _ = write!(text, "\n[{section}]\n{}", sections.remove(section).unwrap_or_default());
    }
    text
}

fn table(parameter: &Parameter) -> String {
    let Parameter { value, low, high, unit, source, evidence, outside_range, .. } = parameter;
    let outside = if *outside_range { ", outside_range = true" } else { "" };
    format!(
        "{{ value = {value}, low = {low}, high = {high}, unit = {}, source = {}, evidence = \"{evidence}\"{outside} }}",
        string(unit.text()),
        string(source)
    )
}

pub(crate) fn setting(setting: &Setting) -> String {
    match setting {
        Setting::Text(text) => string(text),
        Setting::Whole(number) => number.to_string(),
        Setting::Number(number) => decimal(*number),
        Setting::Flag(flag) => flag.to_string(),
        Setting::Words(words) => list(words.iter().map(|word| string(word))),
        Setting::Numbers(numbers) => list(numbers.iter().map(|number| decimal(*number))),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A float that stays a float when it is read again.
fn decimal(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
