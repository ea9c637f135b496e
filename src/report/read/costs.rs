//! `costs.csv` and `services.csv`: what levers cost, and the load of services.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;
use std::collections::BTreeMap;

/// Cost of a lever in the country over all years, thousand dong, by scenario and lever; one number a replicate.
pub type Costs = BTreeMap<(usize, String), BTreeMap<u32, f64>>;

/// Services of a place in a year.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ServiceRead {
    /// Referrals in the year.
    pub referred: f64,
    /// Cases opened in the year.
    pub opened: f64,
    /// Referrals dropped unserved in the year.
    pub unmet: f64,
    /// Places for open cases.
    pub places: f64,
    /// Open cases.
    pub open: f64,
    /// Referrals waiting.
    pub waiting: f64,
}

/// By scenario, year and code of the province (`all` for the country), the replicates' rows.
pub type Services = BTreeMap<(usize, i32, String), Vec<ServiceRead>>;

/// Reads `costs.csv`, of it the rows of the country.
///
/// # Errors
/// The first fault with its line.
pub fn costs(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Costs, Fault> {
    let mut found = Costs::new();
    each_row(file, &["scenario", "replicate", "lever", "province", "total_kvnd"], |row| {
        if row.text(3) == "all" {
            let key = (scenarios.index(row.text(0)), row.text(2).to_owned());
            *found.entry(key).or_default().entry(row.whole(1)?).or_default() += row.number(4)?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads `services.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn services(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Services, Fault> {
    const COLUMNS: [&str; 9] =
        ["scenario", "year", "province", "referred", "opened", "unmet", "places", "open", "waiting"];
    let mut found = Services::new();
    each_row(file, &COLUMNS, |row| {
        let key = (scenarios.index(row.text(0)), row.whole(1)?, row.text(2).to_owned());
        found.entry(key).or_default().push(ServiceRead {
            referred: row.number(3)?,
            opened: row.number(4)?,
            unmet: row.number(5)?,
            places: row.number(6)?,
            open: row.number(7)?,
            waiting: row.number(8)?,
        });
        Ok(())
    })?;
    Ok(found)
}
