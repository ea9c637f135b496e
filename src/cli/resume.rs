//! `lachan resume`: a run that was interrupted goes on.

use super::request::Overrides;
use super::run::{ExecutionOptions, PreparedRun, execute};
use super::{Failure, output, terminal};
use crate::experiments::ensemble::Ensemble;
use crate::experiments::memory::WorldsHeld;
use crate::results::quoted;
use crate::store::checkpoints::{CheckpointFault, Store};
use crate::store::directory::{Kind, holds};
use std::path::{Path, PathBuf};

/// Which run, and by what means it goes on.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Output directory of the run.
    directory: PathBuf,
    #[command(flatten)]
    means: ExecutionOptions,
}

impl Arguments {
    /// Where an unfinished run would keep its pack, the one that is beside other results first.
    pub fn packs(&self) -> Vec<PathBuf> {
        let beside = output::beside(&self.directory);
        let places = beside.into_iter().chain([self.directory.clone()]);
        places.map(|place| Store::pack(&place)).collect()
    }
}

/// Takes up what the run was asked for and what was kept of it, and ends with the files of a run
/// that nobody interrupted.
pub fn resume(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { directory, means } = arguments;
    means.start()?;
    // A run that is to replace other results is begun beside them.
    let is_beside = output::beside(directory).is_some_and(|beside| Store::inputs(&beside).is_ok());
    if !is_beside && matches!(Store::inputs(directory), Err(CheckpointFault::None { .. })) {
        return nothing_to_resume(directory);
    }
    let mut desk = output::enter(directory)?;
    if is_beside {
        desk = desk.go_on_beside()?;
    }
    let (config, ensemble) = Store::inputs(desk.place())?;
    let config = Overrides::default().resolve(None, Some(&config))?;
    let ensemble = ensemble.map(|path| Ensemble::read(Some(&path), &config)).transpose()?;
    // While a state is read, the world before it stands beside the one that comes of it.
    let asked = PreparedRun::read(config, ensemble, WorldsHeld::Two)?;
    let store = Store::open(desk.place(), &asked.kept())?;
    execute(&asked, Some(&store), means, &mut desk, directory)
}

/// Says what the directory holds instead, and what to type.
fn nothing_to_resume(directory: &Path) -> Result<(), Failure> {
    let finished = directory.join("manifest.json").symlink_metadata().is_ok();
    let shown = quoted(&directory.display().to_string());
    match holds(directory) {
        Some(Kind::Run) | None if finished => {
            terminal::say(&format!("The run in {} is finished.", directory.display()));
            Ok(())
        }
        Some(kind @ (Kind::Study | Kind::Recovery)) => Err(Failure::Usage {
            message: format!(
                "{} holds {}, and `resume` goes on with single runs",
                directory.display(),
                kind.words()
            ),
            help: format!(
                "the command that began it goes on with what is missing: `lachan study run STUDY.toml --out {shown}`, or the same \
                 `lachan sweep`, `sensitivity` or `calibrate` again"
            ),
        }),
        Some(kind) if finished => Err(Failure::Usage {
            message: format!("{} holds {}, which is finished", directory.display(), kind.words()),
            help: format!("`lachan report {shown}` makes a page of its results"),
        }),
        Some(kind @ (Kind::Compare | Kind::Bench)) => Err(Failure::Usage {
            message: format!("{} holds {} that was not finished", directory.display(), kind.words()),
            help: "the same command again begins it anew".to_owned(),
        }),
        Some(Kind::Run) | None => Err(CheckpointFault::None { directory: directory.to_owned() }.into()),
    }
}
