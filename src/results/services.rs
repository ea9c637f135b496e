//! Caseworkers' load, in real cases: `services.csv` province by province, `national_services.csv`
//! for the country.

use super::Runs;
use super::schema::{amount, table, text, whole};

table! {
    "services";
    /// Caseworkers' load by year and province, in real cases. Referrals, cases opened and referrals
    /// dropped are sums of the year; places, open cases and referrals waiting are those of its last
    /// month.
    pub struct ServiceLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Code of the province.
        province: String = text().key(),
        /// Referrals received in the year.
        referred: f64 = amount("referrals a year"),
        /// Cases opened in the year.
        opened: f64 = amount("cases a year"),
        /// Referrals dropped unserved in the year.
        unmet: f64 = amount("referrals a year"),
        /// Places for open cases at the end of the year.
        places: f64 = amount("cases"),
        /// Open cases at the end of the year.
        open: f64 = amount("cases"),
        /// Referrals waiting at the end of the year.
        waiting: f64 = amount("referrals"),
    }
}

table! {
    "national_services";
    /// Caseworkers' load in the country by year, in real cases. Referrals, cases opened and
    /// referrals dropped are sums of the year; places, open cases and referrals waiting are those
    /// of its last month.
    pub struct NationalServiceLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Referrals received in the year.
        referred: f64 = amount("referrals a year"),
        /// Cases opened in the year.
        opened: f64 = amount("cases a year"),
        /// Referrals dropped unserved in the year.
        unmet: f64 = amount("referrals a year"),
        /// Places for open cases at the end of the year.
        places: f64 = amount("cases"),
        /// Open cases at the end of the year.
        open: f64 = amount("cases"),
        /// Referrals waiting at the end of the year.
        waiting: f64 = amount("referrals"),
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
