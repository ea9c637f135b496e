//! `regions.csv`: the six regions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Fields;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;

const COLUMNS: [&str; 14] = [
    "region",
    "provinces",
    "population_2019",
    "urban_share_2019",
    "poverty_rate_2016",
    "income_per_capita_month_kvnd_2016",
    "net_migration_rate_annual_2016",
    "literacy_rate_15plus_2016",
    "unemployment_rate_2019",
    "informal_employment_rate_2019",
    "trained_labour_share_2019",
    "children_under15_est2019",
    "share_under15_projection2019",
    "area_km2",
];

/// A region; shares and rates are fractions.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionRow {
    /// Name, such as `central_highlands`.
    pub name: String,
    /// Number of provinces.
    pub provinces: f64,
    /// Residents, 2019.
    pub population: f64,
    /// Share of residents in towns, 2019.
    pub urban_share: f64,
    /// Share of persons below the income poverty line, 2016.
    pub poverty_rate_2016: f64,
    /// Income per head and month, thousand VND of 2016.
    pub income_per_capita_month_kvnd_2016: f64,
    /// Net migrants a year per resident, 2016.
    pub net_migration_rate_annual_2016: f64,
    /// Literate among those 15 and older, 2016.
    pub literacy_rate_15plus_2016: f64,
    /// Unemployed in the labour force, 2019.
    pub unemployment_rate_2019: f64,
    /// Informally employed among the employed, 2019.
    pub informal_employment_rate_2019: f64,
    /// With a certificate in the labour force, 2019.
    pub trained_labour_share_2019: f64,
    /// Children under 15, an estimate for 2019.
    pub children_under15: f64,
    /// Share under 15, projected for 2019.
    pub share_under15: f64,
    /// Area, square kilometres.
    pub area_km2: f64,
}

/// Reads the table; the rows keep their order.
///
/// # Errors
/// Every fault of the table.
pub fn read(source: &Arc<Source>) -> Result<Vec<RegionRow>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let read = RegionRow {
            name: fields.text("region"),
            provinces: fields.number("provinces", 1.0, 63.0),
            population: fields.number("population_2019", 1.0, 1e9),
            urban_share: fields.share("urban_share_2019"),
            poverty_rate_2016: fields.share("poverty_rate_2016"),
            income_per_capita_month_kvnd_2016: fields.number("income_per_capita_month_kvnd_2016", 1.0, 1e6),
            net_migration_rate_annual_2016: fields.number("net_migration_rate_annual_2016", -1.0, 1.0),
            literacy_rate_15plus_2016: fields.share("literacy_rate_15plus_2016"),
            unemployment_rate_2019: fields.share("unemployment_rate_2019"),
            informal_employment_rate_2019: fields.share("informal_employment_rate_2019"),
            trained_labour_share_2019: fields.share("trained_labour_share_2019"),
            children_under15: fields.number("children_under15_est2019", 0.0, 1e9),
            share_under15: fields.share("share_under15_projection2019"),
            area_km2: fields.number("area_km2", 0.1, 1e6),
        };
        let (children, people) = (read.children_under15, read.population);
        let rule = "no more children than residents";
        fields.rule(children <= people, "children_under15_est2019", "population_2019", rule);
        if !seen.insert(read.name.clone()) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the region {} has two rows", read.name))
                    .at(table.place(row, "region"), "again here")
                    .help("delete one of the two"),
            );
        }
        rows.push(read);
    }
    faults.or(rows)
}
