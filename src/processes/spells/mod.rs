//! The person-month: every spell clock of every person runs down by the month's hazard, side by
//! side.
//!
//! `hazard = person's rate(age, flags) * home's ratio(consumption, flags) * levers * place * region
//! * times`, for each of [`schooling`], [`work`], [`marriage`] and [`migration`] as their files say, and for
//! [`recruitment`](super::recruitment). All hazards of a month follow from the state in which the
//! month's economy, family life and birthdays left the person. The month's schedule then acts on
//! the spells that ended, person by person, in the order of [`Spell::ALL`], recruitment last.
//!
//! A process has one of two hazards at a time: of leaving a state or of *returning* to it. Homes
//! have ratios for both, and the sign of a person's rate says which applies. Hazards come first,
//! for all homes (`homes.rs`) and then for all people of a commune (`people.rs`), and clocks run
//! down afterwards, many at a time. The only branches in these loops are rare: people who returned
//! from exploitation lately, and events. People away come after the others of their block, from
//! their lists.

mod homes;
mod people;
#[cfg(test)]
mod tests;

pub use homes::{HomeHazards, LeverRatios};

use super::recruitment::{LocalRecruiter, Recruitment};
use super::{
    CommuneContext, HomeRatios, HomeTables, RateTables, RegionRatios, Scratch, marriage, migration,
    schooling, with_widest_simd, work,
};
use crate::pathways::Pathway;
use crate::population::{Commune, Region, Spell, person_flag};
use people::PersonRates;
use wide::f32x4;

/// A process among the spells: its rates, and what of home and levers acts on them.
///
/// There are four of them and there is no room for a fifth: a person's four clocks and four rates
/// are one SIMD vector of four (`f32x4`) and one random block of four words at birth. A process
/// with a clock of its own, beside them, is written as [`exploitation`](super::exploitation) is.
pub struct SpellProcess<'a> {
    /// Monthly rate of a person of reference home, by age in whole years and flags.
    pub rate: Box<dyn Fn(u32, u16) -> f64 + 'a>,
    /// Whether a person with these flags is on the way back.
    pub returning: fn(u16) -> bool,
    /// Ratios of the home on leaving the state.
    pub home: HomeRatios,
    /// Ratios of the home on the way back.
    pub home_returning: HomeRatios,
    /// Ratios of the region on leaving the state.
    pub region: RegionRatios,
    /// The power to which they act on the way back.
    pub region_power_returning: f64,
    /// The levers' pathway on leaving the state.
    pub pathway: Pathway,
    /// The levers' pathway on the way back.
    pub pathway_returning: Option<Pathway>,
}

/// How many hazards stand side by side: four of leaving a state, in the order of [`Spell::ALL`],
/// four of the way back, and recruitment.
const HAZARDS: usize = RECRUITMENT + 1;
const RECRUITMENT: usize = 2 * Spell::COUNT;

/// Bit of recruitment among the spells that ended.
const RECRUITED: u8 = 1 << Spell::COUNT;

/// Spells of a person that end this month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedSpells {
    /// Row of the person.
    row: u16,
    /// A bit for each spell, [`RECRUITED`] the last.
    bits: u8,
}

impl EndedSpells {
    /// Row of the person.
    pub fn person(self) -> usize {
        usize::from(self.row)
    }

    /// The spells of everyday life that end, in their order.
    pub fn of_everyday_life(self) -> impl Iterator<Item = Spell> {
        Spell::ALL.into_iter().filter(move |&spell| self.bits >> spell as u8 & 1 == 1)
    }

    /// Whether recruiters approach the person.
    pub fn recruited(self) -> bool {
        self.bits & RECRUITED != 0
    }
}

/// The spells with their tables.
#[derive(Debug, Clone)]
pub struct Spells {
    migration: migration::Params,
    /// Recruitment, whose hazard is the sum over recruiters.
    pub recruitment: Recruitment,
    people: RateTables<PersonRates>,
    homes: HomeTables<HAZARDS>,
    /// Ratios of each region: on leaving a state, and on the way back.
    regions: [[[f32; Spell::COUNT]; 2]; Region::ALL.len()],
    /// The levers' pathways on the spells of everyday life. Recruitment has some for whom they
    /// concern: a state, or a form.
    pathways: [Option<Pathway>; RECRUITMENT],
}

impl Spells {
    /// The tables of all spells.
    pub fn new(
        schooling: &schooling::Params,
        work: &work::Params,
        marriage: &marriage::Params,
        migration: &migration::Params,
        recruitment: Recruitment,
    ) -> Self {
        let lanes = [
            schooling::lane(schooling),
            work::lane(work),
            marriage::lane(marriage),
            migration::lane(migration),
        ];
        // Leaving first, then the way back.
        let lane_and_way = |n: usize| (&lanes[n % Spell::COUNT], n >= Spell::COUNT);
        let people = RateTables::new(|years, flags| PersonRates {
            spells: f32x4::new(lanes.each_ref().map(|lane| {
                let rate = (lane.rate)(years, flags) as f32;
                if (lane.returning)(flags) { -rate } else { rate }
            })),
            // Who is away does not meet the recruiters of the commune as those at home do.
            recruitment: match flags & person_flag::AWAY {
                0 => recruitment.vulnerability(years, flags) as f32,
                _ => 0.0,
            },
        });
        let homes = HomeTables::new(std::array::from_fn(|n| match lane_and_way(n) {
            _ if n == RECRUITMENT => recruitment.home_ratios(),
            (lane, false) => &lane.home,
            (lane, true) => &lane.home_returning,
        }));
        let regions = Region::ALL.map(|region| {
            let of = |lane: &SpellProcess<'_>, power| lane.region.of(region).to_the_power(power).get() as f32;
            let returning = lanes.each_ref().map(|lane| of(lane, lane.region_power_returning));
            [lanes.each_ref().map(|lane| of(lane, 1.0)), returning]
        });
        let pathways = std::array::from_fn(|n| match lane_and_way(n) {
            (lane, false) => Some(lane.pathway),
            (lane, true) => lane.pathway_returning,
        });
        Self { people, homes, regions, pathways, migration: migration.clone(), recruitment }
    }

    /// Runs everybody's clocks down by a month's hazards, and lists whose ran out in
    /// [`Scratch::ended`]; tells what recruiters could expect here.
    pub fn run_clocks(
        &self,
        commune: &mut Commune,
        here: &CommuneContext<'_>,
        recruiters: &[LocalRecruiter],
        scratch: &mut Scratch,
    ) {
        let sampled = here.province.sampled;
        let pull = self.recruitment.pull(commune, recruiters, sampled);
        scratch.moved.clear();
        scratch.moved.push(pull.unmoved());
        with_widest_simd(
            #[inline(always)]
            || self.of_homes(commune, here, pull.contact, scratch),
        );
        if here.pathways.all_idle() {
            with_widest_simd(
                #[inline(always)]
                || self.of_people::<false>(commune, here, scratch),
            );
        } else {
            self.levers_on_homes(commune, here, &pull, scratch);
            with_widest_simd(
                #[inline(always)]
                || self.of_people::<true>(commune, here, scratch),
            );
        }
        commune.prospect = self.recruitment.expected_of_entrant(&scratch.moved, sampled);
        commune.yields.clear();
        let expected = |recruiter| self.recruitment.expected_of(recruiter, &scratch.moved, sampled);
        commune.yields.extend(recruiters.iter().map(expected));
    }
}
