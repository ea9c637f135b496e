//! `lachan resume`: a run that was interrupted goes on.

use super::memory::WorldsHeld;
use super::request::Overrides;
use super::run::{ExecutionOptions, PreparedRun, execute};
use super::{Failure, output, terminal};
use crate::experiments::ensemble::Ensemble;
use crate::store::checkpoints::{CheckpointFault, Store};
use std::path::PathBuf;

/// Which run, and by what means it goes on.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Output directory of the run.
    directory: PathBuf,
    #[command(flatten)]
    means: ExecutionOptions,
}

/// Takes up what the run was asked for and what was kept of it, and ends with the files of a run that nobody interrupted.
pub fn resume(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { directory, means } = arguments;
    means.start()?;
    let (config, ensemble) = match Store::inputs(directory) {
        Err(CheckpointFault::None { .. }) if directory.join("manifest.json").exists() => {
            terminal::say(&format!("The run in {} is finished.", directory.display()));
            return Ok(());
        }
        inputs => inputs?,
    };
    let _lock = output::claim(directory)?;
    let config = Overrides::default().resolve(None, Some(&config))?;
    let ensemble = ensemble.map(|path| Ensemble::read(Some(&path), &config)).transpose()?;
    // While a state is read, the world before it stands beside the one that comes of it.
    let asked = PreparedRun::read(config, ensemble, WorldsHeld::Two)?;
    let store = Store::open(directory, &asked.kept())?;
    execute(&asked, Some(&store), means, directory)
}
