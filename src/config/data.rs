//! The data tables of the country together, and what must hold between them.

use std::sync::Arc;

use super::codes::Code;
use super::fault::{Fault, Faults};
use super::places::Places;
use super::provinces::{self, ProvinceRow};
use super::regions::{self, RegionRow};
use super::source::Source;
use super::{adjacency, crosswalk};

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
pub struct Country {
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
            provinces: table("provinces.csv", include_str!("../../configs/viet_nam/provinces.csv")),
            regions: table("regions.csv", include_str!("../../configs/viet_nam/regions.csv")),
            adjacency: table("adjacency.csv", include_str!("../../configs/viet_nam/adjacency.csv")),
            crosswalk: table("crosswalk_2025.csv", include_str!("../../configs/viet_nam/crosswalk_2025.csv")),
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
pub fn read(tables: &Tables) -> Result<Country, Faults> {
    let crosswalk = crosswalk::read(&tables.crosswalk)?;
    let places = Places::new(&crosswalk);
    let mut faults = Faults::new();
    let mut keep = |found: Faults| faults.append(found);
    let provinces = provinces::read(&tables.provinces, &crosswalk, &places).map_err(&mut keep).ok();
    let regions = regions::read(&tables.regions).map_err(&mut keep).ok();
    let neighbours = adjacency::read(&tables.adjacency, &places).map_err(&mut keep).ok();
    let (Some(provinces), Some(regions), Some(neighbours)) = (provinces, regions, neighbours) else {
        return Err(faults);
    };
    let faults = regions_agree(&provinces, &regions, tables);
    faults.or(Country { provinces, regions, neighbours, crosswalk, places })
}

/// Every province lies in a region of the list, and each region has as many as it says.
fn regions_agree(provinces: &[ProvinceRow], regions: &[RegionRow], tables: &Tables) -> Faults {
    let mut faults = Faults::new();
    let names = regions.iter().map(|region| region.name.as_str());
    for province in provinces.iter().filter(|province| !names.clone().any(|name| name == province.region)) {
        let near = super::nearest(&province.region, names.clone());
        faults.push(
            Fault::new(
                Code::TableUnknownKey,
                format!("{} lies in the unknown region \"{}\"", province.name, province.region),
            )
            .in_file(tables.provinces.name())
            .expected(names.clone().collect::<Vec<_>>().join(", "))
            .maybe_help(near.map(|near| format!("did you mean {near}?"))),
        );
    }
    for region in regions {
        let count = provinces.iter().filter(|province| province.region == region.name).count();
        if count as f64 != region.provinces {
            faults.push(
                Fault::new(
                    Code::TableRule,
                    format!("{} has {} provinces, {count} name it", region.name, region.provinces),
                )
                .in_file(tables.regions.name())
                .expected("as many provinces as provinces.csv puts in the region"),
            );
        }
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
