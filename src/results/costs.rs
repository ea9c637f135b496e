//! What levers cost: `costs.csv` province by province, `national_costs.csv` for the country, so
//! that no sum counts a dong twice.

use super::Runs;
use super::schema::{amount, table, text, whole};
use crate::observation::CostRow;

table! {
    "costs";
    /// What each lever cost by year and province; the provinces add up to the country.
    pub struct CostLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Name of the lever.
        lever: String = text().key(),
        /// Code of the province.
        province: String = text().key(),
        /// Months of homes that the lever reached.
        home_months: f64 = amount("home-months"),
        /// Cost that grows with the homes reached.
        variable_kvnd: f64 = amount("thousand VND"),
        /// Cost that does not.
        fixed_kvnd: f64 = amount("thousand VND"),
        /// Sum of both.
        total_kvnd: f64 = amount("thousand VND"),
    }
}

table! {
    "national_costs";
    /// What each lever cost the country by year.
    pub struct NationalCostLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Name of the lever.
        lever: String = text().key(),
        /// Months of homes that the lever reached.
        home_months: f64 = amount("home-months"),
        /// Cost that grows with the homes reached.
        variable_kvnd: f64 = amount("thousand VND"),
        /// Cost that does not.
        fixed_kvnd: f64 = amount("thousand VND"),
        /// Sum of both.
        total_kvnd: f64 = amount("thousand VND"),
    }
}

/// The costs of every run by province.
pub fn costs<'a>(runs: Runs<'a>) -> impl Iterator<Item = CostLine> + 'a {
    let country = runs.country;
    runs.rows(|run| &run.costs).filter_map(move |(run, row)| {
        Some(CostLine {
            scenario: run.scenario.clone(),
            replicate: run.replicate,
            year: row.year,
            lever: row.lever.clone(),
            province: country.provinces[row.province?].record.code.clone(),
            home_months: row.home_months,
            variable_kvnd: row.variable,
            fixed_kvnd: row.fixed,
            total_kvnd: row.total(),
        })
    })
}

/// The costs of every run for the country.
pub fn national_costs<'a>(runs: Runs<'a>) -> impl Iterator<Item = NationalCostLine> + 'a {
    let national = |row: &CostRow| row.province.is_none();
    runs.rows(|run| &run.costs).filter(move |(_, row)| national(row)).map(|(run, row)| NationalCostLine {
        scenario: run.scenario.clone(),
        replicate: run.replicate,
        year: row.year,
        lever: row.lever.clone(),
        home_months: row.home_months,
        variable_kvnd: row.variable,
        fixed_kvnd: row.fixed,
        total_kvnd: row.total(),
    })
}
