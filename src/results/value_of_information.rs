//! `value_of_information.csv`: what it would be worth to know more before the decision.

use super::Findings;
use super::cell::words;
use super::schema::{amount, table, text, whole};
use crate::experiments::compare::InformationKind;

words!(InformationKind);

table! {
    "value_of_information";
    /// What knowing more before the decision between the scenarios would be worth, the most valuable
    /// of each kind first.
    pub struct InformationLine {
        /// What is known: everything, chance included (evpi), a group of parameters (evppi_group),
        /// one parameter (evppi), the outcome of the model's own survey (evsi).
        kind: InformationKind = text().key(),
        /// Name of the parameter, group or survey.
        name: String = text().key(),
        /// Grade of the evidence behind a parameter.
        evidence: String = text(),
        /// Number of parameters that vary.
        parameters: u32 = whole("parameters"),
        /// The value: by how much the mean net benefit of the decision would rise.
        value_million_vnd: f64 = amount("million VND"),
        /// Standard error of the value by a jackknife; empty for too few replicates.
        standard_error: Option<f64> = amount("million VND"),
        /// The mean of the same estimate where the parameters tell nothing (replicates in another
        /// order): what chance alone makes the value seem.
        floor_million_vnd: Option<f64> = amount("million VND"),
        /// Whether the value exceeds all of 20 such estimates and the replicates are enough to say
        /// so: yes or no; empty where there is nothing to hold it against.
        told: String = text(),
        /// What the protection of a child is worth in this decision, million VND.
        value_of_a_child_million_vnd: f64 = amount("million VND"),
    }
}

/// What can be learnt.
pub fn value_of_information(findings: &Findings) -> impl Iterator<Item = InformationLine> {
    findings.decision.information.iter().map(|row| InformationLine {
        kind: row.kind,
        name: row.name.clone(),
        evidence: row.evidence.map(|evidence| evidence.word().to_owned()).unwrap_or_default(),
        parameters: row.parameters as u32,
        value_million_vnd: row.worth.value,
        standard_error: row.worth.standard_error,
        floor_million_vnd: row.floor,
        told: row.told.map(|told| if told { "yes" } else { "no" }).unwrap_or_default().to_owned(),
        value_of_a_child_million_vnd: findings.decision.value_of_a_child,
    })
}
