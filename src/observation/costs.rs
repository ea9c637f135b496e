//! What levers cost, by lever and province.

use crate::population::Country;
use serde::{Deserialize, Serialize};

/// What a lever used in a province and year, as plain numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeverUse {
    /// Name of the lever.
    pub lever: String,
    /// Row of the province.
    pub province: usize,
    /// Calendar year.
    pub year: i32,
    /// Simulated home-months that the lever reached.
    pub home_months: f64,
    /// Cost of one real home-month, thousand dong.
    pub unit_cost: f64,
    /// Cost that does not depend on reach (staff, centres, training), in real thousand dong of the year.
    pub fixed_cost: f64,
}

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

/// Costs in real terms: `home_months x weight x unit_cost + fixed_cost`, a row for each lever, year and province
/// in which anything was used, and one for the country, in the order of names, years and provinces.
pub fn tabulate_costs(country: &Country, uses: &[LeverUse]) -> Vec<CostRow> {
    let mut sorted: Vec<&LeverUse> = uses.iter().collect();
    sorted.sort_by(|a, b| (&a.lever, a.year, a.province).cmp(&(&b.lever, b.year, b.province)));
    let mut rows: Vec<CostRow> = Vec::new();
    for of_year in sorted.chunk_by(|a, b| (&a.lever, a.year) == (&b.lever, b.year)) {
        let empty = |province| CostRow {
            lever: of_year[0].lever.clone(),
            province,
            year: of_year[0].year,
            home_months: 0.0,
            variable: 0.0,
            fixed: 0.0,
        };
        let mut whole = empty(None);
        for of_province in of_year.chunk_by(|a, b| a.province == b.province) {
            let row = of_province[0].province;
            let mut own = empty(Some(row));
            for used in of_province {
                let real = used.home_months * country.provinces[row].weight;
                own.home_months += real;
                own.variable += real * used.unit_cost;
                own.fixed += used.fixed_cost;
            }
            whole.home_months += own.home_months;
            whole.variable += own.variable;
            whole.fixed += own.fixed;
            rows.push(own);
        }
        rows.push(whole);
    }
    rows
}

/// Cost of all levers in all years, thousand dong.
pub fn total_cost(rows: &[CostRow]) -> f64 {
    rows.iter().filter(|row| row.province.is_none()).map(CostRow::total).sum()
}

/// Cost of one unit of an effect (a child protected, a person-month averted): `cost / effect`. None where the
/// effect is not positive: what does not protect has no price a child.
pub fn cost_per_unit(cost: f64, effect: f64) -> Option<f64> {
    (effect > 0.0).then(|| cost / effect)
}
