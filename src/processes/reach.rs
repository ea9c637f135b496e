//! Reach: which levers reach which homes.
//!
//! Each home has one fixed propensity for each lever, uniform on (0, 1). A lever reaches it while the home belongs to
//! the lever's target and the propensity lies below the threshold of the home's risk class. A rising threshold
//! therefore reaches a superset of homes, and an unmoved one reaches the same homes month after month. Homes are
//! looked at anew whenever a threshold moves, and each January and July, when children have grown into or out of a
//! target group.

use super::Here;
use crate::pathways::{Reach, SLOTS, Target};
use crate::population::{Commune, home_flag, person_flag};
use crate::quantities::Month;
use crate::random::{Stream, unit_from_word};

/// Wealth fifths that count as at risk.
const FIFTHS_AT_RISK: usize = 2;

/// Sets the reach bits of every home of a commune; `before` are last month's rules.
pub fn step(commune: &mut Commune, here: &Here<'_>, before: &[Option<Reach>; SLOTS]) {
    let now = &here.pathways.reach;
    let look_anew = here.month.of_year().is_multiple_of(6);
    for (slot, reach) in now.iter().enumerate() {
        match reach {
            None if before[slot].is_some() => {
                commune.homes.reach.iter_mut().for_each(|bits| *bits &= !(1 << slot))
            }
            None => {}
            Some(reach) => {
                let moved = before[slot] != Some(*reach);
                if moved || look_anew {
                    reach_homes(commune, here, slot, reach);
                }
            }
        }
    }
}

fn reach_homes(commune: &mut Commune, here: &Here<'_>, slot: usize, reach: &Reach) {
    for home in 0..commune.homes.len() {
        let propensity = propensity(commune, here, home, slot);
        let at_risk = commune.homes.fifth(home) < FIFTHS_AT_RISK;
        let threshold = if at_risk { reach.at_risk } else { reach.others };
        let reached = propensity < threshold && belongs(commune, here.month, home, reach.target);
        if reached {
            commune.homes.reach[home] |= 1 << slot;
        } else {
            commune.homes.reach[home] &= !(1 << slot);
        }
    }
}

/// The fixed propensity of a home to be reached by the lever in a slot.
fn propensity(commune: &Commune, here: &Here<'_>, home: usize, slot: usize) -> f32 {
    let block =
        here.draws.indexed_block(Stream::LeverReach, commune.home_key(home), Month(0), slot as u32 / 4);
    unit_from_word(block[slot % 4]) as f32
}

/// Whether a home belongs to a target group this month.
pub fn belongs(commune: &Commune, month: Month, home: usize, target: Target) -> bool {
    let homes = &commune.homes;
    let has_child = |from: i32, to: i32, flag: u16| {
        homes.members(home).any(|person| {
            (from * 12..to * 12).contains(&commune.people.age(person, month))
                && (flag == 0 || commune.people.has(person, flag))
        })
    };
    match target {
        Target::All => true,
        Target::Poor => homes.fifth(home) < FIFTHS_AT_RISK,
        Target::Minority => homes.has(home, home_flag::MINORITY),
        Target::YoungChildren => has_child(0, 9, 0),
        Target::Adolescents => has_child(10, 18, 0),
        Target::Girls => has_child(10, 18, person_flag::FEMALE),
        Target::Rural => !homes.has(home, home_flag::URBAN),
    }
}
