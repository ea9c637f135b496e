//! Feedback: what a month leaves behind for the next ones.
//!
//! * The migration network of a commune follows the share of its people of 12-24 who are away:
//!   `network' = network + (share away - network) / 12` (M18: out-migration lowers the cost of
//!   recruitment).
//! * Awareness fades and is refilled by campaigns: `awareness' = awareness * (1 - fading) + push *
//!   (1 - awareness)` (I35).

use super::{CommuneContext, MEMORY_MONTHS, with_widest_simd};
use crate::population::{Commune, LEAVES_AT, People, SURVEY_FROM, person_flag};
use crate::quantities::{Month, Share};
use serde::Deserialize;

/// Parameters of feedback.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Share of awareness lost in a month.
    pub awareness_fading: Share,
}

/// The network after a month: part of the way to the share away.
pub fn follow(network: f32, away: f32) -> f32 {
    network + (away - network) / MEMORY_MONTHS
}

/// Awareness after a month.
pub fn next_awareness(awareness: f32, fading: f32, push: f32) -> f32 {
    let kept = awareness * (1.0 - fading);
    kept + push * (1.0 - kept)
}

/// How many people of 12-24 are away, and how many there are.
#[inline(always)]
fn away_of(people: &People, month: Month) -> (u32, u32) {
    let month = month.0 as i16;
    people.birth.iter().zip(&people.flags).fold((0, 0), |(away, all), (&birth, &flags)| {
        let months_past_twelve = month.wrapping_sub(birth).wrapping_sub(SURVEY_FROM as i16) as u16;
        let of_age = u32::from(months_past_twelve < (LEAVES_AT - SURVEY_FROM) as u16);
        (away + (of_age & u32::from(flags & person_flag::AWAY != 0)), all + of_age)
    })
}

/// Network and awareness of a commune.
pub fn step(params: &Params, commune: &mut Commune, here: &CommuneContext<'_>) {
    let (away, all) = with_widest_simd(
        #[inline(always)]
        || away_of(&commune.people, here.month),
    );
    let share = if all == 0 { 0.0 } else { away as f32 / all as f32 };
    commune.network = follow(commune.network, share);
    let (fading, push) = (params.awareness_fading.get(), here.pathways.capacities.awareness);
    commune.awareness = next_awareness(commune.awareness, fading as f32, push as f32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awareness_settles_where_push_and_fading_balance() {
        let mut awareness = 0.0;
        for _ in 0..2_000 {
            awareness = next_awareness(awareness, 0.05, 0.02);
        }
        // a = a (1-f) + p (1 - a (1-f))  =>  a = p / (1 - (1-f)(1-p))
        assert!((awareness - 0.02 / (1.0 - 0.95 * 0.98)).abs() < 1e-5);
    }

    #[test]
    fn without_a_push_awareness_only_fades() {
        assert_eq!(next_awareness(0.5, 0.1, 0.0), 0.45);
        assert_eq!(next_awareness(0.0, 0.1, 0.0), 0.0);
    }
}
