//! Regulated adoption: adoptions only through registered bodies, with checks of consent and origin.
//!
//! Lowers the hazard of recruitment for illegal adoption, which concerns infants. The ratio is
//! assumed; no study was found. It acts on every home of the target in the province, by the share
//! of the full effort that its authorities make.
//!
//! It deliberately does not change lawful adoption, and does not touch any other form.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "regulated_adoption",
    title: "Regulated adoption",
    description: "Adoption only through registered bodies, with checks of consent and origin.",
    moves: &["recruitment_adoption"],
    evidence: &[],
    expected: "less illegal adoption of infants (assumed)",
    scope: Scope::Everyone,
    cost_unit: CostUnit::Child,
    national: true,
};

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegulatedAdoption {
    /// Hazard ratio of recruitment for illegal adoption.
    pub recruitment_adoption: HazardRatio,
}

impl Lever for RegulatedAdoption {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::RecruitmentAdoption, here.dosed(self.recruitment_adoption.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn half_the_effort_is_the_root_of_the_ratio() {
        let home = bit("regulated_adoption");
        let set = "recruitment_adoption = 0.49";
        let paths = acting("regulated_adoption", set, 0.5, true, &province("79"));
        assert!(near(paths.ratio(Pathway::RecruitmentAdoption, home), 0.7));
    }
}
