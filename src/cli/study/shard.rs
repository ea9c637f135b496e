//! `lachan study shard`: one part of a study.

use super::{StudyDirectory, design_tasks, largest};
use crate::cli::interrupt::Interrupt;
use crate::cli::store::StoreOptions;
use crate::cli::{Failure, output, terminal};
use crate::experiments::memory;
use crate::experiments::parallel::layout;
use crate::experiments::study::calibration::Opened;
use crate::experiments::study::{
    Fingerprint, Form, Living, Record, Shard, Study, Task, Unfinished, in_order, run_tasks, write_shard,
};
use crate::store::directory::Belonging;
use std::collections::BTreeMap;
use std::path::Path;

/// Which part of which study.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: StudyDirectory,
    /// Which part, from 1.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    index: u32,
    /// Of how many parts.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    of: u32,
    #[command(flatten)]
    threads: terminal::Threads,
    #[command(flatten)]
    store: StoreOptions,
}

/// Runs a shard and leaves its file, unless it is there and whole.
pub fn shard(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (study, directory) = arguments.place.read()?;
    if arguments.index > arguments.of {
        return Err(Failure::Usage {
            message: format!("there is no shard {} of {}", arguments.index, arguments.of),
            help: format!("give an index from 1 to {}", arguments.of),
        });
    }
    let directory = output::join(&directory, &Belonging::of_study(&study), arguments.place.replace.replace)?;
    let header = Fingerprint::of(&study);
    let Work { wave, tasks: all, points } = work(&study, &directory)?;
    let shard = Shard { wave, index: arguments.index as usize, of: arguments.of as usize };
    if shard.is_done(&directory, &header, Form::of(&study), &all)? {
        terminal::say(&format!("shard {} of {} is there already", shard.index, shard.of));
        return Ok(());
    }
    let tasks = shard.tasks(&all);
    let (arm, ground) = largest(&study, &points)?;
    let layout = layout(arm.plan.families(&ground), tasks.len() as u32, rayon::current_num_threads());
    let store = arguments.store.open()?;
    let living = Living::of(&study, &points, layout, store.as_ref());
    terminal::warn(&memory::check_worlds(&arm.plan, &ground, living.worlds(layout))?.to_string());
    let mut records: Vec<Record> = Vec::new();
    let interrupt = Interrupt::listen()?;
    let tick = || interrupt.tick();
    let work = |task: Task| living.run(task, &points[&task.point], &tick).map_err(Unfinished::from);
    run_tasks(&tasks, layout, work, |record| {
        records.push(record);
        Ok(())
    })?;
    let path = write_shard(&directory, shard, &header, &mut records)?;
    terminal::say(&format!("shard {} of {}: {}", shard.index, shard.of, path.display()));
    Ok(())
}

/// What there is to cut into shards.
struct Work {
    /// Number of the wave, of a calibration.
    wave: Option<usize>,
    tasks: Vec<Task>,
    points: BTreeMap<usize, Vec<f64>>,
}

/// The whole design; of a calibration, the last wave that is open.
fn work(study: &Study, directory: &Path) -> Result<Work, Failure> {
    if study.spec.calibration.is_none() {
        let points = study.points.points.iter().map(|point| (point.index, point.values.clone())).collect();
        let tasks = in_order(study, &points, &design_tasks(study));
        return Ok(Work { wave: None, tasks, points });
    }
    let opened = Opened::read(study, directory, &Fingerprint::of(study))?;
    let points = opened.values().into_iter().enumerate().collect();
    let tasks = in_order(study, &points, &opened.tasks(study));
    Ok(Work { wave: Some(opened.number()), tasks, points })
}

/// The tasks that shards share out now.
pub fn tasks(study: &Study, directory: &Path) -> Result<Vec<Task>, Failure> {
    Ok(work(study, directory)?.tasks)
}
