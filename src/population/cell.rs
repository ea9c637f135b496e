//! The cell of a person: the finest class that results are counted in.

use serde::{Deserialize, Serialize};

/// Age bands whose unions give every age range the targets ask for.
pub const AGE_BANDS: [(&str, i32, i32); 8] = [
    ("0", 0, 0),
    ("1-4", 1, 4),
    ("5", 5, 5),
    ("6-10", 6, 10),
    ("11", 11, 11),
    ("12-14", 12, 14),
    ("15-17", 15, 17),
    ("18-24", 18, 24),
];

/// A class of persons: sex, age band, wealth fifth, ethnicity and residence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell(u16);

impl Cell {
    /// Number of cells.
    pub const COUNT: usize = 2 * AGE_BANDS.len() * 5 * 2 * 2;

    /// The cell of a person by sex, age in whole years, wealth fifth (0 to 4), ethnicity and
    /// residence.
    #[inline]
    pub fn new(female: bool, age_years: i32, fifth: usize, minority: bool, urban: bool) -> Self {
        let band = Self::band_of(age_years);
        let index =
            (((usize::from(female) * AGE_BANDS.len() + band) * 5 + fifth) * 2 + usize::from(minority)) * 2
                + usize::from(urban);
        Self(index as u16)
    }

    /// The age band of an age in whole years; 18-24 for anything older.
    #[inline]
    pub fn band_of(age_years: i32) -> usize {
        const BAND: [u8; 18] = [0, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 4, 5, 5, 5, 6, 6, 6];
        BAND.get(age_years.max(0) as usize).map_or(7, |&band| usize::from(band))
    }

    /// All cells.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT as u16).map(Self)
    }

    /// Place of the cell in a table of cells.
    #[inline]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Urban residence.
    pub fn urban(self) -> bool {
        self.0 % 2 == 1
    }

    /// Ethnic minority.
    pub fn minority(self) -> bool {
        self.0 / 2 % 2 == 1
    }

    /// Wealth fifth, 0 poorest to 4 richest.
    pub fn fifth(self) -> usize {
        usize::from(self.0 / 4 % 5)
    }

    /// Age band, a place in [`AGE_BANDS`].
    pub fn age_band(self) -> usize {
        usize::from(self.0 / 20) % AGE_BANDS.len()
    }

    /// Girl or young woman.
    pub fn female(self) -> bool {
        usize::from(self.0) >= Self::COUNT / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_gives_back_what_it_was_made_of() {
        let mut seen = vec![false; Cell::COUNT];
        for female in [false, true] {
            for (band, &(_, from, to)) in AGE_BANDS.iter().enumerate() {
                for fifth in 0..5 {
                    for (minority, urban) in [(false, false), (false, true), (true, false), (true, true)] {
                        let cell = Cell::new(female, from, fifth, minority, urban);
                        assert_eq!(cell, Cell::new(female, to, fifth, minority, urban));
                        assert_eq!(
                            (cell.female(), cell.age_band(), cell.fifth(), cell.minority(), cell.urban()),
                            (female, band, fifth, minority, urban)
                        );
                        assert!(!std::mem::replace(&mut seen[cell.index()], true));
                    }
                }
            }
        }
        assert!(seen.into_iter().all(|cell| cell));
    }
}
