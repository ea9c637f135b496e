//! `sensitivity.csv`: indices of a sensitivity study.

use super::rows::{ResultFile, each_row};
use crate::config::Fault;

/// One index of one factor.
#[derive(Debug, Clone)]
pub struct SensitivityIndex {
    /// The factor.
    pub factor: String,
    /// Name of the index.
    pub index: String,
    /// Its estimate.
    pub estimate: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Name of the indicator.
    pub indicator: String,
}

/// Reads `sensitivity.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>) -> Result<Vec<SensitivityIndex>, Fault> {
    let mut found = Vec::new();
    each_row(file, &["factor", "index", "estimate", "low", "high", "indicator"], |row| {
        found.push(SensitivityIndex {
            factor: row.text(0).to_owned(),
            index: row.text(1).to_owned(),
            estimate: row.number(2)?,
            interval: row.maybe(3)?.zip(row.maybe(4)?),
            indicator: row.text(5).to_owned(),
        });
        Ok(())
    })?;
    Ok(found)
}
