//! Caseworkers' load, in real cases: `services.csv` province by province, `national_services.csv`
//! for the country.

use super::Runs;
use super::schema::{amount, table, text, whole};

table! {
    "services", "Tải công việc của cán bộ quản lý ca theo năm và tỉnh; cộng các tỉnh lại là cả nước";
    /// Caseworkers' load by year and province, in real cases. Referrals, cases opened and referrals
    /// dropped are sums of the year; places, open cases and referrals waiting are those of its last
    /// month.
    pub struct ServiceLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("", "Số thứ tự lần lặp, từ 0").key(),
        /// Calendar year.
        year: i32 = whole("", "Năm").key(),
        /// Code of the province.
        province: String = text("Mã tỉnh").key(),
        /// Referrals received in the year.
        referred: f64 = amount("referrals a year", "Số ca được chuyển gửi trong năm"),
        /// Cases opened in the year.
        opened: f64 = amount("cases a year", "Số ca được mở trong năm"),
        /// Referrals dropped unserved in the year.
        unmet: f64 = amount("referrals a year", "Số ca bị bỏ, không được phục vụ trong năm"),
        /// Places for open cases at the end of the year.
        places: f64 = amount("cases", "Số chỗ cho ca đang mở, cuối năm"),
        /// Open cases at the end of the year.
        open: f64 = amount("cases", "Số ca đang mở, cuối năm"),
        /// Referrals waiting at the end of the year.
        waiting: f64 = amount("referrals", "Số ca đang chờ, cuối năm"),
    }
}

table! {
    "national_services", "Tải công việc của cán bộ quản lý ca theo năm trên cả nước";
    /// Caseworkers' load in the country by year, in real cases. Referrals, cases opened and
    /// referrals dropped are sums of the year; places, open cases and referrals waiting are those
    /// of its last month.
    pub struct NationalServiceLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("", "Số thứ tự lần lặp, từ 0").key(),
        /// Calendar year.
        year: i32 = whole("", "Năm").key(),
        /// Referrals received in the year.
        referred: f64 = amount("referrals a year", "Số ca được chuyển gửi trong năm"),
        /// Cases opened in the year.
        opened: f64 = amount("cases a year", "Số ca được mở trong năm"),
        /// Referrals dropped unserved in the year.
        unmet: f64 = amount("referrals a year", "Số ca bị bỏ, không được phục vụ trong năm"),
        /// Places for open cases at the end of the year.
        places: f64 = amount("cases", "Số chỗ cho ca đang mở, cuối năm"),
        /// Open cases at the end of the year.
        open: f64 = amount("cases", "Số ca đang mở, cuối năm"),
        /// Referrals waiting at the end of the year.
        waiting: f64 = amount("referrals", "Số ca đang chờ, cuối năm"),
    }
}

/// The services of every run by province.
pub fn services<'a>(runs: Runs<'a>) -> impl Iterator<Item = ServiceLine> + 'a {
    let country = runs.country;
    runs.rows(|run| &run.services).filter_map(move |(run, row)| {
        Some(ServiceLine {
            scenario: run.scenario.clone(),
            replicate: run.replicate,
            year: row.year,
            province: country.provinces[usize::from(row.province?)].record.code.clone(),
            referred: row.cases.referred,
            opened: row.cases.opened,
            unmet: row.cases.unmet,
            places: row.cases.places,
            open: row.cases.open,
            waiting: row.cases.waiting,
        })
    })
}

/// The services of every run in the country.
pub fn national_services<'a>(runs: Runs<'a>) -> impl Iterator<Item = NationalServiceLine> + 'a {
    runs.rows(|run| &run.services).filter(|(_, row)| row.province.is_none()).map(|(run, row)| {
        NationalServiceLine {
            scenario: run.scenario.clone(),
            replicate: run.replicate,
            year: row.year,
            referred: row.cases.referred,
            opened: row.cases.opened,
            unmet: row.cases.unmet,
            places: row.cases.places,
            open: row.cases.open,
            waiting: row.cases.waiting,
        }
    })
}
