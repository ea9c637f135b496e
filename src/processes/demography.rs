//! Demography: births, 25th birthdays, and the renewal of families.
//!
//! Deterministic given the family's spacing (see [`crate::population::synthesis`]): a child is born
//! in its month, leaves the model on the 25th birthday, and when the last of a family has left
//! another family settles at the same place. There is no mortality: under-five mortality (about 2
//! %) is far below the other errors.

use super::engine::prefetch::{prefetch_column, prefetch_rows};
use super::{Birthdays, CommuneContext, with_widest_simd};
use crate::population::synthesis::{ConsumptionModel, Params, be_born, settle};
use crate::population::{ADULT_AT, Commune, Country, LEAVES_AT, People, person_flag};

/// What a new family is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Settlement<'a> {
    /// Provinces and fifths.
    pub country: &'a Country,
    /// Consumption in the commune's province.
    pub consumption: &'a ConsumptionModel,
    /// Parameters of the synthetic population.
    pub params: &'a Params,
}

/// Births, leavings and renewals of a month; counts the children.
pub fn step(
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    settlement: Settlement<'_>,
    birthdays: &Birthdays,
) {
    // Identities are made of these.
    prefetch_column(&commune.homes.first);
    prefetch_column(&commune.homes.generation);
    let month = here.month.0 as i16;
    let child = |&birth: &i16| u32::from((month.wrapping_sub(birth) as u16) < ADULT_AT as u16);
    commune.children = with_widest_simd(
        #[inline(always)]
        || commune.people.birth.iter().map(child).sum(),
    );
    ask_for_people(&commune.people, &birthdays.births);
    ask_for_people(&commune.people, &birthdays.leaving);
    for &row in &birthdays.births {
        be_born(commune, usize::from(row), here.month, settlement.params, &here.draws);
    }
    for &row in &birthdays.leaving {
        commune.children += u32::from(leave(commune, usize::from(row), here, settlement));
    }
}

/// Asks for what a birth or a leaving changes of these people.
fn ask_for_people(people: &People, rows: &[u16]) {
    prefetch_rows(&people.flags, rows);
    prefetch_rows(&people.home, rows);
    prefetch_rows(&people.spell_clocks, rows);
    prefetch_rows(&people.trafficking, rows);
}

/// A young person leaves; the last of a family makes room for the next one. Whether a child was
/// born to that one.
fn leave(
    commune: &mut Commune,
    person: usize,
    here: &CommuneContext<'_>,
    settlement: Settlement<'_>,
) -> bool {
    if commune.people.has(person, person_flag::HELD) {
        commune.episodes.retain(|episode| usize::from(episode.person) != person);
    }
    if commune.people.has(person, person_flag::AWAY) {
        commune.elsewhere.come_back(person);
    }
    if commune.people.has(person, person_flag::RECENT_SURVIVOR) {
        commune.survivors.retain(|survivor| usize::from(survivor.person) != person);
    }
    commune.people.flags[person] = 0;
    let home = commune.home_of(person);
    let members = commune.homes.members(home);
    let first = members.start;
    let renewed = members.into_iter().all(|member| commune.people.age(member, here.month) >= LEAVES_AT);
    if renewed {
        commune.homes.generation[home] = commune.homes.generation[home].wrapping_add(1);
        settle(
            commune,
            home,
            here.month,
            settlement.consumption,
            settlement.params,
            settlement.country,
            &here.draws,
        );
        be_born(commune, first, here.month, settlement.params, &here.draws);
    }
    renewed
}
