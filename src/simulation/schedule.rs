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
use crate::pathways::Pathways;
use crate::population::Spell;
use crate::processes::demography::Settlement;
use crate::processes::{
    CommuneContext, Scratch, casework, demography, exploitation, feedback, marriage, migration, online,
    protection, reach, recruiters, schooling, work,
};
use rayon::prelude::*;

/// Moves the world by a month on which these pathways act.
pub fn month(model: &Model, world: &mut World, pathways: &Pathways) {
    debug_assert_eq!(world.month, pathways.month);
    let (country, draws, month) = (&world.country, world.draws, world.month);
    let p = &model.parameters;
    let shocks = model.economy.province_shocks(country, &draws, month);
    let (local, starts) = recruiters::by_commune(&world.recruiters, world.communes.len());
    let reach_before = &world.reach;

    world.communes.par_iter_mut().enumerate().for_each_init(Scratch::default, |scratch, (index, commune)| {
        let row = usize::from(commune.province);
        let here = CommuneContext {
            month,
            draws,
            province: &country.provinces[row],
            pathways: &pathways.provinces[row],
        };
        let settlement = Settlement { country, consumption: &model.consumption[row], params: &p.synthesis };
        scratch.birthdays.find(&commune.people.birth, month);
        demography::step(commune, &here, settlement, &scratch.birthdays);
        reach::step(commune, &here, &reach_before[row], scratch);
        scratch.home_draws.draw(commune, &here);
        model.economy.step(commune, &here, shocks[row], scratch);
        model.family.step(commune, &here, scratch);
        online::step(&p.online, commune, &here, scratch);
        schooling::birthdays(commune, &scratch.birthdays.between);

        let recruiters = &local[starts[index]..starts[index + 1]];
        let sampled = here.province.sampled;
        let mut capacity: Vec<u8> =
            recruiters.iter().map(|recruiter| recruiter.capacity_among(sampled)).collect();
        model.spells.run_clocks(commune, &here, recruiters, scratch);
        for ended in &scratch.ended {
            let person = ended.person();
            let before = commune.people.flags[person];
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
                recruitment.approach(commune, &here, person, before, recruiters, &mut capacity);
            }
        }

        exploitation::step(&p.exploitation, commune, &here, &scratch.home_draws);
        protection::step(&p.protection, commune, &here, index as u32, &scratch.home_draws);
        feedback::step(&p.feedback, commune, &here);
    });

    for (row, province) in country.provinces.iter().enumerate() {
        casework::step(
            &p.casework,
            &mut world.services[row],
            &mut world.communes[province.communes.clone()],
            province.communes.start as u32,
            row as u8,
            &pathways.provinces[row].capacities,
            &draws,
            month,
        );
    }
    recruiters::step(&p.recruiters, &mut world.recruiters, &world.communes, country, pathways, &draws);
    for (before, now) in world.reach.iter_mut().zip(&pathways.provinces) {
        *before = now.reach;
    }
    world.month = month.plus(1);
}
