//! The data tables of the country together, and what must hold between them.

use std::sync::Arc;

use super::provinces;
use super::regions::{self, RegionRow};
use super::{adjacency, crosswalk, destinations, history, place_names};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::places::{Gazetteer, OtherName, ProvinceName, ProvinceRecord};

/// The texts of the seven tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// `provinces.csv`
    pub provinces: Arc<Source>,
    /// `regions.csv`
    pub regions: Arc<Source>,
    /// `adjacency.csv`
    pub adjacency: Arc<Source>,
    /// `destinations.csv`
    pub destinations: Arc<Source>,
    /// `crosswalk_2025.csv`
    pub crosswalk: Arc<Source>,
    /// `place_names.csv`
    pub place_names: Arc<Source>,
    /// `history.csv`
    pub history: Arc<Source>,
}

/// The data of the country, checked.
#[derive(Clone, Debug)]
pub struct CountryTables {
    /// The provinces in the order of their codes.
    pub provinces: Vec<ProvinceRecord>,
    /// The regions.
    pub regions: Vec<RegionRow>,
    /// Pairs of neighbouring provinces, by row of `provinces`, the smaller first.
    pub adjacency: Vec<(u8, u8)>,
    /// The provinces' 34 units of July 2025, in the order of `provinces`.
    pub crosswalk: Vec<crosswalk::CrosswalkRow>,
    /// Finds places by what a person types.
    pub places: Gazetteer,
    /// What the months of the past were like.
    pub history: Vec<history::HistoryRow>,
}

impl Tables {
    /// The tables that are compiled in.
    pub fn built_in() -> Self {
        let table = |name: &str, text: &str| Source::new(format!("configs/viet_nam/{name}"), text);
        Self {
            provinces: table("provinces.csv", include_str!("../../../configs/viet_nam/provinces.csv")),
            regions: table("regions.csv", include_str!("../../../configs/viet_nam/regions.csv")),
            adjacency: table("adjacency.csv", include_str!("../../../configs/viet_nam/adjacency.csv")),
            destinations: table(
                "destinations.csv",
                include_str!("../../../configs/viet_nam/destinations.csv"),
            ),
            crosswalk: table(
                "crosswalk_2025.csv",
                include_str!("../../../configs/viet_nam/crosswalk_2025.csv"),
            ),
            place_names: table("place_names.csv", include_str!("../../../configs/viet_nam/place_names.csv")),
            history: table("history.csv", include_str!("../../../configs/viet_nam/history.csv")),
        }
    }

    /// Each table's name and the BLAKE3 of its text, in hexadecimal.
    pub fn hashes(&self) -> Vec<(String, String)> {
        let Self { provinces, regions, adjacency, destinations, crosswalk, place_names, history } = self;
        [provinces, regions, adjacency, destinations, crosswalk, place_names, history]
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
    let regions = regions::read(&tables.regions);
    let known = regions.as_deref().unwrap_or_default();
    let others = place_names::read(&tables.place_names, &crosswalk, known);
    let places = gazetteer(&crosswalk, others.as_deref().unwrap_or_default());
    let mut faults = Faults::new();
    let mut keep = |found: Faults| faults.append(found);
    // Without regions no name of one is known: the fault is theirs alone.
    if regions.is_ok() {
        let _ = others.map_err(&mut keep);
    }
    let regions = regions.map_err(&mut keep).unwrap_or_default();
    let provinces = provinces::read(&tables.provinces, &crosswalk, &places, &regions).map_err(&mut keep);
    let adjacency = adjacency::read(&tables.adjacency, &places).map_err(&mut keep);
    let destinations = destinations::read(&tables.destinations, &places).map_err(&mut keep);
    let history = history::read(&tables.history, &places).map_err(&mut keep);
    let (Ok(mut provinces), Ok(adjacency), Ok(destinations), Ok(history)) =
        (provinces, adjacency, destinations, history)
    else {
        return Err(faults);
    };
    for (province, shares) in provinces.iter_mut().zip(destinations) {
        province.destinations = shares;
    }
    faults.append(counts_agree(&provinces, &regions, tables));
    faults.or(CountryTables { provinces, regions, adjacency, crosswalk, places, history })
}

/// The places of a crosswalk and their further names.
fn gazetteer(crosswalk: &[crosswalk::CrosswalkRow], others: &[OtherName]) -> Gazetteer {
    let province = |row: &crosswalk::CrosswalkRow| ProvinceName {
        code: row.code.clone(),
        name: row.name.clone(),
        name_vi: row.name_vi.clone(),
    };
    Gazetteer::new(crosswalk.iter().map(province).collect(), crosswalk::units(crosswalk), others.to_vec())
}

/// Each region has as many provinces as it says.
fn counts_agree(provinces: &[ProvinceRecord], regions: &[RegionRow], tables: &Tables) -> Faults {
    let mut faults = Faults::new();
    for region in regions {
        let name = region.region.name();
        let count = provinces.iter().filter(|province| province.region == region.region).count();
        if count as f64 == region.provinces {
            continue;
        }
        let message = format!("{name} has {} provinces, {count} name it", region.provinces);
        let start = tables.regions.text().find(name).unwrap_or_default();
        faults.push(
            Fault::new(Code::TableRule, message)
                .at(Place::new(&tables.regions, start..start + name.len()), "this region")
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
        assert_eq!((country.provinces.len(), country.regions.len(), country.adjacency.len()), (63, 6, 135));
        let empty = |field: fn(&ProvinceRecord) -> Option<f64>| {
            country.provinces.iter().filter(|row| field(row).is_none()).count()
        };
        assert_eq!(empty(|row| row.households), 63);
        assert_eq!(empty(|row| row.poverty_rate), 1);
        assert_eq!(empty(|row| row.minority_pupil_share), 12);
        for (at, row) in country.provinces.iter().enumerate() {
            assert_eq!(row.name_vi, country.crosswalk[at].name_vi);
            for text in [&row.code, &row.name, &row.name_vi] {
                assert_eq!(country.places.province(text), Ok(at), "{text}");
            }
        }
    }
}
