//! Legal age 18: the law counts victims as children until 18, as the Palermo Protocol does, not
//! until 16.
//!
//! Present law protects under-16s as children (S09). The lever raises the age below which
//! authorities treat a victim as a child. Coverage is how far practice follows the law: at half
//! coverage, half of the two years are won, so a ramp stands for practice catching up. The new age
//! is a legal fact; how fast practice follows is assumed.
//!
//! It deliberately changes nothing but who counts as a child: what that does for detection is in
//! the protection process. By it the register rises; the truth changes only as far as more victims
//! are found and helped.

use crate::levers::{About, CostUnit, Lever, LeverContext, Scope};
use crate::pathways::{ProvincePathways, ServiceAndLawSettings};
use crate::quantities::Months;
use serde::Deserialize;

/// The lever in words.
pub static ABOUT: About = About {
    name: "legal_age_18",
    title: "Legal age of a child 18",
    description: "The law counts victims of 16 and 17 as children, as the Palermo Protocol does.",
    moves: &["child_age"],
    evidence: &["S09"],
    expected: "more victims of 16 and 17 identified and referred as children; a higher register",
    scope: Scope::Services,
    cost_unit: CostUnit::Child,
    national: true,
};

/// Strengths.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalAge18 {
    /// Age below which the new law counts a victim as a child.
    pub child_age: Months,
}

impl Lever for LegalAge18 {
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways) {
        let won = self.child_age.get() - f64::from(ServiceAndLawSettings::BASELINE.child_age);
        to.capacities.child_age += (won * here.dose).round() as i32;
    }
}

#[cfg(test)]
mod tests {
    use crate::levers::testing::{acting, province};

    #[test]
    fn the_age_follows_practice_from_16_to_18() {
        let age = |dose| {
            acting("legal_age_18", "child_age = 216", dose, true, &province("01")).capacities.child_age
        };
        assert_eq!([0.01, 0.25, 0.5, 1.0].map(age), [192, 198, 204, 216]);
    }
}
