//! The province table as the population room takes it.

use crate::config::{self, provinces::ProvinceRow};
use crate::population::{Border, ProvinceRecord, Region};

/// A region that the model does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("province {province} stands in the unknown region `{region}`")]
pub struct UnknownRegion {
    /// Code of the province.
    pub province: String,
    /// The region as read.
    pub region: String,
}

/// The rows of the table, in the order of their codes, with their gaps.
///
/// # Errors
/// [`UnknownRegion`] where a region is none of the six.
pub fn records(table: &config::CountryTables) -> Result<Vec<ProvinceRecord>, UnknownRegion> {
    table.provinces.iter().map(record).collect()
}

/// Pairs of touching provinces, by row.
pub fn adjacency(table: &config::CountryTables) -> Vec<(u8, u8)> {
    table.neighbours.iter().map(|&(a, b)| (a as u8, b as u8)).collect()
}

fn record(row: &ProvinceRow) -> Result<ProvinceRecord, UnknownRegion> {
    let unknown = || UnknownRegion { province: row.code.clone(), region: row.region.clone() };
    Ok(ProvinceRecord {
        code: row.code.clone(),
        name: row.name.clone(),
        name_vi: row.name_vi.clone(),
        region: Region::from_name(&row.region).ok_or_else(unknown)?,
        population: row.population,
        households: row.households,
        children_under_15: row.children_under15,
        share_under_18: row.share_under18,
        urban_share: row.urban_share,
        poverty_rate: row.poverty_rate,
        income_kvnd: row.income_per_capita_month_kvnd,
        income_poorest_fifth_kvnd: row.income_q1_month_kvnd,
        income_richest_fifth_kvnd: row.income_q5_month_kvnd,
        farm_income_share: row.income_agri_share,
        minority_pupil_share: row.ethnic_minority_pupil_share,
        out_migration: row.out_migration_rate_annual,
        no_flush_toilet: row.no_flush_toilet_share,
        papi: row.papi,
        border: Border { china: row.border_china, laos: row.border_laos, cambodia: row.border_cambodia },
    })
}
