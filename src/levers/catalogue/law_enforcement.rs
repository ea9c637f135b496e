//! Law enforcement: more investigation and prosecution under Law 66/2011, and checks at the border.
//!
//! Moves the police effort that recruiters face and the hazard that a child is taken over the
//! border. Effects are assumed: one before-after study without a control, by the implementer, saw
//! minors in sex venues fall from 8.16 to 2.2 % (I36); how strongly deterrence works on recruiters
//! was not found (I40). Another model finds arrests of buyers to matter (X02), and disrupted
//! networks shift their income elsewhere (X08): recruiters of this model learn risk and move, so
//! displacement to other places follows from the processes and may undo what is gained.
//!
//! It deliberately does not raise identification or support of victims: arresting is not
//! protecting. Nothing here says how enforcement is done.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::ProvincePathways;
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "law_enforcement",
    title: "Law enforcement",
    description: "More investigation and prosecution of recruiters, and checks at the border.",
    moves: &["police", "border"],
    evidence: &["I36", "I40", "X02", "X08"],
    expected: "less recruitment where it works, some of it displaced to other places (assumed)",
    scope: Scope::Services,
    cost_unit: CostUnit::Child,
    national: false,
};

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawEnforcement {
    /// Rate ratio of police effort against recruiters.
    pub police: HazardRatio,
    /// Hazard ratio of taking a child over the border.
    pub border: HazardRatio,
}

impl Lever for LawEnforcement {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.capacities.police *= here.dosed(self.police.get());
        to.capacities.border *= here.dosed(self.border.get());
    }
}

#[cfg(test)]
mod tests {
    use crate::levers::testing::{acting, near, province};

    #[test]
    fn half_the_effort_is_the_root_of_each_ratio() {
        let set = "police = 2.25\nborder = 0.64";
        let of = acting("law_enforcement", set, 0.5, true, &province("10")).capacities;
        assert!(near(of.police, 1.5) && near(of.border, 0.8));
    }
}
