//! The data tables of the country together, and what must hold between them.

use std::sync::Arc;

use super::provinces;
use super::regions::{self, RegionRow};
use super::{adjacency, crosswalk, destinations, history, place_names};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::pack::{self, Extent, Pack, PackFile};
use crate::places::{Gazetteer, OtherName, ProvinceName, ProvinceRecord};

/// The texts of the seven tables. One that the pack lacks is empty, and named as absent.
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
    /// Tables that the pack lacks, so that the rule of [`PackFile::without`] holds.
    pub absent: Vec<PackFile>,
    /// Where centres of provinces may lie.
    pub extent: Extent,
    /// What the tables are called in results, in the order of [`TABLES`].
    identities: [String; TABLES.len()],
    /// Hash of the pack, where it is not the one that is compiled in.
    of_another: Option<String>,
}

/// The tables, in the order in which their hashes are listed.
const TABLES: [PackFile; 7] = [
    PackFile::Provinces,
    PackFile::Regions,
    PackFile::Adjacency,
    PackFile::Destinations,
    PackFile::Crosswalk,
    PackFile::PlaceNames,
    PackFile::History,
];

/// What the hash of a whole pack is listed as.
const WHOLE: &str = "pack";

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
    /// The tables of a pack.
    pub fn of(pack: &Pack) -> Self {
        let table = |file| Source::new(pack.shown(file), pack.text(file).unwrap_or_default());
        Self {
            provinces: table(PackFile::Provinces),
            regions: table(PackFile::Regions),
            adjacency: table(PackFile::Adjacency),
            destinations: table(PackFile::Destinations),
            crosswalk: table(PackFile::Crosswalk),
            place_names: table(PackFile::PlaceNames),
            history: table(PackFile::History),
            absent: TABLES.into_iter().filter(|&file| pack.text(file).is_none()).collect(),
            extent: pack.about().extent,
            identities: TABLES.map(|file| pack.identity(file)),
            of_another: (!pack.is_built_in()).then(|| pack.hash().to_owned()),
        }
    }

    /// The tables that are compiled in.
    pub fn built_in() -> Self {
        Self::of(pack::built_in())
    }

    /// The tables of the pack that this process uses.
    pub fn current() -> Self {
        Self::of(pack::current())
    }

    fn has(&self, file: PackFile) -> bool {
        !self.absent.contains(&file)
    }

    /// Each table's name, wherever it lies, and the BLAKE3 of its text, in hexadecimal; of another
    /// pack than the one that is compiled in also the hash of all of it, since results depend on more
    /// than its tables.
    pub fn hashes(&self) -> Vec<(String, String)> {
        let Self { provinces, regions, adjacency, destinations, crosswalk, place_names, history, .. } = self;
        let texts = [provinces, regions, adjacency, destinations, crosswalk, place_names, history];
        let there = TABLES.iter().zip(&self.identities).zip(texts).filter(|((file, _), _)| self.has(**file));
        let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
        let mut hashes: Vec<_> = there.map(|((_, name), table)| (name.clone(), hash(table.text()))).collect();
        hashes.extend(self.of_another.iter().map(|hash| (WHOLE.to_owned(), hash.clone())));
        hashes
    }
}

/// Provinces that a pack may have: a row of them is a byte.
const MOST_PROVINCES: usize = 250;

/// Reads and checks all tables. Where the pack lacks one, the rule of [`PackFile::without`] holds.
///
/// # Errors
/// Every fault of every table; their exit code is 65.
pub fn read(tables: &Tables) -> Result<CountryTables, Faults> {
    let crosswalk = match tables.has(PackFile::Crosswalk) {
        true => crosswalk::read(&tables.crosswalk)?,
        false => crosswalk::of_provinces(&tables.provinces)?,
    };
    if crosswalk.len() > MOST_PROVINCES {
        return Err(too_many(crosswalk.len(), tables).into());
    }
    let regions = regions::read(&tables.regions);
    let known = regions.as_deref().unwrap_or_default();
    let others = match tables.has(PackFile::PlaceNames) {
        true => place_names::read(&tables.place_names, &crosswalk, known),
        false => Ok(place_names::of_regions(known)),
    };
    let places = gazetteer(&crosswalk, others.as_deref().unwrap_or_default());
    let mut faults = Faults::new();
    let mut keep = |found: Faults| faults.append(found);
    // Without regions no name of one is known: the fault is theirs alone.
    if regions.is_ok() {
        let _ = others.map_err(&mut keep);
    }
    let regions = regions.map_err(&mut keep).unwrap_or_default();
    let provinces =
        provinces::read(&tables.provinces, &crosswalk, &places, &regions, tables.extent).map_err(&mut keep);
    let adjacency = adjacency::read(&tables.adjacency, &places).map_err(&mut keep);
    let destinations = match tables.has(PackFile::Destinations) {
        true => destinations::read(&tables.destinations, &places).map(Some).map_err(&mut keep),
        false => Ok(None),
    };
    let history = match tables.has(PackFile::History) {
        true => history::read(&tables.history, &places).map_err(&mut keep),
        false => Ok(Vec::new()),
    };
    let (Ok(mut provinces), Ok(adjacency), Ok(destinations), Ok(history)) =
        (provinces, adjacency, destinations, history)
    else {
        return Err(faults);
    };
    let destinations = destinations.unwrap_or_else(|| destinations::by_residents(&provinces));
    for (province, shares) in provinces.iter_mut().zip(destinations) {
        province.destinations = shares;
    }
    faults.append(counts_agree(&provinces, &regions, tables));
    faults.or(CountryTables { provinces, regions, adjacency, crosswalk, places, history })
}

fn too_many(count: usize, tables: &Tables) -> Fault {
    Fault::new(Code::TableRule, format!("{count} provinces are more than the model holds"))
        .in_file(tables.crosswalk.name())
        .expected(format!("at most {MOST_PROVINCES} provinces"))
        .help("take larger units as provinces")
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
