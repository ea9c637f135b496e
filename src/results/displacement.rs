//! `displacement.csv`: cases and recruiters where a scenario acts, beside, and elsewhere.

use super::Findings;
use super::number::as_shown;
use super::schema::{amount, table, text, value, whole};
use crate::experiments::compare::Zone;
use crate::observation::Measure;

table! {
    "displacement";
    /// Where risk moves: cases and recruiters in the provinces where a scenario acts, in their
    /// neighbours, and elsewhere.
    pub struct DisplacementLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// Where.
        zone: Zone = text().key(),
        /// Provinces in the zone.
        provinces: u32 = whole("provinces"),
        /// Name of the indicator.
        indicator: Measure = text().key(),
        /// Mean of the reference over the replicates.
        reference_value: f64 = amount("as the indicator"),
        /// Mean of the scenario over the replicates.
        scenario_value: f64 = amount("as the indicator"),
        /// Scenario less reference.
        difference: f64 = amount("as the indicator"),
        /// Lower end of the 95 % interval of the difference.
        low: Option<f64> = amount("as the indicator"),
        /// Upper end of the 95 % interval of the difference.
        high: Option<f64> = amount("as the indicator"),
        /// Probability that the scenario is better for children than the reference.
        p_better: Option<f64> = value("probability"),
        /// What the 95 % intervals of the row hold, and how few replicates they come from.
        interval_holds: String = text(),
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
