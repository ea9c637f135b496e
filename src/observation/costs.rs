//! What levers cost, by lever and province.

use serde::{Deserialize, Serialize};

/// A lever's cost in a province (or, with no province, in the country) and year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostRow {
    /// Name of the lever.
    pub lever: String,
    /// Row of the province; none for the country.
    pub province: Option<usize>,
    /// Calendar year.
    pub year: i32,
    /// Real home-months reached.
    pub home_months: f64,
    /// Cost of reach, thousand dong.
    pub variable: f64,
    /// Cost that does not depend on reach, thousand dong.
    pub fixed: f64,
}

impl CostRow {
    /// Cost, thousand dong.
    pub fn total(&self) -> f64 {
        self.variable + self.fixed
    }
}

/// The costs by province, and after those of a lever and year their sum for the country; in the
/// order of names, years and provinces.
pub fn tabulate_costs(mut by_province: Vec<CostRow>) -> Vec<CostRow> {
    by_province.sort_by(|a, b| (&a.lever, a.year, a.province).cmp(&(&b.lever, b.year, b.province)));
    let mut rows: Vec<CostRow> = Vec::new();
    for of_year in by_province.chunk_by(|a, b| (&a.lever, a.year) == (&b.lever, b.year)) {
        let sum = |number: fn(&CostRow) -> f64| of_year.iter().map(number).sum();
        rows.extend_from_slice(of_year);
        rows.push(CostRow {
            province: None,
            home_months: sum(|row| row.home_months),
            variable: sum(|row| row.variable),
            fixed: sum(|row| row.fixed),
            ..of_year[0].clone()
        });
    }
    rows
}

/// Cost of all levers in all years, thousand dong.
pub fn total_cost(rows: &[CostRow]) -> f64 {
    rows.iter().filter(|row| row.province.is_none()).map(CostRow::total).sum()
}
