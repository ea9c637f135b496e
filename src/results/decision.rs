//! `decision.csv`: which scenario is best, how surely, and what a wrong choice costs, by what a
//! child's protection is worth.

use super::Findings;
use super::schema::{amount, flag, table, text, value};

table! {
    "decision";
    /// Which scenario is best by what the protection of a child is worth to whoever decides; the
    /// reference is a choice too.
    pub struct DecisionLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// What the protection of a child is worth, a choice of whoever decides and no price.
        value_of_a_child_million_vnd: f64 = amount("million VND").key(),
        /// Mean net benefit against the reference: children protected times that value, less the
        /// extra cost.
        net_benefit_million_vnd: f64 = amount("million VND"),
        /// Lower end of its 95 % interval; empty for the reference.
        low: Option<f64> = amount("million VND"),
        /// Upper end of its 95 % interval; empty for the reference.
        high: Option<f64> = amount("million VND"),
        /// Share of the replicates in which no other scenario has a greater net benefit
        /// (acceptability).
        probability_best: f64 = value("probability"),
        /// Mean loss against the best scenario of each replicate (regret).
        expected_loss_million_vnd: f64 = amount("million VND"),
        /// Whether its mean net benefit is the greatest.
        is_best: bool = flag(),
        /// What the 95 % interval of the row holds, and how few replicates it comes from.
        interval_holds: String = text(),
    }
}

/// The choices, value by value.
pub fn decision(findings: &Findings) -> impl Iterator<Item = DecisionLine> {
    findings.decision.acts.iter().map(|row| DecisionLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        value_of_a_child_million_vnd: row.value_of_a_child,
        net_benefit_million_vnd: row.choice.benefit,
        low: row.interval.map(|(low, _)| low),
        high: row.interval.map(|(_, high)| high),
        probability_best: row.choice.probability_best,
        expected_loss_million_vnd: row.choice.expected_loss,
        is_best: row.choice.is_best,
        interval_holds: findings.design.holds_over(findings.replicates),
    })
}
