//! One replicate, kept while it goes on.

use super::interval::Timer;
use super::{CheckpointFault, CheckpointInterval, Store};
use crate::observation::{RunResults, Stratum};
use crate::population::Country;
use crate::simulation::{CountryData, Halted, NotFinite, Plan, RunState, make, read, resume, write};
use std::ops::ControlFlow;
use std::time::Instant;

/// Where and how often runs are kept.
#[derive(Debug, Clone, Copy)]
pub struct Checkpointing<'a> {
    /// The folder that states are written to.
    pub store: &'a Store,
    /// How often.
    pub pace: CheckpointInterval,
}

/// Why a replicate has no results.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It was stopped, or its state is no longer one that the model can have. A run that is kept
    /// was kept before it stopped.
    #[error("{0}")]
    Halted(#[from] Halted),
    /// It could not be kept.
    #[error("{0}")]
    Checkpoint(#[from] CheckpointFault),
}

impl From<NotFinite> for Ended {
    fn from(fault: NotFinite) -> Self {
        Self::Halted(fault.into())
    }
}

/// A replicate that came to its end.
#[derive(Debug)]
pub struct ReplicateRun {
    /// Its country; none if its results were there.
    pub country: Option<Country>,
    /// What came of it.
    pub results: RunResults,
}

/// Lives a replicate from its warm-up, or from the newest state that was kept of it, to its end.
/// `tick` is told of months that are done, at first of those that were lived before, and may stop
/// the run, which is then kept. `say` is told of what was found damaged.
///
/// # Errors
/// Why it [`Ended`] early.
pub fn run_replicate(
    plan: &Plan,
    ground: &CountryData,
    replicate: u32,
    kept: Option<Checkpointing<'_>>,
    tick: &(dyn Fn(u32) -> ControlFlow<()> + Sync),
    say: &(dyn Fn(String) + Sync),
) -> Result<ReplicateRun, Ended> {
    let all = plan.horizon.ends().since(plan.horizon.warm_up_begins()) as u32;
    let known = |bytes: &[u8]| postcard::from_bytes(bytes).map_err(|error| error.to_string());
    if let Some(results) = kept.and_then(|kept| kept.store.results(replicate, known, say)) {
        asked(tick(all))?;
        return Ok(ReplicateRun { country: None, results });
    }
    let (model, world) = make(&plan.setup(ground, replicate), plan.parameters.clone());
    let country = world.country.clone();
    let mut run = RunState::new(plan, world, &Stratum::ALL);
    if let Some(Checkpointing { store, .. }) = kept {
        let of_bytes = |bytes: &[u8]| read(bytes, &run).map_err(|fault| fault.to_string());
        if let Some(newest) = store.newest_state(replicate, of_bytes, say)? {
            run = newest;
        }
    }
    let lived = |run: &RunState| run.world.month.since(plan.horizon.warm_up_begins()) as u32;
    asked(tick(lived(&run)))?;
    let pace = kept.map_or(CheckpointInterval::Never, |kept| kept.pace);
    let mut timer = Timer::start(pace, plan.size(ground).bytes());
    let results = resume(plan, &model, run, replicate, |run| {
        let months = lived(run);
        let stop = asked(tick(1));
        if let Some(Checkpointing { store, .. }) = kept.filter(|_| stop.is_err() || timer.is_due(months)) {
            let begun = Instant::now();
            store.keep_state(replicate, months, &|out| write(run, out))?;
            timer.kept(begun);
        }
        stop
    })?;
    // The files of a single replicate follow at once.
    if let Some(Checkpointing { store, .. }) = kept.filter(|_| plan.horizon.replicates > 1) {
        store.keep_results(replicate, &|out| {
            postcard::to_io(&results, out).map(drop).map_err(std::io::Error::other)
        })?;
    }
    Ok(ReplicateRun { country: Some(country), results })
}

fn asked(answer: ControlFlow<()>) -> Result<(), Ended> {
    match answer {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Halted::Stopped.into()),
    }
}
