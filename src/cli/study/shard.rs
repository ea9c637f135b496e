//! `lachan study shard`: one part of a study.

use super::{Place, design_tasks, refuse_waves};
use crate::cli::{Failure, terminal};
use crate::experiments::parallel::layout;
use crate::experiments::study::{Header, Record, Shard, arm, run_task, run_tasks, write_shard};

/// Which part of which study.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Which part, from 1.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    index: u32,
    /// Of how many parts.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    of: u32,
    #[command(flatten)]
    threads: terminal::Threads,
}

/// Runs a shard and leaves its file, unless it is there and whole.
pub fn shard(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (study, directory) = arguments.place.read()?;
    refuse_waves(&study)?;
    if arguments.index > arguments.of {
        return Err(Failure::Usage {
            message: format!("there is no shard {} of {}", arguments.index, arguments.of),
            help: format!("give an index from 1 to {}", arguments.of),
        });
    }
    terminal::prepare(&directory)?;
    let shard = Shard { index: arguments.index as usize, of: arguments.of as usize };
    let (header, all) = (Header::of(&study), design_tasks(&study));
    if shard.is_done(&directory, &header, &all)? {
        terminal::say(&format!("shard {} of {} is there already", shard.index, shard.of));
        return Ok(());
    }
    let tasks = shard.tasks(&all);
    let (arm, ground) = arm(study.bases[0].clone())?;
    let layout = layout(arm.plan.families(&ground), tasks.len() as u32, rayon::current_num_threads());
    let mut records: Vec<Record> = Vec::new();
    let work = |task: crate::experiments::study::Task| {
        let values = study.points.values(task.point).unwrap_or_default();
        run_task(&study, values, task.replicate).map_err(|fault| fault.to_string())
    };
    run_tasks(&tasks, layout, work, |record| {
        records.push(record);
        Ok(())
    })?;
    let path = write_shard(&directory, shard, &header, &mut records)?;
    terminal::say(&format!("shard {} of {}: {}", shard.index, shard.of, path.display()));
    Ok(())
}
