//! Named rules for the empty cells of the province table. Nothing is filled silently: each use is
//! returned, and is listed in the manifest.

use super::Params;
use crate::population::ProvinceRecord;

/// A rule that filled a cell, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GapRule {
    /// Name of the rule.
    pub rule: &'static str,
    /// Column of the table.
    pub column: &'static str,
    /// Code of the province.
    pub province: String,
}

/// Fills the empty cells of the table by the named rules and says which were used.
///
/// * `households_by_national_size`: households = population / persons per household of the census
///   (H16).
/// * `other_provinces_minority_share`: the twelve provinces that the pupil table groups as "other"
///   get that group's share (SOURCES.md: 3,134 of 2,819,797 pupils).
/// * `smallest_poverty_rate`: an empty or zero poverty rate becomes the smallest rate.
pub fn apply_gap_rules(records: &mut [ProvinceRecord], params: &Params) -> Vec<GapRule> {
    let mut used = Vec::new();
    for record in records {
        let mut note = |rule, column| used.push(GapRule { rule, column, province: record.code.clone() });
        if record.households.is_none() {
            record.households = Some(record.population / params.persons_per_household.get());
            note("households_by_national_size", "households");
        }
        if record.minority_pupil_share.is_none() {
            record.minority_pupil_share = Some(params.minority_share_of_other_provinces.get());
            note("other_provinces_minority_share", "ethnic_minority_pupil_share_2016");
        }
        if record.poverty_rate.is_none_or(|rate| rate < params.smallest_poverty_rate.get()) {
            record.poverty_rate = Some(params.smallest_poverty_rate.get());
            note("smallest_poverty_rate", "poverty_rate");
        }
    }
    used
}
