//! A run under way.

use super::costing::Costing;
use super::{Plan, World};
use crate::observation::{Recorder, Stratum};

/// A run at the end of a month, of its warm-up or of its years. The rest of it follows from this
/// and its plan.
#[derive(Debug, Clone)]
pub struct RunState {
    /// The state of the country.
    pub world: World,
    /// What has been written down of it.
    pub logbook: RunRecord,
}

/// What a run has written down so far; nothing during the warm-up.
#[derive(Debug, Clone)]
pub struct RunRecord {
    /// Observations.
    pub recorder: Recorder,
    /// Costs of levers.
    pub costing: Costing,
}

impl RunState {
    /// A run from this state of the country on, with an empty logbook that reports in these strata.
    pub fn new(plan: &Plan, world: World, strata: &[Stratum]) -> Self {
        let logbook = RunRecord {
            recorder: Recorder::new(&world.country, strata, plan.survey),
            costing: Costing::new(world.country.provinces.len()),
        };
        Self { world, logbook }
    }
}
