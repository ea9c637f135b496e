//! `cost_effectiveness.csv`: what a scenario averts and what one costs.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;

/// What a scenario averts, and what that costs.
#[derive(Debug, Clone)]
pub struct CostEffectiveness {
    /// Place of the scenario.
    pub scenario: usize,
    /// Place of the reference.
    pub reference: usize,
    /// What is averted.
    pub effect: Effect,
    /// How many.
    pub averted: Option<f64>,
    /// Its 95 % interval.
    pub averted_interval: Option<(f64, f64)>,
    /// Extra cost, million dong.
    pub extra_cost: Option<f64>,
    /// Cost of one, thousand dong.
    pub cost: Option<f64>,
    /// Its 95 % interval.
    pub cost_interval: Option<(f64, f64)>,
    /// Whether no other scenario averts more for less.
    pub on_frontier: Option<bool>,
    /// Share of the extra cost that rests on assumed unit costs.
    pub assumed_share: Option<f64>,
    /// Replicates it rests on.
    pub replicates: u32,
}

/// What a scenario averts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Children who are not trafficked.
    ChildrenProtected,
    /// Person-months not spent in exploitation.
    PersonMonths,
}

/// Reads `cost_effectiveness.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Vec<CostEffectiveness>, Fault> {
    const COLUMNS: [&str; 13] = [
        "scenario",
        "reference",
        "effect",
        "averted",
        "averted_low",
        "averted_high",
        "extra_cost_million_vnd",
        "cost_per_unit_thousand_vnd",
        "cost_low",
        "cost_high",
        "on_frontier",
        "assumed_share",
        "replicates",
    ];
    let mut found = Vec::new();
    each_row(file, &COLUMNS, |row| {
        found.push(CostEffectiveness {
            scenario: scenarios.index(row.text(0)),
            reference: scenarios.index(row.text(1)),
            effect: match row.text(2) {
                "children_protected" => Effect::ChildrenProtected,
                "person_months_averted" => Effect::PersonMonths,
                _ => return Err(row.unknown(2, "children_protected or person_months_averted")),
            },
            averted: row.maybe(3)?,
            averted_interval: row.maybe(4)?.zip(row.maybe(5)?),
            extra_cost: row.maybe(6)?,
            cost: row.maybe(7)?,
            cost_interval: row.maybe(8)?.zip(row.maybe(9)?),
            on_frontier: if row.text(10).is_empty() { None } else { Some(row.flag(10)?) },
            assumed_share: row.maybe(11)?,
            replicates: row.whole(12)?,
        });
        Ok(())
    })?;
    Ok(found)
}
