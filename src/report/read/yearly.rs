//! `survey.csv` and `register.csv`: what the survey and the authorities see, year by year.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;
use std::collections::BTreeMap;

/// A survey of one replicate.
#[derive(Debug, Clone)]
pub struct SurveyRead {
    /// Place of the scenario.
    pub scenario: usize,
    /// Replicate.
    pub replicate: u32,
    /// Calendar year.
    pub year: i32,
    /// Respondents.
    pub respondents: f64,
    /// Estimated share.
    pub estimate: f64,
    /// Ends of the 95 % interval.
    pub interval: (f64, f64),
    /// What a survey of everyone would have found.
    pub expected: f64,
    /// The truth.
    pub truth: f64,
}

/// Victims recorded in a year, of one replicate.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Registered {
    /// Counted.
    pub counted: f64,
    /// Expected: the sum of the probabilities that victims faced.
    pub expected: f64,
    /// Expected, over a border.
    pub expected_abroad: f64,
    /// Expected, under 16.
    pub expected_under_16: f64,
}

/// The register by scenario, year and replicate.
pub type Register = BTreeMap<(usize, i32), BTreeMap<u32, Registered>>;

/// Reads `survey.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn survey(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Vec<SurveyRead>, Fault> {
    const COLUMNS: [&str; 9] =
        ["scenario", "replicate", "year", "respondents", "estimate", "low", "high", "expected", "truth"];
    let mut found = Vec::new();
    each_row(file, &COLUMNS, |row| {
        found.push(SurveyRead {
            scenario: scenarios.index(row.text(0)),
            replicate: row.whole(1)?,
            year: row.whole(2)?,
            respondents: row.number(3)?,
            estimate: row.number(4)?,
            interval: (row.number(5)?, row.number(6)?),
            expected: row.number(7)?,
            truth: row.number(8)?,
        });
        Ok(())
    })?;
    Ok(found)
}

/// Reads `register.csv` and adds up forms.
///
/// # Errors
/// The first fault with its line.
pub fn register(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Register, Fault> {
    const COLUMNS: [&str; 7] =
        ["scenario", "replicate", "year", "border", "age_class", "counted", "expected"];
    let mut found = Register::new();
    each_row(file, &COLUMNS, |row| {
        let key = (scenarios.index(row.text(0)), row.whole(2)?);
        let sums = found.entry(key).or_default().entry(row.whole(1)?).or_default();
        let expected = row.number(6)?;
        sums.counted += row.number(5)?;
        sums.expected += expected;
        if row.text(3) == "cross_border" {
            sums.expected_abroad += expected;
        }
        if row.text(4) == "under_16" {
            sums.expected_under_16 += expected;
        }
        Ok(())
    })?;
    Ok(found)
}
