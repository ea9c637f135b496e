//! The person-month: every spell clock of every person runs down by the month's hazard, side by side.
//!
//! `hazard = person's rate(age, flags) * home's ratio(consumption, flags) * levers * place`, for each of
//! [`schooling`], [`work`], [`marriage`] and
//! [`migration`] as their files say, and for [`recruitment`](super::recruitment). All hazards of a month follow from the state in which the
//! month's economy, family life and birthdays left the person; spells that end are then acted on person by person, in
//! the order of [`Spell::ALL`], recruitment last.
//!
//! A process has one of two hazards at a time: of leaving a state or of *returning* to it. Homes have ratios for both, and the sign of
//! a person's rate says which applies. Hazards come first, for all homes and then for all people of a commune, and clocks run
//! down afterwards, many at a time; so no loop has a branch but the rare one for who is apart and for an event.

use super::ahead::ask_for;
use super::clocks::run_down;
use super::recruitment::{LocalRecruiter, Moved, Pull, Recruitment, of_forms};
use super::{
    Band, Here, HomeRatios, HomeTables, RateTables, Scratch, marriage, migration, schooling, widely, work,
};
use crate::pathways::Pathway;
use crate::population::{Age, Commune, Spell, person_code, person_flag};
use crate::quantities::Month;
use crate::random::{Dither, Hazard, Steps};
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

/// Bit of recruitment among the spells that ended.
const RECRUITED: u8 = 1 << Spell::COUNT;

/// The spells with their tables.
#[derive(Debug, Clone)]
pub struct Spells {
    migration: migration::Params,
    recruitment: Recruitment,
    people: RateTables<PersonRates>,
    homes: HomeTables<HAZARDS>,
    /// The levers' pathways on the spells of everyday life. Recruitment has some for whom they concern: a state, or a form.
    pathways: [Option<Pathway>; RECRUITMENT],
}

/// Monthly rates of a person of reference home: half of a cache line.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct PersonRates {
    /// Rates of the spells of everyday life; of the way back with the sign turned.
    spells: f32x4,
    /// Vulnerability to recruitment.
    recruitment: f32,
    /// Effort of a mean entrant where no levers act.
    entrant: f32,
}

impl PersonRates {
    /// Hazards of the spells, each by the home's ratio of the way that the person is on.
    #[inline(always)]
    fn hazards(&self, leaving: f32x4, returning: f32x4) -> f32x4 {
        self.spells.abs() * self.spells.simd_lt(f32x4::ZERO).bitselect(returning, leaving)
    }
}

/// What a home adds to the hazards of its people this month.
#[derive(Debug, Clone, Copy, Default)]
pub struct HomeHazards {
    leaving: f32x4,
    returning: f32x4,
    recruitment: f32,
    dither: Dither,
    /// Levers that act on the home.
    reached: u16,
    /// Place of the recruiters' efforts, as levers move them here.
    moved: u16,
}

/// What the levers that reach a home do to the hazards of its people, and to recruiters by form.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeverRatios {
    leaving: f32x4,
    returning: f32x4,
    moved: u16,
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
        let lane_and_way = |n: usize| (&lanes[n % Spell::COUNT], n >= Spell::COUNT);
        let people = RateTables::new(|years, flags| PersonRates {
            spells: f32x4::new(lanes.each_ref().map(|lane| {
                let rate = (lane.rate)(years, flags) as f32;
                if (lane.returning)(flags) { -rate } else { rate }
            })),
            recruitment: recruitment.vulnerability(years, flags) as f32,
            entrant: recruitment.of_entrant(person_code(years as u16, flags)),
        });
        let homes = HomeTables::new(std::array::from_fn(|n| match lane_and_way(n) {
            _ if n == RECRUITMENT => recruitment.home_ratios(),
            (lane, false) => &lane.home,
            (lane, true) => &lane.home_returning,
        }));
        let pathways = std::array::from_fn(|n| match lane_and_way(n) {
            (lane, false) => Some(lane.pathway),
            (lane, true) => lane.pathway_returning,
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
        let pull = self.recruitment.pull(commune, recruiters);
        widely(
            #[inline(always)]
            || self.of_homes(commune, here, pull.contact, scratch),
        );
        if here.pathways.all_idle() {
            widely(
                #[inline(always)]
                || self.of_people::<false>(commune, here, &pull, scratch),
            );
        } else {
            self.levers_on_homes(commune, here, &pull, scratch);
            widely(
                #[inline(always)]
                || self.of_people::<true>(commune, here, &pull, scratch),
            );
        }
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
                let class = Age::class((here.month.0 as i16).wrapping_sub(commune.people.birth[person]));
                let state = (person_code(class, before), before);
                self.recruitment.approach(commune, here, person, state, recruiters, &mut remaining);
            }
        }
    }

    /// Fills the hazards of a commune's homes.
    #[inline(always)]
    fn of_homes(&self, commune: &Commune, here: &Here<'_>, contact: f32, scratch: &mut Scratch) {
        let mut of_place = [1.0; Spell::COUNT];
        of_place[Spell::Migration as usize] = migration::of_place(&self.migration, commune, here);
        let of_place = f32x4::new(of_place);
        scratch.bands.clear();
        scratch.bands.extend(scratch.consumption.iter().map(|&consumption| Band::of(consumption)));
        scratch.dithers.clear();
        scratch.dithers.extend(scratch.words.dither());
        let state = commune.homes.flags.iter().zip(&scratch.bands).zip(&scratch.dithers);
        let hazards = room(&mut scratch.home_hazards, commune.homes.len());
        for (((&flags, &band), &dither), hazards) in state.zip(hazards) {
            let [school, work, marriage, migration, returning @ .., recruitment] =
                self.homes.factors(band, flags);
            *hazards = HomeHazards {
                leaving: f32x4::new([school, work, marriage, migration]) * of_place,
                returning: f32x4::new(returning),
                recruitment: recruitment * contact,
                dither,
                reached: 0,
                moved: 0,
            };
        }
    }

    /// What levers do to the hazards of homes, and in each home to recruiters by form.
    fn levers_on_homes(&self, commune: &Commune, here: &Here<'_>, pull: &Pull<'_>, scratch: &mut Scratch) {
        let Scratch { home_hazards, lever_ratios, moved, .. } = scratch;
        moved.clear();
        moved.push(pull.unmoved());
        lever_ratios.clear();
        for (home, &reached) in home_hazards.iter_mut().zip(&commune.homes.reach) {
            let ratios = lever_ratios.of(reached, || self.of_levers(here, reached, pull, moved));
            home.leaving *= ratios.leaving;
            home.returning *= ratios.returning;
            home.reached = reached;
            home.moved = ratios.moved;
        }
    }

    fn of_levers(&self, here: &Here<'_>, reach: u16, pull: &Pull<'_>, moved: &mut Vec<Moved>) -> LeverRatios {
        let ratio =
            |pathway: Option<Pathway>| pathway.map_or(1.0, |pathway| here.pathways.ratio(pathway, reach));
        let [school, work, marriage, migration, returning @ ..] = self.pathways.map(ratio);
        LeverRatios {
            leaving: f32x4::new([school, work, marriage, migration]),
            returning: f32x4::new(returning),
            moved: if reach == 0 { 0 } else { place_of_forms(moved, pull, of_forms(here, reach)) },
        }
    }

    /// Runs the clocks of a commune's people down, block by block: a block's hazards are still at hand when its clocks run. Lists the
    /// spells that end, and sums the prospect of a mean entrant. `LEVERS` says whether any lever acts in the province.
    #[inline(always)]
    fn of_people<const LEVERS: bool>(
        &self,
        commune: &mut Commune,
        here: &Here<'_>,
        pull: &Pull<'_>,
        scratch: &mut Scratch,
    ) {
        // Without levers, being away needs no ratio of the month.
        let apart = if LEVERS { person_flag::AWAY } else { 0 } | person_flag::RECENT_SURVIVOR;
        let Scratch { home_hazards, moved, ended, .. } = scratch;
        let homes = home_hazards.as_slice();
        let people = &mut commune.people;
        let states =
            people.birth.chunks(BLOCK).zip(people.flags.chunks(BLOCK)).zip(people.home.chunks(BLOCK));
        let clocks = people.life.chunks_mut(BLOCK).zip(people.trafficking.chunks_mut(BLOCK));
        let mut prospect = 0.0;
        ended.clear();
        let (mut codes, mut hazards) = ([0; BLOCK], [[Hazard::default(); Spell::COUNT]; BLOCK]);
        let (mut steps, mut approach) = ([Steps::default(); BLOCK], [Hazard::default(); BLOCK]);
        for ((((births, flags), home_rows), (life, trafficking)), first) in
            states.zip(clocks).zip((0u16..).step_by(BLOCK))
        {
            // They arrive while hazards are made.
            ask_for(life);
            ask_for(trafficking);
            encode(births, flags, here.month, &mut codes);
            let people = codes.iter().zip(flags).zip(home_rows);
            for (((&code, &flags), &home_row), (hazards, steps)) in
                people.zip(hazards.iter_mut().zip(&mut steps))
            {
                let home = &homes[usize::from(home_row)];
                let rates = self.people.get(code);
                let mut returning = home.returning;
                let mut open = home.recruitment * rates.recruitment;
                if flags & apart != 0 {
                    open *= self.recruitment.ratio_of_state(here, flags, home.reached);
                    returning *= survivors_return(here, flags, home.reached);
                }
                *hazards = Hazard::from_rates(rates.hazards(home.leaving, returning), home.dither);

                let (effort, entrant) = if LEVERS {
                    let moved = &moved[usize::from(home.moved)];
                    (moved.on(code), moved.of_entrant(code))
                } else {
                    (pull.on(code), rates.entrant)
                };
                prospect += open * entrant;
                *steps = Steps::new(open * effort, home.dither);
            }
            approach.iter_mut().zip(&steps).for_each(|(approach, steps)| *approach = steps.whole());
            run_down::<{ Spell::COUNT }>(life.as_flattened_mut(), hazards.as_flattened(), |row, spells| {
                ended.push((first + row, spells));
            });
            run_down::<1>(trafficking, &approach, |row, _| recruited(ended, first + row));
        }
        commune.prospect = prospect;
    }
}

/// Place of the efforts where levers move the forms by these ratios, made when they are met first: few levers move any.
fn place_of_forms(moved: &mut Vec<Moved>, pull: &Pull<'_>, forms: [f32; 5]) -> u16 {
    let known = moved.iter().position(|known| known.forms == Some(forms));
    known.unwrap_or_else(|| {
        moved.push(pull.moved(forms));
        moved.len() - 1
    }) as u16
}

/// The first rows of a column, which grows where it has fewer.
fn room<T: Copy + Default>(column: &mut Vec<T>, rows: usize) -> &mut [T] {
    if column.len() < rows {
        column.resize(rows, T::default());
    }
    &mut column[..rows]
}

/// People of a block: their hazards fit beside their homes' into the nearest cache.
const BLOCK: usize = 256;

/// Notes that recruiters approach a person; the list is in the order of rows.
fn recruited(ended: &mut Vec<(u16, u8)>, row: u16) {
    match ended.binary_search_by_key(&row, |&(row, _)| row) {
        Ok(place) => ended[place].1 |= RECRUITED,
        Err(place) => ended.insert(place, (row, RECRUITED)),
    }
}

/// The levers' ratios on what a recent survivor returns to: school.
fn survivors_return(here: &Here<'_>, flags: u16, reach: u16) -> f32x4 {
    let mut ratios = [1.0; Spell::COUNT];
    if flags & person_flag::RECENT_SURVIVOR != 0 {
        ratios[Spell::School as usize] = here.pathways.ratio(Pathway::SurvivorSchoolReturn, reach);
    }
    f32x4::new(ratios)
}

/// Fills the codes of people in the rate tables.
#[inline(always)]
fn encode(births: &[i16], flags: &[u16], month: Month, codes: &mut [u16]) {
    let month = month.0 as i16;
    for ((&birth, &flags), code) in births.iter().zip(flags).zip(codes) {
        *code = person_code(Age::class(month.wrapping_sub(birth)), flags);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathways::ProvincePathways;
    use crate::population::testing::{add_home, commune, province};
    use crate::population::{Form, NetworkType, Region};
    use crate::processes::{recruitment, schooling, work};
    use crate::random::SpellClock;
    use person_flag::{AWAY, ENROLLED, FEMALE, RECENT_SURVIVOR};

    #[test]
    fn the_sign_of_a_rate_chooses_the_ratio_of_the_home() {
        let rates = PersonRates { spells: f32x4::new([0.5, -0.25, 0.0, -2.0]), ..PersonRates::default() };
        let hazards = rates.hazards(f32x4::new([2.0, 2.0, 2.0, 2.0]), f32x4::new([8.0, 8.0, 8.0, 8.0]));
        assert_eq!(hazards.to_array(), [1.0, 2.0, 0.0, 16.0]);
    }

    /// The hazards of the tests of each process: a boy of 16 in school drops out at 0.01, a girl of 16 who is away comes back
    /// at 0.1, a survivor of 12 returns to school at 0.02; homes are of reference.
    fn spells() -> Spells {
        let recruitment = Recruitment::new(recruitment::tests::params(), &[[0.05; 4]; 5]);
        let marriage = marriage::tests::params();
        Spells::new(
            &schooling::tests::params(),
            &work::tests::params(),
            &marriage,
            migration::tests::params(),
            recruitment,
        )
    }

    /// Three people of one home that the first lever reaches. Clocks stand a little above or below one month's hazard of what is to
    /// last or to end, and at nothing where there is no hazard (marriage of boys, school while away).
    fn home() -> Commune {
        let mut commune = commune(0, 0);
        let members = [(16 * 12, ENROLLED), (16 * 12, FEMALE | AWAY), (12 * 12, RECENT_SURVIVOR)];
        add_home(&mut commune, 2, 0, 0.0, 0.0, &members);
        commune.homes.reach[0] = 1;
        let clocks = [[0.009, 5.0, 0.0, 5.0], [0.0, 5.0, 5.0, 0.09], [0.05, 5.0, 0.0, 5.0]];
        for (life, clocks) in commune.people.life.iter_mut().zip(clocks) {
            *life = clocks.map(SpellClock::from_exponential);
        }
        commune.people.trafficking.fill(SpellClock::from_exponential(15.0));
        commune
    }

    /// The spells that end in a month, and the prospect.
    fn ended(
        commune: &mut Commune,
        pathways: &ProvincePathways,
        recruiters: &[LocalRecruiter],
    ) -> (Vec<(u16, u8)>, f32) {
        let province = province("01", Region::RedRiverDelta, 1.0, 0);
        let here = Here::by_hand(&province, pathways);
        let mut scratch = Scratch { consumption: vec![0.0; commune.homes.len()], ..Scratch::default() };
        scratch.words.draw(commune, &here);
        spells().step(commune, &here, recruiters, &mut scratch);
        (scratch.ended, commune.prospect)
    }

    /// A mean recruiter who looks in families, with room for one.
    fn recruiter(form: Form) -> LocalRecruiter {
        LocalRecruiter { key: 1, form, network: NetworkType::Family, effort: 1.0, capacity: 1 }
    }

    const SCHOOL: u8 = 1 << Spell::School as u8;
    const MIGRATION: u8 = 1 << Spell::Migration as u8;

    #[test]
    fn clocks_below_a_month_s_hazard_end_and_the_others_last() {
        let mut commune = home();
        let (found, prospect) = ended(&mut commune, &ProvincePathways::default(), &[]);
        assert_eq!(found, [(0, SCHOOL), (1, MIGRATION)]);
        assert_eq!(commune.people.flags, [0, FEMALE, RECENT_SURVIVOR], "out of school; back; as before");
        assert!(prospect > 0.0);
    }

    /// The commune's network of 0.2 and the province's index of 0.5 make `(1 + 2 * 0.2) * 0.5` = 0.7; levers halve migration and
    /// quadruple the return to school. Recruiters' contact is 0.3.
    #[test]
    fn a_home_s_hazards_are_those_of_its_place_and_of_its_levers() {
        let (mut commune, mut province) = (home(), province("01", Region::RedRiverDelta, 1.0, 0));
        (commune.network, province.out_migration_index) = (0.2, 0.5);
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::Migration, 0.5);
        pathways.multiply(0, Pathway::SchoolReturn, 4.0);
        let here = Here::by_hand(&province, &pathways);
        let mut scratch = Scratch { consumption: vec![0.0], ..Scratch::default() };
        scratch.words.draw(&commune, &here);
        spells().of_homes(&commune, &here, 0.3, &mut scratch);
        let found = |scratch: &Scratch| {
            let home = scratch.home_hazards[0];
            (home.leaving.to_array(), home.returning.to_array(), home.recruitment, home.reached)
        };
        assert_eq!(found(&scratch), ([1.0, 1.0, 1.0, 0.7], [1.0; 4], 0.3, 0));
        let nobody = spells();
        nobody.levers_on_homes(&commune, &here, &nobody.recruitment.pull(&commune, &[]), &mut scratch);
        assert_eq!(found(&scratch), ([1.0, 1.0, 1.0, 0.35], [4.0, 1.0, 1.0, 1.0], 0.3, 1));
    }

    /// A boy of 12 out of school who has survived lately, under a mean recruiter for labour: `0.5 / 3 * 2 (1 - 0.4)` = 0.2 of effort,
    /// half at his age, twice out of school, three times for a survivor: 0.6.
    #[test]
    fn who_is_apart_has_a_ratio_of_his_own() {
        for (clock, recruited) in [(0.59, true), (0.61, false)] {
            let mut commune = home();
            commune.people.trafficking[2] = SpellClock::from_exponential(clock);
            let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
            assert_eq!(found.contains(&(2, RECRUITED)), recruited, "{clock}");
        }
    }

    /// The survivor's return to school at 0.02 becomes 0.08 by the levers' ratio of 4.
    #[test]
    fn a_survivor_s_return_to_school_has_a_lever_of_its_own() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::SurvivorSchoolReturn, 4.0);
        for (clock, returned) in [(0.079, true), (0.082, false)] {
            let mut commune = home();
            commune.people.life[2][Spell::School as usize] = SpellClock::from_exponential(clock);
            let (found, _) = ended(&mut commune, &pathways, &[]);
            assert_eq!(found.contains(&(2, SCHOOL)), returned, "{clock}");
        }
    }

    /// Couriers' effort on the boy of 16 is `0.5 / 3 * 2 (1 - 0.5)` = 0.167; half of it where the lever reaches.
    #[test]
    fn a_lever_on_a_form_spares_the_homes_it_reaches() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::RecruitmentCourier, 0.5);
        for (reached, clock, recruited) in
            [(1, 0.082, true), (1, 0.085, false), (0, 0.165, true), (0, 0.169, false)]
        {
            let mut commune = home();
            commune.homes.reach[0] = reached;
            commune.people.trafficking[0] = SpellClock::from_exponential(clock);
            let (found, _) = ended(&mut commune, &pathways, &[recruiter(Form::Courier)]);
            assert_eq!(found[0].1 & RECRUITED != 0, recruited, "{reached} {clock}");
        }
    }

    /// The prospect is each person's openness times the effort of a mean entrant, here of the boy alone: the others are held, or of no age.
    #[test]
    fn the_prospect_sums_openness_times_the_effort_of_an_entrant() {
        let mut commune = home();
        commune.people.flags[1] |= person_flag::HELD;
        commune.people.birth[2] = commune.people.birth[0] - 10 * 12;
        let recruitment = Recruitment::new(recruitment::tests::params(), &[[0.05; 4]; 5]);
        let of_entrant = recruitment.of_entrant(person_code(16, ENROLLED));
        let (_, prospect) = ended(&mut commune, &ProvincePathways::default(), &[]);
        assert!((prospect - 0.5 / 3.0 * of_entrant).abs() < 1e-6, "{prospect} {of_entrant}");
    }

    /// Beyond the first block of people rows are counted on.
    #[test]
    fn people_of_every_block_are_named_by_their_rows() {
        let mut commune = commune(0, 0);
        for _ in 0..BLOCK + 44 {
            add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, ENROLLED)]);
        }
        commune.people.life.fill([0.0, 5.0, 0.0, 5.0].map(SpellClock::from_exponential));
        commune.people.life.iter_mut().for_each(|life| life[0] = SpellClock::from_exponential(5.0));
        commune.people.trafficking.fill(SpellClock::from_exponential(15.0));
        let row = BLOCK + 30;
        commune.people.life[row][Spell::School as usize] = SpellClock::default();
        commune.people.trafficking[row + 1] = SpellClock::default();
        let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
        assert_eq!(found, [(row as u16, SCHOOL), (row as u16 + 1, RECRUITED)]);
    }

    /// Dropout halved spares the boy; a return to school four times as fast brings the survivor back; both only where the lever
    /// reaches.
    #[test]
    fn levers_act_on_the_way_that_they_are_meant_for_in_the_homes_they_reach() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::Dropout, 0.5);
        pathways.multiply(0, Pathway::SurvivorSchoolReturn, 4.0);
        assert_eq!(ended(&mut home(), &pathways, &[]).0, [(1, MIGRATION), (2, SCHOOL)]);
        let mut apart = home();
        apart.homes.reach[0] = 0;
        assert_eq!(ended(&mut apart, &pathways, &[]).0, [(0, SCHOOL), (1, MIGRATION)]);
    }

    /// One mean recruiter for labour who looks in families: on the boy `0.5 / 3 * 2 (1 - 0.4)` = 0.2, so that a clock at 0.19 ends and one at
    /// 0.21 lasts; beside the end of his school, and with a case in the log.
    #[test]
    fn recruiters_reach_whose_clock_lies_below_their_effort() {
        for (clock, expected, cases) in [(0.19, SCHOOL | RECRUITED, 1), (0.21, SCHOOL, 0)] {
            let mut commune = home();
            commune.people.trafficking[0] = SpellClock::from_exponential(clock);
            let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
            assert_eq!((found[0], commune.cases.len()), ((0, expected), cases), "{clock}");
        }
    }
}
