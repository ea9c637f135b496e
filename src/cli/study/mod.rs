//! `lachan study`: plans, runs, cuts up, watches and merges a study; and the short forms that write
//! one.

mod answers;
mod calibrate;
mod merge;
mod plan;
mod recover;
mod run;
mod shard;
mod short;
mod status;

pub use short::{CalibrateArguments, SensitivityArguments, SweepArguments, calibrate, sensitivity, sweep};

use super::output::Replace;
use super::request::note_outside_ranges;
use super::{Failure, engines, inputs, terminal};
use crate::experiments::compare::Arm;
use crate::experiments::study::calibration::Opened;
use crate::experiments::study::{self, Fingerprint, Study, Task, tasks};
use crate::simulation::CountryData;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What to do with a study.
#[derive(Debug, clap::Subcommand)]
pub enum StudyCommand {
    /// Says how many runs it has, and the time, memory and disk they will take, measured on one of
    /// them.
    Plan(plan::Arguments),
    /// Runs what has not been run yet, then writes the files of results.
    Run(run::Arguments),
    /// Runs one part of it, for any engine that starts processes.
    Shard(shard::Arguments),
    /// Says what is done, what failed and what is missing.
    Status(StudyDirectory),
    /// Draws known values, simulates data with each, calibrates against them, and says how often
    /// the values are found again.
    Recover(recover::Arguments),
    /// Writes the files of results from what the ledger and the shards hold.
    Merge(StudyDirectory),
}

/// A study and its directory.
#[derive(Debug, Clone, clap::Args)]
pub struct StudyDirectory {
    /// The study file, or the output directory of a study that was begun.
    study: PathBuf,
    /// Output directory; without it, `output/` and the study's name.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: Replace,
}

impl StudyDirectory {
    fn read(&self) -> Result<(Study, PathBuf), Failure> {
        let (file, out) = self.file()?;
        let study = study::read_file(&file)?;
        let directory = out.unwrap_or_else(|| study::default_directory(&study.spec));
        let inputs = study.inputs.iter().map(PathBuf::as_path);
        inputs::spare(&directory, inputs)?;
        Ok((study, directory))
    }

    /// The study file and the output directory. The directory of a study stands for the copy of its
    /// file in it.
    fn file(&self) -> Result<(PathBuf, Option<PathBuf>), Failure> {
        if !self.study.is_dir() {
            return Ok((self.study.clone(), self.out.clone()));
        }
        let file = self.study.join(STUDY_FILE);
        if !file.exists() {
            let path = self.study.display();
            return Err(Failure::Usage {
                message: format!("{path} is a directory without a {STUDY_FILE}"),
                help: "name the study file, or the output directory of a study that was begun".to_owned(),
            });
        }
        Ok((file, self.out.clone().or_else(|| Some(self.study.clone()))))
    }
}

/// The copy of a study's file beside its results.
const STUDY_FILE: &str = "study.toml";

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

/// The point that takes the most memory, of those to run: the one of the largest scale, where
/// scales are varied.
fn largest(study: &Study, points: &BTreeMap<usize, Vec<f64>>) -> Result<(Arm, CountryData), Failure> {
    let scale = study.spec.factors.iter().position(|axis| axis.name == "population.scale");
    let Some(scale) = scale else { return Ok(study::arm(study.bases[0].clone())?) };
    let size = |values: &[f64]| study.spec.factors[scale].shown(values[scale]).parse::<f64>().unwrap_or(0.0);
    let most = points.values().max_by(|a, b| size(a).total_cmp(&size(b)));
    let settings = most.map(|values| study.settings(values)).unwrap_or_default();
    let scenario = study.spec.scenarios.first().map_or("baseline", String::as_str);
    Ok(study::arm(study::effective(&study.spec, scenario, &settings)?)?)
}

/// The tasks of a study's design in the order of running.
fn design_tasks(study: &Study) -> Vec<Task> {
    tasks(study.points.points.iter().map(|point| point.index), study.spec.replicates)
}

/// The tasks that can be run now, and the name of the wave that they end with where the study has
/// waves.
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

/// Says on stderr what in a study never acts.
fn say_warnings(study: &Study) {
    note_outside_ranges(&study.spec.set, &study.bases[0]);
    study.warnings.iter().for_each(|warning| terminal::warn(&warning.warning()));
}

/// Says on stderr what was found damaged.
fn say_damage(damage: &[String]) {
    damage.iter().for_each(|line| terminal::warn(line));
}
