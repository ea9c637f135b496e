//! Cash transfer: a monthly allowance for children of poor homes, with or without conditions on
//! schooling.
//!
//! Moves consumption (and through it debt and poverty) by the allowance of each child paid for,
//! shared among the persons of the home: K10, 270,000 dong a month (360,000 from July 2021); 3.58
//! persons a home (H16).
//!
//! * Dropout: unconditional cash gave odds of enrolment of 1.23 (1.08 to 1.41, I24), conditional
//!   cash 1.41 (1.27 to 1.56, I23; 1.60 where conditions were enforced, I25). With dropout hazard d
//!   and return hazard r the odds of enrolment settle at r / d, so an odds ratio is the inverse of
//!   the hazard ratio of dropout: 0.81 and 0.71.
//! * Starting work: all studies of the review that find a change find a fall (I27); hazardous work
//!   fell by 48 % under a stipend with scholarship (I28), labour outside the home by 10 points
//!   (I26). Part of that comes through consumption, which the work process knows; the hazard ratio
//!   of 0.80 (0.52 to 1) is what is left beside it.
//!
//! The effect was gone within a year of the stipend's end (I28): `decay_months` 4 leaves exp(-3) =
//! 5 % after a year. The cash itself ends with the lever.
//!
//! It deliberately does not touch marriage (I32: no unconditional programme of three worked) nor
//! migration.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways, Provision};
use crate::quantities::{Count, HazardRatio, OddsRatio, ThousandDong};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "cash_transfer",
    title: "Cash transfer",
    description: "A monthly allowance for children of poor homes, with or without conditions on schooling.",
    moves: &["cash", "work_start", "dropout"],
    evidence: &["I23", "I24", "I25", "I26", "I27", "I28", "I32", "K10", "K11", "H16"],
    expected: "more consumption and schooling, less child work (trials); fades within a year of its end",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CashTransfer {
    /// Whether it is paid only while the children go to school.
    pub conditional: bool,
    /// Allowance, a child and month.
    pub benefit: ThousandDong,
    /// Children paid for in a reached home.
    pub children_paid: Count,
    /// Persons of the home who share it.
    pub persons_per_home: Count,
    /// Odds ratio of enrolment without conditions.
    pub enrolment_unconditional: OddsRatio,
    /// Odds ratio of enrolment with conditions.
    pub enrolment_conditional: OddsRatio,
    /// Hazard ratio of starting work, beside what consumption does.
    pub work_start: HazardRatio,
}

impl Lever for CashTransfer {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let enrolment =
            if self.conditional { self.enrolment_conditional } else { self.enrolment_unconditional };
        to.multiply(here.slot, Pathway::Dropout, here.dosed(1.0 / enrolment.get()));
        to.multiply(here.slot, Pathway::WorkStart, here.dosed(self.work_start.get()));
        if here.at_work {
            let for_each = self.handed_out() / self.persons_per_home.get().max(1.0);
            to.provide(here.slot, Provision::Cash, for_each);
        }
    }

    fn handed_out(&self) -> f64 {
        self.benefit.get() * self.children_paid.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    const STRENGTHS: &str = "conditional = false\nbenefit = 300\nchildren_paid = 2\npersons_per_home = 4\n\
                             enrolment_unconditional = 1.25\nenrolment_conditional = 1.6\nwork_start = 0.64";

    #[test]
    fn cash_is_shared_by_the_home_and_odds_of_enrolment_become_a_hazard_of_dropout() {
        let home = bit("cash_transfer");
        let paths = acting("cash_transfer", STRENGTHS, 1.0, true, &province("11"));
        assert!(near(paths.amount(Provision::Cash, home), 150.0));
        assert!(near(paths.ratio(Pathway::Dropout, home), 0.8));
        assert!(near(paths.ratio(Pathway::WorkStart, home), 0.64));
        let strict = STRENGTHS.replace("conditional = false", "conditional = true");
        let paths = acting("cash_transfer", &strict, 1.0, true, &province("11"));
        assert!(near(paths.ratio(Pathway::Dropout, home), 0.625));
    }

    #[test]
    fn when_it_ends_the_cash_stops_and_the_effects_fade() {
        let home = bit("cash_transfer");
        let paths = acting("cash_transfer", STRENGTHS, 0.5, false, &province("11"));
        assert!(paths.gives_nothing(Provision::Cash));
        assert!(near(paths.ratio(Pathway::WorkStart, home), 0.8));
    }
}
