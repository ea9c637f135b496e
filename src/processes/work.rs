//! Child labour: starting and stopping work at ages 5-17.
//!
//! `start = base(age) * out-of-school ratio * home ratios * region * levers`, `stop = base`, by
//! spell clocks. The ratio of a region is what homes and schooling do not explain of its children's
//! work (H70). Sources: H01 (5.3 % of 5-17), H04 (84 % rural), H05 (half of child labourers attend
//! school), H21 (income gains explain half of the fall of the 1990s).

use super::{CommuneContext, HomeRatios, RegionRatios, SpellProcess};
use crate::pathways::Pathway;
use crate::population::{Commune, Spell, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate};
use serde::Deserialize;

/// Parameters of child labour.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of starting at ages 5-11.
    pub start_5_11: MonthlyRate,
    /// Hazard of starting at ages 12-14.
    pub start_12_14: MonthlyRate,
    /// Hazard of starting at ages 15-17.
    pub start_15_17: MonthlyRate,
    /// Ratio for children out of school (from age 6).
    pub start_out_of_school: HazardRatio,
    /// Hazard of stopping.
    pub stop: MonthlyRate,
    /// Ratios of starting by circumstances of the home.
    pub home: HomeRatios,
    /// Ratios of starting by region.
    pub region: RegionRatios,
}

/// Monthly hazard of starting (or, while working, of stopping) work, for the person's part.
pub fn rate(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let start = match years {
        5..=11 => p.start_5_11,
        12..=14 => p.start_12_14,
        15..=17 => p.start_15_17,
        _ => return 0.0,
    };
    if is(person_flag::HELD) {
        0.0
    } else if is(person_flag::WORKING) {
        p.stop.get()
    } else {
        start.get() * if years >= 6 && !is(person_flag::ENROLLED) { p.start_out_of_school.get() } else { 1.0 }
    }
}

/// Child labour among the spells: starting is under way while not working, stopping otherwise.
pub fn lane(p: &Params) -> SpellProcess<'_> {
    SpellProcess {
        rate: Box::new(|years, flags| rate(p, years, flags)),
        returning: |flags| flags & person_flag::WORKING != 0,
        home: p.home.clone(),
        home_returning: HomeRatios::default(),
        region: p.region.clone(),
        region_power_returning: 0.0,
        pathway: Pathway::WorkStart,
        pathway_returning: None,
    }
}

/// A child starts work, or stops.
pub fn change(commune: &mut Commune, here: &CommuneContext<'_>, person: usize) {
    let key = commune.person_key(person);
    commune.people.flags[person] ^= person_flag::WORKING;
    commune.people.begin(person, Spell::Work, &here.draws, key, here.month);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::pathways::ProvincePathways;
    use crate::population::Region;
    use crate::population::testing::{add_home, commune, province};
    use crate::processes::engine::factors::tests::{assert_rates, neutral};
    use crate::random::{SpellClock, Stream};

    pub fn params() -> Params {
        let (rate_of, ratio) = (|r| MonthlyRate::new(r).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            start_5_11: rate_of(0.001),
            start_12_14: rate_of(0.003),
            start_15_17: rate_of(0.01),
            start_out_of_school: ratio(4.0),
            stop: rate_of(0.05),
            home: neutral(),
            region: RegionRatios::default(),
        }
    }

    #[test]
    fn who_works_is_on_the_way_back() {
        let params = params();
        let lane = lane(&params);
        let returning = [0, person_flag::WORKING, person_flag::ENROLLED].map(lane.returning);
        assert_eq!(returning, [false, true, false]);
    }

    #[test]
    fn rates_by_hand() {
        use person_flag::*;
        let p = params();
        let cases = [
            (4, 0, 0.0),
            (5, 0, 0.001),
            (8, ENROLLED, 0.001),
            (8, 0, 0.004),
            (13, ENROLLED | FEMALE, 0.003),
            (16, 0, 0.04),
            (16, WORKING, 0.05),
            (16, WORKING | ENROLLED, 0.05),
            (16, HELD, 0.0),
            (18, 0, 0.0),
        ];
        assert_rates(|years, flags| rate(&p, years, flags), &cases);
    }

    /// Work does not take a child out of school at once; each turn begins a spell, of the month and
    /// the person.
    #[test]
    fn work_starts_and_stops_and_a_spell_begins() {
        use person_flag::*;
        let (mut commune, province, pathways) =
            (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0), ProvincePathways::default());
        let here = CommuneContext::by_hand(&province, &pathways);
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, ENROLLED), (14 * 12, ENROLLED)]);
        change(&mut commune, &here, 0);
        assert_eq!(commune.people.flags, [ENROLLED | WORKING, ENROLLED]);
        let begun = SpellClock::start(&here.draws, Stream::WorkSpell, commune.person_key(0), here.month);
        assert_ne!(begun, SpellClock::default());
        let mut expected = [SpellClock::default(); Spell::COUNT];
        expected[Spell::Work as usize] = begun;
        assert_eq!(commune.people.spell_clocks, [expected, Default::default()]);
        change(&mut commune, &here, 0);
        assert_eq!(commune.people.flags, [ENROLLED; 2]);
    }
}
