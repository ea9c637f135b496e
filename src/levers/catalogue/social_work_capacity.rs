//! Social work capacity: more caseworkers, centres and training, so that more children at risk are
//! found and helped.
//!
//! Viet Nam had some 35,000 staff in 432 facilities and a network of 80,000 people (I14, I15), one
//! staff member to 540 children of 5-17 (I18), most of them not trained social workers; the network
//! of collaborators had collapsed before 2009 (I16), and 20 million people were said to need social
//! work (I17). The lever adds full-time caseworkers for each 100,000 children, lets a trained
//! worker hold more cases, and raises the odds that a victim is identified and the hazard that
//! survivors and homes are referred. In the five provinces with centres (S10: Ho Chi Minh City, Kon
//! Tum, Gia Lai, Dong Thap, Da Nang) all of it is stronger by `centre_factor`.
//!
//! All strengths are assumed: no effect of social workers on trafficking was found (I22), the one
//! official claim is ambiguous (I19), case management after a report had no significant effect on
//! renewed reports in the largest trial (I20). More workers also *see* more: visited families had
//! 1.32 times (1.08 to 1.62) the odds of recorded abuse (I21), so the register rises with this
//! lever while the truth may not. That odds ratio bounds the range of `identification`.
//!
//! It deliberately does not change violence, school or work by itself: what a held case does is in
//! the processes.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::ProvincePathways;
use crate::quantities::{HazardRatio, OddsRatio, PerHundredThousand};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "social_work_capacity",
    title: "Social work capacity",
    description: "More caseworkers, social work centres and training, so that more children at risk are found and helped.",
    moves: &["extra_caseworkers", "caseload", "identification", "referral"],
    evidence: &["I14", "I15", "I16", "I17", "I18", "I19", "I20", "I21", "I22", "S10", "K04", "K05", "K09"],
    expected: "more children found and supported, so a higher register; an effect on trafficking itself is not shown",
    scope: Scope::Services,
    cost_unit: CostUnit::Caseworker,
    national: false,
};

/// Codes of the provinces with social work centres: Da Nang, Kon Tum, Gia Lai, Ho Chi Minh City,
/// Dong Thap (S10).
pub const CENTRES: [&str; 5] = ["48", "62", "64", "79", "87"];

/// Strengths at full effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocialWorkCapacity {
    /// Caseworkers added for each 100,000 children.
    pub extra_caseworkers: PerHundredThousand,
    /// Rate ratio of the cases that a worker can hold.
    pub caseload: HazardRatio,
    /// Odds ratio of identification of a victim.
    pub identification: OddsRatio,
    /// Hazard ratio of referral of survivors and homes.
    pub referral: HazardRatio,
    /// How many times stronger it is in provinces with centres.
    pub centre_factor: HazardRatio,
}

impl SocialWorkCapacity {
    fn effort(&self, here: &LeverContext<'_>) -> f64 {
        let centre = CENTRES.contains(&here.province.code.as_str());
        here.dose * if centre { self.centre_factor.get() } else { 1.0 }
    }
}

impl Lever for SocialWorkCapacity {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let effort = self.effort(here);
        let capacities = &mut to.capacities;
        capacities.extra_caseworkers += self.extra_caseworkers.get() * effort;
        capacities.caseload *= libm::pow(self.caseload.get(), effort);
        capacities.identification *= libm::pow(self.identification.get(), effort);
        capacities.referral *= libm::pow(self.referral.get(), effort);
    }

    fn caseworkers(&self, here: &LeverContext<'_>) -> f64 {
        self.extra_caseworkers.get() * self.effort(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, near, province};

    const STRENGTHS: &str =
        "extra_caseworkers = 10\ncaseload = 1.21\nidentification = 1.44\nreferral = 4\ncentre_factor = 2";

    #[test]
    fn half_the_effort_is_half_the_workers_and_the_root_of_each_ratio() {
        let of = acting("social_work_capacity", STRENGTHS, 0.5, true, &province("02")).capacities;
        assert!(near(of.extra_caseworkers, 5.0) && near(of.caseload, 1.1));
        assert!(near(of.identification, 1.2) && near(of.referral, 2.0));
    }

    #[test]
    fn provinces_with_centres_get_more() {
        for code in CENTRES {
            let of = acting("social_work_capacity", STRENGTHS, 0.5, true, &province(code)).capacities;
            assert!(near(of.extra_caseworkers, 10.0) && near(of.referral, 4.0), "{code}");
        }
    }
}
