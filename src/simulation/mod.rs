//! The only place of order: the month on one page, the state of the country, and a run.

mod costing;
mod parameters;
mod plan;
mod records;
mod run;
mod schedule;
mod world;

pub use parameters::Parameters;
pub use plan::{Ground, GroundFault, Horizon, Plan};
pub use records::{UnknownRegion, adjacency, records};
pub use run::{Tick, simulate, simulate_until, warm_up, warm_up_until};
pub use schedule::month;
pub use world::{Model, Setup, World, make};
