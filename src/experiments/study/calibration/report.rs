//! What a calibration has learnt.

use super::{Pattern, Sampled};
use crate::experiments::posterior::{Marginal, correlations, marginals};
use crate::experiments::sensitivity::quantile;
use crate::experiments::study::{Results, Study};

/// The posterior of a factor.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// Dotted name.
    pub factor: String,
    /// In the unit interval of its range, where the prior is uniform.
    pub marginal: Marginal,
    /// Whether the patterns say more of it than they would seem to say of a factor that cannot act.
    pub identified: bool,
    /// Median and central 90 % interval in its own unit.
    pub quantiles: [f64; 3],
    /// Correlation with each factor, in their order.
    pub correlations: Vec<f64>,
}

/// The posterior of each factor. A factor that cannot act stays below `null` in shrinkage.
pub fn learnt(study: &Study, sampled: &Sampled, null: f64) -> Vec<Learnt> {
    let correlations = correlations(&sampled.unit);
    let marginals = marginals(&sampled.unit, 0.9);
    let of = |(place, marginal): (usize, Marginal)| {
        let mut values: Vec<f64> = sampled.values.iter().map(|sample| sample[place]).collect();
        values.sort_unstable_by(f64::total_cmp);
        Learnt {
            factor: study.spec.factors[place].name.clone(),
            marginal,
            identified: marginal.is_identified(null),
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

/// A configuration for `lachan run` that holds the median of each factor's posterior, to three
/// digits: what is known of one is rarely more. Not the point whose run fitted best: of many runs
/// that one is partly the luckiest.
pub fn overlay(study: &Study, learnt: &[Learnt]) -> String {
    let medians: Vec<f64> = learnt.iter().map(|learnt| three_digits(learnt.quantiles[0])).collect();
    let mut text = format!(
        "schema = 1\nname = \"calibrated\"\ndescription = \"Medians of the posterior of the study {}\"\n\n",
        study.spec.name
    );
    for setting in study.settings(&medians) {
        text.push_str(&setting.replacen('=', " = ", 1));
        text.push('\n');
    }
    text
}

fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    #[test]
    fn three_digits_are_kept_of_any_size() {
        let found = [0.000_056_789, 12.345, -0.7, 0.0].map(super::three_digits);
        assert_eq!(found, [0.000_056_8, 12.3, -0.7, 0.0]);
    }
}
