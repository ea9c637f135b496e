//! Reintegration support: shelter, care and community rehabilitation for survivors, and a way back
//! to school or work.
//!
//! Moves the hazard that a recent survivor of a reached home is recruited again, the hazard with
//! which survivors return to school, and how well support works for those who have a caseworker.
//! Known re-trafficking is 0.56 % of those assisted, a floor (I38), often within two years, with
//! children at risk longer (I39); no trial and no rate for Viet Nam was found (I40). Strengths are
//! assumed. Below 10 % of survivors ever got support (C13): that is the shipped coverage.
//!
//! Coverage is the share of homes in which a survivor, should there be one, is offered the
//! programme; only those homes cost anything. It deliberately does not bring more survivors
//! forward: that is for social work and awareness.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "reintegration_support",
    title: "Reintegration support",
    description: "Care and community rehabilitation for survivors, and a way back to school or work.",
    moves: &["retrafficking", "survivor_school_return", "support_effect"],
    evidence: &["C13", "I38", "I39", "I40", "K09"],
    expected: "less renewed trafficking and more return to school among survivors (assumed)",
    scope: Scope::Homes,
    cost_unit: CostUnit::SurvivorHome,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReintegrationSupport {
    /// Hazard ratio of renewed recruitment of a recent survivor.
    pub retrafficking: HazardRatio,
    /// Hazard ratio of a survivor's return to school.
    pub survivor_school_return: HazardRatio,
    /// Hazard ratio of renewed recruitment of a survivor with a caseworker, where the programme
    /// trains all workers of a province; it trains the share of them that its coverage is.
    pub support_effect: HazardRatio,
}

impl Lever for ReintegrationSupport {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::Retrafficking, here.dosed(self.retrafficking.get()));
        to.multiply(here.slot, Pathway::SurvivorSchoolReturn, here.dosed(self.survivor_school_return.get()));
        to.capacities.support_effect *= here.at_effort(self.support_effect.get());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn survivors_of_reached_homes_and_those_with_a_worker_are_safer() {
        let home = bit("reintegration_support");
        let set = "retrafficking = 0.49\nsurvivor_school_return = 1.44\nsupport_effect = 0.64";
        let paths = acting("reintegration_support", set, 1.0, true, &province("10"));
        assert!(near(paths.ratio(Pathway::Retrafficking, home), 0.49));
        assert!(near(paths.ratio(Pathway::SurvivorSchoolReturn, home), 1.44));
        assert!(near(paths.capacities.support_effect, 0.64));
        let fading = acting("reintegration_support", set, 0.5, false, &province("10"));
        assert!(near(fading.ratio(Pathway::Retrafficking, home), 0.7));
    }
}
