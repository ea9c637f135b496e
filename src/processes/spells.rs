//! The person-month: every spell clock of every person runs down by the month's hazard, side by side.
//!
//! `hazard = person's rate(age, flags) * home's ratio(consumption, flags) * levers * place`, for each of
//! [`schooling`], [`work`], [`marriage`] and
//! [`migration`] as their files say, and for [`recruitment`](super::recruitment). All hazards of a month follow from the state in which the
//! month's economy, family life and birthdays left the person; spells that end are then acted on person by person, in
//! the order of [`Spell::ALL`], recruitment last.
//!
//! A process has one of two hazards at a time: of leaving a state or of *returning* to it. Both stand side by side in the
//! tables, the one that does not apply as zero, so that the loop over people has no branch but the rare one for an event.

use super::recruitment::{LocalRecruiter, Pull, Recruitment, of_forms};
use super::{
    Here, HomeRatios, HomeTables, RateTables, Scratch, marriage, migration, schooling, widely, work,
};
use crate::pathways::Pathway;
use crate::population::{Age, Commune, Spell, person_code, person_flag};
use crate::quantities::Month;
use crate::random::{Dither, Hazard};
use wide::f32x4;

/// A process among the spells: its rates, and what of home and levers acts on them.
pub struct Lane<'a> {
    /// Monthly rate of a person of reference home, by age in whole years and flags.
    pub rate: Box<dyn Fn(u32, u16) -> f64 + 'a>,
    /// Whether a person with these flags is on the way back.
    pub returning: fn(u16) -> bool,
    /// Ratios of the home on leaving the state.
    pub home: HomeRatios,
    /// Ratios of the home on the way back.
    pub home_returning: HomeRatios,
    /// The levers' pathway on leaving the state.
    pub pathway: Pathway,
    /// The levers' pathway on the way back.
    pub pathway_returning: Option<Pathway>,
}

/// How many hazards stand side by side: four of leaving a state, in the order of [`Spell::ALL`], four of the way back,
/// and recruitment.
const HAZARDS: usize = RECRUITMENT + 1;
const RECRUITMENT: usize = 2 * Spell::COUNT;
type Hazards = [f32; HAZARDS];

/// Bit of recruitment among the spells that ended.
const RECRUITED: u8 = 1 << Spell::COUNT;

/// The spells with their tables.
#[derive(Debug, Clone)]
pub struct Spells {
    migration: migration::Params,
    recruitment: Recruitment,
    people: RateTables<HAZARDS>,
    homes: HomeTables<HAZARDS>,
    pathways: [Option<Pathway>; HAZARDS],
}

/// What a home adds to the hazards of its people this month.
#[derive(Debug, Clone)]
pub struct HomeHazards {
    hazards: Hazards,
    dither: Dither,
    /// Levers that act on the home.
    reached: u16,
}

/// What the levers that reach a home do to the hazards of its people, and to recruiters by form.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeverRatios {
    hazards: Hazards,
    forms: [f32; 5],
}

impl Spells {
    /// The tables of all spells.
    pub fn new(
        schooling: &schooling::Params,
        work: &work::Params,
        marriage: &marriage::Params,
        migration: migration::Params,
        recruitment: Recruitment,
    ) -> Self {
        let lanes = [
            schooling::lane(schooling),
            work::lane(work),
            marriage::lane(marriage),
            migration::lane(&migration),
        ];
        // Leaving first, then the way back.
        let both = |n: usize| {
            lanes.get(n % Spell::COUNT).filter(|_| n < RECRUITMENT).map(|lane| (lane, n >= Spell::COUNT))
        };
        let people = RateTables::new(|years, flags| {
            std::array::from_fn(|n| match both(n) {
                None => recruitment.vulnerability(years, flags),
                Some((lane, returning)) if (lane.returning)(flags) == returning => (lane.rate)(years, flags),
                Some(_) => 0.0,
            })
        });
        let homes = HomeTables::new(std::array::from_fn(|n| match both(n) {
            None => recruitment.home_ratios(),
            Some((lane, returning)) => {
                if returning {
                    &lane.home_returning
                } else {
                    &lane.home
                }
            }
        }));
        let pathways = std::array::from_fn(|n| {
            let (lane, returning) = both(n)?;
            if returning { lane.pathway_returning } else { Some(lane.pathway) }
        });
        Self { people, homes, pathways, migration: migration.clone(), recruitment }
    }

    /// A month of everybody's spells. Cases of trafficking go to the commune's log, from which recruiters learn.
    pub fn step(
        &self,
        commune: &mut Commune,
        here: &Here<'_>,
        recruiters: &[LocalRecruiter],
        scratch: &mut Scratch,
    ) {
        widely(
            #[inline(always)]
            || encode(commune, here.month, &mut scratch.codes),
        );
        let pull = self.recruitment.pull(commune, recruiters);
        self.of_homes(commune, here, pull.contact, scratch);
        widely(
            #[inline(always)]
            || self.run_down(commune, here, &pull, scratch),
        );
        let mut remaining: Vec<u8> = recruiters.iter().map(|recruiter| recruiter.capacity).collect();
        for &(row, ended) in &scratch.ended {
            let person = usize::from(row);
            let before = commune.people.flags[person];
            for spell in Spell::ALL.into_iter().filter(|&spell| ended >> spell as u8 & 1 == 1) {
                match spell {
                    Spell::School => schooling::change(commune, here, person),
                    Spell::Work => work::change(commune, here, person),
                    Spell::Marriage => marriage::marry(commune, person),
                    Spell::Migration => migration::change(&self.migration, commune, here, person),
                }
            }
            if ended & RECRUITED != 0 {
                let state = (scratch.codes[person], before);
                self.recruitment.approach(commune, here, person, state, recruiters, &mut remaining);
            }
        }
    }

    /// Fills the hazards of a commune's homes.
    fn of_homes(&self, commune: &Commune, here: &Here<'_>, contact: f32, scratch: &mut Scratch) {
        let of_place = migration::of_place(&self.migration, commune, here);
        let levers_act = !here.pathways.all_idle();
        let homes = &commune.homes;
        let state =
            homes.flags.iter().zip(&homes.reach).zip(&scratch.consumption).zip(scratch.words.dither());
        scratch.home_hazards.clear();
        scratch.home_hazards.extend(state.map(|(((&flags, &reach), &consumption), dither)| {
            let mut hazards = self.homes.factors(consumption, flags);
            hazards[Spell::Migration as usize] *= of_place;
            hazards[RECRUITMENT] *= contact;
            HomeHazards { hazards, dither, reached: if levers_act { reach } else { 0 } }
        }));
        scratch.of_forms.clear();
        scratch.lever_ratios.clear();
        if levers_act {
            for home in &mut scratch.home_hazards {
                let ratios = scratch.lever_ratios.of(home.reached, || self.of_levers(here, home.reached));
                home.hazards.iter_mut().zip(ratios.hazards).for_each(|(hazard, ratio)| *hazard *= ratio);
                scratch.of_forms.push(ratios.forms);
            }
        }
    }

    fn of_levers(&self, here: &Here<'_>, reach: u16) -> LeverRatios {
        let ratio =
            |pathway: Option<Pathway>| pathway.map_or(1.0, |pathway| here.pathways.ratio(pathway, reach));
        LeverRatios { hazards: self.pathways.map(ratio), forms: of_forms(here, reach) }
    }

    /// Runs every clock down; lists the spells that end, and sums the prospect of a mean entrant.
    #[inline(always)]
    fn run_down(&self, commune: &mut Commune, here: &Here<'_>, pull: &Pull<'_>, scratch: &mut Scratch) {
        let people = &mut commune.people;
        let mut prospect = 0.0;
        scratch.ended.clear();
        let states = scratch.codes.iter().zip(&people.flags).zip(&people.home);
        let clocks = people.life.iter_mut().zip(&mut people.trafficking);
        for ((((&code, &flags), &home_row), (life, trafficking)), row) in states.zip(clocks).zip(0u16..) {
            let home = &scratch.home_hazards[usize::from(home_row)];
            let rates = self.people.get(code);
            let (leaving, mut returning) = halves(&home.hazards);
            let mut open = home.hazards[RECRUITMENT] * rates[RECRUITMENT];
            if flags & (person_flag::AWAY | person_flag::RECENT_SURVIVOR) != 0 {
                open *= self.recruitment.ratio_of_state(here, flags, home.reached);
                returning *= survivors_return(here, flags, home.reached);
            }
            let (rate_leaving, rate_returning) = halves(rates);
            let mut ended = life.run_out(rate_leaving * leaving + rate_returning * returning, home.dither);

            let of_forms = (home.reached != 0).then(|| &scratch.of_forms[usize::from(home_row)]);
            let [effort, entrant] = pull.on(code, of_forms);
            prospect += open * entrant;
            if trafficking.runs_out(Hazard::from_rate(open * effort, home.dither)) {
                ended |= RECRUITED;
            }
            if ended != 0 {
                scratch.ended.push((row, ended));
            }
        }
        commune.prospect = prospect;
    }
}

/// Leaving and returning, each in a register.
#[inline(always)]
fn halves(hazards: &Hazards) -> (f32x4, f32x4) {
    let [a, b, c, d, e, f, g, h, _] = *hazards;
    (f32x4::new([a, b, c, d]), f32x4::new([e, f, g, h]))
}

/// The levers' ratios on what a recent survivor returns to: school.
fn survivors_return(here: &Here<'_>, flags: u16, reach: u16) -> f32x4 {
    let mut ratios = [1.0; Spell::COUNT];
    if flags & person_flag::RECENT_SURVIVOR != 0 {
        ratios[Spell::School as usize] = here.pathways.ratio(Pathway::SurvivorSchoolReturn, reach);
    }
    f32x4::new(ratios)
}

/// Fills the codes of a commune's people in the rate tables.
#[inline(always)]
fn encode(commune: &Commune, month: Month, codes: &mut Vec<u16>) {
    let (people, month) = (&commune.people, month.0 as i16);
    codes.clear();
    codes.extend(
        people
            .birth
            .iter()
            .zip(&people.flags)
            .map(|(&birth, &flags)| person_code(Age::class(month.wrapping_sub(birth)), flags)),
    );
}
