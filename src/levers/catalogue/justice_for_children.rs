//! Justice for children: youths in conflict with the law are kept in school and community, not
//! among those who use them.
//!
//! Diversion, community case management and judges trained in children's cases (the decision of
//! 2017 on juvenile justice, the university course of 2018) keep youths away from recruiters for
//! courier and other illegal tasks. The hazard ratio of that recruitment is assumed; no study was
//! found. It acts on every home of the target in the province, by the share of the full effort that
//! its courts and services make.
//!
//! It deliberately does not model offences, courts or sentences.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "justice_for_children",
    title: "Justice for children",
    description: "Diversion and community care for youths in conflict with the law, and trained judges.",
    moves: &["recruitment_courier"],
    evidence: &[],
    expected: "less recruitment for courier and illegal tasks (assumed)",
    scope: Scope::Everyone,
    cost_unit: CostUnit::Child,
    national: false,
};

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JusticeForChildren {
    /// Hazard ratio of recruitment for courier and illegal tasks.
    pub recruitment_courier: HazardRatio,
}

impl Lever for JusticeForChildren {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::RecruitmentCourier, here.dosed(self.recruitment_courier.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn half_the_effort_is_the_root_of_the_ratio() {
        let home = bit("justice_for_children");
        let set = "recruitment_courier = 0.64";
        let paths = acting("justice_for_children", set, 0.5, true, &province("87"));
        assert!(near(paths.ratio(Pathway::RecruitmentCourier, home), 0.8));
    }
}
