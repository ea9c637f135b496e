//! The month, on one page.
//!
//! Steps 1-9 touch only one commune's people and read last month's shared values, so communes run
//! in parallel; the rest joins them in a fixed order. Within a commune processes act in sequence:
//! each sees what the ones before it did.
//!
//! 1. demography 2. reach of levers 3. economy 4. family and online exposure 5. first and last day
//!    of school
//! 6. spells that end: schooling, work, marriage, migration, recruitment 7. exploitation 8.
//!    protection 9. feedback
//! 10. casework  11. recruiters

use super::{Model, World};
use crate::pathways::{Pathways, Reach, SLOTS};
use crate::population::{Commune, Country, ProvinceServices, Recruiters, Spell};
use crate::processes::casework::CaseChange;
use crate::processes::demography::Settlement;
use crate::processes::recruiters::RecruitersAtWork;
use crate::processes::recruitment::{Approached, Destinations, Surroundings};
use crate::processes::{
    CommuneContext, Scratch, casework, demography, exploitation, feedback, marriage, migration, online,
    protection, reach, recruiters, schooling, work,
};
use crate::random::Draws;
use rayon::prelude::*;

/// Moves the world by a month on which these pathways act.
pub fn month(model: &Model, world: &mut World, pathways: &Pathways) {
    let changes = up_to_casework(model, world, pathways);
    from_casework_on(model, world, pathways, &changes);
}

/// Steps 1-10, and what casework will change in the communes.
pub(super) fn up_to_casework(model: &Model, world: &mut World, pathways: &Pathways) -> Vec<CaseChange> {
    debug_assert_eq!(world.month, pathways.month);
    let World { draws, country, communes, recruiters, services, reach, .. } = world;
    let now = ThisMonth { model, country, draws: *draws, pathways };
    let at_work = recruiters::by_commune(recruiters, communes.len());
    let surroundings = Surroundings::of_provinces(country, communes.iter());
    now.in_communes(communes.iter_mut().enumerate().collect(), &at_work, &surroundings, reach);
    now.of_services(services, &communes.iter().collect::<Vec<_>>())
}

/// What casework changes, and step 11.
pub(super) fn from_casework_on(
    model: &Model,
    world: &mut World,
    pathways: &Pathways,
    changes: &[CaseChange],
) {
    let World { draws, country, communes, recruiters, .. } = world;
    let now = ThisMonth { model, country, draws: *draws, pathways };
    for (index, commune) in communes.iter_mut().enumerate() {
        casework::apply(casework::changes_in(changes, index), commune);
    }
    now.of_recruiters(recruiters, &communes.iter().collect::<Vec<_>>());
    world.reach = pathways.reach();
    world.month = pathways.month.plus(1);
}

/// A month of a run, whichever communes live it.
#[derive(Clone, Copy)]
pub(super) struct ThisMonth<'a> {
    pub model: &'a Model,
    pub country: &'a Country,
    pub draws: Draws,
    pub pathways: &'a Pathways,
}

impl ThisMonth<'_> {
    /// Steps 1-9 in some communes, given with their rows. `surroundings` is what last month left in
    /// each province for comers; `reach_before` is last month's reach of
    /// the levers, by province.
    pub fn in_communes(
        &self,
        communes: Vec<(usize, &mut Commune)>,
        at_work: &RecruitersAtWork,
        surroundings: &[Surroundings],
        reach_before: &[[Option<Reach>; SLOTS]],
    ) {
        let Self { model, country, draws, pathways } = *self;
        let (p, month) = (&model.parameters, pathways.month);
        let destinations = Destinations::new(country, at_work, surroundings, pathways);
        let shocks = model.economy.province_shocks(pathways, &draws);

        communes.into_par_iter().for_each_init(Scratch::default, |scratch, (index, commune)| {
            let row = usize::from(commune.province);
            let here = CommuneContext {
                month,
                draws,
                province: &country.provinces[row],
                pathways: &pathways.provinces[row],
                destinations: &destinations,
            };
            let settlement =
                Settlement { country, consumption: &model.consumption[row], params: &p.synthesis };
            scratch.birthdays.find(&commune.people.birth, month);
            demography::step(commune, &here, settlement, &scratch.birthdays);
            reach::step(commune, &here, &reach_before[row], scratch);
            scratch.home_draws.draw(commune, &here);
            model.economy.step(commune, &here, shocks[row], scratch);
            model.family.step(commune, &here, scratch);
            online::step(&p.online, commune, &here, scratch);
            schooling::birthdays(commune, &scratch.birthdays.between);

            let recruiters = at_work.in_commune(index);
            let sampled = here.province.sampled;
            let mut capacity: Vec<u8> =
                recruiters.iter().map(|recruiter| recruiter.capacity_among(sampled)).collect();
            model.spells.run_clocks(commune, &here, recruiters, scratch);
            for ended in &scratch.ended {
                let person = ended.person();
                let before = commune.people.flags[person];
                let elsewhere = commune.elsewhere.province_of(person);
                for spell in ended.of_everyday_life() {
                    match spell {
                        Spell::School => schooling::change(commune, &here, person),
                        Spell::Work => work::change(commune, &here, person),
                        Spell::Marriage => marriage::marry(commune, person),
                        Spell::Migration => migration::change(&p.migration, commune, &here, person),
                    }
                }
                if ended.recruited() {
                    let recruitment = &model.spells.recruitment;
                    let approached = Approached { person, flags: before, elsewhere };
                    recruitment.approach(commune, &here, approached, recruiters, &mut capacity);
                }
            }

            exploitation::step(&p.exploitation, commune, &here, &scratch.home_draws);
            protection::step(&p.protection, commune, &here, index as u32, &scratch.home_draws);
            feedback::step(&p.feedback, commune, &here);
        });
    }

    /// Step 10 in all provinces, and what it changes in the communes.
    pub fn of_services(&self, services: &mut [ProvinceServices], communes: &[&Commune]) -> Vec<CaseChange> {
        let Self { model, country, draws, pathways } = self;
        let of_province = |row: usize| {
            let own = country.provinces[row].communes.clone();
            casework::step(
                &model.parameters.casework,
                &mut services[row],
                &communes[own.clone()],
                own.start as u32,
                row as u8,
                &pathways.provinces[row].capacities,
                draws,
                pathways.month,
            )
        };
        (0..country.provinces.len()).flat_map(of_province).collect()
    }

    /// Step 11.
    pub fn of_recruiters(&self, recruiters: &mut Recruiters, communes: &[&Commune]) {
        let params = (&self.model.parameters.recruiters, &self.model.spells.recruitment);
        recruiters::step(params, recruiters, communes, self.country, self.pathways, &self.draws);
    }
}
