//! A scenario as the page has it, and the file that it becomes: the same that `--scenario` and
//! `lachan check` take.

use crate::config::{Effective, Faults, SCHEMA};
use crate::levers::scenarios::LIBRARY;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scenario on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Name.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// What it extends: a built-in scenario by name, or a saved one by its file.
    pub base: String,
    /// Levers that differ from the base.
    pub levers: Vec<LeverDraft>,
}

/// A lever on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverDraft {
    /// Its name.
    pub name: String,
    /// Where the keys come from that the page does not show.
    pub rest: Rest,
    /// What the page shows.
    pub shown: ShownPlan,
}

/// The part of a lever's plan that the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownPlan {
    /// Share of homes reached or of the full effort.
    pub coverage: f64,
    /// First month, such as `2018-01`.
    pub start: String,
    /// First month no longer at work, or `none`.
    pub stop: String,
    /// Months from start to full coverage.
    pub ramp_months: u32,
    /// Where: `all`, `border`, `region:NAME`, `poverty_above:0.10`, or places.
    pub provinces: Vec<String>,
}

/// Where the keys of a lever come from that the page does not show, such as whom it is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// From the base: the lever is there already and is changed.
    Base,
    /// From the lever's own scenario: it is added as planned.
    Planned,
}

/// The file, in the order in which a person would write it.
#[derive(Serialize)]
struct ScenarioFile<'a> {
    schema: i64,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    extends: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    levers: BTreeMap<&'a str, toml::Table>,
}

/// The keys that the page shows.
const SHOWN: [&str; 5] = ["coverage", "start", "stop", "ramp_months", "provinces"];

impl Draft {
    /// The file: only what differs from the base.
    ///
    /// # Errors
    /// None but a text that TOML cannot hold.
    pub fn to_toml(&self, base: &Effective) -> Result<String, toml::ser::Error> {
        let there = lever_tables(base);
        let mut levers = BTreeMap::new();
        for lever in &self.levers {
            let mut own = match lever.rest {
                Rest::Base => toml::Table::new(),
                Rest::Planned => planned(&lever.name),
            };
            own.extend(toml::Table::try_from(&lever.shown)?);
            // A lever that is not there is written whole, so that whoever reads the file says that
            // it is unknown.
            if let Some(there) = there.get(&lever.name).and_then(toml::Value::as_table) {
                own.retain(|key, value| !there.get(key).is_some_and(|there| same(there, value)));
            }
            if !own.is_empty() {
                levers.insert(lever.name.as_str(), own);
            }
        }
        let Self { name, description, base, .. } = self;
        toml::to_string(&ScenarioFile { schema: SCHEMA, name, description, extends: base, levers })
    }
}

/// The keys of a lever's own scenario that the page does not show.
pub fn planned(lever: &str) -> toml::Table {
    let text = LIBRARY.iter().find(|(name, _)| *name == lever).map_or("", |(_, text)| text);
    let file: toml::Table = text.parse().unwrap_or_default();
    let own = file.get("levers").and_then(|levers| levers.get(lever)).and_then(toml::Value::as_table);
    let mut own = own.cloned().unwrap_or_default();
    own.retain(|key, _| !SHOWN.contains(&key));
    own
}

/// The levers of a configuration, each a table of bare values.
pub fn lever_tables(config: &Effective) -> toml::Table {
    config.section("levers").unwrap_or_default()
}

/// What the page shows of a lever.
///
/// # Errors
/// A lever that the configuration does not have.
pub fn shown(config: &Effective, lever: &str) -> Result<ShownPlan, Faults> {
    config.section(&format!("levers.{lever}"))
}

/// Whether two values say the same; a whole number may stand for a decimal one.
fn same(one: &toml::Value, other: &toml::Value) -> bool {
    let number = |value: &toml::Value| value.as_float().or(value.as_integer().map(|whole| whole as f64));
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}

/// The draft that a file came from; none for a file that says more than the page can show.
pub fn from_file(text: &str, effective: &Effective, base: &Effective) -> Option<Draft> {
    let file: toml::Table = text.parse().ok()?;
    let word = |key: &str| file.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let levers = file.get("levers").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let drafts: Option<Vec<LeverDraft>> = levers
        .iter()
        .map(|(name, own)| {
            let more = own.as_table()?.keys().any(|key| !SHOWN.contains(&key.as_str()));
            let rest = if more { Rest::Planned } else { Rest::Base };
            Some(LeverDraft { name: name.clone(), rest, shown: shown(effective, name).ok()? })
        })
        .collect();
    let draft = Draft {
        name: effective.name.clone(),
        description: word("description").unwrap_or_default(),
        base: word("extends").unwrap_or_else(|| "baseline".to_owned()),
        levers: drafts?,
    };
    // Written again, it must be the same file but for its layout.
    let again: toml::Table = draft.to_toml(base).ok()?.parse().ok()?;
    let mut file = file;
    file.entry("extends").or_insert_with(|| "baseline".into());
    file.entry("schema").or_insert(toml::Value::Integer(SCHEMA));
    file.entry("name").or_insert_with(|| effective.name.clone().into());
    let alike = |key: &str| again.get(key) == file.get(key);
    let known = ["schema", "name", "description", "extends", "levers"];
    let mine = again.get("levers").cloned().unwrap_or_else(|| toml::Table::new().into());
    let theirs = toml::Value::Table(levers);
    let whole = file.keys().all(|key| known.contains(&key.as_str()));
    (whole && known[..4].iter().all(|key| alike(key)) && nested_same(&mine, &theirs)).then_some(draft)
}

fn nested_same(one: &toml::Value, other: &toml::Value) -> bool {
    match (one.as_table(), other.as_table()) {
        (Some(one), Some(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| nested_same(value, other)))
        }
        _ => same(one, other),
    }
}
