//! Numbers that know their unit and their bounds.
//!
//! No bare `f64` with a unit or a bound crosses a room's border: a parameter is read into one of
//! the types below, and reading checks it.

mod bounded;
mod month;
mod triangle;
mod whole;

pub use bounded::{
    Count, HazardRatio, LogUnits, MillionDong, MonthlyRate, Months, OddsRatio, OutOfBounds,
    PerHundredThousand, Ratio, Share, StandardDeviations, ThousandDong, event_probability,
};
pub use month::{Month, NotAMonth};
pub use triangle::triangular_quantile;
pub use whole::{counted, nearest_whole};
