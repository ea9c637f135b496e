//! Hazards of people, and their clocks: the loop in which most of a month goes.

use super::{EndedSpells, HomeHazards, RECRUITED, Spells};
use crate::pathways::Pathway;
use crate::population::{
    ADULT_AT, Age, Commune, MetElsewhere, PersonElsewhere, Spell, person_code, person_flag,
};
use crate::processes::engine::clocks::run_down;
use crate::processes::engine::prefetch::prefetch_column;
use crate::processes::recruitment::of_forms;
use crate::processes::{CommuneContext, Scratch};
use crate::quantities::Month;
use crate::random::{FractionalSteps, HazardSteps};
use wide::f32x4;

/// Monthly rates of a person of reference home: half of a cache line.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
pub(super) struct PersonRates {
    /// Rates of the spells of everyday life; of the way back with the sign turned.
    pub(super) spells: f32x4,
    /// Vulnerability to recruitment.
    pub(super) recruitment: f32,
}

impl PersonRates {
    /// Hazards of the spells, each by the home's ratio of the way that the person is on.
    #[inline(always)]
    fn hazards(&self, leaving: f32x4, returning: f32x4) -> f32x4 {
        self.spells.abs() * self.spells.simd_lt(f32x4::ZERO).bitselect(returning, leaving)
    }
}

impl Spells {
    /// Runs the clocks of a commune's people down, block by block: a block's hazards are still at
    /// hand when its clocks run. Lists the spells that end, and adds up how open people are to
    /// recruiters. `LEVERS` says whether any lever acts in the province.
    #[inline(always)]
    pub(super) fn of_people<const LEVERS: bool>(
        &self,
        commune: &mut Commune,
        here: &CommuneContext<'_>,
        scratch: &mut Scratch,
    ) {
        let Scratch { home_hazards, moved, ended, .. } = scratch;
        let homes = home_hazards.as_slice();
        let mut met = std::mem::take(&mut commune.elsewhere.met);
        met.clear();
        let (mut away, mut abroad) = (commune.elsewhere.people(), commune.elsewhere.abroad());
        let children_at_home = f64::from(commune.children.max(1)) / here.province.sampled;
        let people = &mut commune.people;
        let states =
            people.birth.chunks(BLOCK).zip(people.flags.chunks(BLOCK)).zip(people.home.chunks(BLOCK));
        let clocks = people.spell_clocks.chunks_mut(BLOCK).zip(people.trafficking.chunks_mut(BLOCK));
        ended.clear();
        let (mut codes, mut hazards) = ([0; BLOCK], [[HazardSteps::default(); Spell::COUNT]; BLOCK]);
        let (mut steps, mut approach) =
            ([FractionalSteps::default(); BLOCK], [HazardSteps::default(); BLOCK]);
        for ((((births, flags), home_rows), (life, trafficking)), first) in
            states.zip(clocks).zip((0u16..).step_by(BLOCK))
        {
            // They arrive while hazards are made.
            prefetch_column(life);
            prefetch_column(trafficking);
            encode(births, flags, here.month, &mut codes);
            let people = codes.iter().zip(flags).zip(home_rows);
            for (((&code, &flags), &home_row), (hazards, steps)) in
                people.zip(hazards.iter_mut().zip(&mut steps))
            {
                let home = &homes[usize::from(home_row)];
                let rates = self.people.get(code);
                let mut returning = home.returning;
                let mut open = home.recruitment * rates.recruitment;
                if flags & person_flag::RECENT_SURVIVOR != 0 {
                    open *= self.recruitment.ratio_of_state(here, flags, home.reached);
                    returning *= survivors_return(here, flags, home.reached);
                }
                *hazards = HazardSteps::from_rates(rates.hazards(home.leaving, returning), home.dither);

                let effort = &mut moved[if LEVERS { usize::from(home.moved) } else { 0 }];
                *steps = FractionalSteps::new(effort.meet(code, open), home.dither);
            }
            let end = usize::from(first) + flags.len();
            let now;
            (now, away) = away.split_at(away.partition_point(|away| usize::from(away.person) < end));
            for &PersonElsewhere { person, province } in now {
                let row = usize::from(person - first);
                let home = &homes[usize::from(home_rows[row])];
                let open = self.open_away(here, codes[row], flags[row], home);
                let Some(there) = here.destinations.of(province).filter(|_| open > 0.0) else { continue };
                let open = open * there.share_of_effort(children_at_home);
                let forms = (LEVERS && home.reached != 0).then(|| of_forms(here.pathways, home.reached));
                let (selected_at, effort) = self.recruitment.effort_elsewhere(there, codes[row], forms);
                steps[row] = FractionalSteps::new(open * effort, home.dither);
                met.push(MetElsewhere { person, province, selected_at, open });
            }
            // Who went abroad was found at home, by the recruiters there.
            let now;
            (now, abroad) = abroad.split_at(abroad.partition_point(|&person| usize::from(person) < end));
            for &person in now {
                let row = usize::from(person - first);
                let home = &homes[usize::from(home_rows[row])];
                let open = self.open_away(here, codes[row], flags[row], home);
                let effort = &mut moved[if LEVERS { usize::from(home.moved) } else { 0 }];
                steps[row] = FractionalSteps::new(effort.meet(codes[row], open), home.dither);
            }
            approach.iter_mut().zip(&steps).for_each(|(approach, steps)| *approach = steps.whole());
            run_down::<{ Spell::COUNT }>(life.as_flattened_mut(), hazards.as_flattened(), |row, spells| {
                ended.push(EndedSpells { row: first + row, bits: spells });
            });
            run_down::<1>(trafficking, &approach, |row, _| recruited(ended, first + row));
        }
        commune.elsewhere.met = met;
    }
}

impl Spells {
    /// How open a person who is away is to each unit of the home commune's effort; 0 for adults and
    /// those in exploitation.
    #[inline]
    fn open_away(&self, here: &CommuneContext<'_>, code: u16, flags: u16, home: &HomeHazards) -> f32 {
        let years = u32::from(code >> person_flag::CODE_BITS);
        if years >= ADULT_AT as u32 / 12 || flags & person_flag::HELD != 0 {
            return 0.0;
        }
        let vulnerability = self.recruitment.vulnerability(years, flags) as f32;
        home.recruitment * vulnerability * self.recruitment.ratio_of_state(here, flags, home.reached)
    }
}

/// People of a block: their hazards fit beside their homes' into the nearest cache.
pub(super) const BLOCK: usize = 256;

/// Notes that recruiters approach a person; the list is in the order of rows.
fn recruited(ended: &mut Vec<EndedSpells>, row: u16) {
    match ended.binary_search_by_key(&row, |ended| ended.row) {
        Ok(place) => ended[place].bits |= RECRUITED,
        Err(place) => ended.insert(place, EndedSpells { row, bits: RECRUITED }),
    }
}

/// The levers' ratios on what a recent survivor returns to: school.
fn survivors_return(here: &CommuneContext<'_>, flags: u16, reach: u16) -> f32x4 {
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

    #[test]
    fn the_sign_of_a_rate_chooses_the_ratio_of_the_home() {
        let rates = PersonRates { spells: f32x4::new([0.5, -0.25, 0.0, -2.0]), ..PersonRates::default() };
        let hazards = rates.hazards(f32x4::new([2.0, 2.0, 2.0, 2.0]), f32x4::new([8.0, 8.0, 8.0, 8.0]));
        assert_eq!(hazards.to_array(), [1.0, 2.0, 0.0, 16.0]);
    }
}
