//! Which groups that levers are meant for each home belongs to, as bits.

use super::with_widest_simd;
use crate::pathways::TargetGroup;
use crate::population::{ADULT_AT, Commune, home_flag, person_flag};
use crate::quantities::Month;

/// Wealth fifths that count as poor, and as at risk.
const POOR_FIFTHS: usize = 2;

/// Groups that follow from the ages of a home's children.
const BY_AGE: u8 =
    TargetGroup::YoungChildren.bit() | TargetGroup::Adolescents.bit() | TargetGroup::Girls.bit();

/// Ages in months of the groups by age: young children from birth on, adolescents until they are
/// grown up.
const YOUNG_UNTIL: u16 = 9 * 12;
const ADOLESCENT_FROM: u16 = 10 * 12;

/// The groups of a commune's homes, a bit for each [`TargetGroup`].
#[derive(Debug, Clone, Default)]
pub struct GroupsOfHomes {
    of_homes: Vec<u8>,
    of_people: Vec<u8>,
}

impl GroupsOfHomes {
    /// The groups of each home found last.
    pub fn of_homes(&self) -> &[u8] {
        &self.of_homes
    }

    /// Finds the groups of a commune's homes this month; those that follow from children's ages
    /// only where one of them is asked for.
    pub fn find(&mut self, commune: &Commune, month: Month, asked: impl Iterator<Item = TargetGroup>) {
        let by_age = asked.fold(0, |bits, target| bits | target.bit()) & BY_AGE != 0;
        self.of_homes.resize(commune.homes.len(), 0);
        with_widest_simd(
            #[inline(always)]
            || {
                for (groups, &flags) in self.of_homes.iter_mut().zip(&commune.homes.flags) {
                    *groups = by_flags(flags);
                }
            },
        );
        if by_age {
            self.add_by_age(commune, month);
        }
    }

    fn add_by_age(&mut self, commune: &Commune, month: Month) {
        let people = &commune.people;
        self.of_people.resize(people.len(), 0);
        with_widest_simd(
            #[inline(always)]
            || {
                let month = month.0 as i16;
                let columns = people.birth.iter().zip(&people.flags);
                for (groups, (&birth, &flags)) in self.of_people.iter_mut().zip(columns) {
                    *groups = of_person(month.wrapping_sub(birth) as u16, flags);
                }
            },
        );
        for (&home, groups) in people.home.iter().zip(&self.of_people) {
            self.of_homes[usize::from(home)] |= groups;
        }
    }
}

/// The groups that follow from what is true of a home.
#[inline(always)]
fn by_flags(flags: u16) -> u8 {
    let when = |on: bool, target: TargetGroup| if on { target.bit() } else { 0 };
    TargetGroup::All.bit()
        | when(home_flag::fifth(flags) < POOR_FIFTHS, TargetGroup::Poor)
        | when(flags & home_flag::MINORITY != 0, TargetGroup::Minority)
        | when(flags & home_flag::URBAN == 0, TargetGroup::Rural)
}

/// The groups that a person of this age in months makes the home belong to; who is not yet born has
/// an age far beyond all of them.
#[inline(always)]
fn of_person(age: u16, flags: u16) -> u8 {
    let when = |on: bool, target: TargetGroup| if on { target.bit() } else { 0 };
    let adolescent = (age >= ADOLESCENT_FROM) & (age < ADULT_AT as u16);
    when(age < YOUNG_UNTIL, TargetGroup::YoungChildren)
        | when(adolescent, TargetGroup::Adolescents)
        | when(adolescent & (flags & person_flag::FEMALE != 0), TargetGroup::Girls)
}
