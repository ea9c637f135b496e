//! Studies: many points, each run in every scenario and replicate, that stop, resume, are cut into shards and merged.
//!
//! A study file is read into a [`Study`] ([`read_file`]). Its tasks are its points times its replicates ([`Task`]); each
//! runs every scenario, from one warm-up where they differ in levers alone, and leaves a [`Record`]. Records go to a [`Ledger`] one by one, or to
//! the file of a [`Shard`]; [`gather`] reads both. Files of results are written from the records in the order of the
//! points, so their bytes do not depend on what ran where, when, or how often it was interrupted.
//!
//! * Declaring: `spec`, `read`, `table`, `paths`, `axes`, `points`. Running: `resolve`, `task`, `warm_ups`, `engine`, `pilot`.
//! * Keeping: `record`, `header`, `ledger`, `shard`, `gather`.
//! * Reading: `outputs` (numbers by point), `sensitivity`, [`calibration`].

mod axes;
pub mod calibration;
mod engine;
mod gather;
mod header;
mod ledger;
mod outputs;
mod paths;
mod pilot;
mod points;
mod read;
mod record;
mod resolve;
mod sensitivity;
mod shard;
mod spec;
mod table;
mod task;
mod warm_ups;

pub use crate::store::Fingerprint;
pub use engine::{Stopped, Unfinished, run_tasks};
pub use gather::{Gathered, gather};
pub use ledger::{Ledger, LedgerFault, Opened};
pub use outputs::{Output, Period, Results, outputs};
pub use pilot::{Cost, pilot};
pub use points::Points;
pub use read::{default_directory, read, read_file};
pub use record::{Form, Outcome, Record, ScenarioResult};
pub use resolve::{arm, effective};
pub use sensitivity::{SensitivityRow, sensitivity};
pub use shard::{Shard, shard_path, write_shard};
pub use spec::{Axis, Calibration, Design, Draws, Kind, Spec};
pub use task::{Task, TaskFault, run_task, tasks};
pub use warm_ups::WarmUps;

use crate::config::Effective;

/// A study, read and checked.
#[derive(Debug, Clone)]
pub struct Study {
    /// What it declares.
    pub spec: Spec,
    /// The configuration of each scenario without any factor.
    pub bases: Vec<Effective>,
    /// Its points; of a calibration, those of the first wave.
    pub points: Points,
    /// The text it was read from, with whole paths.
    pub text: String,
}

impl Study {
    /// The names of the scenarios, in their order.
    pub fn scenarios(&self) -> impl Iterator<Item = &str> {
        self.bases.iter().map(|base| base.name.as_str())
    }

    /// The `key=value` settings that make a point of these values.
    pub fn settings(&self, values: &[f64]) -> Vec<String> {
        self.spec.factors.iter().zip(values).map(|(axis, &value)| axis.setting(value)).collect()
    }

    /// The seed of a point's runs in a scenario.
    pub fn seed_at(&self, point: usize, scenario: usize) -> u64 {
        let base = points::seed_of(&self.bases[scenario]);
        match self.spec.draws {
            Draws::Shared => base,
            Draws::Own => base.wrapping_add(point as u64) & i64::MAX as u64,
        }
    }
}
