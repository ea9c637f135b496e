//! Feedback: what a month leaves behind for the next ones.
//!
//! * The migration network of a commune follows the share of its people of 12-24 who are away:
//!   `network' = network + (share away - network) / 12` (M18: out-migration lowers the cost of recruitment).
//! * Awareness fades and is refilled by campaigns: `awareness' = awareness * (1 - fading) + push * (1 - awareness)` (I35).

use super::MEMORY_MONTHS;
use crate::pathways::Pathways;
use crate::population::{Commune, LEAVES_AT, SURVEY_FROM, person_flag};
use crate::quantities::Share;
use rayon::prelude::*;
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

/// Networks and awareness of every commune.
pub fn step(params: &Params, communes: &mut [Commune], pathways: &Pathways) {
    let fading = params.awareness_fading.get() as f32;
    let month = pathways.month;
    communes.par_iter_mut().for_each(|commune| {
        let (mut away, mut all) = (0u32, 0u32);
        for person in 0..commune.people.len() {
            if (SURVEY_FROM..LEAVES_AT).contains(&commune.people.age(person, month)) {
                all += 1;
                away += u32::from(commune.people.has(person, person_flag::AWAY));
            }
        }
        let share = if all == 0 { 0.0 } else { away as f32 / all as f32 };
        commune.network = follow(commune.network, share);
        let push = pathways.provinces[usize::from(commune.province)].capacities.awareness as f32;
        commune.awareness = next_awareness(commune.awareness, fading, push);
    });
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
