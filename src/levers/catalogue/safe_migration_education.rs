//! Safe migration education: young people learn about their rights and about safe ways before they
//! leave home.
//!
//! The best evidence finds no effect: pre-departure training had neither a direct nor an indirect
//! effect on forced labour among 519 Nepali women (I33), and a five-year evaluation in three
//! countries found its aims not reached (I34). The hazard ratio of recruitment while away is
//! therefore 1, with an assumed range of 0.8 to 1.2 on both sides of it for what teaching children
//! in Viet Nam might do. At 1 the lever costs money and changes nothing: that is the finding.
//!
//! It deliberately does not change who leaves: seeking work away is legal and mostly harmless.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "safe_migration_education",
    title: "Safe migration education",
    description: "Teaching young people about safe migration and workers' rights before they leave home.",
    moves: &["recruitment_away"],
    evidence: &["I33", "I34"],
    expected: "none on average (one strong study found none); either direction within its range",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeMigrationEducation {
    /// Hazard ratio of recruitment while away from home.
    pub recruitment_away: HazardRatio,
}

impl Lever for SafeMigrationEducation {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::RecruitmentAway, here.dosed(self.recruitment_away.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn as_shipped_it_changes_nothing() {
        let paths = acting("safe_migration_education", "", 1.0, true, &province("02"));
        assert!(paths.is_idle(Pathway::RecruitmentAway));
    }

    #[test]
    fn a_ratio_acts_while_away() {
        let home = bit("safe_migration_education");
        let set = "recruitment_away = 0.81";
        let paths = acting("safe_migration_education", set, 0.5, true, &province("02"));
        assert!(near(paths.ratio(Pathway::RecruitmentAway, home), 0.9));
    }
}
