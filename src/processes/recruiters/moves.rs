//! Moves of recruiters: the only way by which one province's levers are felt in another.

use super::Params;
use super::entry::place_in;
use crate::population::{Belief, Country, Recruiters};
use crate::processes::recruitment::share_out;
use crate::quantities::Month;
use crate::random::{Draws, Stream, unit_from_word};

/// Weights of a soft-max over places, the best place at 1.
pub fn softmax_weights(p: &Params, places: impl Iterator<Item = Belief>) -> Vec<f32> {
    let values: Vec<f64> = places
        .map(|Belief { gain, risk }| f64::from(gain) / p.yield_unit() - p.caution.get() * f64::from(risk))
        .collect();
    let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| libm::exp(value - best) as f32).collect()
}

/// Some choose anew between their own and the adjacent provinces.
pub(super) fn move_all(
    params: &Params,
    recruiters: &mut Recruiters,
    country: &Country,
    draws: &Draws,
    month: Month,
) {
    for row in 0..recruiters.len() {
        let block = draws.block(Stream::RecruiterMove, recruiters.key[row], month);
        if unit_from_word(block[0]) < params.inertia.get() {
            continue;
        }
        let here = recruiters.province[row];
        let places: Vec<u8> = std::iter::once(here)
            .chain(country.provinces[usize::from(here)].neighbours.iter().copied())
            .collect();
        let memory = &recruiters.memory[row];
        let weights = softmax_weights(params, places.iter().map(|&place| memory.of(place)));
        if let Some(chosen) = share_out(&weights, unit_from_word(block[1])) {
            let key = recruiters.key[row];
            recruiters.province[row] = places[chosen];
            recruiters.commune[row] = place_in(country, places[chosen], key, draws, month, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::params;
    use super::*;

    /// In standing yields (0.25) less 20 times the risk: 2 - 0.2, 1 - 0, 2 - 1.2: steps of 0.8 and
    /// 1 below the best.
    #[test]
    fn the_soft_max_by_hand() {
        let places = [(0.5, 0.01), (0.25, 0.0), (0.5, 0.06)].map(|(gain, risk)| Belief { gain, risk });
        let weights = softmax_weights(&params(), places.into_iter());
        for (weight, below) in weights.iter().zip([0.0, 0.8, 1.0]) {
            assert!((f64::from(*weight) - libm::exp(-below)).abs() < 1e-6, "{weights:?}");
        }
    }
}
