//! A run under way.

use super::costing::Costing;
use super::{Plan, World};
use crate::levers::LeverProvince;
use crate::observation::{ObservedWorld, Recorder, RunResults, Stratum, YearCounts};
use crate::pathways::Pathways;
use crate::population::Country;
use crate::quantities::Month;
use crate::random::Draws;

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
        let logbook = RunRecord::new(plan, &world.country, strata);
        Self { world, logbook }
    }
}

impl RunRecord {
    /// An empty logbook of a run that reports in these strata.
    pub fn new(plan: &Plan, country: &Country, strata: &[Stratum]) -> Self {
        Self {
            recorder: Recorder::new(country, strata, plan.survey)
                .of_a_world_that_is_constant(plan.history.is_constant()),
            costing: Costing::new(country.provinces.len()),
        }
    }

    /// Writes down a month that has just been lived on these pathways.
    pub(super) fn month(
        &mut self,
        plan: &Plan,
        places: &[LeverProvince],
        pathways: &Pathways,
        world: &ObservedWorld<'_>,
    ) {
        self.costing.month(&plan.levers, places, pathways, world);
        self.recorder.month(world, pathways.month);
    }

    /// Writes down the year that ends with `month`, which its communes have counted.
    pub(super) fn year(
        &mut self,
        plan: &Plan,
        world: &ObservedWorld<'_>,
        counts: YearCounts,
        month: Month,
        draws: &Draws,
    ) {
        self.costing.year(&plan.levers, month);
        self.recorder.year(world, counts, month, draws);
    }

    /// The results of a run that has ended.
    pub(super) fn results(self, plan: &Plan, country: &Country, replicate: u32) -> RunResults {
        let Self { recorder, costing } = self;
        recorder.finish(country, &plan.name, replicate, costing.rows())
    }
}
