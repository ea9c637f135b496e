//! `displacement.csv`: cases and recruiters where a scenario acts, beside, and elsewhere.

use super::Findings;
use super::number::as_shown;
use super::schema::{amount, table, text, value, whole};
use crate::experiments::compare::Zone;
use crate::observation::Measure;

table! {
    "displacement", "Rủi ro dịch chuyển đi đâu: nơi kịch bản tác động, nơi kề bên và nơi khác";
    /// Where risk moves: cases and recruiters in the provinces where a scenario acts, in their
    /// neighbours, and elsewhere.
    pub struct DisplacementLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Name of the reference.
        reference: String = text("Tên kịch bản tham chiếu"),
        /// Where.
        zone: Zone = text("Nơi tác động, kề bên hay nơi khác").key(),
        /// Provinces in the zone.
        provinces: u32 = whole("provinces", "Số tỉnh"),
        /// Name of the indicator.
        indicator: Measure = text("Tên chỉ báo").key(),
        /// Mean of the reference over the replicates.
        reference_value: f64 = amount("as the indicator", "Giá trị của kịch bản tham chiếu"),
        /// Mean of the scenario over the replicates.
        scenario_value: f64 = amount("as the indicator", "Giá trị của kịch bản"),
        /// Scenario less reference.
        difference: f64 = amount("as the indicator", "Kịch bản trừ tham chiếu"),
        /// Lower end of the 95 % interval of the difference.
        low: Option<f64> = amount("as the indicator", "Đầu dưới khoảng 95 % của chênh lệch"),
        /// Upper end of the 95 % interval of the difference.
        high: Option<f64> = amount("as the indicator", "Đầu trên khoảng 95 % của chênh lệch"),
        /// Probability that the scenario is better for children than the reference.
        p_better: Option<f64> = value("probability", "Xác suất kịch bản tốt hơn cho trẻ em"),
        /// What the 95 % intervals of the row hold, and how few replicates they come from.
        interval_holds: String = text("Khoảng 95 % gồm những gì, và từ bao nhiêu lần lặp nếu ít"),
    }
}

/// Cases, then recruiters, of every scenario and zone.
pub fn displacement(findings: &Findings) -> impl Iterator<Item = DisplacementLine> {
    findings.displacement.iter().flat_map(|row| {
        let measured = [(Measure::Cases, &row.cases), (Measure::RecruitersActive, &row.recruiters)];
        measured.map(|(indicator, paired)| {
            let shown = |value: f64| as_shown(indicator, Some(value)).unwrap_or(value);
            DisplacementLine {
                scenario: findings.scenario(row.arm),
                reference: findings.reference(),
                zone: row.zone,
                provinces: row.provinces as u32,
                indicator,
                reference_value: shown(paired.reference),
                scenario_value: shown(paired.scenario),
                difference: shown(paired.difference),
                low: findings.interval(row.arm, paired).map(|(low, _)| shown(low)),
                high: findings.interval(row.arm, paired).map(|(_, high)| shown(high)),
                p_better: paired.p_better,
                interval_holds: findings.holds(row.arm, paired.replicates),
            }
        })
    })
}
