//! `lachan study run`: what has not been run yet, and then the files.

use super::{
    StudyDirectory, calibrate, design_tasks, engines, largest, merge, say_damage, say_warnings, shard,
};
use crate::cli::interrupt::Interrupt;
use crate::cli::memory;
use crate::cli::output::{Desk, Replace};
use crate::cli::{Failure, output, terminal};
use crate::experiments::parallel::layout;
use crate::experiments::study::{
    Form, Gathered, Ledger, Study, Task, Unfinished, WarmUps, arm, gather, run_task, run_tasks,
};
use crate::results::write_file;
use crate::store::directory::Belonging;
use std::collections::BTreeMap;
use std::path::Path;

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
    /// Parts to cut the study into, for dask and slurm; without it 64, or a part for each task
    /// where they are fewer.
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
    say_warnings(&study);
    match arguments.engine {
        Engine::Threads => {
            arguments.threads.start()?;
            run_here(&study, &directory, arguments.place.replace)
        }
        Engine::Dask => {
            let mut desk = output::claim(&directory, &Belonging::of_study(&study), arguments.place.replace)?;
            let file = engines::absolute(&arguments.place.file()?.0);
            loop {
                let place = desk.place().to_owned();
                let shards = engines::shards(arguments.shards, shard::tasks(&study, &place)?.len());
                engines::dask(&file, &place, shards, arguments.scheduler.as_deref())?;
                match merge::step(&study, &mut desk)? {
                    Some(wave) => terminal::warn(&format!("now open: {wave}")),
                    None => return Ok(()),
                }
            }
        }
        Engine::Slurm => {
            let desk = output::claim(&directory, &Belonging::of_study(&study), arguments.place.replace)?;
            let shards = engines::shards(arguments.shards, shard::tasks(&study, desk.place())?.len());
            let (arm, ground) = arm(study.bases[0].clone())?;
            // One that is simulated, the state after warm-up that it began with, and those that are
            // kept for others.
            let bytes = memory::needed(&arm.plan, &ground, 2 + WarmUps::of(&study).most(), 1);
            engines::slurm(&engines::absolute(&arguments.place.file()?.0), &desk, shards, bytes)
        }
    }
}

/// The study file as workers in other folders find it.
/// Runs a study on the threads of this process.
pub fn run_here(study: &Study, directory: &Path, replace: Replace) -> Result<(), Failure> {
    let mut keeper = Keeper::open(study, directory, replace)?;
    if study.spec.calibration.is_some() {
        return calibrate::run(study, &mut keeper);
    }
    let points: BTreeMap<usize, Vec<f64>> =
        study.points.points.iter().map(|point| (point.index, point.values.clone())).collect();
    keeper.complete(study, &points, &design_tasks(study), "tasks")?;
    merge::write_gathered(study, &mut keeper.desk, &keeper.gathered)
}

/// The ledger of a study under way, with all that is known so far.
pub struct Keeper {
    ledger: Ledger,
    /// All records.
    pub gathered: Gathered,
    interrupt: Interrupt,
    /// Where the study is.
    pub desk: Desk,
}

impl Keeper {
    /// Takes the directory for this process and reads what is there.
    pub fn open(study: &Study, directory: &Path, replace: Replace) -> Result<Self, Failure> {
        let keeper = Self::of(study, directory, &Belonging::of_study(study), replace)?;
        // From the first record on, the directory says what study it is of.
        write_file(keeper.desk.place(), "study.toml", |out| out.write_all(study.text.as_bytes()))?;
        Ok(keeper)
    }

    /// The same for records of another kind.
    pub fn of(
        study: &Study,
        directory: &Path,
        belonging: &Belonging,
        replace: Replace,
    ) -> Result<Self, Failure> {
        // What no scenario of it can be run with is said before anything is written.
        study.bases.iter().try_for_each(|base| arm(base.clone()).map(drop))?;
        let desk = output::claim(directory, belonging, replace)?;
        let interrupt = Interrupt::listen()?;
        let opened = Ledger::open(desk.place(), &belonging.header)?;
        say_damage(&opened.mended);
        let gathered = gather(desk.place(), &belonging.header, Form::of(study))?;
        say_damage(&gathered.damage);
        Ok(Self { ledger: opened.ledger, gathered, interrupt, desk })
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
        let (arm, ground) = largest(study, points)?;
        let layout = layout(arm.plan.families(&ground), missing.len() as u32, rayon::current_num_threads());
        let warm_ups = WarmUps::of(study);
        memory::check_worlds(&arm.plan, &ground, 2 * layout.wide() + warm_ups.most())?.say();
        let bar = terminal::progress_of(missing.len() as u32, what);
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
