//! Strata: marginal sums of cells and provinces.

use super::MeasureDef;
use crate::population::{AGE_BANDS, Cell, Country, Region};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A way of dividing the people into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stratum {
    /// Everyone.
    National,
    /// Boys and men, girls and women.
    Sex,
    /// Age bands.
    AgeBand,
    /// National wealth fifths.
    WealthFifth,
    /// Kinh, and the ethnic minorities.
    Ethnicity,
    /// Rural and urban.
    Residence,
    /// Statistical regions.
    Region,
    /// Provinces, of those who are from there.
    Province,
    /// Provinces, of those who are in exploitation there; over a border that of the home, where it is
    /// reported.
    PlaceOfExploitation,
    /// Sex by wealth fifth.
    SexByFifth,
    /// Sex by age band.
    SexByAge,
    /// Ethnicity by region.
    EthnicityByRegion,
}

/// One group of a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Group {
    /// The stratum.
    pub stratum: Stratum,
    /// Place in it.
    pub index: u8,
}

const SEXES: [&str; 2] = ["male", "female"];
const FIFTHS: [&str; 5] = ["1_poorest", "2", "3", "4", "5_richest"];
const ETHNICITIES: [&str; 2] = ["kinh", "minority"];
const RESIDENCES: [&str; 2] = ["rural", "urban"];

impl Stratum {
    /// All strata.
    pub const ALL: [Self; 12] = [
        Self::National,
        Self::Sex,
        Self::AgeBand,
        Self::WealthFifth,
        Self::Ethnicity,
        Self::Residence,
        Self::Region,
        Self::Province,
        Self::PlaceOfExploitation,
        Self::SexByFifth,
        Self::SexByAge,
        Self::EthnicityByRegion,
    ];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Sex => "sex",
            Self::AgeBand => "age_band",
            Self::WealthFifth => "wealth_fifth",
            Self::Ethnicity => "ethnicity",
            Self::Residence => "residence",
            Self::Region => "region",
            Self::Province => "province",
            Self::PlaceOfExploitation => "place_of_exploitation",
            Self::SexByFifth => "sex_x_wealth_fifth",
            Self::SexByAge => "sex_x_age_band",
            Self::EthnicityByRegion => "ethnicity_x_region",
        }
    }

    /// Whether its groups are crossings of two divisions.
    pub const fn is_crossed(self) -> bool {
        matches!(self, Self::SexByFifth | Self::SexByAge | Self::EthnicityByRegion)
    }

    /// Whether its groups are made of whole provinces.
    pub const fn of_provinces(self) -> bool {
        matches!(self, Self::National | Self::Region | Self::Province)
    }

    /// Whether a measure is known in it.
    pub const fn knows(self, info: &MeasureDef) -> bool {
        match self {
            Self::PlaceOfExploitation => info.at_place().is_some(),
            _ => info.by_cell() || self.of_provinces(),
        }
    }

    /// Number of groups.
    pub fn groups(self, country: &Country) -> usize {
        match self {
            Self::National => 1,
            Self::Sex | Self::Ethnicity | Self::Residence => 2,
            Self::AgeBand => AGE_BANDS.len(),
            Self::WealthFifth => 5,
            Self::Region => Region::ALL.len(),
            Self::Province | Self::PlaceOfExploitation => country.provinces.len(),
            Self::SexByFifth => 2 * 5,
            Self::SexByAge => 2 * AGE_BANDS.len(),
            Self::EthnicityByRegion => 2 * Region::ALL.len(),
        }
    }

    /// The group that a cell of a province belongs to; by place of exploitation that of who is
    /// nowhere else.
    #[inline]
    pub fn group_of(self, cell: Cell, province: usize, region: Region) -> usize {
        match self {
            Self::National => 0,
            Self::Sex => usize::from(cell.female()),
            Self::AgeBand => cell.age_band(),
            Self::WealthFifth => cell.fifth(),
            Self::Ethnicity => usize::from(cell.minority()),
            Self::Residence => usize::from(cell.urban()),
            Self::Region => region as usize,
            Self::Province | Self::PlaceOfExploitation => province,
            Self::SexByFifth => usize::from(cell.female()) * 5 + cell.fifth(),
            Self::SexByAge => usize::from(cell.female()) * AGE_BANDS.len() + cell.age_band(),
            Self::EthnicityByRegion => usize::from(cell.minority()) * Region::ALL.len() + region as usize,
        }
    }
}

impl Group {
    /// Everyone.
    pub const NATIONAL: Self = Self { stratum: Stratum::National, index: 0 };

    /// A group by its place in a stratum.
    pub fn new(stratum: Stratum, index: usize) -> Self {
        Self { stratum, index: u8::try_from(index).expect("a stratum has fewer than 256 groups") }
    }

    /// Whether a cell of a province belongs to the group.
    #[inline]
    pub fn contains(self, cell: Cell, province: usize, region: Region) -> bool {
        self.stratum.group_of(cell, province, region) == usize::from(self.index)
    }

    /// Whether a measure can have anyone in the group.
    pub fn applies_to(self, info: &MeasureDef) -> bool {
        let index = usize::from(self.index);
        let in_bands = |band: usize| (info.bands.0..=info.bands.1).contains(&band);
        let of_sex = |female: bool| info.female.is_none_or(|only| only == female);
        match self.stratum {
            Stratum::Sex => of_sex(index == 1),
            Stratum::AgeBand => in_bands(index),
            Stratum::SexByFifth => of_sex(index >= 5),
            Stratum::SexByAge => of_sex(index >= AGE_BANDS.len()) && in_bands(index % AGE_BANDS.len()),
            _ => true,
        }
    }

    /// Name in files. Provinces go by their two-digit code; crossings are written `one:other`.
    pub fn label(self, country: &Country) -> Cow<'_, str> {
        let index = usize::from(self.index);
        let crossed = |one: &str, other: &str| Cow::Owned(format!("{one}:{other}"));
        match self.stratum {
            Stratum::National => "all".into(),
            Stratum::Sex => SEXES[index].into(),
            Stratum::AgeBand => AGE_BANDS[index].0.into(),
            Stratum::WealthFifth => FIFTHS[index].into(),
            Stratum::Ethnicity => ETHNICITIES[index].into(),
            Stratum::Residence => RESIDENCES[index].into(),
            Stratum::Region => Region::ALL[index].name().into(),
            Stratum::Province | Stratum::PlaceOfExploitation => {
                country.provinces[index].record.code.as_str().into()
            }
            Stratum::SexByFifth => crossed(SEXES[index / 5], FIFTHS[index % 5]),
            Stratum::SexByAge => {
                crossed(SEXES[index / AGE_BANDS.len()], AGE_BANDS[index % AGE_BANDS.len()].0)
            }
            Stratum::EthnicityByRegion => {
                crossed(ETHNICITIES[index / Region::ALL.len()], Region::ALL[index % Region::ALL.len()].name())
            }
        }
    }
}
