//! Awareness campaign: public messages all year and more of them around 30 July, the national day
//! against trafficking.
//!
//! All media raised knowledge in a trial in 160 communities of Nepal; an effect on incidence was
//! not measured (I35). The lever therefore moves awareness, each month by a share of what is
//! missing, and the hazard that survivors and homes ask for help or are reported. Both numbers are
//! assumed; what awareness does, and how it fades, is the business of the processes. July weighs
//! more by `national_day_factor`.
//!
//! It deliberately does not lower recruitment by itself.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::ProvincePathways;
use crate::quantities::{HazardRatio, Share};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "awareness_campaign",
    title: "Awareness campaign",
    description: "Public messages, above all around 30 July, the national day against trafficking.",
    moves: &["awareness", "referral"],
    evidence: &["I35", "K08"],
    expected: "more knowledge (trial) and more reporting; an effect on incidence was not measured",
    scope: Scope::Services,
    cost_unit: CostUnit::Child,
    national: false,
};

/// July, counted from 0.
const JULY: u8 = 6;

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwarenessCampaign {
    /// Awareness added in a month, as a share of what is missing.
    pub awareness: Share,
    /// How many times as much in July.
    pub national_day_factor: HazardRatio,
    /// Hazard ratio of referral of survivors and homes.
    pub referral: HazardRatio,
}

impl Lever for AwarenessCampaign {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        if here.at_work {
            let season = if here.month.of_year() == JULY { self.national_day_factor.get() } else { 1.0 };
            let added = (self.awareness.get() * here.dose * season).min(1.0);
            let missing = 1.0 - to.capacities.awareness;
            to.capacities.awareness += missing * added;
        }
        to.capacities.referral *= here.dosed(self.referral.get());
    }
}

#[cfg(test)]
mod tests {
    use crate::levers::testing::{acting, levers_with, near, plan, province};
    use crate::levers::{pathways, slot_of};
    use crate::quantities::Month;

    const STRENGTHS: &str = "awareness = 0.04\nnational_day_factor = 3\nreferral = 1.21";

    #[test]
    fn half_the_effort_adds_half() {
        let of = acting("awareness_campaign", STRENGTHS, 0.5, true, &province("02")).capacities;
        assert!(near(of.awareness, 0.02) && near(of.referral, 1.1));
        let of = acting("awareness_campaign", STRENGTHS, 0.5, false, &province("02")).capacities;
        assert!(of.awareness == 0.0 && near(of.referral, 1.1));
    }

    #[test]
    fn july_weighs_more() {
        let mut levers = levers_with(&[("levers", "awareness_campaign", STRENGTHS)]);
        levers.planned[slot_of("awareness_campaign").unwrap()].plan = plan(1.0);
        let at = |month| pathways(&levers, Month(month), &[province("02")]).provinces[0].capacities;
        assert!(near(at(5).awareness, 0.04) && near(at(6).awareness, 0.12) && near(at(7).awareness, 0.04));
    }
}
