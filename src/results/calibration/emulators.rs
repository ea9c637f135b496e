//! `emulators.csv`: how well each emulator predicts runs that it was not shown.

use crate::experiments::study::calibration::Emulators;
use crate::results::schema::{table, text, value};

table! {
    "emulators";
    /// How well each emulator predicts runs that it was not shown.
    pub struct EmulatorLine {
        /// Id of the pattern.
        id: String = text().key(),
        /// Share of the variance between runs that it predicts.
        predicted_share_of_variance: f64 = value("share"),
        /// Root of the mean square error.
        root_mean_square_error: f64 = value("as the pattern"),
        /// Share of runs inside their 90 % interval.
        covered_by_90_percent: f64 = value("share"),
    }
}

/// All emulators.
pub fn emulators(emulators: &Emulators) -> impl Iterator<Item = EmulatorLine> {
    emulators.checks().map(|(pattern, check)| EmulatorLine {
        id: pattern.id.to_owned(),
        predicted_share_of_variance: check.predicted_share(),
        root_mean_square_error: check.root_mean_square(),
        covered_by_90_percent: check.covered(1.645),
    })
}
