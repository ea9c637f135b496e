//! Reach: which levers reach which homes.
//!
//! Each home has one fixed propensity for each lever, uniform on (0, 1). A lever reaches it while
//! the home belongs to the lever's target and the propensity lies below the threshold of the home's
//! risk class. A rising threshold therefore reaches a superset of homes, and an unmoved one reaches
//! the same homes month after month. Homes are looked at anew whenever a threshold moves, and each
//! January and July, when children have grown into or out of a target group.

use super::{CommuneContext, HomeDraws, with_widest_simd};
use crate::pathways::{Reach, SLOTS, TargetGroup};
use crate::population::{Commune, home_flag, person_flag};
use crate::quantities::Month;
use crate::random::unit_from_word;

/// Wealth fifths that count as at risk.
const FIFTHS_AT_RISK: usize = 2;

/// Levers whose propensities are drawn as one block.
const BLOCK: usize = 4;

/// Sets the reach bits of every home of a commune; `before` are last month's rules.
pub fn step(
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    before: &[Option<Reach>; SLOTS],
    words: &mut HomeDraws,
) {
    let look_anew = here.month.of_year().is_multiple_of(6);
    let levers: Vec<(usize, Option<Reach>)> = here.pathways.reach.iter().copied().enumerate().collect();
    for (block, levers) in levers.chunks(BLOCK).enumerate() {
        for &(slot, _) in levers.iter().filter(|(slot, now)| now.is_none() && before[*slot].is_some()) {
            commune.homes.reach.iter_mut().for_each(|bits| *bits &= !(1 << slot));
        }
        let to_look = levers.iter().filter_map(|&(slot, now)| Some((slot, now?)));
        let mut to_look =
            to_look.filter(|&(slot, reach)| look_anew || before[slot] != Some(reach)).peekable();
        if to_look.peek().is_some() {
            let propensities = words.propensities(commune, here, block as u32);
            to_look.for_each(|(slot, reach)| {
                reach_homes(commune, here.month, slot, &reach, &propensities[slot % BLOCK]);
            });
        }
    }
}

/// `propensities` are the homes' fixed random words for the lever in this slot.
fn reach_homes(commune: &mut Commune, month: Month, slot: usize, reach: &Reach, propensities: &[u32]) {
    let bit = 1 << slot;
    let homes = &mut commune.homes;
    with_widest_simd(
        #[inline(always)]
        || {
            for ((bits, &flags), &word) in homes.reach.iter_mut().zip(&homes.flags).zip(propensities) {
                let at_risk = home_flag::fifth(flags) < FIFTHS_AT_RISK;
                let threshold = if at_risk { reach.at_risk } else { reach.others };
                let below = (unit_from_word(word) as f32) < threshold;
                *bits = *bits & !bit | if below { bit } else { 0 };
            }
        },
    );
    if reach.target != TargetGroup::All {
        for home in 0..commune.homes.len() {
            if commune.homes.reach[home] & bit != 0 && !belongs(commune, month, home, reach.target) {
                commune.homes.reach[home] &= !bit;
            }
        }
    }
}

/// Whether a home belongs to a target group this month.
pub fn belongs(commune: &Commune, month: Month, home: usize, target: TargetGroup) -> bool {
    let homes = &commune.homes;
    let has_child = |from: i32, to: i32, flag: u16| {
        homes.members(home).any(|person| {
            (from * 12..to * 12).contains(&commune.people.age(person, month))
                && (flag == 0 || commune.people.has(person, flag))
        })
    };
    match target {
        TargetGroup::All => true,
        TargetGroup::Poor => homes.fifth(home) < FIFTHS_AT_RISK,
        TargetGroup::Minority => homes.has(home, home_flag::MINORITY),
        TargetGroup::YoungChildren => has_child(0, 9, 0),
        TargetGroup::Adolescents => has_child(10, 18, 0),
        TargetGroup::Girls => has_child(10, 18, person_flag::FEMALE),
        TargetGroup::Rural => !homes.has(home, home_flag::URBAN),
    }
}
