//! `posterior.csv`: the sample of a calibration's posterior.

use crate::experiments::study::Study;
use crate::experiments::study::calibration::Sampled;
use crate::results::schema::{exact, table, value, whole};
use crate::results::study::factor_cell;

table! {
    "posterior";
    /// The sample of the posterior, all of one weight: a column for each factor, in its own unit.
    pub struct PosteriorLine {
        /// Number of the sample, from 0.
        sample: u32 = whole("").key(),
        /// Weight of the sample; all add up to 1.
        weight: f64 = exact("share"),
        /// Logarithm of the likelihood.
        log_likelihood: Option<f64> = value(""),
    }
}

/// All samples with their values.
pub fn posterior<'a>(
    study: &'a Study,
    sampled: &'a Sampled,
) -> impl Iterator<Item = (PosteriorLine, Vec<String>)> + 'a {
    let weight = 1.0 / sampled.values.len() as f64;
    sampled.values.iter().zip(&sampled.logs).enumerate().map(move |(sample, (values, log))| {
        let log_likelihood = Some(*log).filter(|log| log.is_finite());
        let shown =
            study.spec.factors.iter().zip(values).map(|(axis, &value)| factor_cell(axis, value)).collect();
        (PosteriorLine { sample: sample as u32, weight, log_likelihood }, shown)
    })
}
