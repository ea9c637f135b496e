//! `correlations.csv`: of each two factors in a posterior.

use crate::experiments::study::calibration::Learnt;
use crate::results::schema::{table, text, value};

table! {
    "correlations";
    /// Correlation of each two factors in the posterior.
    pub struct CorrelationLine {
        /// Name of the factor.
        factor: String = text().key(),
        /// Name of the other factor.
        other: String = text().key(),
        /// Their correlation, from -1 to 1.
        correlation: f64 = value("correlation"),
    }
}

/// All pairs.
pub fn correlations(learnt: &[Learnt]) -> impl Iterator<Item = CorrelationLine> {
    learnt.iter().enumerate().flat_map(move |(place, one)| {
        learnt.iter().zip(&one.correlations).skip(place + 1).map(|(other, correlation)| CorrelationLine {
            factor: one.factor.clone(),
            other: other.factor.clone(),
            correlation: *correlation,
        })
    })
}
