//! The data tables of the country together, and what must hold between them.

use std::sync::Arc;

use super::places::Places;
use super::provinces::{self, ProvinceRow};
use super::regions::{self, RegionRow};
use super::{adjacency, crosswalk};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;

/// The texts of the four tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// `provinces.csv`
    pub provinces: Arc<Source>,
    /// `regions.csv`
    pub regions: Arc<Source>,
    /// `adjacency.csv`
    pub adjacency: Arc<Source>,
    /// `crosswalk_2025.csv`
    pub crosswalk: Arc<Source>,
}

/// The data of the country, checked.
#[derive(Clone, Debug)]
pub struct CountryTables {
    /// The provinces in the order of their codes.
    pub provinces: Vec<ProvinceRow>,
    /// The regions.
    pub regions: Vec<RegionRow>,
    /// Pairs of neighbouring provinces, as numbers in `provinces`, the smaller first.
    pub neighbours: Vec<(usize, usize)>,
    /// The provinces' 34 units of July 2025, in the order of `provinces`.
    pub crosswalk: Vec<crosswalk::CrosswalkRow>,
    /// Finds provinces by what a person types.
    pub places: Places,
}

impl Tables {
    /// The tables that are compiled in.
    pub fn built_in() -> Self {
        let table = |name: &str, text: &str| Source::new(format!("configs/viet_nam/{name}"), text);
        Self {
            provinces: table("provinces.csv", include_str!("../../../configs/viet_nam/provinces.csv")),
            regions: table("regions.csv", include_str!("../../../configs/viet_nam/regions.csv")),
            adjacency: table("adjacency.csv", include_str!("../../../configs/viet_nam/adjacency.csv")),
            crosswalk: table(
                "crosswalk_2025.csv",
                include_str!("../../../configs/viet_nam/crosswalk_2025.csv"),
            ),
        }
    }

    /// Each table's name and the BLAKE3 of its text, in hexadecimal.
    pub fn hashes(&self) -> Vec<(String, String)> {
        [&self.provinces, &self.regions, &self.adjacency, &self.crosswalk]
            .map(|table| {
                (table.name().to_owned(), blake3::hash(table.text().as_bytes()).to_hex().to_string())
            })
            .to_vec()
    }
}

/// Reads and checks all tables.
///
/// # Errors
/// Every fault of every table; their exit code is 65.
pub fn read(tables: &Tables) -> Result<CountryTables, Faults> {
    let crosswalk = crosswalk::read(&tables.crosswalk)?;
    let places = Places::new(&crosswalk);
    let mut faults = Faults::new();
    let mut keep = |found: Faults| faults.append(found);
    let regions = regions::read(&tables.regions).map_err(&mut keep).unwrap_or_default();
    let provinces = provinces::read(&tables.provinces, &crosswalk, &places, &regions).map_err(&mut keep);
    let neighbours = adjacency::read(&tables.adjacency, &places).map_err(&mut keep);
    let (Ok(provinces), Ok(neighbours)) = (provinces, neighbours) else { return Err(faults) };
    faults.append(counts_agree(&provinces, &regions, tables));
    faults.or(CountryTables { provinces, regions, neighbours, crosswalk, places })
}

/// Each region has as many provinces as it says.
fn counts_agree(provinces: &[ProvinceRow], regions: &[RegionRow], tables: &Tables) -> Faults {
    let mut faults = Faults::new();
    for region in regions {
        let count = provinces.iter().filter(|province| province.region == region.name).count();
        if count as f64 == region.provinces {
            continue;
        }
        let message = format!("{} has {} provinces, {count} name it", region.name, region.provinces);
        let start = tables.regions.text().find(&region.name).unwrap_or_default();
        faults.push(
            Fault::new(Code::TableRule, message)
                .at(Place::new(&tables.regions, start..start + region.name.len()), "this region")
                .expected("as many provinces as provinces.csv puts in the region")
                .help("correct the number here, or the column region of provinces.csv"),
        );
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_are_compiled_in_are_sound() {
        let country = read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!((country.provinces.len(), country.regions.len(), country.neighbours.len()), (63, 6, 135));
        let empty = |field: fn(&ProvinceRow) -> Option<f64>| {
            country.provinces.iter().filter(|row| field(row).is_none()).count()
        };
        assert_eq!(empty(|row| row.households), 63);
        assert_eq!(empty(|row| row.poverty_rate), 1);
        assert_eq!(empty(|row| row.ethnic_minority_pupil_share), 12);
        for (at, row) in country.provinces.iter().enumerate() {
            for text in [&row.code, &row.name, &row.name_vi] {
                assert_eq!(country.places.find(text), Ok(at), "{text}");
            }
        }
    }
}
