//! `uncertainty.csv`: how much of a contrast's variance comes from where.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;

/// The share of a contrast's variance that comes from one part.
#[derive(Debug, Clone)]
pub struct UncertaintyShare {
    /// Place of the scenario.
    pub scenario: usize,
    /// Name of the indicator.
    pub indicator: String,
    /// chance, levers or parameters.
    pub part: Part,
    /// 0 to 1.
    pub share: f64,
}

/// Where uncertainty comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Chance.
    Chance,
    /// Strength of levers.
    Levers,
    /// Parameters of the model.
    Parameters,
}

/// Reads `uncertainty.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Vec<UncertaintyShare>, Fault> {
    let mut found = Vec::new();
    each_row(file, &["scenario", "indicator", "part", "share"], |row| {
        let part = match row.text(2) {
            "chance" => Part::Chance,
            "levers" => Part::Levers,
            "parameters" => Part::Parameters,
            _ => return Err(row.unknown(2, "chance, levers or parameters")),
        };
        // An empty share is one that could not be estimated: it has no place in a figure of shares.
        if let Some(share) = row.maybe(3)? {
            let scenario = scenarios.index(row.text(0));
            found.push(UncertaintyShare { scenario, indicator: row.text(1).to_owned(), part, share });
        }
        Ok(())
    })?;
    Ok(found)
}
