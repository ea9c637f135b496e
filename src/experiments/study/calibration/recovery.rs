//! Recovery: are known values found again? (Simulation-based calibration, Talts et al. 2018,
//! arXiv:1804.06788.)
//!
//! Values are drawn from the prior; the model runs once with each and leaves a data set; each data
//! set is calibrated against as if it had been observed. If all of the machinery is right, a known
//! value lies in its 90 % interval nine times out of ten, and its rank among the posterior's
//! samples is as likely to be any as any other. One design of runs and one set of emulators serve
//! all data sets.

use super::fit::scaled_readings;
use super::{CalibrationFault, Emulators};
use crate::experiments::design::latin_hypercube;
use crate::experiments::posterior::{Emulator, Prediction, RunData, Sampler, rank_of, sample};
use crate::experiments::sensitivity::quantile;
use crate::experiments::study::{Results, Study};
use rayon::prelude::*;

/// The share of the posterior that an interval covers.
const COVERAGE: f64 = 0.9;

/// Samples that a value is ranked among, so that ranks go from 0 to 99. The sampler's neighbours
/// resemble each other: only every so many-th is taken.
const RANKED: usize = 99;
const SAMPLER: Sampler = Sampler { particles: 5 * RANKED, moves: 10, seed: 0 };

/// A known value beside what its data set says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// Number of the data set.
    pub set: usize,
    /// Place of the factor.
    pub factor: usize,
    /// The known value, in the unit interval of the factor's range.
    pub truth: f64,
    /// The 90 % interval.
    pub interval: (f64, f64),
    /// How many of 99 samples lie below the known value.
    pub rank: usize,
}

impl Recovered {
    /// Whether the interval holds the known value.
    pub fn is_inside(&self) -> bool {
        (self.interval.0..=self.interval.1).contains(&self.truth)
    }
}

/// So many vectors of values from the prior, evenly.
///
/// # Errors
/// None, or too many.
pub fn truths(study: &Study, sets: usize) -> Result<Vec<Vec<f64>>, CalibrationFault> {
    // The design's own seed would put them beside its points.
    let seed = study.spec.seed.unwrap_or(0).wrapping_add(1);
    let space = &study.points.space;
    let points = latin_hypercube(&space.factors, sets, seed)?;
    Ok(points.into_iter().map(|point| space.joined(&point.values)).collect())
}

/// Calibrates against the runs at known values. `truths` are their places in the unit cube, in the
/// order of `data`. A reading that a data set lacks is not used. Data are single runs and nothing
/// is said of an error in observing them, so the doubt is that of chance, which the patterns of a
/// run share, and of the emulators.
///
/// # Errors
/// A data set that no point agrees with.
pub fn recover(
    emulators: &Emulators,
    truths: &[Vec<f64>],
    data: &Results<'_>,
) -> Result<Vec<Recovered>, CalibrationFault> {
    let readings: Vec<Vec<Vec<f64>>> =
        emulators.patterns.iter().map(|pattern| scaled_readings(pattern, data)).collect();
    let of_set = |set: usize| -> Result<Vec<Recovered>, CalibrationFault> {
        let observed: Vec<f64> =
            readings.iter().map(|pattern| pattern[set].first().copied().unwrap_or(f64::NAN)).collect();
        let samples = posterior(emulators, &observed, set)?;
        let of_factor = |(factor, &truth): (usize, &f64)| {
            let mut values: Vec<f64> = samples.iter().map(|sample| sample[factor]).collect();
            let spaced = values.iter().copied().step_by(values.len() / RANKED).take(RANKED);
            let rank = rank_of(truth, spaced);
            values.sort_unstable_by(f64::total_cmp);
            let tail = 0.5 * (1.0 - COVERAGE);
            let interval = (quantile(&values, tail), quantile(&values, 1.0 - tail));
            Recovered { set, factor, truth, interval, rank }
        };
        Ok(truths[set].iter().enumerate().map(of_factor).collect())
    };
    let all: Result<Vec<Vec<Recovered>>, _> = (0..truths.len()).into_par_iter().map(of_set).collect();
    Ok(all?.concat())
}

fn posterior(emulators: &Emulators, observed: &[f64], set: usize) -> Result<Vec<Vec<f64>>, CalibrationFault> {
    let present = emulators.emulators.iter().zip(observed).filter(|(_, reading)| reading.is_finite());
    let (used, values): (Vec<&Emulator>, Vec<f64>) =
        present.map(|(emulator, &reading)| (emulator, reading)).unzip();
    let data = RunData::new(&values, &used)?;
    let log = |place: &[f64]| {
        let predicted: Vec<Prediction> = used.iter().map(|emulator| emulator.predict(place)).collect();
        data.log_density(&predicted)
    };
    let dimensions = emulators.dimensions();
    Ok(sample(dimensions, log, &Sampler { seed: set as u64, ..SAMPLER })?.samples)
}
