//! Schooling: starting school, dropping out, returning.
//!
//! All children start at six. Monthly hazards, run down by the child's spell clock:
//! `dropout = base(level) * working ratio * home ratios * region * levers`,
//! `return = base / (home ratios * region) * levers`: what hastens leaving slows a return in the
//! same measure. The ratio of a region is what homes do not explain of its attendance (H68; H69).
//! Who marries or leaves for work ends school, in those processes. Levels follow age: primary 6-10,
//! lower secondary 11-14, upper secondary 15-17. Sources: attendance H25, poorest and richest fifth
//! H26, ethnic minorities H14, child labourers H05.

use super::{Birthday, CommuneContext, HomeRatios, RegionRatios, SpellProcess};
use crate::pathways::Pathway;
use crate::population::{Commune, Spell, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate};
use serde::Deserialize;

/// Birthday that starts school.
const STARTS_AT: u16 = 6;
/// Birthday that ends it.
const ENDS_AT: u16 = 18;

/// Parameters of schooling.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of dropping out of primary school.
    pub dropout_primary: MonthlyRate,
    /// Hazard of dropping out of lower secondary school.
    pub dropout_lower: MonthlyRate,
    /// Hazard of dropping out of upper secondary school, or of not going on to it.
    pub dropout_upper: MonthlyRate,
    /// Ratio for working children.
    pub dropout_working: HazardRatio,
    /// Hazard of returning, in a home of reference circumstances.
    pub returns: MonthlyRate,
    /// Ratios of dropping out by circumstances of the home.
    pub home: HomeRatios,
    /// Ratios of dropping out by region.
    pub region: RegionRatios,
}

/// Monthly hazard of changing between school and no school, for the person's part: dropout while
/// enrolled, return otherwise; zero outside ages 6-17, while in exploitation and, for returning,
/// while away or married.
pub fn rate(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let dropout = match years {
        6..=10 => p.dropout_primary,
        11..=14 => p.dropout_lower,
        15..=17 => p.dropout_upper,
        _ => return 0.0,
    };
    if is(person_flag::HELD) {
        0.0
    } else if is(person_flag::ENROLLED) {
        dropout.get() * if is(person_flag::WORKING) { p.dropout_working.get() } else { 1.0 }
    } else if is(person_flag::AWAY | person_flag::MARRIED) {
        0.0
    } else {
        p.returns.get()
    }
}

/// Schooling among the spells: leaving is under way while enrolled, returning otherwise.
pub fn lane(p: &Params) -> SpellProcess<'_> {
    SpellProcess {
        rate: Box::new(|years, flags| rate(p, years, flags)),
        returning: |flags| flags & person_flag::ENROLLED == 0,
        home: p.home.clone(),
        home_returning: p.home.to_the_power(-1.0),
        region: p.region.clone(),
        region_power_returning: -1.0,
        pathway: Pathway::Dropout,
        pathway_returning: Some(Pathway::SchoolReturn),
    }
}

/// A child leaves school, or returns.
pub fn change(commune: &mut Commune, here: &CommuneContext<'_>, person: usize) {
    let key = commune.person_key(person);
    commune.people.flags[person] ^= person_flag::ENROLLED;
    commune.people.begin(person, Spell::School, &here.draws, key, here.month);
}

/// The sixth birthday starts school, the eighteenth ends it.
pub fn birthdays(commune: &mut Commune, birthdays: &[Birthday]) {
    for &Birthday { row, years } in birthdays {
        let person = usize::from(row);
        if years == STARTS_AT && !commune.people.has(person, person_flag::HELD) {
            commune.people.set(person, person_flag::ENROLLED);
        } else if years == ENDS_AT {
            commune.people.clear(person, person_flag::ENROLLED);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::population::testing::{add_home, commune};
    use crate::processes::engine::factors::tests::{assert_rates, neutral};

    pub fn params() -> Params {
        let (rate, ratio) = (|r| MonthlyRate::new(r).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            dropout_primary: rate(0.001),
            dropout_lower: rate(0.004),
            dropout_upper: rate(0.01),
            dropout_working: ratio(3.0),
            returns: rate(0.02),
            home: neutral(),
            region: RegionRatios::default(),
        }
    }

    #[test]
    fn what_hastens_leaving_school_slows_the_return() {
        let mut p = params();
        p.home.poverty = HazardRatio::new(4.0).unwrap();
        let lane = lane(&p);
        let poor = |home: &HomeRatios| home.ratio(0.0, crate::population::home_flag::POOR);
        assert_eq!((poor(&lane.home), poor(&lane.home_returning)), (4.0, 0.25));
        let returning = [0, person_flag::ENROLLED, person_flag::WORKING].map(lane.returning);
        assert_eq!(returning, [true, false, true]);
    }

    #[test]
    fn rates_by_hand() {
        use person_flag::*;
        let p = params();
        let cases = [
            (5, ENROLLED, 0.0),
            (7, ENROLLED, 0.001),
            (12, ENROLLED | FEMALE, 0.004),
            (16, ENROLLED | WORKING, 0.03),
            (16, 0, 0.02),
            (13, WORKING, 0.02),
            (13, AWAY, 0.0),
            (13, MARRIED, 0.0),
            (13, HELD, 0.0),
            (18, ENROLLED, 0.0),
        ];
        assert_rates(|years, flags| rate(&p, years, flags), &cases);
    }

    /// A child of 6 who is held does not start; one of 7 who has left does not return for a
    /// birthday; who is 18 ends.
    #[test]
    fn birthdays_start_school_and_end_it() {
        use person_flag::*;
        let mut commune = commune(0, 0);
        let members = [
            (6 * 12, FEMALE),
            (6 * 12, HELD),
            (7 * 12, 0),
            (17 * 12, ENROLLED),
            (18 * 12, ENROLLED | WORKING),
        ];
        add_home(&mut commune, 2, 0, 0.0, 0.0, &members);
        let years = [6, 6, 7, 17, 18];
        let all: Vec<Birthday> = (0..).zip(years).map(|(row, years)| Birthday { row, years }).collect();
        birthdays(&mut commune, &all);
        assert_eq!(commune.people.flags, [FEMALE | ENROLLED, HELD, 0, ENROLLED, WORKING]);
    }
}
