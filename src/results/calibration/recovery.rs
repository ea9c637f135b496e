//! `recovery.csv`: known values beside what their data sets say of them.

use crate::experiments::study::Study;
use crate::experiments::study::calibration::Recovered;
use crate::results::schema::{flag, table, text, value, whole};

table! {
    "recovery";
    /// Known values, as shares of their factor's range, beside what their data sets say of them.
    pub struct RecoveryLine {
        /// Number of the data set, from 0.
        data_set: u32 = whole("").key(),
        /// Name of the factor.
        factor: String = text().key(),
        /// The known value.
        known: f64 = value("share of the range"),
        /// 5 % quantile of the posterior.
        low_5_percent: f64 = value("share of the range"),
        /// 95 % quantile of the posterior.
        high_95_percent: f64 = value("share of the range"),
        /// Whether the known value lies between them.
        inside: bool = flag(),
        /// Rank of the known value among 99 samples of the posterior.
        rank_of_99: u32 = whole(""),
    }
}

/// All values.
pub fn recovery<'a>(study: &'a Study, rows: &'a [Recovered]) -> impl Iterator<Item = RecoveryLine> + 'a {
    rows.iter().map(|row| RecoveryLine {
        data_set: row.set as u32,
        factor: study.spec.factors[row.factor].name.clone(),
        known: row.truth,
        low_5_percent: row.interval.0,
        high_95_percent: row.interval.1,
        inside: row.is_inside(),
        rank_of_99: row.rank as u32,
    })
}
