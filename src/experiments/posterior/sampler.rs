//! Sampling a posterior by tempering (sequential Monte Carlo: Del Moral, Doucet and Jasra 2006,
//! doi:10.1111/j.1467-9868.2006.00553.x).
//!
//! Particles start from the prior. The likelihood is let in stage by stage, each stage so far that
//! the weights stay worth half of the particles; particles are resampled by weight and then moved
//! by a random walk whose steps have the particles' own covariance. Unlike one chain it finds
//! several peaks, needs no burn-in, and its particles work in parallel.

use super::PosteriorFault;
use super::moments::{covariance, means};
use super::resample::{effective_size, from_logs, resample};
use crate::random::{IndexedDraws, Stream};
use nalgebra::{Cholesky, DMatrix};
use rayon::prelude::*;

/// How a posterior is sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampler {
    /// The number of particles, and so of samples; 1,000 or more for intervals.
    pub particles: usize,
    /// Moves of each particle at each stage: 10 is usual, or as many as there are parameters if
    /// those are more.
    pub moves: usize,
    /// The seed.
    pub seed: u64,
}

/// A stage of tempering.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// The power of the likelihood at the end of the stage; the last is 1.
    pub power: f64,
    /// Share of moves that were accepted; far below 0.1 the samples are hardly independent.
    pub accepted: f64,
}

/// Samples of a posterior.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// Equally weighted places in the unit cube.
    pub samples: Vec<Vec<f64>>,
    /// The logarithm of the likelihood's mean over the prior, to compare models.
    pub log_evidence: f64,
    /// What happened on the way.
    pub stages: Vec<Stage>,
}

/// A stage lets in so much of the likelihood that the weights are worth this share of the
/// particles.
const WORTH: f64 = 0.5;

/// The share of accepted moves at which the steps keep their size.
const WANTED: f64 = 0.25;

/// How fast steps change with the share accepted: a share of 0.12 makes them a third smaller.
const GAIN: f64 = 3.0;

/// A place and its log-likelihood.
#[derive(Debug, Clone)]
struct Particle {
    place: Vec<f64>,
    log: f64,
}

impl Particle {
    /// A particle at a place; one whose likelihood is not a number is impossible.
    fn at(place: Vec<f64>, log_likelihood: impl Fn(&[f64]) -> f64) -> Self {
        let log = log_likelihood(&place);
        Self { place, log: if log.is_nan() { f64::NEG_INFINITY } else { log } }
    }
}

/// Samples the posterior of a uniform prior over the unit cube under a log-likelihood, which may be
/// minus infinity.
///
/// # Errors
/// If settings are impossible, or no particle of the prior has any likelihood.
pub fn sample(
    dimensions: usize,
    log_likelihood: impl Fn(&[f64]) -> f64 + Sync,
    sampler: &Sampler,
) -> Result<Posterior, PosteriorFault> {
    let Sampler { particles, moves, seed } = *sampler;
    if particles < 2 || moves == 0 {
        return Err(PosteriorFault::Sampler { particles, moves });
    }
    let start = IndexedDraws::new(seed, Stream::PosteriorStart);
    let offsets = IndexedDraws::new(seed, Stream::PosteriorResample);
    let place = |row: usize| (0..dimensions).map(|axis| start.uniform(row as u64, axis as u32)).collect();
    let mut cloud: Vec<Particle> =
        (0..particles).into_par_iter().map(|row| Particle::at(place(row), &log_likelihood)).collect();
    let mut posterior = Posterior { samples: Vec::new(), log_evidence: 0.0, stages: Vec::new() };
    let (mut power, mut size) = (0.0, 2.38 / (dimensions as f64).sqrt());
    while power < 1.0 {
        let step = step_of(&cloud, 1.0 - power).ok_or(PosteriorFault::NothingPossible)?;
        let logs = cloud.iter().map(|particle| step * particle.log);
        let (weights, greatest) = (from_logs(logs.clone()), logs.fold(f64::NEG_INFINITY, f64::max));
        posterior.log_evidence += greatest + libm::log(weights.iter().sum::<f64>() / particles as f64);
        // The last step must end at 1 exactly.
        power = if step >= 1.0 - power { 1.0 } else { power + step };
        let stage = posterior.stages.len();
        let chosen = resample(&weights, particles, offsets.uniform(stage as u64, 0));
        cloud = chosen.into_iter().map(|row| cloud[row].clone()).collect();
        let walk = StageMoves { steps: steps(&cloud, size), power, moves, stage, seed };
        let accepted: usize =
            cloud.par_iter_mut().enumerate().map(|(row, p)| walk.take(row, p, &log_likelihood)).sum();
        let accepted = accepted as f64 / (particles * moves) as f64;
        size *= libm::exp(GAIN * (accepted - WANTED));
        posterior.stages.push(Stage { power, accepted });
    }
    posterior.samples = cloud.into_iter().map(|particle| particle.place).collect();
    Ok(posterior)
}

/// The largest step of the power, up to `most`, at which the weights are worth enough; none if all
/// are zero.
fn step_of(cloud: &[Particle], most: f64) -> Option<f64> {
    let possible = cloud.iter().filter(|particle| particle.log > f64::NEG_INFINITY).count();
    if possible == 0 {
        return None;
    }
    let worth = |step: f64| effective_size(&from_logs(cloud.iter().map(|particle| step * particle.log)));
    let wanted = WORTH * possible as f64;
    if worth(most) >= wanted {
        return Some(most);
    }
    let (mut low, mut high) = (0.0, most);
    // 50 halvings leave no bit of the step open.
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if worth(middle) >= wanted { low = middle } else { high = middle }
    }
    Some(high)
}

/// The lower factor of the covariance of a random walk's steps.
fn steps(cloud: &[Particle], size: f64) -> DMatrix<f64> {
    let places: Vec<Vec<f64>> = cloud.iter().map(|particle| particle.place.clone()).collect();
    let (means, dimensions) = (means(&places), places[0].len());
    // Particles that have all fallen together must still be able to part.
    let floor = |row: usize, column: usize| if row == column { 1e-12 } else { 0.0 };
    let spread =
        DMatrix::from_fn(dimensions, dimensions, |r, c| covariance(&places, &means, r, c) + floor(r, c));
    let factor =
        Cholesky::new(spread).map_or_else(|| DMatrix::identity(dimensions, dimensions) * 1e-6, |f| f.l());
    factor * size
}

/// The moves of a stage.
struct StageMoves {
    steps: DMatrix<f64>,
    power: f64,
    moves: usize,
    stage: usize,
    seed: u64,
}

impl StageMoves {
    /// Moves a particle; how many moves were accepted.
    fn take(&self, row: usize, particle: &mut Particle, log_likelihood: impl Fn(&[f64]) -> f64) -> usize {
        let lots = IndexedDraws::new(self.seed, Stream::PosteriorMove);
        let dimensions = particle.place.len();
        let mut accepted = 0;
        for turn in 0..self.moves {
            let first = ((self.stage * self.moves + turn) * (dimensions + 1)) as u32;
            let draw = |offset: usize| lots.normal(row as u64, first + offset as u32);
            let normals: Vec<f64> = (0..dimensions).map(draw).collect();
            let along = |axis: usize| (0..=axis).map(|k| self.steps[(axis, k)] * normals[k]).sum::<f64>();
            let place: Vec<f64> =
                particle.place.iter().enumerate().map(|(axis, x)| x + along(axis)).collect();
            // A step over a wall is refused. Reflecting it would not be symmetric where steps are
            // correlated.
            if place.iter().any(|x| !(0.0..=1.0).contains(x)) {
                continue;
            }
            let proposed = Particle::at(place, &log_likelihood);
            let chance = libm::exp(self.power * (proposed.log - particle.log));
            if lots.uniform(row as u64, first + dimensions as u32) < chance {
                *particle = proposed;
                accepted += 1;
            }
        }
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLER: Sampler = Sampler { particles: 2_000, moves: 10, seed: 3 };

    #[test]
    fn nothing_said_leaves_the_prior() {
        let posterior = sample(2, |_| 0.0, &SAMPLER).unwrap();
        assert_eq!((posterior.log_evidence, posterior.stages.len()), (0.0, 1));
        let mean = posterior.samples.iter().map(|sample| sample[1]).sum::<f64>() / 2e3;
        assert!((mean - 0.5).abs() < 4.0 * 0.2887 / 2e3_f64.sqrt());
    }

    /// Two equal peaks of deviation 0.01 at 0.2 and 0.8: each keeps half of the samples within 0.1,
    /// and the evidence is the sum of the peaks' areas.
    #[test]
    fn two_peaks_are_both_kept() {
        let peak = |x: f64, at: f64| libm::exp(-0.5 * ((x - at) / 0.01) * ((x - at) / 0.01));
        let posterior = sample(1, |x| libm::log(peak(x[0], 0.2) + peak(x[0], 0.8)), &SAMPLER).unwrap();
        let left = posterior.samples.iter().filter(|sample| sample[0] < 0.5).count() as f64 / 2e3;
        assert!((left - 0.5).abs() < 0.1, "{left}");
        let area = 2.0 * 0.01 * (2.0 * std::f64::consts::PI).sqrt();
        assert!((posterior.log_evidence - libm::log(area)).abs() < 0.1, "{}", posterior.log_evidence);
    }

    /// A likelihood that forbids four fifths of the cube.
    #[test]
    fn forbidden_places_stay_empty() {
        let posterior = sample(2, |x| if x[0] < 0.2 { 0.0 } else { f64::NEG_INFINITY }, &SAMPLER).unwrap();
        assert!(posterior.samples.iter().all(|sample| sample[0] < 0.2));
        assert!((libm::exp(posterior.log_evidence) - 0.2).abs() < 4.0 * (0.16_f64 / 2e3).sqrt());
    }

    #[test]
    fn threads_change_nothing() {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| sample(2, |x| -100.0 * (x[0] - x[1]) * (x[0] - x[1]), &SAMPLER).unwrap())
        };
        assert_eq!(on(1), on(3));
    }

    #[test]
    fn what_cannot_be_sampled_is_refused() {
        assert_eq!(sample(1, |_| f64::NEG_INFINITY, &SAMPLER), Err(PosteriorFault::NothingPossible));
        let none = Sampler { particles: 1, ..SAMPLER };
        assert!(matches!(sample(1, |_| 0.0, &none), Err(PosteriorFault::Sampler { .. })));
    }
}
