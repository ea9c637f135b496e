//! What makes the processes fast and changes no result: each month's random words at once, clocks, tables, prefetches.

pub(crate) mod ahead;
mod alike;
mod birthdays;
pub(crate) mod clocks;
pub(crate) mod factors;
mod here;
mod wide;
mod words;

pub use birthdays::{Birthday, Birthdays};
pub use factors::{Band, HomeRatios, HomeTables, RateTables};
pub use here::{Here, Scratch};
pub use wide::widely;
pub use words::{HomeWords, PersonUnits};
