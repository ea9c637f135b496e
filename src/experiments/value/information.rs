//! What knowing more is worth.

use super::decision::{best, greatest, mean};
use super::smoother::Smoother;
use crate::random::{IndexedDraws, Stream};

/// Parts of the draws that are left out in turn for a standard error.
const PARTS: usize = 10;
/// Other orders of the draws that make the floor.
const ORDERS: u32 = 20;

/// What some information is worth, in the unit of the benefits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The value; never below 0.
    pub value: f64,
    /// Its standard error by a jackknife over tenths of the draws; none of too few of them.
    pub standard_error: Option<f64>,
}

/// What knowing some parameters is worth, beside what the same estimate gives by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Information {
    /// The value.
    pub worth: Worth,
    /// The mean of the same estimate over orders of the draws in which the parameters tell nothing.
    pub floor: f64,
    /// The greatest of these: a value that does not exceed it cannot be told from chance.
    pub ceiling_of_chance: f64,
}

impl Information {
    /// Whether the value can be told from what chance alone gives.
    pub fn is_told(&self) -> bool {
        self.worth.value > self.ceiling_of_chance
    }
}

/// What knowing everything is worth (EVPI): the mean of the best of each draw less the best of the
/// means. Chance that is in the benefits counts as known.
pub fn perfect(benefits: &[Vec<f64>]) -> Worth {
    let draws = benefits.first().map_or(0, Vec::len);
    let jackknife = |part: usize| {
        let kept: Vec<Vec<f64>> = benefits.iter().map(|act| without(act, part)).collect();
        value_of(&kept)
    };
    Worth { value: value_of(benefits), standard_error: error(draws, jackknife) }
}

/// What knowing some parameters is worth (EVPPI), or the outcomes of a study (EVSI): `inputs` has a
/// list for each of them with its value in every draw. `seed` orders the draws for the floor.
pub fn partial(benefits: &[Vec<f64>], inputs: &[&[f64]], seed: u64) -> Information {
    let draws = benefits.first().map_or(0, Vec::len);
    // Only differences between acts count, and they are less noisy than the benefits themselves.
    let against = best(benefits).map_or_else(Vec::new, |best| benefits[best].clone());
    let acts: Vec<Vec<f64>> = benefits
        .iter()
        .map(|act| act.iter().zip(&against).map(|(own, other)| own - other).collect())
        .collect();
    let smoother = Smoother::new(inputs);
    let chosen: Vec<_> = acts.iter().map(|act| smoother.choose(act)).collect();
    let fitted: Vec<Vec<f64>> =
        acts.iter().zip(&chosen).map(|(act, chosen)| smoother.fit_with(act, *chosen)).collect();
    let jackknife = |part: usize| {
        let inputs: Vec<Vec<f64>> = inputs.iter().map(|input| without(input, part)).collect();
        let inputs: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
        let smoother = Smoother::new(&inputs);
        let fit = |act: &Vec<f64>| smoother.fit(&without(act, part));
        value_of(&acts.iter().map(fit).collect::<Vec<_>>())
    };
    let lots = IndexedDraws::new(seed, Stream::BootstrapResample);
    let by_chance: Vec<f64> = (0..ORDERS)
        .map(|order| {
            let places = lots.shuffled(draws, u64::from(order));
            let other = |act: &Vec<f64>| {
                let outputs: Vec<f64> = places.iter().map(|&place| act[place]).collect();
                smoother.fit(&outputs)
            };
            value_of(&acts.iter().map(other).collect::<Vec<_>>())
        })
        .collect();
    Information {
        worth: Worth { value: value_of(&fitted), standard_error: error(draws, jackknife) },
        floor: mean(&by_chance),
        ceiling_of_chance: by_chance.into_iter().fold(0.0, f64::max),
    }
}

/// The mean of the best less the best of the means.
fn value_of(benefits: &[Vec<f64>]) -> f64 {
    let best = benefits.iter().map(|act| mean(act)).fold(f64::NEG_INFINITY, f64::max);
    if benefits.is_empty() { 0.0 } else { (mean(&greatest(benefits)) - best).max(0.0) }
}

/// The standard error of an estimate from what it is without each part of the draws.
fn error(draws: usize, without: impl Fn(usize) -> f64) -> Option<f64> {
    if draws < 2 * PARTS {
        return None;
    }
    let estimates: Vec<f64> = (0..PARTS).map(without).collect();
    let middle = mean(&estimates);
    let squares: f64 = estimates.iter().map(|estimate| (estimate - middle).powi(2)).sum();
    Some(((PARTS - 1) as f64 / PARTS as f64 * squares).sqrt())
}

/// The draws of all parts but one.
fn without(numbers: &[f64], part: usize) -> Vec<f64> {
    let kept = numbers.iter().enumerate().filter(|(draw, _)| draw % PARTS != part);
    kept.map(|(_, number)| *number).collect()
}
