//! `identified.csv`: what a calibration learnt of each factor.

use crate::experiments::posterior::PRIOR_DEVIATION;
use crate::experiments::study::calibration::Learnt;
use crate::results::schema::{flag, table, text, value};

table! {
    "identified";
    /// What was learnt of each factor. Deviations are shares of its range, in which the prior is
    /// uniform.
    pub struct IdentifiedLine {
        /// Name of the factor.
        factor: String = text().key(),
        /// Standard deviation before.
        prior_deviation: f64 = value("share of the range"),
        /// Standard deviation after.
        posterior_deviation: f64 = value("share of the range"),
        /// By how much the deviation shrank: 0 not at all, 1 wholly.
        shrinkage: f64 = value("share"),
        /// The shrinkage that 95 of 100 factors which cannot act stay below, at this number of
        /// points.
        null_threshold: f64 = value("share"),
        /// Whether the patterns say more of it than they would seem to say of a factor that cannot
        /// act.
        identified: bool = flag(),
        /// Median after, in the factor's own unit.
        median: f64 = value("as the factor"),
        /// 5 % quantile after, in the factor's own unit.
        low_5_percent: f64 = value("as the factor"),
        /// 95 % quantile after, in the factor's own unit.
        high_95_percent: f64 = value("as the factor"),
    }
}

/// All factors.
pub fn identified(learnt: &[Learnt], null_threshold: f64) -> impl Iterator<Item = IdentifiedLine> {
    learnt.iter().map(move |learnt| {
        let [median, low, high] = learnt.quantiles;
        IdentifiedLine {
            factor: learnt.factor.clone(),
            prior_deviation: PRIOR_DEVIATION,
            posterior_deviation: learnt.marginal.deviation,
            shrinkage: learnt.marginal.shrinkage,
            null_threshold,
            identified: learnt.identified,
            median,
            low_5_percent: low,
            high_95_percent: high,
        }
    })
}
