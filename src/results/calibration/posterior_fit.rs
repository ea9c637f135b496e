//! `posterior_fit.csv`: the fit of an ensemble's own runs to every pattern.

use crate::experiments::study::calibration::FitOfPosterior;
use crate::results::schema::{table, text, value, whole};

table! {
    "posterior_fit";
    /// The fit of the ensemble's own runs to every pattern.
    pub struct PosteriorFitLine {
        /// Id of the pattern.
        id: String = text().key(),
        /// What is compared.
        pattern: String = text(),
        /// Whether the pattern is calibrated to, held out or only shown.
        role: String = text(),
        /// Lower end of the band.
        low: Option<f64> = value("as the pattern"),
        /// Upper end of the band.
        high: Option<f64> = value("as the pattern"),
        /// Points behind the row.
        points: u32 = whole("points"),
        /// Mean over the points.
        simulated_mean: f64 = value("as the pattern"),
        /// 5 % quantile over the points.
        simulated_5_percent: f64 = value("as the pattern"),
        /// 95 % quantile over the points.
        simulated_95_percent: f64 = value("as the pattern"),
        /// Share of points whose value lies in the band.
        share_in_band: f64 = value("share"),
    }
}

/// All patterns that at least one point has a reading of.
pub fn posterior_fit(rows: &[FitOfPosterior]) -> impl Iterator<Item = PosteriorFitLine> {
    rows.iter().filter(|row| row.points > 0).map(|row| PosteriorFitLine {
        id: row.pattern.id.to_owned(),
        pattern: row.pattern.words.to_owned(),
        role: row.pattern.role.name().to_owned(),
        low: row.pattern.low,
        high: row.pattern.high,
        points: row.points as u32,
        simulated_mean: row.mean,
        simulated_5_percent: row.low,
        simulated_95_percent: row.high,
        share_in_band: row.in_band,
    })
}
