//! The only place of order: the month on one page, the state of the country, and a run.

mod beside;
mod configuration;
mod costing;
mod drawn_history;
mod history;
mod invariants;
mod parameters;
mod plan;
mod run;
mod run_state;
mod schedule;
mod snapshot;
mod together;
mod world;

pub use configuration::{configuration, configuration_of};
pub use history::{History, HistoryChoice, HistoryValues, Past};
pub use invariants::NotFinite;
pub use parameters::Parameters;
pub use plan::{CountryData, Horizon, Plan, survey_bounds};
pub use run::{Halted, Tick, UNINTERRUPTED, resume, simulate, warm_up, warm_up_reads};
pub use run_state::{RunRecord, RunState};
pub use schedule::month;
pub use snapshot::{Unreadable, read, read_world, write, write_world};
pub use together::{SMALL_WORLD, Together};
pub use world::{Model, Setup, World, make};
