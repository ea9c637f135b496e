//! Runs and states after warm-up in a store.

use super::{Key, LivedStore, RecordKind};
use crate::observation::RunResults;
use crate::simulation::{CountryData, Model, Plan, World, make, read_world, write_world};
use std::io;

impl LivedStore {
    /// The results of a run, under the name that the scenario has now.
    pub fn run(&self, key: &Key, scenario: &str) -> Option<RunResults> {
        let read = |bytes: &[u8]| match postcard::take_from_bytes::<RunResults>(bytes) {
            Ok((run, [])) => Ok(run),
            Ok(_) => Err("it has more than a run".to_owned()),
            Err(error) => Err(error.to_string()),
        };
        let run = self.get(RecordKind::Run, key, read)?;
        Some(RunResults { scenario: scenario.to_owned(), ..run })
    }

    /// Keeps the results of a run.
    pub fn keep_run(&self, key: &Key, run: &RunResults) {
        self.put(RecordKind::Run, key, &|out| postcard::to_io(run, out).map(drop).map_err(io::Error::other));
    }

    /// The state after a warm-up, with the model that it belongs to.
    pub fn warmed_up(
        &self,
        key: &Key,
        plan: &Plan,
        ground: &CountryData,
        replicate: u32,
    ) -> Option<(Model, World)> {
        if !self.has(RecordKind::WarmUp, key) {
            return None;
        }
        // The country and the tables of the model are made anew; all else is read.
        let (model, fresh) = make(&plan.setup(ground, replicate), plan.parameters.clone());
        let read = |bytes: &[u8]| read_world(bytes, &fresh).map_err(|fault| fault.to_string());
        let world = self.get(RecordKind::WarmUp, key, read)?;
        Some((model, world))
    }

    /// Keeps a state after warm-up, unless it is large beside the whole store.
    pub fn keep_warmed_up(&self, key: &Key, plan: &Plan, ground: &CountryData, world: &World) {
        if self.takes(plan.size(ground).bytes()) {
            self.put(RecordKind::WarmUp, key, &|out| write_world(world, out));
        }
    }
}
