//! Online safety: schools and the industry teach children to recognise unsafe contact and make
//! platforms safer.
//!
//! 1 % of internet-using children of 12-17 were exploited online in a year (M19) and a third had
//! had safety information (M20); whether such information lowers exploitation was not found (I40).
//! The odds ratio of unsafe exposure is assumed, with a range that reaches 1. The third that M20
//! counts is part of the standing exposure, not of this lever.
//!
//! It deliberately does not act on children who are exposed already but by the yearly renewal of
//! exposure.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::OddsRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "online_safety",
    title: "Online safety",
    description: "Teaching children to recognise unsafe contact online, and safer platforms with the industry.",
    moves: &["online_exposure"],
    evidence: &["M19", "M20", "I40"],
    expected: "less unsafe exposure online (assumed; no trial found)",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlineSafety {
    /// Odds ratio of unsafe exposure online.
    pub online_exposure: OddsRatio,
}

impl Lever for OnlineSafety {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::OnlineExposure, here.dosed(self.online_exposure.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn exposure_falls_in_reached_homes() {
        let home = bit("online_safety");
        let paths = acting("online_safety", "online_exposure = 0.64", 0.5, true, &province("01"));
        assert!(near(paths.ratio(Pathway::OnlineExposure, home), 0.8));
        assert_eq!(paths.ratio(Pathway::OnlineExposure, !home), 1.0);
    }
}
