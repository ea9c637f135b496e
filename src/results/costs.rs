//! What levers cost: `costs.csv` province by province, `national_costs.csv` for the country, so
//! that no sum counts a dong twice.

use super::Runs;
use super::schema::{amount, table, text, whole};
use crate::observation::CostRow;

table! {
    "costs", "Chi phí của từng can thiệp theo năm và tỉnh; cộng các tỉnh lại là cả nước";
    /// What each lever cost by year and province; the provinces add up to the country.
    pub struct CostLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("", "Số thứ tự lần lặp, từ 0").key(),
        /// Calendar year.
        year: i32 = whole("", "Năm").key(),
        /// Name of the lever.
        lever: String = text("Tên can thiệp").key(),
        /// Code of the province.
        province: String = text("Mã tỉnh").key(),
        /// Months of homes that the lever reached.
        home_months: f64 = amount("home-months", "Số tháng-hộ được can thiệp"),
        /// Cost that grows with the homes reached.
        variable_kvnd: f64 = amount("thousand VND", "Chi phí biến đổi theo số hộ, nghìn đồng"),
        /// Cost that does not.
        fixed_kvnd: f64 = amount("thousand VND", "Chi phí cố định, nghìn đồng"),
        /// Sum of both.
        total_kvnd: f64 = amount("thousand VND", "Tổng chi phí, nghìn đồng"),
    }
}

table! {
    "national_costs", "Chi phí của từng can thiệp theo năm trên cả nước";
    /// What each lever cost the country by year.
    pub struct NationalCostLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("", "Số thứ tự lần lặp, từ 0").key(),
        /// Calendar year.
        year: i32 = whole("", "Năm").key(),
        /// Name of the lever.
        lever: String = text("Tên can thiệp").key(),
        /// Months of homes that the lever reached.
        home_months: f64 = amount("home-months", "Số tháng-hộ được can thiệp"),
        /// Cost that grows with the homes reached.
        variable_kvnd: f64 = amount("thousand VND", "Chi phí biến đổi theo số hộ, nghìn đồng"),
        /// Cost that does not.
        fixed_kvnd: f64 = amount("thousand VND", "Chi phí cố định, nghìn đồng"),
        /// Sum of both.
        total_kvnd: f64 = amount("thousand VND", "Tổng chi phí, nghìn đồng"),
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
