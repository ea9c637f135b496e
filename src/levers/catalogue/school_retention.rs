//! School retention: scholarships, boarding and second chances that keep children at school and
//! bring them back.
//!
//! Evidence is mixed: a scholarship alone raised attendance by 2.6 points with a standard error of
//! 2.6 (I29), with a stipend by 11 % (I28); a life-skills curriculum put 12 % (3.1 points) more
//! girls in school (I31: from 25.8 to 28.9 %, odds ratio 1.17); conditional cash gave 1.41 (I23).
//! The odds ratio of being at school is taken as 1.3 (1.0 to 1.6). With dropout hazard d and return
//! hazard r the odds settle at r / d; half of the log odds is put on each: dropout 1 / sqrt(1.3) =
//! 0.88 (0.79 to 1), return sqrt(1.3) = 1.14 (1 to 1.26). The halving is assumed.
//!
//! It deliberately gives no cash: combine it with `cash_transfer` for a stipend.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways};
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "school_retention",
    title: "School retention",
    description: "Scholarships, boarding and second chances that keep children at school and bring them back.",
    moves: &["dropout", "school_return"],
    evidence: &["I23", "I28", "I29", "I31", "K07"],
    expected: "fewer children out of school (trials, mixed); with it less work, migration and recruitment",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolRetention {
    /// Hazard ratio of leaving school.
    pub dropout: HazardRatio,
    /// Hazard ratio of returning to school.
    pub school_return: HazardRatio,
}

impl Lever for SchoolRetention {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        to.multiply(here.slot, Pathway::Dropout, here.dosed(self.dropout.get()));
        to.multiply(here.slot, Pathway::SchoolReturn, here.dosed(self.school_return.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    #[test]
    fn dropout_falls_and_return_rises_in_reached_homes() {
        let home = bit("school_retention");
        let set = "dropout = 0.81\nschool_return = 1.21";
        let paths = acting("school_retention", set, 0.5, true, &province("02"));
        assert!(near(paths.ratio(Pathway::Dropout, home), 0.9));
        assert!(near(paths.ratio(Pathway::SchoolReturn, home), 1.1));
        assert_eq!(paths.ratio(Pathway::Dropout, !home), 1.0);
    }
}
