//! `contrasts.csv`: paired differences of scenarios from their reference.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;

/// When a contrast holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// The whole simulated period.
    All,
}

/// Through which eyes a contrast is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// The model's truth.
    Truth,
    /// The survey.
    Survey,
    /// The register of authorities.
    Register,
    /// Services.
    Services,
}

/// A paired difference of a scenario from its reference.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// Place of the scenario.
    pub scenario: usize,
    /// Place of the reference.
    pub reference: usize,
    /// When.
    pub period: Period,
    /// How it is seen.
    pub seen: Seen,
    /// Name of the indicator.
    pub indicator: String,
    /// Name of the stratum.
    pub stratum: String,
    /// Group of the stratum.
    pub group: String,
    /// Value of the reference.
    pub reference_value: Option<f64>,
    /// Value of the scenario.
    pub scenario_value: Option<f64>,
    /// Difference, scenario less reference.
    pub difference: Option<f64>,
    /// Ends of its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Probability that the scenario is better.
    pub p_better: Option<f64>,
    /// Replicates it rests on.
    pub replicates: u32,
    /// Whether it is hidden.
    pub suppressed: bool,
}

/// Reads `contrasts.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Vec<Contrast>, Fault> {
    const COLUMNS: [&str; 15] = [
        "scenario",
        "reference",
        "year",
        "source",
        "indicator",
        "stratum",
        "group",
        "reference_value",
        "scenario_value",
        "difference",
        "low",
        "high",
        "p_better",
        "replicates",
        "suppressed",
    ];
    let mut found = Vec::new();
    each_row(file, &COLUMNS, |row| {
        found.push(Contrast {
            scenario: scenarios.index(row.text(0)),
            reference: scenarios.index(row.text(1)),
            period: if row.text(2) == "all" { Period::All } else { Period::Year(row.whole(2)?) },
            seen: match row.text(3) {
                "truth" => Seen::Truth,
                "survey" => Seen::Survey,
                "register" => Seen::Register,
                "services" => Seen::Services,
                _ => return Err(row.unknown(3, "truth, survey, register or services")),
            },
            indicator: row.text(4).to_owned(),
            stratum: row.text(5).to_owned(),
            group: row.text(6).to_owned(),
            reference_value: row.maybe(7)?,
            scenario_value: row.maybe(8)?,
            difference: row.maybe(9)?,
            interval: row.maybe(10)?.zip(row.maybe(11)?),
            p_better: row.maybe(12)?,
            replicates: row.whole(13)?,
            suppressed: row.flag(14)?,
        });
        Ok(())
    })?;
    Ok(found)
}
