//! `lachan run`: a scenario, once or in several replicates.

mod execute;

pub use execute::{PreparedRun, execute};

use super::ensemble::EnsembleArgument;
use super::extras::Extras;
use super::output::Replace;
use super::request::RequestArguments;
use super::{Failure, inputs, output, terminal};
use crate::config::Effective;
use crate::experiments::ensemble::Ensemble;
use crate::experiments::memory::WorldsHeld;
use crate::results::files;
use crate::simulation::Horizon;
use crate::store::checkpoints::{CheckpointInterval, Store};
use std::num::NonZeroU32;
use std::path::PathBuf;

/// What to run, on how many threads, and where to.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    #[command(flatten)]
    ensemble: EnsembleArgument,
    #[command(flatten)]
    means: ExecutionOptions,
    /// Forgets an unfinished run that stands in the output directory.
    #[arg(long)]
    discard: bool,
    #[command(flatten)]
    replace: Replace,
    /// Output directory.
    #[arg(long, default_value = "output/run")]
    out: PathBuf,
}

/// What changes no result.
#[derive(Debug, clap::Args)]
pub struct ExecutionOptions {
    #[command(flatten)]
    extras: Extras,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Keeps the run at the end of every so many months, so that `lachan resume` goes on from
    /// there; 0 keeps nothing. Without it, the run is kept twice a minute, or less often where that
    /// would take more than 2 % of its time.
    #[arg(long, value_name = "MONTHS")]
    checkpoint_every: Option<u32>,
}

impl ExecutionOptions {
    /// Starts the threads.
    pub fn start(&self) -> Result<(), Failure> {
        self.threads.start()
    }

    fn pace(&self) -> CheckpointInterval {
        let months =
            |months| NonZeroU32::new(months).map_or(CheckpointInterval::Never, CheckpointInterval::Months);
        self.checkpoint_every.map_or(CheckpointInterval::Clock, months)
    }
}

/// Warms up, simulates, prints the fit table and writes the results.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.means.start()?;
    let (config, ensemble) = config(arguments)?;
    let asked = PreparedRun::read(config, ensemble, WorldsHeld::One)?;
    asked.warn_of_idle_levers()?;
    inputs::spare(&arguments.out, arguments.request.files().chain(arguments.ensemble.file()))?;
    let kept = asked.kept();
    let desk = output::enter(&arguments.out)?;
    // What stands there is another question than what was begun there and can still be gone on
    // with.
    let is_begun = !arguments.replace.replace && Store::is_worth_keeping(&arguments.out)?;
    if is_begun && arguments.discard {
        Store::forget(&arguments.out, files())?;
    } else if is_begun {
        return Err(Failure::Unfinished { path: arguments.out.clone() });
    }
    let mut desk = desk.settle(&kept.belonging(), arguments.replace.replace)?;
    if !arguments.discard && Store::is_worth_keeping(desk.place())? {
        return Err(Failure::Unfinished { path: arguments.out.clone() });
    }
    let store = match arguments.means.pace() {
        CheckpointInterval::Never => {
            Store::discard(desk.place())?;
            None
        }
        CheckpointInterval::Months(_) | CheckpointInterval::Clock => Some(Store::begin(desk.place(), &kept)?),
    };
    execute(&asked, store.as_ref(), &arguments.means, &mut desk, &arguments.out)
}

/// The configuration that was asked for, and the ensemble with as many replicates as are to run.
fn config(arguments: &Arguments) -> Result<(Effective, Option<Ensemble>), Failure> {
    arguments.ensemble.refuse_apart(arguments.request.files())?;
    let config = arguments.request.resolve()?;
    let Some(ensemble) = arguments.ensemble.read(&config)? else { return Ok((config, None)) };
    ensemble.refuse_contradiction(&config)?;
    let configured = config.section::<Horizon>("simulation")?.replicates;
    let used = ensemble.replicates(arguments.request.overrides().replicates(), configured)?;
    let config = arguments.request.resolve_with(&[format!("simulation.replicates={used}")])?;
    Ok((config, Some(ensemble)))
}
