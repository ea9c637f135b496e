//! `cost_effectiveness.csv`: what a scenario averts and what one costs. Costs are over all
//! simulated years, not discounted.

use super::Findings;
use super::schema::{amount, flag, table, text, value, whole};
use crate::experiments::compare::Effect;

table! {
    "cost_effectiveness";
    /// What each scenario averts and what that costs, over all simulated years, not discounted.
    pub struct EffectLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// What is averted.
        effect: Effect = text().key(),
        /// How much is averted.
        averted: f64 = amount("children or person-months"),
        /// Lower end of its 95 % interval.
        averted_low: Option<f64> = amount("children or person-months"),
        /// Upper end of its 95 % interval.
        averted_high: Option<f64> = amount("children or person-months"),
        /// Cost of the scenario less that of the reference.
        extra_cost_million_vnd: f64 = amount("million VND"),
        /// Lower end of its 95 % interval; empty where the cost does not vary.
        extra_cost_low: Option<f64> = amount("million VND"),
        /// Upper end of its 95 % interval; empty where the cost does not vary.
        extra_cost_high: Option<f64> = amount("million VND"),
        /// Extra cost for each unit averted; empty where nothing is averted.
        cost_per_unit_thousand_vnd: Option<f64> = amount("thousand VND"),
        /// Lower end of its 95 % interval.
        cost_low: Option<f64> = amount("thousand VND"),
        /// Upper end of its 95 % interval; empty where it is open.
        cost_high: Option<f64> = amount("thousand VND"),
        /// Whether no other scenario averts more for less.
        on_frontier: bool = flag(),
        /// Share (0 to 1) of the effect that rests on assumed strengths of levers; empty where it
        /// was not asked for or the effect may be 0.
        assumed_share: Option<f64> = value("share"),
        /// How many numbers of the levers by which the scenario differs are assumed.
        numbers_assumed: u32 = whole("numbers"),
        /// How many numbers these levers have.
        numbers: u32 = whole("numbers"),
        /// What the 95 % intervals of the row hold, and how few replicates they come from.
        interval_holds: String = text(),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates"),
    }
}

/// All effects.
pub fn cost_effectiveness(findings: &Findings) -> impl Iterator<Item = EffectLine> {
    findings.effects.iter().enumerate().map(|(place, row)| EffectLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        effect: row.effect,
        averted: row.averted.difference,
        averted_low: findings.interval(row.arm, &row.averted).map(|(low, _)| low),
        averted_high: findings.interval(row.arm, &row.averted).map(|(_, high)| high),
        extra_cost_million_vnd: row.extra_cost / 1e3,
        extra_cost_low: row.extra_cost_interval.map(|(low, _)| low / 1e3),
        extra_cost_high: row.extra_cost_interval.map(|(_, high)| high / 1e3),
        cost_per_unit_thousand_vnd: row.cost_per_unit,
        cost_low: row.cost_interval.and_then(|(low, _)| low),
        cost_high: row.cost_interval.and_then(|(_, high)| high),
        on_frontier: row.on_frontier,
        assumed_share: findings.assumed_shares.get(place).copied().flatten(),
        numbers_assumed: findings.supports[row.arm].assumed as u32,
        numbers: findings.supports[row.arm].numbers as u32,
        interval_holds: findings.holds(row.arm, row.averted.replicates),
        replicates: row.averted.replicates as u32,
    })
}

impl EffectLine {
    /// Ends of the 95 % interval of what is averted.
    pub fn averted_interval(&self) -> Option<(f64, f64)> {
        self.averted_low.zip(self.averted_high)
    }

    /// Ends of the 95 % interval of the cost of a unit.
    pub fn cost_interval(&self) -> Option<(f64, f64)> {
        self.cost_low.zip(self.cost_high)
    }
}
