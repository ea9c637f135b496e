//! Marriage or union before 18.
//!
//! `hazard = base(age) * out-of-school ratio * home ratios * levers`, girls of 13-17, by a spell
//! clock. Marriage ends school. Boys before 18 are left out: they are few, and no figure was found.
//! Sources: H10 (11 % of women 20-49 married before 18), H11 (26.6 % in 53 ethnic-minority groups),
//! I30-I32.

use super::{HomeRatios, RegionRatios, SpellProcess};
use crate::pathways::Pathway;
use crate::population::{Commune, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate};
use serde::Deserialize;

/// Parameters of early marriage.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of a girl in school at ages 13-14.
    pub girls_13_14: MonthlyRate,
    /// Hazard of a girl in school at ages 15-17.
    pub girls_15_17: MonthlyRate,
    /// Ratio out of school.
    pub out_of_school: HazardRatio,
    /// Ratios by circumstances of the home.
    pub home: HomeRatios,
}

/// Monthly hazard of marriage before 18, for the person's part.
pub fn rate(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let base = match years {
        13..=14 => p.girls_13_14,
        15..=17 => p.girls_15_17,
        _ => return 0.0,
    };
    if is(person_flag::MARRIED | person_flag::HELD) || !is(person_flag::FEMALE) {
        return 0.0;
    }
    base.get() * if is(person_flag::ENROLLED) { 1.0 } else { p.out_of_school.get() }
}

/// Early marriage among the spells; nobody returns from it.
pub fn lane(p: &Params) -> SpellProcess<'_> {
    SpellProcess {
        rate: Box::new(|years, flags| rate(p, years, flags)),
        returning: |_| false,
        home: p.home.clone(),
        home_returning: HomeRatios::default(),
        region: RegionRatios::default(),
        region_power_returning: 0.0,
        pathway: Pathway::Marriage,
        pathway_returning: None,
    }
}

/// A girl marries.
pub fn marry(commune: &mut Commune, person: usize) {
    commune.people.clear(person, person_flag::ENROLLED);
    commune.people.set(person, person_flag::MARRIED | person_flag::MARRIED_BEFORE_18);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::population::testing::{add_home, commune};
    use crate::processes::engine::factors::tests::{assert_rates, neutral};

    pub fn params() -> Params {
        Params {
            girls_13_14: MonthlyRate::new(0.0005).unwrap(),
            girls_15_17: MonthlyRate::new(0.002).unwrap(),
            out_of_school: HazardRatio::new(3.0).unwrap(),
            home: neutral(),
        }
    }

    #[test]
    fn rates_by_hand() {
        use person_flag::*;
        let p = params();
        let cases = [
            (12, FEMALE, 0.0),
            (13, FEMALE | ENROLLED, 0.0005),
            (16, FEMALE, 0.006),
            (16, ENROLLED, 0.0),
            (16, FEMALE | MARRIED, 0.0),
            (18, FEMALE, 0.0),
        ];
        assert_rates(|years, flags| rate(&p, years, flags), &cases);
    }

    #[test]
    fn who_marries_leaves_school() {
        use person_flag::*;
        let mut commune = commune(0, 0);
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, FEMALE | ENROLLED), (14 * 12, FEMALE | ENROLLED)]);
        marry(&mut commune, 0);
        assert_eq!(commune.people.flags, [FEMALE | MARRIED | MARRIED_BEFORE_18, FEMALE | ENROLLED]);
    }
}
