//! What a lever says about itself: the data behind `lachan levers`, the report and the tests over
//! the registry.

use crate::language::Language;
use crate::pack;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A lever in words, in English; `levers.toml` has what people read of it in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Name of its table, its scenario and its file.
    pub name: &'static str,
    /// Its name where people read it; the scenario of this lever alone bears it too.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub description: &'static str,
    /// Names of the pathways, provisions and capacities it may move.
    pub moves: &'static [&'static str],
    /// Ids of `evidence.csv`; empty where there is none and every strength is assumed.
    pub evidence: &'static [&'static str],
    /// The direction in which it is expected to move risk, and how sure that is.
    pub expected: &'static str,
    /// How coverage is meant.
    pub scope: Scope,
    /// What its unit cost is a cost of.
    pub cost_unit: CostUnit,
    /// Whether it is a law of the whole country, which no province can have alone.
    pub national: bool,
}

/// What people read of a lever.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverWords<T = String> {
    /// Its name.
    pub title: T,
    /// What it does, in one sentence.
    pub description: T,
    /// The direction in which it is expected to move risk, and how sure that is.
    pub expected: T,
}

/// The tables `levers.NAME.vietnamese` of the shipped levers.
static VIETNAMESE: LazyLock<BTreeMap<String, LeverWords>> = LazyLock::new(|| {
    let shipped = pack::current().levers().parse::<toml::Table>();
    let levers = shipped.ok().and_then(|mut file| file.remove("levers")?.as_table().cloned());
    let words = |(name, lever): (String, toml::Value)| {
        Some((name, lever.get("vietnamese")?.clone().try_into().ok()?))
    };
    levers.unwrap_or_default().into_iter().filter_map(words).collect()
});

impl About {
    /// What people read of it in a language; in English where it is not translated.
    pub fn words(&self, language: Language) -> LeverWords<&'static str> {
        match VIETNAMESE.get(self.name) {
            Some(words) if language == Language::Vietnamese => {
                LeverWords { title: &words.title, description: &words.description, expected: &words.expected }
            }
            _ => LeverWords { title: self.title, description: self.description, expected: self.expected },
        }
    }
}

/// How the coverage of a lever is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Coverage is the share of the target's homes that are reached; in each of them the lever
    /// works in full.
    Homes,
    /// Every home of the target lives under it; coverage is the share of the full effort made in
    /// the province.
    Everyone,
    /// It changes only what services and the law can do; coverage is the share of the full effort.
    Services,
}

impl Scope {
    /// Its name in the files of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Homes => "homes",
            Self::Everyone => "everyone",
            Self::Services => "services",
        }
    }
}

/// What a unit cost is paid for; always by the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostUnit {
    /// A home that is reached.
    Home,
    /// A reached home with a survivor in it.
    SurvivorHome,
    /// A caseworker whom the lever adds.
    Caseworker,
    /// A child of the province, at full effort.
    Child,
}

impl CostUnit {
    /// The unit, as written in `levers.toml`.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Home => "thousand VND per home and month",
            Self::SurvivorHome => "thousand VND per survivor's home and month",
            Self::Caseworker => "thousand VND per caseworker and month",
            Self::Child => "thousand VND per child and month",
        }
    }
}
