//! Integrated delivery: services for one home are planned together, so that they strengthen each
//! other.
//!
//! In homes it reaches, the logarithm of every ratio of the other levers grows by `gain` (all are
//! raised to `1 + gain`), and coordinated workers can hold more cases. Both are assumed: the
//! bundled programme of I37 saw trafficking of children fall by 9 to 30 % in four districts,
//! without a control and without parting its components, so it cannot say what integration adds.
//!
//! By itself, without another lever at work in the same homes, it changes nothing but the caseload.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::ProvincePathways;
use crate::quantities::{HazardRatio, Share};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "integrated_delivery",
    title: "Integrated delivery",
    description: "Services for one home are planned and given together, so that they strengthen each other.",
    moves: &["integration", "caseload"],
    evidence: &["I37"],
    expected: "strengthens what other levers do in the same homes (assumed)",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntegratedDelivery {
    /// By how much the logarithm of every other ratio grows in reached homes.
    pub gain: Share,
    /// Rate ratio of the cases that a worker can hold, where all workers of a province take part;
    /// the share of them that the coverage is does.
    pub caseload: HazardRatio,
}

impl Lever for IntegratedDelivery {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let gain = self.gain.get() * here.dose;
        if gain > 0.0 {
            to.integrate(here.slot, gain);
        }
        to.capacities.caseload *= here.at_effort(self.caseload.get());
    }
}

#[cfg(test)]
mod tests {
    use crate::levers::testing::{acting, bit, near, province};
    use crate::pathways::Pathway;

    #[test]
    fn other_ratios_grow_in_homes_that_both_reach() {
        let home = bit("integrated_delivery");
        let set = "gain = 0.5\ncaseload = 1.2";
        let mut paths = acting("integrated_delivery", set, 1.0, true, &province("62"));
        assert!(near(paths.capacities.caseload, 1.2));
        paths.multiply(0, Pathway::Violence, 0.25);
        assert!(near(paths.ratio(Pathway::Violence, home | 1), 0.125)); // 0.25^1.5
        assert!(near(paths.ratio(Pathway::Violence, 1), 0.25));
    }
}
