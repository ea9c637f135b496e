//! Where the next points lie, and the posterior at the end.

use super::{CalibrationFault, Emulators};
use crate::experiments::design::Point;
use crate::experiments::posterior::{Sampler, sample};
use crate::experiments::study::{Points, Study};

/// The implausibility above which a place is ruled out.
const RULED_OUT: f64 = 3.0;

/// How steeply a place is disliked beyond that; steep enough that hardly any sample lies half a
/// unit beyond.
const STEEPNESS: f64 = 20.0;

/// Particles of every sample, and moves of each at a stage where factors are fewer.
const PARTICLES: usize = 1_000;
const MOVES: usize = 10;

/// A sample of the posterior.
#[derive(Debug, Clone)]
pub struct Sampled {
    /// Places in the unit cube, all of one weight.
    pub unit: Vec<Vec<f64>>,
    /// The same in the factors' own units.
    pub values: Vec<Vec<f64>>,
    /// The log-likelihood of each under the emulators.
    pub logs: Vec<f64>,
    /// Log-evidence, to compare models.
    pub log_evidence: f64,
}

/// The values of the first wave's points.
pub fn first_wave(study: &Study) -> Vec<Vec<f64>> {
    let mut points: Vec<&Point> = study.points.points.iter().collect();
    points.sort_by_key(|point| point.index);
    points.into_iter().map(|point| point.values.clone()).collect()
}

/// Values of so many points, evenly out of what the emulators leave possible.
///
/// # Errors
/// If no place can be sampled.
pub fn next_wave(
    study: &Study,
    emulators: &Emulators,
    count: usize,
    wave: usize,
) -> Result<Vec<Vec<f64>>, CalibrationFault> {
    let beyond = |place: &[f64]| (emulators.implausibility(place) - RULED_OUT).max(0.0);
    let space = &study.points.space;
    let log = |place: &[f64]| {
        let beyond = beyond(&space.as_used(place));
        -STEEPNESS * beyond * beyond
    };
    let factors = study.points.space.factors.len();
    let found = sample(factors, log, &sampler(factors, seed(study, wave)))?;
    Ok(spread(&values(&study.points, &found.samples), count))
}

/// A sample of the posterior under the emulators.
///
/// # Errors
/// If no place has any likelihood.
pub fn posterior(study: &Study, emulators: &Emulators) -> Result<Sampled, CalibrationFault> {
    let factors = study.points.space.factors.len();
    let space = &study.points.space;
    let log = |place: &[f64]| emulators.log_likelihood(&space.as_used(place));
    let found = sample(factors, log, &sampler(factors, seed(study, usize::MAX)))?;
    let logs = found.samples.iter().map(|place| log(place)).collect();
    let values = values(&study.points, &found.samples);
    Ok(Sampled { unit: found.samples, values, logs, log_evidence: found.log_evidence })
}

impl Sampled {
    /// So many of the samples, from the whole of them.
    pub fn ensemble(&self, count: usize) -> Vec<Vec<f64>> {
        spread(&self.values, count)
    }
}

/// Every so many-th: samples that come from one particle stand near each other.
fn spread(samples: &[Vec<f64>], count: usize) -> Vec<Vec<f64>> {
    let count = count.min(samples.len());
    (0..count).map(|place| samples[place * samples.len() / count].clone()).collect()
}

fn sampler(factors: usize, seed: u64) -> Sampler {
    Sampler { particles: PARTICLES, moves: MOVES.max(factors), seed }
}

/// A seed of each wave's own.
fn seed(study: &Study, wave: usize) -> u64 {
    study.spec.seed.unwrap_or(0).wrapping_mul(1_000_003).wrapping_add(wave as u64)
}

fn values(points: &Points, unit: &[Vec<f64>]) -> Vec<Vec<f64>> {
    unit.iter().map(|place| points.space.values(place)).collect()
}

/// The places of some values in the unit cube.
pub fn places(study: &Study, values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    values.iter().map(|values| study.points.space.units(values)).collect()
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn samples_are_taken_from_the_whole() {
        let samples: Vec<Vec<f64>> = (0..10).map(|place| vec![f64::from(place)]).collect();
        assert_eq!(spread(&samples, 3), [[0.0], [3.0], [6.0]]);
        assert_eq!(spread(&samples, 99), samples);
    }
}
