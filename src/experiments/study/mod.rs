//! Studies: many points, each run in every scenario and replicate, that stop, resume, are cut into
//! shards and merged.
//!
//! A study file is read into a [`Study`] ([`read_file`]). Its tasks are its points times its
//! replicates ([`Task`]); each runs every scenario, from one warm-up where they differ in levers
//! alone, and leaves a [`Record`]. Records go to a [`Ledger`] one by one, or to the file of a
//! [`Shard`]; [`gather`] reads both. Files of results are written from the records in the order of
//! the points, so their bytes do not depend on what ran where, when, or how often it was
//! interrupted.
//!
//! * Declaring: `spec`, `read`, `table`, `uses`, `paths`, `axes`, `choice`, `list`, `wholes`,
//!   `space`, `points`; refused before any run: `enough`, `feasible`;
//!   said beforehand: `idle`. Running: `seeds`, `resolve`,
//!   `task`, `warm_ups`, `engine`, `pilot`.
//! * Keeping: `record`, `header`, `ledger`, `shard`, `gather`.
//! * Reading: `outputs` (numbers by point), `contrasts` (of scenarios, at every point),
//!   `sensitivity`, [`calibration`].

mod axes;
pub mod calibration;
mod choice;
mod contrasts;
mod describe;
mod doubts;
mod engine;
mod enough;
mod feasible;
mod gather;
mod header;
mod idle;
mod ledger;
mod list;
mod one_at_a_time;
mod outputs;
mod paths;
mod pilot;
mod points;
mod read;
mod record;
mod resolve;
mod roles;
mod seeds;
mod sensitivity;
mod shard;
mod space;
mod spec;
mod table;
mod task;
mod uses;
mod warm_ups;
mod wholes;

pub use crate::store::Fingerprint;
pub use choice::Choice;
pub use contrasts::{PointContrast, contrasts};
pub use describe::Description;
pub use engine::{Stopped, Unfinished, run_tasks};
pub use gather::{Gathered, gather};
pub use ledger::{Ledger, LedgerFault, Opened};
pub use outputs::{Output, Period, Results, differences, outputs};
pub use pilot::{Cost, pilot};
pub use points::Points;
pub use read::{default_directory, read, read_file};
pub use record::{Form, Outcome, Record, ScenarioResult};
pub use resolve::{arm, effective};
pub use roles::Roles;
pub use sensitivity::{SensitivityRow, ranking_index, sensitivity};
pub use shard::{Shard, shard_path, write_shard};
pub use space::Space;
pub use spec::{Axis, Calibration, Design, Draws, Kind, Spec};
pub use task::{FailedTask, Living, Task, TaskFault, tasks};
pub use warm_ups::in_order;
pub use wholes::Parts;

use crate::config::{Effective, Fault};
use std::path::PathBuf;
use warm_ups::WarmUps;

/// A study, read and checked.
#[derive(Debug, Clone)]
pub struct Study {
    /// What it declares.
    pub spec: Spec,
    /// The configuration of each scenario without any factor.
    pub bases: Vec<Effective>,
    /// The wholes of which its factors are parts.
    pub parts: Vec<Parts>,
    /// Its points; of a calibration, those of the first wave.
    pub points: Points,
    /// The text it was read from, with whole paths.
    pub text: String,
    /// The files it reads: its own, its list, its configuration and its scenarios.
    pub inputs: Vec<PathBuf>,
    /// What in it never acts, each at its place.
    pub warnings: Vec<Fault>,
}

impl Study {
    /// The names of the scenarios, in their order.
    pub fn scenarios(&self) -> impl Iterator<Item = &str> {
        self.bases.iter().map(|base| base.name.as_str())
    }

    /// The `key=value` settings that make a point of these values, those of parts that follow from
    /// others among them.
    pub fn settings(&self, values: &[f64]) -> Vec<String> {
        let own = self.spec.factors.iter().zip(values).map(|(axis, &value)| axis.setting(value));
        own.chain(self.following(values).into_iter().map(|(name, value)| format!("{name}={value}"))).collect()
    }

    /// The parts that follow from a point's values, where parts of one whole are varied.
    pub fn following(&self, values: &[f64]) -> Vec<(&str, f64)> {
        let of = |parts: &'_ Parts| parts.follow(&self.spec.factors, values);
        self.parts.iter().flat_map(|parts| parts.following().zip(of(parts))).collect()
    }

    /// The seed of the runs of a point with these values in a scenario.
    pub fn seed_at(&self, point: usize, values: &[f64], scenario: usize) -> u64 {
        let base = points::seed_of(&self.bases[scenario]);
        match self.spec.draws {
            Draws::Shared => base,
            Draws::Own => seeds::of_point(base, point, &self.settings(values)),
        }
    }
}
