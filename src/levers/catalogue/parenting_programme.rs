//! Parenting programme: groups of caregivers learn to care for, play with and discipline their
//! children without violence.
//!
//! After the Holistic Parenting programme of integrated early childhood development (I12: 25,000
//! caregivers in 27 communes of Dien Bien, Gia Lai and Kon Tum). Three modules, each on or off:
//!
//! * **habits** (discipline) lowers the odds of violence at home and teaches supervision. Trials
//!   give standardised differences; `ln(odds ratio) = d * pi / sqrt(3)`. I07 (14 trials, LMIC) d =
//!   -0.36 (-0.69 to -0.04) gives an odds ratio of 0.52 (0.29 to 0.93); I05 (East and South-East
//!   Asia, 3 trials) d = -0.42 would give 0.47; incidence ratios of 0.51 to 0.55 (I01, I02, I09)
//!   and d = -0.50 (I08) agree. Part of these log odds acts while the family attends
//!   (`habits_while_attending`, assumed one half: I08 was measured 1 month and 1 year after); the
//!   rest is left to what is learnt, which the family process turns into less violence and fades.
//!   Counting all of it here would count it twice.
//! * **mind** (stimulation and early learning) teaches parenting quality (I06: d = 0.25, 0.19 to
//!   0.32) and is given a small, assumed effect on dropout.
//! * **body** (nutrition and health) saves the home a little illness and food: an assumed, small
//!   amount with a range that includes none. No trial of it was found.
//!
//! What is taught is the level a home's parenting moves towards, in standard deviations. Habits and
//! mind together teach 0.34, the adolescents' report of supervision (I03: 0.34, 0.12 to 0.55;
//! caregivers report 0.50); how it parts between the two is assumed. Trials hold for families who
//! come: the dose of a reached home is the share of sessions attended (I10: 93 % in a pilot, less
//! at scale) times the share of families who do not drop out, and every ratio is raised to it.
//!
//! It deliberately has no effect of its own on trafficking: none was measured (I13). Neglect did
//! not change (I04).

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{Pathway, ProvincePathways, Provision};
use crate::quantities::{HazardRatio, OddsRatio, Share, StandardDeviations, ThousandDong};
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "parenting_programme",
    title: "Parenting programme",
    description: "Group sessions on care, early learning and discipline without violence for caregivers.",
    moves: &["violence", "parenting", "dropout", "cash"],
    evidence: &[
        "I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10", "I12", "I13", "K01", "K02",
    ],
    expected: "less violence and better supervision at home (trials); less trafficking only as far as these matter for it",
    scope: Scope::Homes,
    cost_unit: CostUnit::Home,
    national: false,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentingProgramme {
    /// Whether the module on nutrition and health is taught.
    pub body: bool,
    /// Whether the module on stimulation and early learning is taught.
    pub mind: bool,
    /// Whether the module on discipline is taught.
    pub habits: bool,
    /// Share of the sessions that a family attends.
    pub sessions_attended: Share,
    /// Share of families who leave early and gain nothing.
    pub drop_out: Share,
    /// Odds ratio of violence at home at full attendance, as trials measure it.
    pub habits_violence: OddsRatio,
    /// Part of its logarithm that acts while the family attends; the rest acts through what is
    /// learnt.
    pub habits_while_attending: Share,
    /// Parenting quality taught by the module on discipline.
    pub habits_gain: StandardDeviations,
    /// Parenting quality taught by the module on early learning.
    pub mind_gain: StandardDeviations,
    /// Hazard ratio of leaving school.
    pub mind_dropout: HazardRatio,
    /// Saved on illness and food, a person and month.
    pub body_savings: ThousandDong,
}

impl Lever for ParentingProgramme {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let attended = self.sessions_attended.get() * self.drop_out.complement().get();
        let mut taught = 0.0;
        if self.habits {
            let power = attended * self.habits_while_attending.get();
            let ratio = libm::pow(self.habits_violence.get(), power);
            to.multiply(here.slot, Pathway::Violence, here.dosed(ratio));
            taught += self.habits_gain.get();
        }
        if self.mind {
            let ratio = self.mind_dropout.to_the_power(attended);
            to.multiply(here.slot, Pathway::Dropout, here.dosed(ratio.get()));
            taught += self.mind_gain.get();
        }
        if here.at_work {
            to.provide(here.slot, Provision::Parenting, taught * attended);
            if self.body {
                to.provide(here.slot, Provision::Cash, self.body_savings.get() * attended);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{acting, bit, near, province};

    const STRENGTHS: &str = "body = true\nmind = true\nhabits = true\nsessions_attended = 0.8\ndrop_out = 0.5\n\
                             habits_violence = 0.25\nhabits_while_attending = 0.5\nhabits_gain = 0.3\nmind_gain = 0.2\n\
                             mind_dropout = 0.5\nbody_savings = 10";

    #[test]
    fn the_dose_is_attendance_times_those_who_stay() {
        let home = bit("parenting_programme");
        let paths = acting("parenting_programme", STRENGTHS, 1.0, true, &province("64"));
        assert!(near(paths.ratio(Pathway::Violence, home), 0.757_858_283)); // 0.25^(0.4 x 0.5)
        assert!(near(paths.ratio(Pathway::Dropout, home), 0.757_858_283)); // 0.5^0.4
        assert!(near(paths.amount(Provision::Parenting, home), 0.2)); // (0.3 + 0.2) x 0.4
        assert!(near(paths.amount(Provision::Cash, home), 4.0));
        assert_eq!(paths.ratio(Pathway::Violence, !home), 1.0);
    }

    #[test]
    fn modules_can_be_left_out() {
        let home = bit("parenting_programme");
        let only_mind = format!("{STRENGTHS}\n")
            .replace("body = true", "body = false")
            .replace("habits = true", "habits = false");
        let paths = acting("parenting_programme", &only_mind, 1.0, true, &province("64"));
        assert!(paths.is_idle(Pathway::Violence) && paths.gives_nothing(Provision::Cash));
        assert!(near(paths.amount(Provision::Parenting, home), 0.08));
    }

    #[test]
    fn lessons_end_with_the_programme_and_its_direct_effects_fade() {
        let home = bit("parenting_programme");
        let paths = acting("parenting_programme", STRENGTHS, 0.5, false, &province("64"));
        assert!(paths.gives_nothing(Provision::Parenting) && paths.gives_nothing(Provision::Cash));
        assert!(near(paths.ratio(Pathway::Violence, home), 0.870_550_563)); // 0.25^(0.2 x 0.5)
    }
}
