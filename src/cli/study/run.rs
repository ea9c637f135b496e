//! `lachan study run`: what has not been run yet, and then the files.

use super::{
    StudyDirectory, calibrate, design_tasks, engines, largest, merge, say_damage, say_warnings, shard,
};
use crate::cli::engines::{Engine, EngineOptions};
use crate::cli::interrupt::Interrupt;
use crate::cli::output::{Desk, Replace};
use crate::cli::store::StoreOptions;
use crate::cli::{Failure, command_line, output, terminal};
use crate::experiments::memory;
use crate::experiments::parallel::{Layout, layout};
use crate::experiments::study::{
    Form, Gathered, Ledger, Living, Study, Task, Unfinished, arm, gather, in_order, run_tasks,
};
use crate::results::write_file;
use crate::store::directory::Belonging;
use crate::store::lived::LivedStore;
use std::collections::BTreeMap;
use std::path::Path;

/// Which study, and how it runs.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: StudyDirectory,
    #[command(flatten)]
    engine: EngineOptions,
    #[command(flatten)]
    threads: terminal::Threads,
    #[command(flatten)]
    store: StoreOptions,
}

/// Runs a study with an engine.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (study, directory) = arguments.place.read()?;
    say_warnings(&study);
    let EngineOptions { engine, shards, scheduler } = &arguments.engine;
    match engine {
        Engine::Threads => {
            arguments.threads.start()?;
            run_here(&study, &directory, arguments.place.replace, &arguments.store)
        }
        Engine::Dask => {
            let mut desk =
                output::claim(&directory, &Belonging::of_study(&study), arguments.place.replace.replace)?;
            let file = engines::absolute(&arguments.place.file()?.0);
            loop {
                let place = desk.place().to_owned();
                let shards = engines::shards(*shards, shard::tasks(&study, &place)?.len());
                engines::dask(&file, &place, arguments.store.words(), shards, scheduler.as_deref())?;
                match merge::step(&study, &mut desk)? {
                    Some(wave) => terminal::warn(&format!("now open: {wave}")),
                    None => return Ok(()),
                }
            }
        }
        Engine::Slurm => {
            let desk =
                output::claim(&directory, &Belonging::of_study(&study), arguments.place.replace.replace)?;
            let shards = engines::shards(*shards, shard::tasks(&study, desk.place())?.len());
            let (arm, ground) = arm(study.bases[0].clone())?;
            // One that is simulated, the state after warm-up that it began with, and those that are
            // kept for others.
            let worlds = Living::of(&study, &points_of(&study), Layout::InTurn, None).worlds(Layout::InTurn);
            let bytes = memory::needed(&arm.plan, &ground, worlds, 1);
            let file = engines::absolute(&arguments.place.file()?.0);
            let words = [arguments.store.words(), command_line::pack()].concat();
            engines::slurm(&file, &desk, &words, shards, bytes)
        }
    }
}

/// The values of each point of a design.
fn points_of(study: &Study) -> BTreeMap<usize, Vec<f64>> {
    study.points.points.iter().map(|point| (point.index, point.values.clone())).collect()
}

/// Runs a study on the threads of this process.
pub fn run_here(
    study: &Study,
    directory: &Path,
    replace: Replace,
    store: &StoreOptions,
) -> Result<(), Failure> {
    let store = store.open()?;
    let mut keeper = Keeper::open(study, directory, replace, store.as_ref())?;
    if study.spec.calibration.is_some() {
        return calibrate::run(study, &mut keeper);
    }
    keeper.complete(study, &points_of(study), &design_tasks(study), "tasks")?;
    merge::write_gathered(study, &mut keeper.desk, &keeper.gathered)
}

/// The ledger of a study under way, with all that is known so far.
pub struct Keeper<'a> {
    store: Option<&'a LivedStore>,
    ledger: Ledger,
    /// All records.
    pub gathered: Gathered,
    interrupt: Interrupt,
    /// Where the study is.
    pub desk: Desk,
}

impl<'a> Keeper<'a> {
    /// Takes the directory for this process and reads what is there.
    pub fn open(
        study: &Study,
        directory: &Path,
        replace: Replace,
        store: Option<&'a LivedStore>,
    ) -> Result<Self, Failure> {
        let keeper = Self::of(study, directory, &Belonging::of_study(study), replace, store)?;
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
        store: Option<&'a LivedStore>,
    ) -> Result<Self, Failure> {
        // What no scenario of it can be run with is said before anything is written.
        study.bases.iter().try_for_each(|base| arm(base.clone()).map(drop))?;
        let desk = output::claim(directory, belonging, replace.replace)?;
        let interrupt = Interrupt::listen()?;
        let opened = Ledger::open(desk.place(), &belonging.header)?;
        say_damage(&opened.mended);
        let gathered = gather(desk.place(), &belonging.header, Form::of(study))?;
        say_damage(&gathered.damage);
        Ok(Self { store, ledger: opened.ledger, gathered, interrupt, desk })
    }

    /// Runs those of some tasks that have no result yet.
    pub fn complete(
        &mut self,
        study: &Study,
        points: &BTreeMap<usize, Vec<f64>>,
        tasks: &[Task],
        what: &str,
    ) -> Result<(), Failure> {
        let missing = in_order(study, points, &self.gathered.missing(tasks));
        if missing.len() < tasks.len() && !missing.is_empty() {
            terminal::warn(&format!(
                "{} of {} {what} are done already",
                tasks.len() - missing.len(),
                tasks.len()
            ));
        }
        let (arm, ground) = largest(study, points)?;
        let layout = layout(arm.plan.families(&ground), missing.len() as u32, rayon::current_num_threads());
        let living = Living::of(study, points, layout, self.store);
        terminal::warn(&memory::check_worlds(&arm.plan, &ground, living.worlds(layout))?.to_string());
        let bar = terminal::progress_of(missing.len() as u32, what);
        let interrupt = &self.interrupt;
        let tick = || interrupt.tick();
        let work = |task: Task| living.run(task, &points[&task.point], &tick).map_err(Unfinished::from);
        let (ledger, gathered) = (&mut self.ledger, &mut self.gathered);
        run_tasks(&missing, layout, work, |record| {
            ledger.append(&record)?;
            gathered.add(record);
            bar.inc(1);
            Ok(())
        })?;
        bar.finish_and_clear();
        if living.kept() > 0 {
            let runs = missing.len() * study.bases.len();
            terminal::warn(&format!(
                "{} of {runs} runs were kept from before and not lived again",
                living.kept()
            ));
        }
        Ok(())
    }
}
