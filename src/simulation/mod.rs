//! The only place of order: the month on one page, the state of the country, and a run.

mod costing;
mod invariants;
mod parameters;
mod plan;
mod records;
mod run;
mod schedule;
mod snapshot;
mod under_way;
mod world;

pub use invariants::NotFinite;
pub use parameters::Parameters;
pub use plan::{Ground, GroundFault, Horizon, Plan};
pub use records::{UnknownRegion, adjacency, records};
pub use run::{Halted, Tick, live_on, simulate, simulate_until, warm_up, warm_up_until};
pub use schedule::month;
pub use snapshot::{Unreadable, read, write};
pub use under_way::{Logbook, UnderWay};
pub use world::{Model, Setup, World, make};
