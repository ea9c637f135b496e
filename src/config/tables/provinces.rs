//! `provinces.csv`: what is known of each of the 63 provinces. An empty cell stays empty here.

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
use crate::places::Gazetteer;

const COLUMNS: [&str; 35] = [
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

/// A province; shares and rates are fractions. `SOURCES.md` tells what each column is and is not.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvinceRow {
    /// Two-digit code.
    pub code: String,
    /// Name without diacritics.
    pub name: String,
    /// Vietnamese name.
    pub name_vi: String,
    /// Region, a name of `regions.csv`.
    pub region: String,
    /// Residents, census of 2019.
    pub population: f64,
    /// Households; not found in any source so far.
    pub households: Option<f64>,
    /// Children under 15, an estimate for 2019.
    pub children_under15: f64,
    /// Share of residents in towns.
    pub urban_share: f64,
    /// Share of persons below the income poverty line, 2016.
    pub poverty_rate: Option<f64>,
    /// Income per head and month, thousand VND of 2018.
    pub income_per_capita_month_kvnd: f64,
    /// Share of residents of an ethnic minority; not found in any source so far.
    pub ethnic_minority_share: Option<f64>,
    /// Net attendance of upper secondary school; not found in any source so far.
    pub school_attendance_upper_secondary: Option<f64>,
    /// Net migrants of five years (2014-19) per resident.
    pub net_migration_rate: f64,
    /// Whether it borders China.
    pub border_china: bool,
    /// Whether it borders Laos.
    pub border_laos: bool,
    /// Whether it borders Cambodia.
    pub border_cambodia: bool,
    /// Area, square kilometres.
    pub area_km2: f64,
    /// Longitude of the label, degrees.
    pub lon: f64,
    /// Latitude of the label, degrees.
    pub lat: f64,
    /// Share under 15, projected for 2019.
    pub share_under15: f64,
    /// Share under 18, an estimate for 2019.
    pub share_under18: f64,
    /// Ethnic-minority pupils among all pupils, 2016.
    pub ethnic_minority_pupil_share: Option<f64>,
    /// Pupils of upper secondary school per former pupil of lower secondary school, 2016: a proxy.
    pub upper_secondary_progression: f64,
    /// Pupils of upper secondary school, 2016.
    pub upper_secondary_pupils: f64,
    /// Literate among those 15 and older, 2016.
    pub literacy_rate_15plus: f64,
    /// With a certificate in the labour force, 2019.
    pub trained_labour_share: f64,
    /// Unemployed in the labour force, 2019.
    pub unemployment_rate: f64,
    /// Informally employed among the employed, 2019.
    pub informal_employment_rate: f64,
    /// Residents without a hygienic toilet, 2019.
    pub no_flush_toilet_share: f64,
    /// Income from farming, forests and fishing in all income, 2018.
    pub income_agri_share: f64,
    /// Income of the poorest fifth per head and month, thousand VND of 2016.
    pub income_q1_month_kvnd: f64,
    /// Income of the richest fifth per head and month, thousand VND of 2016.
    pub income_q5_month_kvnd: f64,
    /// Out-migrants a year per resident: several years, shrunk to the region (`out_migration.csv`).
    pub out_migration_rate_annual: f64,
    /// Provincial competitiveness index, 0 to 100, 2016.
    pub pci: f64,
    /// Governance and administration index, 0 to 60, 2016.
    pub papi: f64,
}

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
) -> Result<Vec<ProvinceRow>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = province_set::check(&table, crosswalk, places);
    let mut rows: Vec<ProvinceRow> = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        if faults.is_full() {
            break;
        }
        let read = province(&table, row, &mut faults);
        if !regions.is_empty() && !regions.iter().any(|region| region.name == read.region) {
            faults.push(unknown_region(&read, regions).at(table.place(row, "region"), "not a region"));
        }
        rows.push(read);
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    faults.or(rows)
}

fn unknown_region(row: &ProvinceRow, regions: &[RegionRow]) -> Fault {
    let names = || regions.iter().map(|region| region.name.as_str());
    let message = format!("{} lies in the unknown region \"{}\"", row.name, row.region);
    Fault::new(Code::TableUnknownKey, message)
        .expected(names().collect::<Vec<_>>().join(", "))
        .help(did_you_mean(&row.region, names(), "use a name of regions.csv"))
}

fn province(table: &DataTable, row: &DataRow, faults: &mut Faults) -> ProvinceRow {
    let mut fields = Fields::new(table, row, faults);
    let read = ProvinceRow {
        code: fields.text("code"),
        name: fields.text("name"),
        name_vi: fields.text("name_vi"),
        region: fields.text("region"),
        population: fields.number("population", 1.0, 1e9),
        households: fields.maybe("households", 1.0, 1e9),
        children_under15: fields.number("children_under15_est2019", 0.0, 1e9),
        urban_share: fields.share("urban_share"),
        poverty_rate: fields.maybe_share("poverty_rate"),
        income_per_capita_month_kvnd: fields.number("income_per_capita_month_kvnd", 1.0, 1e6),
        ethnic_minority_share: fields.maybe_share("ethnic_minority_share"),
        school_attendance_upper_secondary: fields.maybe_share("school_attendance_upper_secondary"),
        net_migration_rate: fields.number("net_migration_rate", -1.0, 1.0),
        border_china: fields.flag("border_china"),
        border_laos: fields.flag("border_laos"),
        border_cambodia: fields.flag("border_cambodia"),
        area_km2: fields.number("area_km2", 0.1, 1e6),
        lon: fields.number("lon", 102.0, 118.0),
        lat: fields.number("lat", 6.0, 24.0),
        share_under15: fields.share("share_under15_projection2019"),
        share_under18: fields.share("share_under18_est2019"),
        ethnic_minority_pupil_share: fields.maybe_share("ethnic_minority_pupil_share_2016"),
        upper_secondary_progression: fields.share("upper_secondary_progression_proxy_2016"),
        upper_secondary_pupils: fields.number("upper_secondary_pupils_2016", 0.0, 1e9),
        literacy_rate_15plus: fields.share("literacy_rate_15plus_2016"),
        trained_labour_share: fields.share("trained_labour_share_2019"),
        unemployment_rate: fields.share("unemployment_rate_2019"),
        informal_employment_rate: fields.share("informal_employment_rate_2019"),
        no_flush_toilet_share: fields.share("no_flush_toilet_share_2019"),
        income_agri_share: fields.share("income_agri_share_2018"),
        income_q1_month_kvnd: fields.number("income_q1_month_kvnd_2016", 1.0, 1e6),
        income_q5_month_kvnd: fields.number("income_q5_month_kvnd_2016", 1.0, 1e6),
        out_migration_rate_annual: fields.number("out_migration_rate_annual_2005_2016", 0.0, 1.0),
        pci: fields.number("pci_2016", 0.0, 100.0),
        papi: fields.number("papi_2016", 0.0, 60.0),
    };
    rules(&read, &mut fields);
    read
}

/// What two fields of a row must keep between them.
fn rules(row: &ProvinceRow, fields: &mut Fields<'_>) {
    fields.rule(
        row.children_under15 <= row.population,
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
        row.upper_secondary_pupils <= row.population,
        "upper_secondary_pupils_2016",
        "population",
        "no more pupils than residents",
    );
    fields.rule(
        row.share_under15 <= row.share_under18,
        "share_under15_projection2019",
        "share_under18_est2019",
        "a share under 15 that is not above the share under 18",
    );
    fields.rule(
        row.income_q1_month_kvnd <= row.income_q5_month_kvnd,
        "income_q1_month_kvnd_2016",
        "income_q5_month_kvnd_2016",
        "an income of the poorest fifth that is not above that of the richest",
    );
}
