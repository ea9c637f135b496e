//! How much a parameter that cannot act would seem to be better known.
//!
//! Emulators that have few points take chance for effect, and a posterior under them narrows
//! parameters that do nothing. How far is measured on dummies: columns of the design, shuffled over
//! its points so that no output can follow them, which are put beside the parameters as one more.
//! What they reach is what counts as nothing, at any number of points.

use super::emulator::fewest_points;
use super::moments::weighted_deviation;
use super::{Emulator, ObservedTarget, PRIOR_DEVIATION, PosteriorFault, Prediction, log_likelihood};
use crate::experiments::sensitivity::quantile;
use crate::random::{IndexedDraws, Stream};
use rayon::prelude::*;

/// Dummies, each alone beside the parameters. A parameter that cannot act then exceeds the
/// threshold some once in sixteen times.
const DUMMIES: usize = 40;

/// Places of a dummy at which its likelihood is looked at.
const PLACES: usize = 12;

/// Samples of the posterior over which that likelihood is averaged.
const SAMPLES: usize = 200;

/// Points up to which emulators are learnt anew, trend and all, with each dummy beside the
/// parameters: few points leave the choice of a trend to chance as well, and a richer one gives a
/// parameter that cannot act more ways to seem to. With more points only what belongs to the dummy
/// is chosen anew, at a small part of the cost.
const LEARNT_ANEW: usize = 64;

/// The share of dummies that lie below the threshold.
const BELOW: f64 = 0.95;

/// What emulators were learnt from: a list a point each.
#[derive(Debug, Clone, Copy)]
pub struct Lessons<'a> {
    /// Places of the points in the unit cube.
    pub design: &'a [Vec<f64>],
    /// Their outputs, one for each emulator.
    pub outputs: &'a [Vec<f64>],
    /// The variances of these.
    pub noise: &'a [Vec<f64>],
}

impl Lessons<'_> {
    /// Whether emulators are learnt anew beside each dummy: points are few, and enough for one
    /// parameter more.
    fn are_few(self) -> bool {
        (fewest_points(self.design[0].len() + 1)..=LEARNT_ANEW).contains(&self.design.len())
    }

    /// The emulator of an output learnt with a column as one more parameter.
    fn learnt_beside(self, output: usize, column: &[f64]) -> Result<Emulator, PosteriorFault> {
        let design: Vec<Vec<f64>> = self
            .design
            .iter()
            .zip(column)
            .map(|(place, &dummy)| place.iter().copied().chain([dummy]).collect())
            .collect();
        let of = |lists: &[Vec<f64>]| lists.iter().map(|point| point[output]).collect::<Vec<f64>>();
        Emulator::fit(&design, &of(self.outputs), &of(self.noise))
    }
}

/// The shrinkage that 95 % of dummies stay below. `samples` are equally weighted places of the
/// posterior under the emulators.
///
/// # Errors
/// A dummy that no emulator can be learnt with.
pub fn null_threshold(
    emulators: &[Emulator],
    lessons: Lessons<'_>,
    targets: &[ObservedTarget],
    samples: &[Vec<f64>],
    seed: u64,
) -> Result<f64, PosteriorFault> {
    let step = samples.len().div_ceil(SAMPLES).max(1);
    let places: Vec<&Vec<f64>> = samples.iter().step_by(step).collect();
    let logs: Vec<f64> = places.iter().map(|place| log_at(emulators, targets, place)).collect();
    let draws = IndexedDraws::new(seed, Stream::DummyParameter);
    let shrinkage = |dummy: usize| -> Result<f64, PosteriorFault> {
        let factor = dummy % lessons.design[0].len();
        let order = draws.shuffled(lessons.design.len(), dummy as u64);
        let column: Vec<f64> = order.into_iter().map(|row| lessons.design[row][factor]).collect();
        let beside: Vec<Emulator> = emulators
            .iter()
            .enumerate()
            .map(|(output, emulator)| match lessons.are_few() {
                true => lessons.learnt_beside(output, &column),
                false => emulator.beside_dummy(lessons, output, &column),
            })
            .collect::<Result<_, _>>()?;
        Ok(shrinkage_of(&beside, targets, &places, &logs))
    };
    let mut found: Vec<f64> = (0..DUMMIES).into_par_iter().map(shrinkage).collect::<Result<_, _>>()?;
    found.sort_unstable_by(f64::total_cmp);
    Ok(quantile(&found, BELOW))
}

/// The shrinkage of the last coordinate: its likelihood at a place is the mean over the posterior
/// of what it multiplies the likelihood by.
fn shrinkage_of(
    emulators: &[Emulator],
    targets: &[ObservedTarget],
    places: &[&Vec<f64>],
    logs: &[f64],
) -> f64 {
    let middle = |place: usize| (place as f64 + 0.5) / PLACES as f64;
    let at = |place: usize| -> f64 {
        let ratio = |(known, log): (&&Vec<f64>, &f64)| {
            let mut with = (*known).clone();
            with.push(middle(place));
            libm::exp((log_at(emulators, targets, &with) - log).clamp(-50.0, 50.0))
        };
        places.iter().zip(logs).map(ratio).sum()
    };
    let weights: Vec<f64> = (0..PLACES).map(at).collect();
    let values: Vec<f64> = (0..PLACES).map(middle).collect();
    // Within its part of the interval a place is anywhere.
    let within = 1.0 / (12.0 * (PLACES * PLACES) as f64);
    let deviation = (weighted_deviation(&values, &weights).powi(2) + within).sqrt();
    1.0 - deviation / PRIOR_DEVIATION
}

fn log_at(emulators: &[Emulator], targets: &[ObservedTarget], place: &[f64]) -> f64 {
    let predicted: Vec<Prediction> = emulators.iter().map(|emulator| emulator.predict(place)).collect();
    log_likelihood(&predicted, targets)
}

#[cfg(test)]
mod tests {
    use super::super::{Sampler, fit_all, marginals, sample};
    use super::*;
    use crate::experiments::design::{Factor, Scale, sobol};

    /// A simulator of two outputs with three parameters that act and four that cannot, each run
    /// once with its own chance; its posterior under emulators from so many points. The shrinkages
    /// of the four, and the threshold.
    fn null_study(points: usize, seed: u64) -> (Vec<f64>, f64) {
        let factors: Vec<Factor> =
            (0..7).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect();
        let design: Vec<Vec<f64>> =
            sobol(&factors, points, seed).unwrap().into_iter().map(|point| point.values).collect();
        let draws = IndexedDraws::new(seed, Stream::PosteriorStart);
        let outputs: Vec<Vec<f64>> = design
            .iter()
            .enumerate()
            .map(|(row, x)| {
                let chance = |column| 0.25 * draws.normal(row as u64, column);
                vec![x[0] + 0.5 * x[1] * x[1] + chance(0), x[1] - x[2] + chance(1)]
            })
            .collect();
        let noise = vec![vec![0.0; 2]; points];
        let emulators = fit_all(&design, &outputs, &noise).unwrap();
        let band = |centre: f64| ObservedTarget::new(centre - 0.15, centre + 0.15, 0.95, 0.0).unwrap();
        let targets = [band(0.7), band(0.1)];
        let sampler = Sampler { particles: 600, moves: 8, seed };
        let posterior = sample(7, |place| log_at(&emulators, &targets, place), &sampler).unwrap();
        let lessons = Lessons { design: &design, outputs: &outputs, noise: &noise };
        let threshold = null_threshold(&emulators, lessons, &targets, &posterior.samples, seed).unwrap();
        let shrinkages: Vec<f64> =
            marginals(&posterior.samples, 0.9).iter().map(|marginal| marginal.shrinkage).collect();
        assert!(shrinkages[1] > threshold.max(0.1) || points < 40, "what acts is found: {shrinkages:?}");
        (shrinkages[3..].to_vec(), threshold)
    }

    /// 100 parameters that cannot act, at 32 points: at most 10 % are called better known. A bare
    /// threshold of 0.1 calls more of them so.
    #[test]
    fn at_most_one_in_ten_parameters_that_cannot_act_is_called_better_known() {
        let studies: Vec<(Vec<f64>, f64)> =
            (0..25_u64).into_par_iter().map(|seed| null_study(32, seed)).collect();
        let count = |above: &dyn Fn(f64, f64) -> bool| {
            let of =
                |(own, threshold): &(Vec<f64>, f64)| own.iter().filter(|s| above(**s, *threshold)).count();
            studies.iter().map(of).sum::<usize>()
        };
        let (bare, held) = (count(&|s, _| s > 0.1), count(&|s, threshold| s > threshold.max(0.1)));
        assert!(held <= 10 && held <= bare, "{held} of 100, {bare} with a bare threshold");
    }
}
