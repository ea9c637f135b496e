//! Engines beside threads: each starts processes that run parts of a study or of a comparison.

use super::output::Desk;
use super::{Failure, command_line, terminal};
use crate::pack;
use crate::results::{quoted, write_file};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What runs the parts.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct EngineOptions {
    /// What runs it.
    #[arg(long, value_enum, default_value_t = Engine::Threads)]
    pub engine: Engine,
    /// Parts to cut it into, for dask and slurm; without it 64, or a part for each task or run where
    /// they are fewer.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub shards: Option<u32>,
    /// Address of a Dask scheduler; without it, one is started on this machine.
    #[arg(long)]
    pub scheduler: Option<String>,
}

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Engine {
    /// Threads of this process.
    #[default]
    Threads,
    /// Workers of a Dask cluster, through the Python package in python/.
    Dask,
    /// None: writes an array script for Slurm, and the same for HyperQueue.
    Slurm,
}

/// Parts where none are asked for: enough that workers of different speed end together,
/// each worth its start.
const SHARDS: usize = 64;

/// How many parts to cut so many tasks or runs into.
pub fn shards(asked: Option<u32>, tasks: usize) -> usize {
    asked.map_or(SHARDS, |asked| asked as usize).min(tasks)
}

/// Python with a program that finds packages where they are installed and not in the folder that it
/// is called in, where a stranger may have left some of the same name. `-P` would say the same,
/// from Python 3.11 on.
fn python(program: &str) -> Command {
    let mut command = Command::new("python3");
    let start =
        format!("import sys; sys.path = [place for place in sys.path if place not in ('', '.')]; {program}");
    command.env("PYTHONSAFEPATH", "1").args(["-c", &start]);
    command
}

/// Runs the shards of a study as tasks of a Dask cluster. `store` are the words that say where
/// runs are kept.
pub fn dask(
    study: &Path,
    directory: &Path,
    store: Vec<OsString>,
    shards: usize,
    scheduler: Option<&str>,
) -> Result<(), Failure> {
    let mut words = vec![study.into(), "--out".into(), absolute(directory).into()];
    words.extend(["--binary".into(), command_line::program().into()]);
    words.extend(store);
    on_dask(words, Vec::new(), shards, scheduler)
}

/// Runs the parts of a comparison as tasks of a Dask cluster. `part` are the words of one but for
/// which it is.
pub fn dask_comparison(part: &[String], shards: usize, scheduler: Option<&str>) -> Result<(), Failure> {
    let mut own = vec!["--comparison".into(), command_line::program().into()];
    own.extend(part.iter().map(OsString::from));
    own.extend(["--threads".into(), "1".into()]);
    on_dask(Vec::new(), own, shards, scheduler)
}

fn on_dask(
    first: Vec<OsString>,
    last: Vec<OsString>,
    shards: usize,
    scheduler: Option<&str>,
) -> Result<(), Failure> {
    if !pack::current().is_built_in() {
        return Err(Failure::Usage {
            message: "the engine dask takes no --pack: its workers have the data that are compiled in"
                .to_owned(),
            help: "use the engine threads, or slurm".to_owned(),
        });
    }
    let help = "install it with `pip install '.[dask]'`, or use the engine threads";
    let there = python("import lachan_cluster.__main__, lachan_cluster.cluster").output();
    let missing = |message: String| Failure::Usage { message, help: help.to_owned() };
    match there {
        Err(error) => return Err(missing(format!("python3 cannot be started: {error}"))),
        Ok(output) if !output.status.success() => {
            let why = String::from_utf8_lossy(&output.stderr);
            let why = why.lines().last().unwrap_or_default();
            return Err(missing(format!("the Python package lachan_cluster cannot be used: {why}")));
        }
        Ok(_) => {}
    }
    let mut command = python("from lachan_cluster.__main__ import main; sys.exit(main())");
    command.args(first).arg("--shards").arg(shards.to_string());
    if let Some(address) = scheduler {
        command.args(["--scheduler", address]);
    }
    match command.args(last).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::Shards),
        Err(error) => Err(missing(format!("python3 cannot be started: {error}"))),
    }
}

/// Tasks of an array at most: the highest index that Slurm takes where `MaxArraySize` is as it
/// comes, 1001. Shards beyond run in turn.
const ARRAY: usize = 1000;

/// Megabytes that a shard asks for above what it is reckoned to take, in hundredths.
const TO_SPARE: f64 = 1.25;

/// Writes an array script for the shards of a study, and says what to type there and for
/// HyperQueue. `store` are the words that say where runs are kept, `bytes` is what a shard takes of
/// memory.
pub fn slurm(
    study: &Path,
    desk: &Desk,
    store: &[OsString],
    shards: usize,
    bytes: f64,
) -> Result<(), Failure> {
    let (directory, target) = (absolute(desk.place()), absolute(desk.target()));
    let binary = command_line::program();
    let [binary, file, out, target] =
        [binary, study, &directory, &target].map(|path| quoted(&path.display().to_string()));
    let store: String = store.iter().map(|word| format!(" {}", quoted(&word.to_string_lossy()))).collect();
    let run =
        |index: &str| format!("{binary} study shard {file} --out {out} --of {shards} --index {index}{store}");
    submit(&directory, shards, bytes, &run)?;
    let replace = if target == out { "" } else { " --replace" };
    terminal::say_as_it_stands(&format!("Then:       {binary} study merge {file} --out {target}{replace}"));
    Ok(())
}

/// The same for the parts of a comparison. `part` are the words of one but for which it is, `whole`
/// those of the command that gathers them.
pub fn slurm_comparison(
    part: &[String],
    whole: &[String],
    desk: &Desk,
    shards: usize,
    bytes: f64,
) -> Result<(), Failure> {
    let binary = quoted(&command_line::program().display().to_string());
    let line = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ");
    // Scenarios may be named by paths from where the command was typed.
    let here = std::env::current_dir().unwrap_or_default();
    let enter = format!("cd {} && ", quoted(&here.display().to_string()));
    let run = |index: &str| format!("{enter}{binary} {} --part {index}/{shards}", line(part));
    submit(&absolute(desk.place()), shards, bytes, &run)?;
    terminal::say_as_it_stands(&format!("Then:       {binary} {}", line(whole)));
    Ok(())
}

/// Writes the script, and says how it and its like for HyperQueue are submitted. `run` is the
/// command of the part of an index, which the shell puts in.
fn submit(directory: &Path, shards: usize, bytes: f64, run: &dyn Fn(&str) -> String) -> Result<(), Failure> {
    let text = script_text(shards, bytes, &run("\"$index\""));
    write_file(directory, "slurm.sh", |out| out.write_all(text.as_bytes()))?;
    let shown = quoted(&directory.join("slurm.sh").display().to_string());
    terminal::say(&format!("Slurm:      sbatch --wait {shown}"));
    let hyper_queue = quoted(&format!("{} --threads 1", run("\"$HQ_TASK_ID\"")));
    terminal::say(&format!("HyperQueue: hq submit --array 1-{shards} --cpus 1 --wait bash -c {hyper_queue}"));
    Ok(())
}

/// The script, in which `command` runs the shard `$index`.
fn script_text(shards: usize, bytes: f64, command: &str) -> String {
    let tasks = shards.min(ARRAY);
    let megabytes = (TO_SPARE * bytes / 1e8).ceil() * 100.0;
    format!(
        "#!/bin/bash\n\
         #SBATCH --job-name=lachan\n\
         #SBATCH --array=1-{tasks}\n\
         #SBATCH --ntasks=1\n\
         #SBATCH --cpus-per-task=1\n\
         #SBATCH --mem={megabytes}M\n\
         #SBATCH --requeue\n\
         # What is there already is skipped, so the array may be submitted again. Shards beyond the array's last index run in turn.\n\
         for ((index = SLURM_ARRAY_TASK_ID; index <= {shards}; index += {tasks})); do\n    \
             {command} --threads 1 || exit\n\
         done\n"
    )
}

pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Command, script_text, shards};

    /// Slurm takes indices up to 1,000 where nobody set another limit: 2,500 shards are 1,000 tasks
    /// of two or three.
    #[test]
    fn no_array_is_larger_than_slurm_takes_and_every_shard_is_run_once() {
        let small = script_text(64, 80e6, "shard \"$index\"");
        assert!(small.contains("--array=1-64\n") && small.contains("--mem=100M\n"), "{small}");
        let large = script_text(2_500, 2.1e9, "shard \"$index\"");
        assert!(large.contains("--array=1-1000\n") && large.contains("--mem=2700M\n"), "{large}");
        let place = tempfile::tempdir().unwrap();
        let script = place.path().join("slurm.sh");
        std::fs::write(&script, script_text(2_500, 1e8, "echo \"$index\" #")).unwrap();
        let mut found: Vec<u32> = Vec::new();
        for task in [1, 500, 501, 1000] {
            let mut bash = Command::new("bash");
            let output = bash.arg(&script).env("SLURM_ARRAY_TASK_ID", task.to_string()).output().unwrap();
            found.extend(
                String::from_utf8(output.stdout).unwrap().lines().map(|line| line.parse::<u32>().unwrap()),
            );
        }
        assert_eq!(found, [1, 1001, 2001, 500, 1500, 2500, 501, 1501, 1000, 2000]);
    }

    #[test]
    fn there_are_no_more_shards_than_tasks() {
        assert_eq!([shards(None, 10), shards(Some(4), 10), shards(None, 1_000)], [10, 4, 64]);
    }
}
