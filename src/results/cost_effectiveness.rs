//! `cost_effectiveness.csv`: what a scenario averts and what one costs. Costs are over all simulated years, not discounted.

use super::Findings;
use super::schema::{amount, flag, table, text, value, whole};
use crate::experiments::compare::Effect;

table! {
    "cost_effectiveness", "Mỗi kịch bản tránh được bao nhiêu và với chi phí nào, cộng mọi năm, không chiết khấu";
    /// What each scenario averts and what that costs, over all simulated years, not discounted.
    pub struct EffectLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Name of the reference.
        reference: String = text("Tên kịch bản tham chiếu"),
        /// What is averted.
        effect: Effect = text("Điều tránh được").key(),
        /// How much is averted.
        averted: f64 = amount("children or person-months", "Số tránh được"),
        /// Lower end of its 95 % interval.
        averted_low: Option<f64> = amount("children or person-months", "Đầu dưới khoảng 95 % của số tránh được"),
        /// Upper end of its 95 % interval.
        averted_high: Option<f64> = amount("children or person-months", "Đầu trên khoảng 95 % của số tránh được"),
        /// Cost of the scenario less that of the reference.
        extra_cost_million_vnd: f64 = amount("million VND", "Chi phí thêm, triệu đồng"),
        /// Extra cost for each unit averted; empty where nothing is averted.
        cost_per_unit_thousand_vnd: Option<f64> = amount("thousand VND", "Chi phí cho mỗi đơn vị, nghìn đồng"),
        /// Lower end of its 95 % interval.
        cost_low: Option<f64> = amount("thousand VND", "Đầu dưới khoảng 95 % của chi phí mỗi đơn vị, nghìn đồng"),
        /// Upper end of its 95 % interval; empty where it is open.
        cost_high: Option<f64> = amount("thousand VND", "Đầu trên khoảng 95 % của chi phí mỗi đơn vị, nghìn đồng"),
        /// Whether no other scenario averts more for less.
        on_frontier: bool = flag("Không kịch bản nào tránh được nhiều hơn với chi phí ít hơn"),
        /// Share of the effect that rests on assumed strengths of levers; empty where it was not asked for.
        assumed_share: Option<f64> = value("share", "Phần hiệu quả dựa trên các con số giả định"),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates", "Số lần lặp"),
    }
}

/// All effects.
pub fn cost_effectiveness(findings: &Findings) -> impl Iterator<Item = EffectLine> {
    findings.effects.iter().enumerate().map(|(place, row)| EffectLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        effect: row.effect,
        averted: row.averted.difference,
        averted_low: row.averted.interval.map(|(low, _)| low),
        averted_high: row.averted.interval.map(|(_, high)| high),
        extra_cost_million_vnd: row.extra_cost / 1e3,
        cost_per_unit_thousand_vnd: row.cost_per_unit,
        cost_low: row.cost_interval.0,
        cost_high: row.cost_interval.1,
        on_frontier: row.on_frontier,
        assumed_share: findings.assumed_shares.get(place).copied().flatten(),
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
