//! Finding the ground that a name or code means.

use super::hints::{self, Refusal};
use super::normalise::normalise_name;
use std::collections::BTreeMap;

/// An administrative division of the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// The 63 provinces of August 2008 to June 2025.
    Provinces,
    /// The 34 units since July 2025.
    Units,
}

impl Division {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Provinces, Self::Units];

    /// What stands before the colon of a place of this division.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Provinces => "2008",
            Self::Units => "2025",
        }
    }
}

/// A province of 2008 to June 2025; its row is its number in the order of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvinceName {
    /// Two-digit code.
    pub code: String,
    /// Name without diacritics.
    pub name: String,
    /// Vietnamese name.
    pub name_vi: String,
}

/// A unit of July 2025, made of whole provinces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Official two-digit code.
    pub code: String,
    /// Vietnamese name.
    pub name: String,
    /// Rows of the provinces that it is made of, in the order of their codes.
    pub provinces: Vec<usize>,
}

/// What a further name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// Another name or code of a province.
    Name,
    /// A name of one of the six regions.
    Region,
    /// A region of another division into regions.
    OtherRegion,
    /// A province that was gone by August 2008.
    Former,
    /// A district of up to June 2025.
    District,
}

/// A further name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherName {
    /// The name.
    pub text: String,
    /// Whether it names a province, a unit or a region.
    pub kind: NameKind,
    /// Name in files of the region that it is or mostly lies in, or the code of the province that
    /// it is or lies in.
    pub means: String,
}

/// All names and codes of places.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) provinces: Vec<ProvinceName>,
    pub(super) units: Vec<Unit>,
    /// Rows of provinces and of units by their normalised names.
    pub(super) by_name: [BTreeMap<String, usize>; 2],
    pub(super) others: Vec<OtherName>,
}

impl Gazetteer {
    /// The gazetteer of these places; `provinces` and `units` are in the order of their codes.
    pub fn new(provinces: Vec<ProvinceName>, units: Vec<Unit>, others: Vec<OtherName>) -> Self {
        let of_province = |row: usize| -> Vec<String> {
            let own: &ProvinceName = &provinces[row];
            let others =
                others.iter().filter(|other| other.kind == NameKind::Name && other.means == own.code);
            [&own.name, &own.name_vi]
                .into_iter()
                .chain(others.map(|other| &other.text))
                .map(|name| normalise_name(name))
                .collect()
        };
        let mut by_name = [BTreeMap::new(), BTreeMap::new()];
        for row in 0..provinces.len() {
            by_name[0].extend(of_province(row).into_iter().map(|name| (name, row)));
        }
        for (at, unit) in units.iter().enumerate() {
            by_name[1].insert(normalise_name(&unit.name), at);
            // A unit has the further names of the province whose name or ground it has.
            for &row in &unit.provinces {
                let names = of_province(row);
                if unit.provinces == [row] || names.contains(&normalise_name(&unit.name)) {
                    by_name[1].extend(names.into_iter().map(|name| (name, at)));
                }
            }
        }
        Self { provinces, units, by_name, others }
    }

    /// The provinces in the order of their codes.
    pub fn provinces(&self) -> &[ProvinceName] {
        &self.provinces
    }

    /// The units of July 2025 in the order of their codes.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The row of a province by its code.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.provinces.iter().position(|known| known.code == code)
    }

    /// The row of a province of the 63 by code or name, as in a table of the 63.
    ///
    /// Case, diacritics (composed or not), spaces, hyphens and words such as "province" do not
    /// matter.
    ///
    /// # Errors
    /// The name of the province that is probably meant, if one is near.
    pub fn province(&self, text: &str) -> Result<usize, Option<&str>> {
        self.find(Division::Provinces, text.trim()).ok_or_else(|| {
            let near = hints::near(self, text).into_iter().find_map(|name| self.by_name[0].get(name));
            near.map(|&row| self.provinces[row].name.as_str())
        })
    }

    /// The rows of the provinces that a name or code means, with `2008:` or `2025:` before it or
    /// without.
    ///
    /// # Errors
    /// A text that means no place, or ground that differs between the two divisions.
    pub fn ground(&self, text: &str) -> Result<Vec<usize>, Refusal> {
        let text = text.trim();
        if let Some((year, rest)) = hints::year(text) {
            let Some(division) = Division::ALL.into_iter().find(|division| division.prefix() == year) else {
                return Err(hints::no_such_year(year, rest));
            };
            let found = self.find(division, rest).ok_or_else(|| hints::not_in(self, division, rest))?;
            return Ok(match division {
                Division::Provinces => vec![found],
                Division::Units => self.units[found].provinces.clone(),
            });
        }
        match Division::ALL.map(|division| self.find(division, text)) {
            [Some(row), Some(at)] if self.units[at].provinces != [row] => {
                Err(hints::ambiguous(self, text, row, at))
            }
            [Some(row), _] => Ok(vec![row]),
            [None, Some(at)] => Ok(self.units[at].provinces.clone()),
            [None, None] => Err(hints::unknown(self, text)),
        }
    }

    /// The region of a name, as it is called in files.
    ///
    /// # Errors
    /// A name that is none of the six regions.
    pub fn region(&self, text: &str) -> Result<&str, Refusal> {
        let text = text.trim();
        let regions = || self.others.iter().filter(|other| other.kind == NameKind::Region);
        let in_files = regions().find(|other| other.means == text);
        // A name of another division into regions may be spelt like the one in files:
        // `North Central Coast`.
        let other = || hints::other_region(self, text);
        let same = || {
            regions().find(|other| {
                hints::same_region(&other.text, text) || normalise_name(&other.means) == normalise_name(text)
            })
        };
        match in_files {
            Some(found) => Ok(&found.means),
            None => match other() {
                Some(refusal) => Err(refusal),
                None => same().map(|found| found.means.as_str()).ok_or_else(|| hints::no_region(self, text)),
            },
        }
    }

    /// How a place is written so that it is understood: its Vietnamese name, led by the division
    /// where that is needed.
    pub fn written(&self, division: Division, at: usize) -> String {
        let (name, ground) = match division {
            Division::Provinces => (&self.provinces[at].name_vi, vec![at]),
            Division::Units => (&self.units[at].name, self.units[at].provinces.clone()),
        };
        match self.ground(name) {
            Ok(found) if found == ground => name.clone(),
            _ => format!("{}:{name}", division.prefix()),
        }
    }

    /// The province or unit of a code or name in one division.
    pub(super) fn find(&self, division: Division, text: &str) -> Option<usize> {
        let by_code = match division {
            Division::Provinces => self.by_code(text),
            Division::Units => self.units.iter().position(|unit| unit.code == text),
        };
        by_code.or_else(|| self.by_name[division as usize].get(&normalise_name(text)).copied())
    }
}
