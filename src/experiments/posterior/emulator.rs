//! An emulator of one output: a quick stand-in for the model's mean, with a variance for what it
//! does not know.
//!
//! A polynomial, as rich as predicts best, catches most of how a smooth output depends on
//! parameters, and a Gaussian process around it the rest. Noise is that of the replicates, point by
//! point, and a nugget for what their number leaves unsure.

use super::fault::check_length;
use super::kernel::Hyperparameters;
use super::process::Process;
use super::trend::Trend;
use super::{LeaveOneOut, Lessons, PosteriorFault, Prediction, search};
use rayon::prelude::*;

/// Hyperparameters are chosen on so many of the first points, or twice the trend's terms if those
/// are more; all points are used thereafter. The cost grows with the cube of the number, and the
/// designs of this room begin evenly.
const POINTS_TO_CHOOSE_FROM: usize = 150;

/// Bounds of the hyperparameters, for a standardised output: variances, and lengths in ranges of a
/// parameter.
const VARIANCE: (f64, f64) = (1e-8, 1e2);
const LENGTH: (f64, f64) = (0.05, 20.0);

/// The prior of lengths: logarithms normal around this and half the logarithm of the number of
/// parameters, because distances grow with its root (Hvarfner, Hellsten and Nardi 2024,
/// arXiv:2402.02229).
const LENGTHS_CENTRE: f64 = std::f64::consts::SQRT_2;
const LENGTHS_SPREAD: f64 = 1.732_050_807_568_877_2;

/// Where the search for hyperparameters starts: a process with little noise, and noise with little
/// process.
const STARTS: [(f64, f64); 2] = [(0.5, 1e-3), (1e-2, 0.3)];

/// First and last step of the search, in logarithms: factors of 2.7 and 1.28. Finer steps move
/// predictions by less than the doubt about them.
const STEPS: (f64, f64) = (1.0, 0.25);

/// The model's mean output over the unit cube of its parameters, learnt from runs.
#[derive(Debug, Clone)]
pub struct Emulator {
    process: Process,
    centre: f64,
    scale: f64,
    chance: f64,
    /// By how much its variances fall short of the errors that it makes.
    inflation: f64,
}

impl Emulator {
    /// Learns an output from a design in the unit cube, the mean output of each point over its
    /// replicates, and the variance of that mean (the variance between replicates over their
    /// number; 0 if the model has no chance).
    ///
    /// # Errors
    /// If lists do not match, a number cannot be used, points are too few, or two of them are the
    /// same without noise.
    pub fn fit(design: &[Vec<f64>], outputs: &[f64], noise: &[f64]) -> Result<Self, PosteriorFault> {
        check(design, outputs, noise)?;
        let count = outputs.len() as f64;
        let centre = outputs.iter().sum::<f64>() / count;
        let variance = outputs.iter().map(|y| (y - centre) * (y - centre)).sum::<f64>() / count;
        // An output that never changes has no scale of its own.
        let scale = if variance > 0.0 { variance.sqrt() } else { 1.0 };
        let outputs: Vec<f64> = outputs.iter().map(|y| (y - centre) / scale).collect();
        let noise: Vec<f64> = noise.iter().map(|v| v / (scale * scale)).collect();
        let trends = Trend::affordable(design.len(), design[0].len());
        let tried = trends.into_iter().map(|trend| Fitted::of(trend, design, &outputs, &noise));
        let Fitted { process, nugget, .. } = best(tried.collect::<Result<_, _>>()?);
        let own_chance = nugget + noise.iter().sum::<f64>() / count;
        let inflation = inflation(&process.leave_one_out());
        Ok(Self { process, centre, scale, chance: inflation * scale * scale * own_chance, inflation })
    }

    /// The emulator that this one would be with a dummy as one more parameter: its signal, its
    /// nugget and the length of the dummy are chosen anew, all else stays. `column` has the dummy's
    /// place at each point of the lessons.
    ///
    /// # Errors
    /// If the covariance with the dummy is singular.
    pub(super) fn beside_dummy(
        &self,
        lessons: Lessons<'_>,
        output: usize,
        column: &[f64],
    ) -> Result<Self, PosteriorFault> {
        let (hyper, trend) = self.process.shape();
        let design: Vec<Vec<f64>> = lessons
            .design
            .iter()
            .zip(column)
            .map(|(place, &dummy)| place.iter().copied().chain([dummy]).collect())
            .collect();
        let outputs: Vec<f64> =
            lessons.outputs.iter().map(|point| (point[output] - self.centre) / self.scale).collect();
        let noise: Vec<f64> =
            lessons.noise.iter().map(|point| point[output] / (self.scale * self.scale)).collect();
        let with = |logs: &[f64]| {
            let mut lengths = hyper.lengths.clone();
            lengths.push(libm::exp(logs[2]));
            Hyperparameters { signal: libm::exp(logs[0]), nugget: libm::exp(logs[1]), lengths }
        };
        let dimensions = design[0].len();
        let first = design.len().min(POINTS_TO_CHOOSE_FROM.max(2 * trend.terms(dimensions)));
        let cost = |logs: &[f64]| {
            let process =
                Process::condition(with(logs), trend, &design[..first], &outputs[..first], &noise[..first]);
            process.map_or(f64::INFINITY, |process| {
                length_prior(&logs[2..], dimensions) - process.log_likelihood()
            })
        };
        let start = [libm::log(hyper.signal), libm::log(hyper.nugget), 0.0];
        let bounds = [VARIANCE, VARIANCE, LENGTH].map(|(low, high)| (libm::log(low), libm::log(high)));
        let (found, _) = search::least(&start, &bounds, STEPS, cost);
        let process = Process::condition(with(&found), trend, &design, &outputs, &noise)?;
        let inflation = inflation(&process.leave_one_out());
        Ok(Self { process, inflation, ..self.clone() })
    }

    /// The mean output at a place in the unit cube.
    pub fn predict(&self, place: &[f64]) -> Prediction {
        let Prediction { mean, variance } = self.process.predict(place);
        let variance = self.inflation * self.scale * self.scale * variance;
        Prediction { mean: self.centre + self.scale * mean, variance }
    }

    /// Number of parameters.
    pub fn dimensions(&self) -> usize {
        self.process.dimensions()
    }

    /// The variance by which a point's mean over its runs differs from the mean over all chance, as
    /// far as the design shows it.
    pub fn chance(&self) -> f64 {
        self.chance
    }

    /// How well it predicts runs that it was not shown.
    pub fn leave_one_out(&self) -> LeaveOneOut {
        let (errors, expected) = self
            .process
            .leave_one_out()
            .into_iter()
            .map(|(error, variance)| (self.scale * error, self.scale * (self.inflation * variance).sqrt()))
            .unzip();
        LeaveOneOut { errors, expected, variance: self.scale * self.scale }
    }
}

/// A process around one trend.
struct Fitted {
    process: Process,
    nugget: f64,
    /// The logarithm of the density of the outputs, each predicted from the others.
    score: f64,
}

impl Fitted {
    fn of(trend: Trend, design: &[Vec<f64>], outputs: &[f64], noise: &[f64]) -> Result<Self, PosteriorFault> {
        let first = design.len().min(POINTS_TO_CHOOSE_FROM.max(2 * trend.terms(design[0].len())));
        let hyper = choose(trend, &design[..first], &outputs[..first], &noise[..first]);
        let nugget = hyper.nugget;
        let process = Process::condition(hyper, trend, design, outputs, noise)?;
        let score = process.leave_one_out().iter().map(|(e, v)| -0.5 * (libm::log(*v) + e * e / v)).sum();
        Ok(Self { process, nugget, score })
    }
}

/// The fit that predicts what it was not shown best: richer trends follow noise where an output is
/// simple.
fn best(fits: Vec<Fitted>) -> Fitted {
    let better = |one: Fitted, other: Fitted| if other.score > one.score { other } else { one };
    fits.into_iter().reduce(better).unwrap_or_else(|| unreachable!("a trend is always tried"))
}

/// The mean square of the errors at runs that were left out, over their expected variances; 1 where
/// that is less. Lengths and variances are chosen once and taken for known, and chance is taken to
/// be of one size everywhere, so a process believes itself too much (Bachoc 2013,
/// doi:10.1016/j.csda.2013.03.016).
fn inflation(left_out: &[(f64, f64)]) -> f64 {
    let squares: f64 = left_out.iter().map(|(error, variance)| error * error / variance).sum();
    (squares / left_out.len() as f64).max(1.0)
}

/// An emulator for each output. `outputs` and `noise` have one list a point, with one number an
/// output.
///
/// # Errors
/// As [`Emulator::fit`].
pub fn fit_all(
    design: &[Vec<f64>],
    outputs: &[Vec<f64>],
    noise: &[Vec<f64>],
) -> Result<Vec<Emulator>, PosteriorFault> {
    let count = outputs.first().map_or(0, Vec::len);
    for lists in [outputs, noise] {
        check_length("points", lists.len(), design.len())?;
        lists.iter().try_for_each(|list| check_length("outputs of a point", list.len(), count))?;
    }
    let column =
        |lists: &[Vec<f64>], output: usize| lists.iter().map(|list| list[output]).collect::<Vec<_>>();
    let fit = |output| Emulator::fit(design, &column(outputs, output), &column(noise, output));
    (0..count).into_par_iter().map(fit).collect()
}

/// The fewest points that an emulator of so many parameters can be learnt from.
pub fn fewest_points(dimensions: usize) -> usize {
    2 * Trend::Linear.terms(dimensions)
}

fn check(design: &[Vec<f64>], outputs: &[f64], noise: &[f64]) -> Result<(), PosteriorFault> {
    let dimensions = design.first().map_or(0, Vec::len);
    check_length("outputs", outputs.len(), design.len())?;
    check_length("noise variances", noise.len(), design.len())?;
    design.iter().try_for_each(|place| check_length("parameters of a point", place.len(), dimensions))?;
    let needed = fewest_points(dimensions);
    if design.len() < needed {
        return Err(PosteriorFault::TooFewPoints { found: design.len(), dimensions, needed });
    }
    let unusable = |what, point, value| Err(PosteriorFault::Unusable { what, point, value });
    for (point, place) in design.iter().enumerate() {
        if let Some(&value) = place.iter().find(|value| !value.is_finite()) {
            return unusable("a parameter", point, value);
        }
        if !outputs[point].is_finite() {
            return unusable("the output", point, outputs[point]);
        }
        if !(noise[point].is_finite() && noise[point] >= 0.0) {
            return unusable("the noise variance", point, noise[point]);
        }
    }
    Ok(())
}

/// The hyperparameters of greatest restricted likelihood times a prior on the lengths. Without it,
/// or with one that does not grow with the number of parameters, a process of many dimensions
/// explains noise by short lengths: it then believes in ups and downs between points, and
/// calibrations against it give intervals that are too narrow.
fn choose(trend: Trend, design: &[Vec<f64>], outputs: &[f64], noise: &[f64]) -> Hyperparameters {
    let logarithms = |(low, high): (f64, f64)| (libm::log(low), libm::log(high));
    let mut bounds = vec![logarithms(VARIANCE); 2];
    bounds.resize(2 + design[0].len(), logarithms(LENGTH));
    let cost = |logs: &[f64]| {
        let prior = length_prior(&logs[2..], design[0].len());
        let process = Process::condition(from_logs(logs), trend, design, outputs, noise);
        process.map_or(f64::INFINITY, |process| prior - process.log_likelihood())
    };
    let found = STARTS.map(|(signal, nugget)| {
        let mut start = vec![0.0; bounds.len()];
        (start[0], start[1]) = (libm::log(signal), libm::log(nugget));
        search::least(&start, &bounds, STEPS, cost)
    });
    let [(first, cost_of_first), (second, cost_of_second)] = found;
    from_logs(if cost_of_first <= cost_of_second { &first } else { &second })
}

/// The cost of some logarithms of lengths under their prior.
fn length_prior(logs: &[f64], dimensions: usize) -> f64 {
    let centre = LENGTHS_CENTRE + 0.5 * libm::log(dimensions as f64);
    logs.iter().map(|log| 0.5 * ((log - centre) / LENGTHS_SPREAD).powi(2)).sum()
}

fn from_logs(logs: &[f64]) -> Hyperparameters {
    let lengths = logs[2..].iter().map(|&log| libm::exp(log)).collect();
    Hyperparameters { signal: libm::exp(logs[0]), nugget: libm::exp(logs[1]), lengths }
}

#[cfg(test)]
mod tests {
    use super::inflation;

    /// Errors of 1 and 3 where variances of 1 and 2 were expected: (1 + 4.5) / 2.
    #[test]
    fn variances_grow_to_the_errors_and_never_shrink() {
        assert_eq!(inflation(&[(1.0, 1.0), (3.0, 2.0)]), 2.75);
        assert_eq!(inflation(&[(0.1, 1.0), (-0.2, 2.0)]), 1.0);
    }
}
