//! `lachan explore`: a page on this machine to lay levers on a timeline and see what they change.

use super::store::StoreOptions;
use super::{Failure, output, terminal};
use crate::experiments::memory::{self, TooLarge};
use crate::explore::scenario_builder::{BuilderFault, ScenarioBuilder};
use crate::explore::{ExploreFault, ServerOptions, serve};
use crate::results::DeskFault;
use crate::simulation::{CountryData, Plan};
use crate::store::directory::holds;
use std::io;
use std::path::PathBuf;

/// Where scenarios are kept, and how the page is served.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Directory to save scenarios to and load them from; made if it is not there. Without it
    /// nothing is saved.
    directory: Option<PathBuf>,
    /// Port on this machine; 0 takes a free one.
    #[arg(long, default_value_t = 8017)]
    port: u16,
    /// Simulated families for each real one.
    #[arg(long, default_value_t = 0.005)]
    scale: f64,
    #[command(flatten)]
    store: StoreOptions,
    #[command(flatten)]
    threads: terminal::Threads,
}

/// Worlds of the least comparison: of two replicates after the warm-up, and of the two runs of one.
const LEAST_WORLDS: usize = 4;

/// Whether the machine has room for so many worlds more.
fn has_room(plan: &Plan, ground: &CountryData, worlds: usize) -> Result<(), String> {
    memory::check_worlds(plan, ground, worlds).map(drop).map_err(|TooLarge { needed, free, within }| {
        format!(
            "this comparison needs about {needed} of memory, and {free} are free{within}: take fewer replicates, or serve at a smaller --scale"
        )
    })
}

/// Serves until Ctrl-C, which is its ordinary end: exit code 0.
pub fn explore(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let bench = ScenarioBuilder::new(arguments.scale).map_err(ExploreFault::ScenarioBuilder)?;
    let (reference, ground) = bench.reference(1).map_err(ExploreFault::ScenarioBuilder)?;
    terminal::warn(&memory::check_worlds(&reference.plan, &ground, LEAST_WORLDS)?.to_string());
    if let Some(directory) = &arguments.directory {
        let unusable = |source| Failure::Folder { path: directory.clone(), source };
        output::prepare(directory).map_err(|failure| match failure {
            DeskFault::Unusable { source, .. } => unusable(source),
            other => other.into(),
        })?;
        if let Some(kind) = holds(directory) {
            return Err(unusable(io::Error::other(format!(
                "it holds the results of {}, not scenarios",
                kind.words()
            ))));
        }
    }
    let store = arguments.store.open()?;
    let directory = arguments.directory.clone();
    let options = ServerOptions { port: arguments.port, bench, directory, has_room, store };
    serve(options, |address| terminal::say(&format!("Explore at {address} (Ctrl-C ends it)")))?;
    terminal::say("Stopped.");
    Ok(())
}

impl From<ExploreFault> for Failure {
    fn from(fault: ExploreFault) -> Self {
        match fault {
            ExploreFault::ScenarioBuilder(BuilderFault::Faults(faults)) => Self::Faults(faults),
            fault => Self::Server(fault),
        }
    }
}
