//! What a calibration has learnt.

use super::fit::scaled_readings;
use super::{Emulators, Pattern, Sampled};
use crate::experiments::posterior::{Marginal, Prediction, correlations, log_likelihood, marginals};
use crate::experiments::sensitivity::quantile;
use crate::experiments::study::outputs::mean;
use crate::experiments::study::{Results, Study};

/// The posterior of a factor.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// Dotted name.
    pub factor: String,
    /// In the unit interval of its range, where the prior is uniform.
    pub marginal: Marginal,
    /// Median and central 90 % interval in its own unit.
    pub quantiles: [f64; 3],
    /// Correlation with each factor, in their order.
    pub correlations: Vec<f64>,
}

/// The posterior of each factor.
pub fn learnt(study: &Study, sampled: &Sampled) -> Vec<Learnt> {
    let correlations = correlations(&sampled.unit);
    let marginals = marginals(&sampled.unit, 0.9);
    let of = |(place, marginal): (usize, Marginal)| {
        let mut values: Vec<f64> = sampled.values.iter().map(|sample| sample[place]).collect();
        values.sort_unstable_by(f64::total_cmp);
        Learnt {
            factor: study.spec.factors[place].name.clone(),
            marginal,
            quantiles: [0.5, 0.05, 0.95].map(|share| quantile(&values, share)),
            correlations: correlations[place].clone(),
        }
    };
    marginals.into_iter().enumerate().map(of).collect()
}

/// How the points of the posterior fit a pattern when the model itself runs there.
#[derive(Debug, Clone)]
pub struct FitOfPosterior {
    /// The pattern.
    pub pattern: Pattern,
    /// Points with a reading.
    pub points: usize,
    /// Mean of the readings.
    pub mean: f64,
    /// Their 5 % quantile.
    pub low: f64,
    /// Their 95 % quantile.
    pub high: f64,
    /// Share of the points whose reading lies in the band.
    pub in_band: f64,
}

/// The fit of the ensemble's own runs to every pattern, those that were held out among them.
pub fn fit_of_posterior(patterns: &[Pattern], ensemble: &Results<'_>) -> Vec<FitOfPosterior> {
    let of = |pattern: &Pattern| {
        let mut readings: Vec<f64> =
            ensemble.means(&pattern.output).into_iter().filter(|mean| mean.is_finite()).collect();
        readings.sort_unstable_by(f64::total_cmp);
        let count = readings.len() as f64;
        FitOfPosterior {
            pattern: pattern.clone(),
            points: readings.len(),
            mean: readings.iter().sum::<f64>() / count,
            low: quantile(&readings, 0.05),
            high: quantile(&readings, 0.95),
            in_band: readings.iter().filter(|value| pattern.holds(**value)).count() as f64 / count,
        }
    };
    patterns.iter().map(of).collect()
}

/// The point that was run and fits best.
#[derive(Debug, Clone)]
pub struct BestPoint {
    /// Its values, in the order of the factors.
    pub values: Vec<f64>,
    /// Its place among the points of `results`.
    pub place: usize,
    /// The log-likelihood of its own runs.
    pub log_likelihood: f64,
}

/// The best of all points that were run, by the likelihood of the patterns given the mean of its own runs; none if no point has all
/// patterns.
pub fn best_point(emulators: &Emulators, values: &[Vec<f64>], results: &Results<'_>) -> Option<BestPoint> {
    let targets: Vec<_> = emulators.patterns.iter().filter_map(|pattern| pattern.target().ok()).collect();
    let of_points = |pattern| scaled_readings(pattern, results).iter().map(|point| mean(point)).collect();
    let means: Vec<Vec<f64>> = emulators.patterns.iter().map(of_points).collect();
    // What one run says of its point's mean is as unsure as a run that an emulator was not shown.
    let doubts: Vec<f64> = emulators.checks().map(|(_, check)| check.root_mean_square()).collect();
    let log_of = |place: usize| {
        let run = |(of, doubt): (&Vec<f64>, &f64)| Prediction { mean: of[place], variance: doubt * doubt };
        let own: Vec<Prediction> = means.iter().zip(&doubts).map(run).collect();
        log_likelihood(&own, &targets)
    };
    let scored = (0..values.len()).map(|place| (place, log_of(place))).filter(|(_, log)| log.is_finite());
    let (place, log_likelihood) = scored.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some(BestPoint { values: values[place].clone(), place, log_likelihood })
}

/// A configuration that holds the values of a point, for `lachan run`.
pub fn overlay(study: &Study, values: &[f64]) -> String {
    let mut text = format!(
        "schema = 1\nname = \"calibrated\"\ndescription = \"The best point of the study {}\"\n\n",
        study.spec.name
    );
    for setting in study.settings(values) {
        text.push_str(&setting.replacen('=', " = ", 1));
        text.push('\n');
    }
    text
}
