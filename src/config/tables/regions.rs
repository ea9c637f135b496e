//! `regions.csv`: the six regions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Fields;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;
use crate::places::Region;

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

/// A region and what the province table must agree with.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionRow {
    /// The region.
    pub region: Region,
    /// Number of its provinces.
    pub provinces: f64,
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
        let name = fields.text("region");
        let provinces = fields.number("provinces", 1.0, 250.0);
        let people = fields.number("population_2019", 1.0, 1e9);
        let children = fields.number("children_under15_est2019", 0.0, 1e9);
        for share in [
            "urban_share_2019",
            "poverty_rate_2016",
            "literacy_rate_15plus_2016",
            "unemployment_rate_2019",
            "informal_employment_rate_2019",
            "trained_labour_share_2019",
            "share_under15_projection2019",
        ] {
            fields.share(share);
        }
        fields.number("income_per_capita_month_kvnd_2016", 1.0, 1e6);
        fields.number("net_migration_rate_annual_2016", -1.0, 1.0);
        fields.number("area_km2", 0.1, 1e6);
        let rule = "no more children than residents";
        fields.rule(children <= people, "children_under15_est2019", "population_2019", rule);
        let Some(region) = Region::from_name(&name) else {
            faults.push(unknown(&name).at(table.place(row, "region"), "not a region"));
            continue;
        };
        if !seen.insert(region) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the region {name} has two rows"))
                    .at(table.place(row, "region"), "again here")
                    .help("delete one of the two"),
            );
        }
        rows.push(RegionRow { region, provinces });
    }
    faults.or(rows)
}

fn unknown(name: &str) -> Fault {
    let names = Region::ALL.map(Region::name);
    Fault::new(Code::TableUnknownKey, format!("the model knows no region \"{name}\""))
        .expected(names.join(", "))
        .help(did_you_mean(name, names, "use one of these names"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_that_the_model_does_not_know_is_refused_at_its_cell() {
        let text = include_str!("../../../configs/viet_nam/regions.csv");
        let text = text.replacen("mekong_delta,", "mekong_delt,", 1);
        let faults = read(&Source::new("regions.csv".to_owned(), &text)).unwrap_err().to_string();
        assert!(
            faults.contains("no region \"mekong_delt\"") && faults.contains("--> regions.csv:"),
            "{faults}"
        );
        assert!(faults.contains("did you mean `mekong_delta`?"), "{faults}");
    }
}
