//! What is published of a province.

/// Statistical region of the General Statistics Office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Region {
    /// Red River Delta.
    RedRiverDelta,
    /// Northern Midlands and Mountains.
    NorthernMountains,
    /// North and South Central Coast.
    CentralCoast,
    /// Central Highlands.
    CentralHighlands,
    /// Southeast.
    Southeast,
    /// Mekong Delta.
    MekongDelta,
}

impl Region {
    /// All regions, north to south.
    pub const ALL: [Self; 6] = [
        Self::RedRiverDelta,
        Self::NorthernMountains,
        Self::CentralCoast,
        Self::CentralHighlands,
        Self::Southeast,
        Self::MekongDelta,
    ];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RedRiverDelta => "red_river_delta",
            Self::NorthernMountains => "northern_midlands_mountains",
            Self::CentralCoast => "north_central_coast",
            Self::CentralHighlands => "central_highlands",
            Self::Southeast => "southeast",
            Self::MekongDelta => "mekong_delta",
        }
    }

    /// The region of a name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.name() == name)
    }
}

/// Land borders of a province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LandBorders {
    /// Touches China.
    pub china: bool,
    /// Touches Laos.
    pub laos: bool,
    /// Touches Cambodia.
    pub cambodia: bool,
}

impl LandBorders {
    /// Touches any neighbour.
    pub fn any(self) -> bool {
        self.china || self.laos || self.cambodia
    }
}

/// A row of the province table, as published: an empty cell is `None` and stays so. See
/// `SOURCES.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct ProvinceRecord {
    /// Two-digit code of the General Statistics Office.
    pub code: String,
    /// Name without diacritics.
    pub name: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Region.
    pub region: Region,
    /// Residents, census 2019.
    pub population: f64,
    /// Households, where published.
    pub households: Option<f64>,
    /// Children under 15 (projection share times census).
    pub children_under_15: f64,
    /// Share of residents under 18, by the projection.
    pub share_under_18: f64,
    /// Urban share of residents.
    pub urban_share: f64,
    /// Income poverty, share of persons.
    pub poverty_rate: Option<f64>,
    /// Mean monthly income per person, thousand dong of 2018.
    pub income_kvnd: f64,
    /// Mean income of the poorest fifth, thousand dong of 2016.
    pub income_poorest_fifth_kvnd: f64,
    /// Mean income of the richest fifth, thousand dong of 2016.
    pub income_richest_fifth_kvnd: f64,
    /// Share of income from farming, forestry and fishery.
    pub farm_income_share: f64,
    /// Ethnic-minority share of pupils.
    pub minority_pupil_share: Option<f64>,
    /// Out-migration a year, share of residents; over several years, shrunk to the region.
    pub out_migration: f64,
    /// Households without a hygienic toilet.
    pub no_flush_toilet: f64,
    /// Provincial governance index PAPI 2016.
    pub papi: f64,
    /// Land borders.
    pub border: LandBorders,
    /// Shares of those who leave for another province, by row of that province (`destinations.csv`).
    pub destinations: Vec<f32>,
}
