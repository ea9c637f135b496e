//! Schooling: starting school, dropping out, returning.
//!
//! All children start at six. Monthly hazards, run down by the child's spell clock:
//! `dropout = base(level) * working ratio * home ratios * levers`, `return = base / home ratios * levers`: what hastens
//! leaving slows a return in the same measure. Who marries or leaves for work ends school, in those processes.
//! Levels follow age: primary 6-10, lower secondary 11-14, upper secondary 15-17. Sources: attendance H25, poorest and
//! richest fifth H26, ethnic minorities H14, child labourers H05.

use super::{Here, HomeRatios, HomeTable, RateTable, Scratch};
use crate::pathways::Pathway;
use crate::population::{ADULT_AT, Commune, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate};
use crate::random::{Hazard, SpellClock, Stream};
use serde::Deserialize;

/// Age in months at which children start school.
const STARTS_AT: i32 = 72;

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
}

/// Schooling with its tables.
#[derive(Debug, Clone)]
pub struct Schooling {
    rates: RateTable,
    home: HomeTable,
    home_return: HomeTable,
}

/// Monthly hazard of changing between school and no school, for the person's part: dropout while enrolled, return
/// otherwise; zero outside ages 6-17, while in exploitation and, for returning, while away or married.
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

impl Schooling {
    /// The tables of schooling.
    pub fn new(params: &Params) -> Self {
        Self {
            rates: RateTable::new(|years, flags| rate(params, years, flags)),
            home: HomeTable::new(&params.home),
            home_return: HomeTable::new(&params.home.to_the_power(-1.0)),
        }
    }

    /// A month of schooling.
    pub fn step(&self, commune: &mut Commune, here: &Here<'_>, scratch: &mut Scratch) {
        let homes = &commune.homes;
        scratch.home_factor.clear();
        scratch.other_factor.clear();
        for home in 0..homes.len() {
            let (c, flags, reach) = (scratch.consumption[home], homes.flags[home], homes.reach[home]);
            let dropout = self.home.factor(c, flags) * here.pathways.ratio(Pathway::Dropout, reach);
            let back = self.home_return.factor(c, flags) * here.pathways.ratio(Pathway::SchoolReturn, reach);
            scratch.home_factor.push(dropout);
            scratch.other_factor.push(back);
        }
        for person in 0..commune.people.len() {
            let step = scratch.age_step[person];
            let rate = self.rates.get(commune.people.code(person, step));
            if rate > 0.0 {
                let home = commune.home_of(person);
                let enrolled = commune.people.has(person, person_flag::ENROLLED);
                let factor = if enrolled {
                    scratch.home_factor[home]
                } else {
                    scratch.other_factor[home] * survivor_ratio(commune, here, person, home)
                };
                if commune.people.school[person].runs_out(Hazard::from_rate(rate * factor)) {
                    self.change(commune, here, person, !enrolled);
                }
            }
            if step == 6 << 7 || step == 18 << 7 {
                birthday(commune, here, person);
            }
        }
    }

    fn change(&self, commune: &mut Commune, here: &Here<'_>, person: usize, enrolled: bool) {
        let key = commune.person_key(person);
        commune.people.flags[person] ^= person_flag::ENROLLED;
        debug_assert_eq!(commune.people.has(person, person_flag::ENROLLED), enrolled);
        commune.people.school[person] = SpellClock::start(&here.draws, Stream::SchoolSpell, key, here.month);
    }
}

/// The levers' ratio on the return of a recent survivor.
fn survivor_ratio(commune: &Commune, here: &Here<'_>, person: usize, home: usize) -> f32 {
    if commune.people.has(person, person_flag::RECENT_SURVIVOR) {
        here.pathways.ratio(Pathway::SurvivorSchoolReturn, commune.homes.reach[home])
    } else {
        1.0
    }
}

/// The sixth birthday starts school, the eighteenth ends it.
fn birthday(commune: &mut Commune, here: &Here<'_>, person: usize) {
    let age = commune.people.age(person, here.month);
    if age == STARTS_AT && !commune.people.has(person, person_flag::HELD) {
        commune.people.set(person, person_flag::ENROLLED);
    } else if age == ADULT_AT {
        commune.people.clear(person, person_flag::ENROLLED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::processes::factors::tests::neutral;

    fn params() -> Params {
        let (rate, ratio) = (|r| MonthlyRate::new(r).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            dropout_primary: rate(0.001),
            dropout_lower: rate(0.004),
            dropout_upper: rate(0.01),
            dropout_working: ratio(3.0),
            returns: rate(0.02),
            home: neutral(),
        }
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
        for (years, flags, expected) in cases {
            assert!((rate(&p, years, flags) - expected).abs() < 1e-15, "{years} {flags:b}");
        }
    }
}
