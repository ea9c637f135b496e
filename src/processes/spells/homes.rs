//! What homes, and the levers that reach them, add to the hazards of their people.

use super::Spells;
use crate::pathways::{Condition, Pathway};
use crate::population::{Commune, Spell};
use crate::processes::recruitment::{LeveredEffort, LocalEffort, MOVING_FORMS, of_forms};
use crate::processes::{Band, CommuneContext, Scratch, migration};
use crate::random::Dither;
use std::num::NonZeroU16;
use wide::f32x4;

/// What a home adds to the hazards of its people this month.
#[derive(Debug, Clone, Copy, Default)]
pub struct HomeHazards {
    pub(super) leaving: f32x4,
    pub(super) returning: f32x4,
    pub(super) recruitment: f32,
    pub(super) dither: Dither,
    /// Levers that act on the home.
    pub(super) reached: u16,
    /// Place of the recruiters' efforts, as levers move them here.
    pub(super) moved: u16,
}

/// What the levers that reach a home do to the hazards of its people, and to recruiters by form.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeverRatios {
    leaving: f32x4,
    returning: f32x4,
    forms: [f32; 5],
    /// Place of the recruiters' efforts as these levers move them, once a home of the commune has
    /// been met.
    moved: Option<NonZeroU16>,
}

impl Spells {
    /// Fills the hazards of a commune's homes.
    #[inline(always)]
    pub(super) fn of_homes(
        &self,
        commune: &Commune,
        here: &CommuneContext<'_>,
        contact: f32,
        scratch: &mut Scratch,
    ) {
        let of = |condition| here.pathways.times.of(condition) as f32;
        let [mut leaving_here, mut returning_here] = self.regions[here.province.record.region as usize];
        leaving_here[Spell::School as usize] *= of(Condition::Dropout);
        leaving_here[Spell::Work as usize] *= of(Condition::WorkStart);
        leaving_here[Spell::Migration as usize] *=
            of(Condition::Migration) * migration::of_place(&self.migration, commune, here);
        returning_here[Spell::School as usize] *= of(Condition::SchoolReturn);
        let (leaving_here, returning_here) = (f32x4::new(leaving_here), f32x4::new(returning_here));
        scratch.bands.clear();
        scratch.bands.extend(scratch.consumption.iter().map(|&consumption| Band::of(consumption)));
        scratch.dithers.clear();
        scratch.dithers.extend(scratch.home_draws.dither());
        let state = commune.homes.flags.iter().zip(&scratch.bands).zip(&scratch.dithers);
        let hazards = room(&mut scratch.home_hazards, commune.homes.len());
        for (((&flags, &band), &dither), hazards) in state.zip(hazards) {
            let [school, work, marriage, migration, returning @ .., recruitment] =
                self.homes.factors(band, flags);
            *hazards = HomeHazards {
                leaving: f32x4::new([school, work, marriage, migration]) * leaving_here,
                returning: f32x4::new(returning) * returning_here,
                recruitment: recruitment * contact,
                dither,
                reached: 0,
                moved: 0,
            };
        }
    }

    /// What levers do to the hazards of homes, and in each home to recruiters by form.
    pub(super) fn levers_on_homes(
        &self,
        commune: &Commune,
        here: &CommuneContext<'_>,
        pull: &LocalEffort,
        scratch: &mut Scratch,
    ) {
        let Scratch { home_hazards, lever_ratios, moved, .. } = scratch;
        lever_ratios.begin(here.month, commune.province);
        lever_ratios.values_mut().iter_mut().for_each(|ratios| ratios.moved = None);
        let acting = self.acting(here);
        let homes = home_hazards.iter_mut().zip(&commune.homes.reach);
        for (home, &reached) in homes.filter(|(_, reached)| **reached != 0) {
            let alike = reached & acting;
            let ratios = lever_ratios.get_or_insert_with(alike, || self.of_levers(here, alike));
            home.leaving *= ratios.leaving;
            home.returning *= ratios.returning;
            home.reached = reached;
            let place = *ratios.moved.get_or_insert_with(|| place_of_forms(moved, pull, ratios.forms));
            home.moved = place.get();
        }
    }

    /// The levers on which [`LeverRatios`] depend, as bits.
    fn acting(&self, here: &CommuneContext<'_>) -> u16 {
        let of_life = self.pathways.iter().flatten().copied();
        of_life.chain(MOVING_FORMS).fold(0, |bits, pathway| bits | here.pathways.acting_on(pathway))
    }

    fn of_levers(&self, here: &CommuneContext<'_>, reach: u16) -> LeverRatios {
        let ratio =
            |pathway: Option<Pathway>| pathway.map_or(1.0, |pathway| here.pathways.ratio(pathway, reach));
        let [school, work, marriage, migration, returning @ ..] = self.pathways.map(ratio);
        LeverRatios {
            leaving: f32x4::new([school, work, marriage, migration]),
            returning: f32x4::new(returning),
            forms: of_forms(here.pathways, reach),
            moved: None,
        }
    }
}

/// Place of the efforts where levers move the forms by these ratios, behind the unmoved ones; made
/// when they are met first: few levers move any.
fn place_of_forms(moved: &mut Vec<LeveredEffort>, pull: &LocalEffort, forms: [f32; 5]) -> NonZeroU16 {
    let known = moved.iter().position(|known| known.forms == Some(forms));
    let place = known.unwrap_or_else(|| {
        moved.push(pull.moved(forms));
        moved.len() - 1
    });
    NonZeroU16::new(place as u16).expect("the first ones are those that nothing moves")
}

/// The first rows of a column, which grows where it has fewer.
fn room<T: Copy + Default>(column: &mut Vec<T>, rows: usize) -> &mut [T] {
    if column.len() < rows {
        column.resize(rows, T::default());
    }
    &mut column[..rows]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{home, spells, spells_of};
    use super::*;
    use crate::pathways::{ProvincePathways, Times};
    use crate::population::Region;
    use crate::population::testing::province;
    use crate::processes::{schooling, work};
    use crate::quantities::HazardRatio;

    /// The commune's network of 0.2 and the province's index of 0.5 make `(1 + 2 * 0.2) * 0.5` =
    /// 0.7; levers halve migration and quadruple the return to school. Recruiters' contact is 0.3.
    #[test]
    fn a_home_s_hazards_are_those_of_its_place_and_of_its_levers() {
        let (mut commune, mut province) = (home(), province("01", Region::RedRiverDelta, 1.0, 0));
        (commune.network, province.out_migration_index) = (0.2, 0.5);
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::Migration, 0.5);
        pathways.multiply(0, Pathway::SchoolReturn, 4.0);
        let here = CommuneContext::by_hand(&province, &pathways);
        let mut scratch = Scratch { consumption: vec![0.0], ..Scratch::default() };
        scratch.home_draws.draw(&commune, &here);
        spells().of_homes(&commune, &here, 0.3, &mut scratch);
        let found = |scratch: &Scratch| {
            let home = scratch.home_hazards[0];
            (home.leaving.to_array(), home.returning.to_array(), home.recruitment, home.reached)
        };
        assert_eq!(found(&scratch), ([1.0, 1.0, 1.0, 0.7], [1.0; 4], 0.3, 0));
        let nobody = spells();
        let pull = nobody.recruitment.pull(&commune, &[], 1.0);
        scratch.moved.push(pull.unmoved());
        nobody.levers_on_homes(&commune, &here, &pull, &mut scratch);
        let levered = ([1.0, 1.0, 1.0, 0.35], [4.0, 1.0, 1.0, 1.0], 0.3, 1);
        assert_eq!((found(&scratch), scratch.moved.len()), (levered, 2));

        // Times in which school is left twice as often, returned to half as often, and homes thrice.
        let mut times = Times::REFERENCE;
        times.set(Condition::Dropout, 2.0);
        times.set(Condition::SchoolReturn, 0.5);
        times.set(Condition::Migration, 3.0);
        times.set(Condition::WorkStart, 0.25);
        let of_times = ProvincePathways::of_times(times);
        let then = CommuneContext::by_hand(&province, &of_times);
        let mut other = Scratch { consumption: vec![0.0], ..Scratch::default() };
        other.home_draws.draw(&commune, &then);
        spells().of_homes(&commune, &then, 0.3, &mut other);
        let [school, work, marriage, migration] = found(&other).0;
        assert_eq!(([school, work, marriage], found(&other).1), ([2.0, 0.25, 1.0], [0.5, 1.0, 1.0, 1.0]));
        assert!((migration - 2.1).abs() < 1e-6, "{migration}");

        // Another commune of the province: the same ratios, and efforts of its own.
        scratch.moved.truncate(1);
        nobody.of_homes(&commune, &here, 0.3, &mut scratch);
        nobody.levers_on_homes(&commune, &here, &pull, &mut scratch);
        assert_eq!((found(&scratch), scratch.moved.len()), (levered, 2));
        assert_eq!(scratch.home_hazards[0].moved, 1);
    }

    /// In the delta school is left half as often and returned to twice as often, and work begun
    /// thrice as often; in the mountains nothing is changed.
    #[test]
    fn a_region_has_ratios_of_its_own() {
        let (mut schooling, mut work) = (schooling::tests::params(), work::tests::params());
        schooling.region.red_river_delta = HazardRatio::new(0.5).unwrap();
        work.region.red_river_delta = HazardRatio::new(3.0).unwrap();
        let spells = spells_of(&schooling, &work);
        let of = |region| {
            let (commune, province) = (home(), province("01", region, 1.0, 0));
            let pathways = ProvincePathways::default();
            let here = CommuneContext::by_hand(&province, &pathways);
            let mut scratch = Scratch { consumption: vec![0.0], ..Scratch::default() };
            scratch.home_draws.draw(&commune, &here);
            spells.of_homes(&commune, &here, 0.3, &mut scratch);
            let home = scratch.home_hazards[0];
            (home.leaving.to_array()[..3].to_vec(), home.returning.to_array())
        };
        assert_eq!(of(Region::RedRiverDelta), (vec![0.5, 3.0, 1.0], [2.0, 1.0, 1.0, 1.0]));
        assert_eq!(of(Region::NorthernMountains), (vec![1.0; 3], [1.0; 4]));
    }
}
