//! The only place of order: the month on one page, the state of the country, and a run.

mod parameters;
mod records;
mod schedule;
mod world;

pub use parameters::Parameters;
pub use records::{UnknownRegion, adjacency, records};
pub use schedule::month;
pub use world::{Model, Setup, World, make};
