//! `provinces.csv`: what is known of each province. An empty cell stays empty here.

use std::sync::Arc;

use super::crosswalk::CrosswalkRow;
use super::field::Fields;
use super::province_set;
use super::regions::RegionRow;
use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;
use crate::pack::Extent;
use crate::places::{Gazetteer, LandBorders, ProvinceRecord, Region};

pub(super) const COLUMNS: [&str; 35] = [
    "code",
    "name",
    "name_vi",
    "region",
    "population",
    "households",
    "children_under15_est2019",
    "urban_share",
    "poverty_rate",
    "income_per_capita_month_kvnd",
    "ethnic_minority_share",
    "school_attendance_upper_secondary",
    "net_migration_rate",
    "border_china",
    "border_laos",
    "border_cambodia",
    "area_km2",
    "lon",
    "lat",
    "share_under15_projection2019",
    "share_under18_est2019",
    "ethnic_minority_pupil_share_2016",
    "upper_secondary_progression_proxy_2016",
    "upper_secondary_pupils_2016",
    "literacy_rate_15plus_2016",
    "trained_labour_share_2019",
    "unemployment_rate_2019",
    "informal_employment_rate_2019",
    "no_flush_toilet_share_2019",
    "income_agri_share_2018",
    "income_q1_month_kvnd_2016",
    "income_q5_month_kvnd_2016",
    "out_migration_rate_annual_2005_2016",
    "pci_2016",
    "papi_2016",
];

/// Reads the table; the rows come in the order of the codes, which is that of `places`.
///
/// # Errors
/// Every fault of the table: fields, rules between fields, regions that are not in `regions`,
/// provinces missing, twice or of another division.
pub fn read(
    source: &Arc<Source>,
    crosswalk: &[CrosswalkRow],
    places: &Gazetteer,
    regions: &[RegionRow],
    extent: Extent,
) -> Result<Vec<ProvinceRecord>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = province_set::check(&table, crosswalk, places);
    let mut rows: Vec<ProvinceRecord> = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        if faults.is_full() {
            break;
        }
        let name = table.field(row, "region");
        if !regions.is_empty() && !regions.iter().any(|region| region.region.name() == name) {
            let fault = unknown_region(table.field(row, "name"), name, regions);
            faults.push(fault.at(table.place(row, "region"), "not a region"));
        }
        // A region that is unknown has its fault; the row is read on for its other faults.
        let region = Region::from_name(name).unwrap_or(Region::RedRiverDelta);
        rows.push(province(&table, row, region, extent, &mut faults));
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    faults.or(rows)
}

fn unknown_region(province: &str, name: &str, regions: &[RegionRow]) -> Fault {
    let names = || regions.iter().map(|region| region.region.name());
    let message = format!("{province} lies in the unknown region \"{name}\"");
    Fault::new(Code::TableUnknownKey, message)
        .expected(names().collect::<Vec<_>>().join(", "))
        .help(did_you_mean(name, names(), "use a name of regions.csv"))
}

/// A row as the model takes it. Columns that the model does not use are checked all the same: whoever
/// brings newer data learns of a wrong number before somebody relies on it.
fn province(
    table: &DataTable,
    row: &DataRow,
    region: Region,
    extent: Extent,
    faults: &mut Faults,
) -> ProvinceRecord {
    let Extent { longitude: (west, east), latitude: (south, north) } = extent;
    let mut fields = Fields::new(table, row, faults);
    let record = ProvinceRecord {
        code: fields.text("code"),
        name: fields.text("name"),
        name_vi: fields.text("name_vi"),
        region,
        population: fields.number("population", 1.0, 1e9),
        households: fields.maybe("households", 1.0, 1e9),
        children_under_15: fields.number("children_under15_est2019", 0.0, 1e9),
        share_under_18: fields.share("share_under18_est2019"),
        urban_share: fields.share("urban_share"),
        poverty_rate: fields.maybe_share("poverty_rate"),
        income_kvnd: fields.number("income_per_capita_month_kvnd", 1.0, 1e6),
        income_poorest_fifth_kvnd: fields.number("income_q1_month_kvnd_2016", 1.0, 1e6),
        income_richest_fifth_kvnd: fields.number("income_q5_month_kvnd_2016", 1.0, 1e6),
        farm_income_share: fields.share("income_agri_share_2018"),
        minority_pupil_share: fields.maybe_share("ethnic_minority_pupil_share_2016"),
        out_migration: fields.number("out_migration_rate_annual_2005_2016", 0.0, 1.0),
        no_flush_toilet: fields.share("no_flush_toilet_share_2019"),
        papi: fields.number("papi_2016", 0.0, 60.0),
        border: LandBorders {
            china: fields.flag("border_china"),
            laos: fields.flag("border_laos"),
            cambodia: fields.flag("border_cambodia"),
        },
        destinations: Vec::new(),
    };
    for share in [
        "literacy_rate_15plus_2016",
        "trained_labour_share_2019",
        "unemployment_rate_2019",
        "informal_employment_rate_2019",
        "upper_secondary_progression_proxy_2016",
    ] {
        fields.share(share);
    }
    for share in ["ethnic_minority_share", "school_attendance_upper_secondary"] {
        fields.maybe_share(share);
    }
    for (column, low, high) in [
        ("net_migration_rate", -1.0, 1.0),
        ("area_km2", 0.1, 1e6),
        ("lon", west, east),
        ("lat", south, north),
        ("pci_2016", 0.0, 100.0),
    ] {
        fields.number(column, low, high);
    }
    let pupils = fields.number("upper_secondary_pupils_2016", 0.0, 1e9);
    let under_15 = fields.share("share_under15_projection2019");
    rules(&record, pupils, under_15, &mut fields);
    record
}

/// What two fields of a row must keep between them.
fn rules(row: &ProvinceRecord, pupils: f64, under_15: f64, fields: &mut Fields<'_>) {
    fields.rule(
        row.children_under_15 <= row.population,
        "children_under15_est2019",
        "population",
        "no more children than residents",
    );
    fields.rule(
        row.households.is_none_or(|households| households <= row.population),
        "households",
        "population",
        "no more households than residents",
    );
    fields.rule(
        pupils <= row.population,
        "upper_secondary_pupils_2016",
        "population",
        "no more pupils than residents",
    );
    fields.rule(
        under_15 <= row.share_under_18,
        "share_under15_projection2019",
        "share_under18_est2019",
        "a share under 15 that is not above the share under 18",
    );
    fields.rule(
        row.income_poorest_fifth_kvnd <= row.income_richest_fifth_kvnd,
        "income_q1_month_kvnd_2016",
        "income_q5_month_kvnd_2016",
        "an income of the poorest fifth that is not above that of the richest",
    );
}
