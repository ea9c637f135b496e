//! The only place of order: the month on one page, the state of the country, and a run.

mod parameters;
mod schedule;
mod world;

pub use parameters::Parameters;
pub use schedule::month;
pub use world::{Model, Setup, World, make};
