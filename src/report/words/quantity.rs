//! What a shown number is a number of: its unit, and how the number in the result files becomes the
//! one in that unit.
//!
//! A column, an axis, a tip and a sentence all take the unit and the scaled number from here, so
//! that they cannot disagree.

use super::{DONG_PER_DOLLAR, Phrase, Words};
use crate::observation::{Measure, MeasureKind};

/// A quantity as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A share from 0 to 1, shown as a percentage.
    Percent,
    /// A difference of two shares, shown in percentage points.
    Points,
    /// A rate for each child and year, shown for each thousand.
    PerThousand,
    /// A number of persons, cases or homes.
    Count,
    /// A number in a unit that the files name; shown as it stands.
    In(&'static str),
    /// Thousands of dong, shown in millions.
    MillionDong,
    /// Thousands of dong, shown in billions.
    BillionDong,
    /// Thousands of dong, shown in US dollars.
    Dollars,
    /// A number without a unit.
    Plain,
}

impl Quantity {
    /// How a measure is shown.
    pub fn of(measure: Measure) -> Self {
        let info = measure.info();
        match (measure, info.kind) {
            (Measure::Incidence, _) => Self::PerThousand,
            (_, MeasureKind::Share) => Self::Percent,
            (_, MeasureKind::Count) => Self::Count,
            (_, MeasureKind::Rate | MeasureKind::Mean) => Self::In(info.unit),
        }
    }

    /// How a difference of two such numbers is shown.
    #[must_use]
    pub const fn difference(self) -> Self {
        match self {
            Self::Percent => Self::Points,
            other => other,
        }
    }

    /// The number in the unit that is shown.
    pub fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Percent | Self::Points => value * 100.0,
            Self::PerThousand => value * 1000.0,
            Self::MillionDong => value / 1e3,
            Self::BillionDong => value / 1e6,
            Self::Dollars => value * 1e3 / DONG_PER_DOLLAR,
            Self::Count | Self::In(_) | Self::Plain => value,
        }
    }

    /// The unit in words; empty where the number has none but what it counts.
    pub fn unit(self, words: Words) -> String {
        match self {
            Self::Percent => "%".to_owned(),
            Self::Points => words.phrase(Phrase::PercentagePoints),
            Self::PerThousand => words.phrase(Phrase::PerThousandChildren),
            Self::In(unit) => words.unit(unit).to_owned(),
            Self::MillionDong => words.phrase(Phrase::UnitMillionDong),
            Self::BillionDong => words.phrase(Phrase::UnitBillionDong),
            Self::Dollars => "USD".to_owned(),
            Self::Count | Self::Plain => String::new(),
        }
    }

    /// A heading with the unit of the numbers below it.
    pub fn heading(self, words: Words, title: &str) -> String {
        match self.unit(words) {
            unit if unit.is_empty() => title.to_owned(),
            unit => format!("{title} ({unit})"),
        }
    }
}
