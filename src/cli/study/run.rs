//! `lachan study run`: what has not been run yet, and then the files.

use super::{StudyDirectory, calibrate, design_tasks, engines, merge, say_damage, shard};
use crate::cli::interrupt::Interrupt;
use crate::cli::memory::{self, WorldsHeld};
use crate::cli::{Failure, output, terminal};
use crate::disk::Lock;
use crate::experiments::parallel::layout;
use crate::experiments::study::{
    Fingerprint, Gathered, Ledger, Study, Task, Unfinished, WarmUps, arm, gather, run_task, run_tasks,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which study, and how it runs.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: StudyDirectory,
    /// What runs the tasks.
    #[arg(long, value_enum, default_value_t = Engine::Threads)]
    engine: Engine,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Parts to cut the study into, for dask and slurm.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    shards: Option<u32>,
    /// Address of a Dask scheduler; without it, one is started on this machine.
    #[arg(long)]
    scheduler: Option<String>,
}

/// What runs the tasks of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Engine {
    /// Threads of this process.
    Threads,
    /// Workers of a Dask cluster, through the Python package in python/.
    Dask,
    /// None: writes an array script for Slurm, and the same for HyperQueue.
    Slurm,
}

/// Runs a study with an engine.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (study, directory) = arguments.place.read()?;
    match arguments.engine {
        Engine::Threads => {
            arguments.threads.start()?;
            run_here(&study, &directory)
        }
        Engine::Dask => {
            output::prepare(&directory)?;
            let file = absolute(&arguments.place.study);
            loop {
                let shards = engines::shards(arguments.shards, shard::tasks(&study, &directory)?.len());
                engines::dask(&file, &directory, shards, arguments.scheduler.as_deref())?;
                match merge::step(&study, &directory)? {
                    Some(wave) => terminal::warn(&format!("now open: {wave}")),
                    None => return Ok(()),
                }
            }
        }
        Engine::Slurm => {
            output::prepare(&directory)?;
            let shards = engines::shards(arguments.shards, shard::tasks(&study, &directory)?.len());
            engines::slurm(&absolute(&arguments.place.study), &directory, shards)
        }
    }
}

/// The study file as workers in other folders find it.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Runs a study on the threads of this process.
pub fn run_here(study: &Study, directory: &Path) -> Result<(), Failure> {
    let mut keeper = Keeper::open(study, directory)?;
    if study.spec.calibration.is_some() {
        return calibrate::run(study, directory, &mut keeper);
    }
    let points: BTreeMap<usize, Vec<f64>> =
        study.points.points.iter().map(|point| (point.index, point.values.clone())).collect();
    keeper.complete(study, &points, &design_tasks(study), "tasks")?;
    merge::write_gathered(study, directory, &keeper.gathered)
}

/// The ledger of a study under way, with all that is known so far.
pub struct Keeper {
    ledger: Ledger,
    /// All records.
    pub gathered: Gathered,
    interrupt: Interrupt,
    _lock: Lock,
}

impl Keeper {
    /// Takes the directory for this process and reads what is there.
    pub fn open(study: &Study, directory: &Path) -> Result<Self, Failure> {
        Self::with_header(directory, &Fingerprint::of(study))
    }

    /// The same for a ledger of its own kind.
    pub fn with_header(directory: &Path, header: &Fingerprint) -> Result<Self, Failure> {
        let lock = output::claim(directory)?;
        let interrupt = Interrupt::listen()?;
        let opened = Ledger::open(directory, header)?;
        say_damage(&opened.mended);
        let gathered = gather(directory, header)?;
        say_damage(&gathered.damage);
        Ok(Self { ledger: opened.ledger, gathered, interrupt, _lock: lock })
    }

    /// Runs those of some tasks that have no result yet.
    pub fn complete(
        &mut self,
        study: &Study,
        points: &BTreeMap<usize, Vec<f64>>,
        tasks: &[Task],
        what: &str,
    ) -> Result<(), Failure> {
        let missing = self.gathered.missing(tasks);
        if missing.len() < tasks.len() && !missing.is_empty() {
            terminal::warn(&format!(
                "{} of {} {what} are done already",
                tasks.len() - missing.len(),
                tasks.len()
            ));
        }
        let (arm, ground) = arm(study.bases[0].clone())?;
        let layout = layout(arm.plan.families(&ground), missing.len() as u32, rayon::current_num_threads());
        memory::check(&arm.plan, &ground, layout, WorldsHeld::Two)?.say();
        let bar = terminal::progress_of(missing.len() as u32, what);
        let warm_ups = WarmUps::of(study);
        let interrupt = &self.interrupt;
        let tick = || interrupt.tick();
        let work = |task: Task| {
            run_task(study, &warm_ups, task, &points[&task.point], &tick).map_err(Unfinished::from)
        };
        let (ledger, gathered) = (&mut self.ledger, &mut self.gathered);
        run_tasks(&missing, layout, work, |record| {
            ledger.append(&record)?;
            gathered.add(record);
            bar.inc(1);
            Ok(())
        })?;
        bar.finish_and_clear();
        Ok(())
    }
}
