//! `fit.csv`: simulated patterns against published ones.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;

/// A pattern with its target and what was simulated.
#[derive(Debug, Clone)]
pub struct FitRead {
    /// Place of the scenario.
    pub scenario: usize,
    /// Id, such as `T9a`.
    pub id: String,
    /// What is compared, in English.
    pub pattern: String,
    /// Published value.
    pub target: Option<f64>,
    /// Lower end of the band.
    pub low: Option<f64>,
    /// Upper end of the band.
    pub high: Option<f64>,
    /// Simulated value.
    pub simulated: Option<f64>,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Whether it lies in the band.
    pub in_band: bool,
    /// Evidence grade of the target.
    pub grade: String,
    /// Unit.
    pub unit: String,
    /// Rows of the evidence table.
    pub evidence: String,
    /// Whether it counts, or is only shown.
    pub graded: bool,
}

/// Reads the table.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Vec<FitRead>, Fault> {
    const COLUMNS: [&str; 13] = [
        "scenario",
        "id",
        "pattern",
        "target",
        "low",
        "high",
        "simulated",
        "standard_error",
        "in_band",
        "grade",
        "unit",
        "evidence",
        "graded",
    ];
    let mut found = Vec::new();
    each_row(file, &COLUMNS, |row| {
        found.push(FitRead {
            scenario: scenarios.index(row.text(0)),
            id: row.text(1).to_owned(),
            pattern: row.text(2).to_owned(),
            target: row.maybe(3)?,
            low: row.maybe(4)?,
            high: row.maybe(5)?,
            simulated: row.maybe(6)?,
            standard_error: row.maybe(7)?,
            in_band: row.flag(8)?,
            grade: row.text(9).to_owned(),
            unit: row.text(10).to_owned(),
            evidence: row.text(11).to_owned(),
            graded: row.flag(12)?,
        });
        Ok(())
    })?;
    Ok(found)
}
