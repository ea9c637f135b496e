//! Data and monitoring: better information on where children at risk live, so that other levers
//! find them.
//!
//! Closes a share of the gap between the standing accuracy of targeting and perfect targeting;
//! every lever with `targeted = true` gains by it (see `reach`). Identification of victims rises
//! slightly, because records are shared. Both numbers are assumed; no study of targeting error was
//! found. By itself, without a targeted lever, it protects hardly anyone.
//!
//! It deliberately knows no person: the accuracy is that of areas and groups of homes.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::ProvincePathways;
use crate::quantities::{OddsRatio, Share};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "data_and_monitoring",
    title: "Data and monitoring",
    description: "Better information on where children at risk live, so that other levers find them.",
    moves: &["targeting", "identification"],
    evidence: &[],
    expected: "none alone; makes targeted levers reach more homes at risk for the same money (assumed)",
    scope: Scope::Services,
    cost_unit: CostUnit::Child,
    national: false,
};

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataAndMonitoring {
    /// Share of the gap between standing and perfect targeting that is closed.
    pub gap_closed: Share,
    /// Odds ratio of identification of a victim.
    pub identification: OddsRatio,
}

impl Lever for DataAndMonitoring {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let closed = self.gap_closed.get() * here.dose;
        let missing = 1.0 - to.capacities.targeting;
        to.capacities.targeting += missing * closed;
        to.capacities.identification *= here.dosed(self.identification.get());
    }
}

#[cfg(test)]
mod tests {
    use crate::levers::testing::{acting, levers_with, near, plan, province};
    use crate::levers::{pathways, slot_of};
    use crate::quantities::{Month, Share};

    const STRENGTHS: &str = "gap_closed = 0.5\nidentification = 1.21";

    #[test]
    fn half_the_effort_closes_half_of_the_gap_that_can_be_closed() {
        let of = acting("data_and_monitoring", STRENGTHS, 0.5, true, &province("01")).capacities;
        assert!(near(of.targeting, 0.25) && near(of.identification, 1.1));
    }

    #[test]
    fn levers_before_it_in_the_registry_are_better_aimed_too() {
        let mut levers = levers_with(&[("levers", "data_and_monitoring", STRENGTHS)]);
        levers.standing_targeting = Share::new(0.5).unwrap();
        let (data, school) = (slot_of("data_and_monitoring").unwrap(), slot_of("school_retention").unwrap());
        levers.planned[school].plan = plan(0.2);
        levers.planned[school].plan.targeted = true;
        let reach = |levers: &_| {
            let place = province("01"); // half of its homes are at risk
            pathways(levers, Month(0), &[place]).provinces[0].reach[school].unwrap()
        };
        levers.planned[data].plan = plan(0.0);
        let blind = reach(&levers); // accuracy 0.5: 0.5 x 0.2 + 0.5 x 0.4, and 0.5 x 0.2
        assert!(near(blind.at_risk, 0.3) && near(blind.others, 0.1));
        levers.planned[data].plan = plan(1.0);
        let aimed = reach(&levers); // accuracy 0.75: 0.25 x 0.2 + 0.75 x 0.4, and 0.25 x 0.2
        assert!(near(aimed.at_risk, 0.35) && near(aimed.others, 0.05));
    }
}
