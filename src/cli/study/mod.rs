//! `lachan study`: plans, runs, cuts up, watches and merges a study; and the short forms that write one.

mod calibrate;
mod engines;
mod merge;
mod plan;
mod recover;
mod run;
mod shard;
mod short;
mod status;

pub use short::{CalibrateArguments, SensitivityArguments, SweepArguments, calibrate, sensitivity, sweep};

use super::output::Replace;
use super::{Failure, terminal};
use crate::experiments::study::calibration::Opened;
use crate::experiments::study::{self, Fingerprint, Study, Task, tasks};
use std::path::{Path, PathBuf};

/// What to do with a study.
#[derive(Debug, clap::Subcommand)]
pub enum StudyCommand {
    /// Says how many runs it has, and the time, memory and disk they will take, measured on one of them.
    Plan(plan::Arguments),
    /// Runs what has not been run yet, then writes the files of results.
    Run(run::Arguments),
    /// Runs one part of it, for any engine that starts processes.
    Shard(shard::Arguments),
    /// Says what is done, what failed and what is missing.
    Status(StudyDirectory),
    /// Draws known values, simulates data with each, calibrates against them, and says how often the values are found again.
    Recover(recover::Arguments),
    /// Writes the files of results from what the ledger and the shards hold.
    Merge(StudyDirectory),
}

/// A study and its directory.
#[derive(Debug, Clone, clap::Args)]
pub struct StudyDirectory {
    /// The study file.
    study: PathBuf,
    /// Output directory; without it, `output/` and the study's name.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: Replace,
}

impl StudyDirectory {
    fn read(&self) -> Result<(Study, PathBuf), Failure> {
        let study = study::read_file(&self.study)?;
        let directory = self.out.clone().unwrap_or_else(|| study::default_directory(&study.spec));
        Ok((study, directory))
    }
}

/// Carries out a step.
pub fn study(step: &StudyCommand) -> Result<(), Failure> {
    match step {
        StudyCommand::Plan(arguments) => plan::plan(arguments),
        StudyCommand::Run(arguments) => run::run(arguments),
        StudyCommand::Shard(arguments) => shard::shard(arguments),
        StudyCommand::Status(place) => status::status(place),
        StudyCommand::Recover(arguments) => recover::recover(arguments),
        StudyCommand::Merge(place) => merge::merge(place),
    }
}

/// The tasks of a study's design in the order of running.
fn design_tasks(study: &Study) -> Vec<Task> {
    tasks(study.points.points.iter().map(|point| point.index), study.spec.replicates)
}

/// The tasks that can be run now, and the name of the wave that they end with where the study has waves.
fn open_tasks(study: &Study, directory: &Path) -> Result<(Vec<Task>, Option<String>), Failure> {
    if study.spec.calibration.is_none() {
        return Ok((design_tasks(study), None));
    }
    let opened = Opened::read(study, directory, &Fingerprint::of(study))?;
    Ok((tasks(0..opened.values().len(), study.spec.replicates), Some(opened.name())))
}

/// How many tasks a study has in all, those of waves that are not open yet among them.
fn planned_tasks(study: &Study) -> usize {
    let first = design_tasks(study).len();
    let replicates = study.spec.replicates as usize;
    study.spec.calibration.as_ref().map_or(first, |own| first * own.waves + own.ensemble * replicates)
}

/// Says on stderr what was found damaged.
fn say_damage(damage: &[String]) {
    damage.iter().for_each(|line| terminal::warn(line));
}
