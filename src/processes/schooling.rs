//! Schooling: starting school, dropping out, returning.
//!
//! Monthly hazards, run down by the child's spell clock:
//! `dropout = base(level) * person ratios * home ratios * (1 + network effect * network) * levers`,
//! `return = base(level) * recent-survivor ratio / home ratios^contrast * levers`.
//! Levels follow age: primary 6-10, lower secondary 11-14, upper secondary 15-17. Sources: attendance H25, poorest and
//! richest fifth H26, ethnic minorities H14, child labourers H05.

use super::{Here, HomeRatios, HomeTable, RateTable, Scratch};
use crate::pathways::Pathway;
use crate::population::{ADULT_AT, Commune, person_flag};
use crate::quantities::{HazardRatio, Month, MonthlyRate, Ratio, Share};
use crate::random::{Hazard, SpellClock, Stream};
use serde::Deserialize;

/// Age in months at which children start school.
const STARTS_AT: i32 = 72;

/// Parameters of schooling.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Share of Kinh children who start school at six.
    pub starts: Share,
    /// Share of ethnic-minority children who start school at six.
    pub starts_minority: Share,
    /// Hazard of dropping out of primary school.
    pub dropout_primary: MonthlyRate,
    /// Hazard of dropping out of lower secondary school.
    pub dropout_lower: MonthlyRate,
    /// Hazard of dropping out of upper secondary school, or of not going on to it.
    pub dropout_upper: MonthlyRate,
    /// Ratio for girls.
    pub dropout_girls: HazardRatio,
    /// Ratio for working children.
    pub dropout_working: HazardRatio,
    /// Ratio for married children.
    pub dropout_married: HazardRatio,
    /// Rise of the hazard with the share of the commune's young people who are away.
    pub dropout_network: Ratio,
    /// Hazard of returning to primary school.
    pub return_primary: MonthlyRate,
    /// Hazard of returning to lower secondary school.
    pub return_lower: MonthlyRate,
    /// Hazard of returning to upper secondary school.
    pub return_upper: MonthlyRate,
    /// Ratio of returning for working children.
    pub return_working: HazardRatio,
    /// Power of the home's dropout ratio by which it slows a return.
    pub return_contrast: Ratio,
    /// Ratio of returning for recent survivors of trafficking.
    pub return_survivor: HazardRatio,
    /// Ratios of dropping out by circumstances of the home.
    pub home: HomeRatios,
}

/// Schooling with its tables.
#[derive(Debug, Clone)]
pub struct Schooling {
    params: Params,
    rates: RateTable,
    home: HomeTable,
    home_return: HomeTable,
}

/// Monthly hazard of changing between school and no school, for the person's part: dropout while enrolled, return
/// otherwise; zero outside ages 6-17, while in exploitation and, for returning, while away or married.
pub fn rate(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let when = |flag: u16, ratio: HazardRatio| if is(flag) { ratio.get() } else { 1.0 };
    let (dropout, back) = match years {
        6..=10 => (p.dropout_primary, p.return_primary),
        11..=14 => (p.dropout_lower, p.return_lower),
        15..=17 => (p.dropout_upper, p.return_upper),
        _ => return 0.0,
    };
    if is(person_flag::HELD) {
        0.0
    } else if is(person_flag::ENROLLED) {
        dropout.get()
            * when(person_flag::FEMALE, p.dropout_girls)
            * when(person_flag::WORKING, p.dropout_working)
            * when(person_flag::MARRIED, p.dropout_married)
    } else if is(person_flag::AWAY | person_flag::MARRIED) {
        0.0
    } else {
        back.get() * when(person_flag::WORKING, p.return_working)
    }
}

impl Schooling {
    /// The tables of schooling.
    pub fn new(params: Params) -> Self {
        let rates = RateTable::new(|years, flags| rate(&params, years, flags));
        let home = HomeTable::new(&params.home);
        let home_return = HomeTable::new(&params.home.to_the_power(-params.return_contrast.get()));
        Self { params, rates, home, home_return }
    }

    /// A month of schooling.
    pub fn step(&self, commune: &mut Commune, here: &Here<'_>, scratch: &mut Scratch) {
        let network = 1.0 + self.params.dropout_network.get() as f32 * commune.network;
        let homes = &commune.homes;
        scratch.home_factor.clear();
        scratch.other_factor.clear();
        for home in 0..homes.len() {
            let (c, flags, reach) = (scratch.consumption[home], homes.flags[home], homes.reach[home]);
            let dropout = self.home.factor(c, flags) * network * here.pathways.ratio(Pathway::Dropout, reach);
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
                    scratch.other_factor[home] * self.survivor_ratio(commune, here, person, home)
                };
                if commune.people.school[person].runs_out(Hazard::from_rate(rate * factor)) {
                    self.change(commune, here, person, !enrolled);
                }
            }
            if step == 6 << 7 || step == 18 << 7 {
                self.birthday(commune, here, person);
            }
        }
    }

    fn survivor_ratio(&self, commune: &Commune, here: &Here<'_>, person: usize, home: usize) -> f32 {
        if commune.people.has(person, person_flag::RECENT_SURVIVOR) {
            self.params.return_survivor.get() as f32
                * here.pathways.ratio(Pathway::SurvivorSchoolReturn, commune.homes.reach[home])
        } else {
            1.0
        }
    }

    fn change(&self, commune: &mut Commune, here: &Here<'_>, person: usize, enrolled: bool) {
        let key = commune.person_key(person);
        commune.people.flags[person] ^= person_flag::ENROLLED;
        debug_assert_eq!(commune.people.has(person, person_flag::ENROLLED), enrolled);
        commune.people.school[person] = SpellClock::start(&here.draws, Stream::SchoolSpell, key, here.month);
    }

    /// The sixth birthday starts school, the eighteenth ends it.
    fn birthday(&self, commune: &mut Commune, here: &Here<'_>, person: usize) {
        let age = commune.people.age(person, here.month);
        if age == STARTS_AT && !commune.people.has(person, person_flag::HELD) {
            let minority = commune.homes.has(commune.home_of(person), crate::population::home_flag::MINORITY);
            let share = if minority { self.params.starts_minority } else { self.params.starts };
            if here.draws.happens(Stream::SchoolStart, commune.person_key(person), Month(0), share.get()) {
                commune.people.set(person, person_flag::ENROLLED);
            }
        } else if age == ADULT_AT {
            commune.people.clear(person, person_flag::ENROLLED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::processes::factors::tests::neutral;

    fn params() -> Params {
        let (rate, ratio) = (|r| MonthlyRate::new(r).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            starts: Share::new(1.0).unwrap(),
            starts_minority: Share::new(1.0).unwrap(),
            dropout_primary: rate(0.001),
            dropout_lower: rate(0.004),
            dropout_upper: rate(0.01),
            dropout_girls: ratio(0.5),
            dropout_working: ratio(3.0),
            dropout_married: ratio(10.0),
            dropout_network: Ratio::new(0.0).unwrap(),
            return_primary: rate(0.1),
            return_lower: rate(0.05),
            return_upper: rate(0.02),
            return_working: ratio(0.5),
            return_contrast: Ratio::new(1.0).unwrap(),
            return_survivor: ratio(1.0),
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
            (12, ENROLLED | FEMALE, 0.002),
            (16, ENROLLED | WORKING, 0.03),
            (16, ENROLLED | MARRIED | FEMALE, 0.05),
            (16, 0, 0.02),
            (13, WORKING, 0.025),
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
