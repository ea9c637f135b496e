//! The way from runs to a posterior, against what is known in closed form.

use super::*;
use crate::experiments::design::{Factor, Scale, sobol};
use crate::random::{IndexedDraws, Stream};
use nalgebra::Matrix3;

fn design(dimensions: usize, count: usize, seed: u64) -> Vec<Vec<f64>> {
    let factors: Vec<_> =
        (0..dimensions).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect();
    sobol(&factors, count, seed).unwrap().into_iter().map(|point| point.values).collect()
}

/// A noise that no stream of the machinery itself draws.
fn noise(row: u64, column: u32) -> f64 {
    IndexedDraws::new(99, Stream::DummyParameter).normal(row, column)
}

#[test]
fn an_emulator_of_a_quadratic_is_the_quadratic() {
    let quadratic = |x: &[f64]| 3.0 - x[0] + 2.0 * x[1] * x[2] + 4.0 * x[2] * x[2] - x[0] * x[1];
    let known = design(3, 40, 1);
    let outputs: Vec<f64> = known.iter().map(|x| quadratic(x)).collect();
    let emulator = Emulator::fit(&known, &outputs, &[0.0; 40]).unwrap();
    for place in design(3, 100, 2) {
        let Prediction { mean, variance } = emulator.predict(&place);
        assert!((mean - quadratic(&place)).abs() < 1e-9 && variance < 1e-6, "{place:?}: {mean} {variance}");
    }
    assert!(emulator.leave_one_out().root_mean_square() < 1e-8);
}

/// A wavy function of two parameters of three with replicate noise of deviation 0.2, known point by
/// point, in eight designs of 120. Nine tenths of the errors must be within 1.645 expected
/// deviations: of the 960 runs left out within four standard errors (0.039), and of the true mean
/// at new places, whose errors within a design go together, between 0.85 and 0.97 of the time.
#[test]
fn an_emulator_knows_how_wrong_it_is() {
    let wavy = |x: &[f64]| libm::sin(6.0 * x[0]) + x[0] * x[1] + libm::exp(-2.0 * x[1]);
    let (mut left_out, mut at_new_places) = (0.0, 0.0);
    for seed in 0..8 {
        let known = design(3, 120, seed);
        let outputs: Vec<f64> =
            (0..).zip(&known).map(|(row, x)| wavy(x) + 0.2 * noise(row, seed as u32)).collect();
        let emulator = Emulator::fit(&known, &outputs, &[0.04; 120]).unwrap();
        let check = emulator.leave_one_out();
        assert!(check.root_mean_square() < 1.3 * 0.2 && check.predicted_share() > 0.8, "{seed}: {check:?}");
        left_out += check.covered(1.645) / 8.0;
        let miss = |x: &Vec<f64>| {
            let Prediction { mean, variance } = emulator.predict(x);
            (mean - wavy(x)) / variance.sqrt()
        };
        let held = design(3, 500, seed + 100).iter().filter(|x| miss(x).abs() < 1.645).count();
        at_new_places += held as f64 / 4_000.0;
    }
    assert!(
        (left_out - 0.9).abs() < 0.039 && (0.85..0.97).contains(&at_new_places),
        "{left_out} {at_new_places}"
    );
}

#[test]
fn the_unit_of_an_output_does_not_matter() {
    let known = design(2, 30, 4);
    let outputs: Vec<f64> = (0..).zip(&known).map(|(row, x)| x[0] * x[1] + 0.1 * noise(row, 0)).collect();
    let noise: Vec<f64> = known.iter().map(|x| 0.02 * x[0]).collect();
    let scaled = |factor: f64| {
        let outputs: Vec<f64> = outputs.iter().map(|y| factor * y + 7.0).collect();
        let noise: Vec<f64> = noise.iter().map(|v| factor * factor * v).collect();
        Emulator::fit(&known, &outputs, &noise).unwrap().predict(&[0.3, 0.6])
    };
    let (plain, large) = (scaled(1.0), scaled(1_000.0));
    assert!((large.mean - 7.0 - 1e3 * (plain.mean - 7.0)).abs() < 1e-6, "{plain:?} {large:?}");
    assert!((large.variance / plain.variance / 1e6 - 1.0).abs() < 1e-6, "{plain:?} {large:?}");
}

#[test]
fn unusable_runs_are_refused() {
    let known = design(2, 10, 1);
    let fit = |outputs: &[f64], noise: &[f64]| Emulator::fit(&known, outputs, noise).map(|_| ());
    let mut broken = [1.0; 10];
    broken[3] = f64::INFINITY;
    let fault = PosteriorFault::Unusable { what: "the output", point: 3, value: f64::INFINITY };
    assert_eq!(fit(&broken, &[0.0; 10]), Err(fault));
    assert!(matches!(fit(&[1.0; 10], &[-1.0; 10]), Err(PosteriorFault::Unusable { point: 0, .. })));
    assert!(matches!(fit(&[1.0; 9], &[0.0; 10]), Err(PosteriorFault::Lengths { .. })));
    let few = Emulator::fit(&known[..5], &[1.0; 5], &[0.0; 5]).map(|_| ());
    assert_eq!(few, Err(PosteriorFault::TooFewPoints { found: 5, dimensions: 2, needed: 6 }));
}

/// Three patterns that are linear in three parameters, each observed with a normal error: the
/// posterior is normal with mean `A^-1 z` and covariance `A^-1 S A^-T`, its evidence 1 / |det A|;
/// the cube's walls are six deviations away.
struct Linear {
    slopes: Matrix3<f64>,
    targets: Vec<ObservedTarget>,
    mean: [f64; 3],
    covariance: Matrix3<f64>,
}

fn linear() -> Linear {
    let slopes = Matrix3::new(2.0, 1.0, 0.0, 0.0, 1.5, -0.5, 0.5, 0.0, 1.0);
    let mean = [0.5, 0.45, 0.55];
    let centres = slopes * nalgebra::Vector3::from(mean);
    let deviations = [0.1, 0.08, 0.05];
    let band = |row: usize| {
        let half = 1.959_963_984_540_054 * deviations[row];
        ObservedTarget::new(centres[row] - half, centres[row] + half, 0.95, 0.0).unwrap()
    };
    let inverse = slopes.try_inverse().unwrap();
    let errors = Matrix3::from_diagonal(&nalgebra::Vector3::from(deviations.map(|d| d * d)));
    Linear {
        slopes,
        targets: (0..3).map(band).collect(),
        mean,
        covariance: inverse * errors * inverse.transpose(),
    }
}

impl Linear {
    fn outputs(&self, x: &[f64]) -> [f64; 3] {
        [0, 1, 2].map(|row| (0..3).map(|column| self.slopes[(row, column)] * x[column]).sum())
    }

    /// Each mean within `of_mean` posterior deviations, each deviation within a share
    /// `of_deviation`, correlations within 0.1.
    fn assert_recovered(&self, samples: &[Vec<f64>], of_mean: f64, of_deviation: f64) {
        let correlations = correlations(samples);
        for (axis, found) in marginals(samples, 0.9).iter().enumerate() {
            let deviation = self.covariance[(axis, axis)].sqrt();
            assert!((found.mean - self.mean[axis]).abs() < of_mean * deviation, "{axis}: {found:?}");
            assert!(
                (found.deviation / deviation - 1.0).abs() < of_deviation,
                "{axis}: {found:?} {deviation}"
            );
            for (other, correlation) in correlations[axis].iter().enumerate() {
                let known = self.covariance[(axis, other)]
                    / (self.covariance[(axis, axis)] * self.covariance[(other, other)]).sqrt();
                assert!((correlation - known).abs() < 0.1, "{axis} {other}: {correlation} {known}");
            }
        }
    }
}

/// Of 4,000 samples the mean has an error of about 0.016 deviations if they are independent; twice
/// that is granted three times.
#[test]
fn the_posterior_of_a_linear_model_is_the_closed_form() {
    let linear = linear();
    let log = |x: &[f64]| {
        let sure = linear.outputs(x).map(|mean| Prediction { mean, variance: 0.0 });
        log_likelihood(&sure, &linear.targets)
    };
    let posterior = sample(3, log, &Sampler { particles: 4_000, moves: 10, seed: 8 }).unwrap();
    linear.assert_recovered(&posterior.samples, 0.1, 0.05);
    assert!(
        posterior.stages.iter().all(|stage| (0.15..0.6).contains(&stage.accepted)),
        "{:?}",
        posterior.stages
    );
}

/// A log-evidence of 1,000 particles has a deviation of about 0.074, so the mean of 16 is within
/// 0.075. Early stages meet the walls of the cube with correlated steps: a walk that reflected its
/// steps there missed the evidence by 0.13.
#[test]
fn the_evidence_of_a_linear_model_is_the_closed_form() {
    let linear = linear();
    let log = |x: &[f64]| {
        let sure = linear.outputs(x).map(|mean| Prediction { mean, variance: 0.0 });
        log_likelihood(&sure, &linear.targets)
    };
    let of = |seed| sample(3, log, &Sampler { particles: 1_000, moves: 10, seed }).unwrap().log_evidence;
    let mean = (0..16).map(of).sum::<f64>() / 16.0;
    let known = -libm::log(linear.slopes.determinant().abs());
    assert!((mean - known).abs() < 0.075, "{mean} {known}");
}

/// The way through emulators of noisy runs: 128 points with 5 replicates of deviation 0.1.
#[test]
fn the_way_from_runs_to_posterior_recovers_the_closed_form() {
    let linear = linear();
    let known = design(3, 128, 3);
    let run = |(row, x): (u64, &Vec<f64>)| {
        let outputs = linear.outputs(x).into_iter().enumerate();
        outputs.map(|(column, mean)| mean + 0.1 / 5.0_f64.sqrt() * noise(row, column as u32)).collect()
    };
    let outputs: Vec<Vec<f64>> = (0..).zip(&known).map(run).collect();
    let emulators = fit_all(&known, &outputs, &vec![vec![0.002; 3]; 128]).unwrap();
    let log = |x: &[f64]| {
        let predicted: Vec<_> = emulators.iter().map(|emulator| emulator.predict(x)).collect();
        log_likelihood(&predicted, &linear.targets)
    };
    let posterior = sample(3, log, &Sampler { particles: 1_000, moves: 10, seed: 8 }).unwrap();
    linear.assert_recovered(&posterior.samples, 0.4, 0.15);
    // Whatever has weight in the posterior is plausible, and little of the prior is.
    let plausible = |x: &Vec<f64>| nth_greatest(&implausibilities(&emulators, &linear.targets, x), 1) < 3.0;
    let share =
        |places: &[Vec<f64>]| places.iter().filter(|x| plausible(x)).count() as f64 / places.len() as f64;
    assert!(share(&posterior.samples) > 0.97 && share(&design(3, 1_000, 9)) < 0.2);
}

#[test]
fn a_parameter_that_no_pattern_depends_on_is_called_unidentified() {
    let target = ObservedTarget::new(0.5, 0.7, 0.95, 0.0).unwrap();
    let log = |x: &[f64]| log_likelihood(&[Prediction { mean: x[0], variance: 0.0 }], &[target]);
    let posterior = sample(2, log, &Sampler { particles: 1_000, moves: 10, seed: 2 }).unwrap();
    let identified: Vec<bool> =
        marginals(&posterior.samples, 0.9).iter().map(|marginal| marginal.is_identified(0.0)).collect();
    assert_eq!(identified, [true, false]);
}

/// Ranks of the truth over 400 synthetic data sets, of two parameters with y = x0 + x1 / 2 and y =
/// x1 observed with errors of deviation 0.15 and 0.4; the sampler believes errors of `belief` times
/// that.
fn calibration_ranks(belief: f64) -> [Vec<usize>; 2] {
    let lots = IndexedDraws::new(31, Stream::DummyParameter);
    let mut ranks = [Vec::new(), Vec::new()];
    for data_set in 0..400 {
        let truth = [0, 1].map(|axis| lots.uniform(data_set, axis));
        let outputs = |x: &[f64]| [x[0] + 0.5 * x[1], x[1]];
        let deviations = [0.15, 0.4];
        let errors = [0, 1].map(|row| deviations[row as usize] * lots.normal(data_set, 2 + row));
        let observed = [outputs(&truth)[0] + errors[0], outputs(&truth)[1] + errors[1]];
        let targets = [0, 1].map(|row| {
            let half = 1.959_963_984_540_054 * deviations[row] * belief;
            ObservedTarget::new(observed[row] - half, observed[row] + half, 0.95, 0.0).unwrap()
        });
        let log =
            |x: &[f64]| log_likelihood(&outputs(x).map(|mean| Prediction { mean, variance: 0.0 }), &targets);
        let posterior = sample(2, log, &Sampler { particles: 255, moves: 10, seed: data_set }).unwrap();
        for (axis, ranks) in ranks.iter_mut().enumerate() {
            ranks.push(rank_of(truth[axis], posterior.samples.iter().map(|sample| sample[axis])));
        }
    }
    ranks
}

/// With 16 bins the statistic exceeds 37.7 once in a thousand times (chi-square of 15 degrees of
/// freedom).
#[test]
fn simulation_based_calibration_finds_uniform_ranks() {
    for ranks in calibration_ranks(1.0) {
        let statistic = uniformity(&ranks, 255, 16);
        assert!(statistic < 37.7, "{statistic}");
        let inside = ranks.iter().filter(|&&rank| (13..243).contains(&rank)).count() as f64 / 400.0;
        assert!((inside - 0.9).abs() < 4.0 * 0.015, "{inside}");
    }
}

#[test]
fn simulation_based_calibration_shows_a_posterior_that_is_too_sure() {
    assert!(uniformity(&calibration_ranks(0.5)[0], 255, 16) > 37.7);
}
