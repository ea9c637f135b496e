//! Engines beside threads: each starts processes that run shards.

use crate::cli::{Failure, terminal};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Parts of a study where none are asked for: enough that workers of different speed end together, each worth its start.
const SHARDS: usize = 64;

/// How many parts to cut so many tasks into.
pub fn shards(asked: Option<u32>, tasks: usize) -> usize {
    asked.map_or(SHARDS, |asked| asked as usize).min(tasks)
}

/// Runs the shards as tasks of a Dask cluster.
pub fn dask(study: &Path, directory: &Path, shards: usize, scheduler: Option<&str>) -> Result<(), Failure> {
    let help = "install it with `pip install './python[dask]'`, or use the engine threads";
    let there = Command::new("python3")
        .args(["-c", "import lachan_cluster.__main__, lachan_cluster.cluster"])
        .output();
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
    let mut command = Command::new("python3");
    command.args(["-m", "lachan_cluster"]).arg(study).arg("--out").arg(absolute(directory));
    command.arg("--shards").arg(shards.to_string()).arg("--binary").arg(this_program()?);
    if let Some(address) = scheduler {
        command.args(["--scheduler", address]);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::Shards),
        Err(error) => Err(missing(format!("python3 cannot be started: {error}"))),
    }
}

/// Writes an array script for Slurm, and says what to type there and for HyperQueue.
pub fn slurm(study: &Path, directory: &Path, shards: usize) -> Result<(), Failure> {
    let directory = absolute(directory);
    let script = directory.join("slurm.sh");
    let binary = this_program()?;
    let [binary, file, out] = [&binary, study, &directory].map(|path| quoted(&path.display().to_string()));
    let run = |index: &str| format!("{binary} study shard {file} --out {out} --of {shards} --index {index}");
    let text = format!(
        "#!/bin/bash\n\
         #SBATCH --job-name=lachan\n\
         #SBATCH --array=1-{shards}\n\
         #SBATCH --ntasks=1\n\
         #SBATCH --cpus-per-task=1\n\
         #SBATCH --requeue\n\
         # A shard that is there already is skipped, so the array may be submitted again.\n\
         exec {} --threads 1\n",
        run("\"$SLURM_ARRAY_TASK_ID\"")
    );
    std::fs::write(&script, text).map_err(|source| Failure::Directory { path: directory.clone(), source })?;
    let shown = quoted(&script.display().to_string());
    terminal::say(&format!("Slurm:      sbatch --wait {shown}"));
    let hyper_queue = run("\"$HQ_TASK_ID\"").replace('\'', "'\\''");
    terminal::say(&format!(
        "HyperQueue: hq submit --array 1-{shards} --cpus 1 --wait bash -c '{hyper_queue} --threads 1'"
    ));
    terminal::say(&format!("Then:       {binary} study merge {file} --out {out}"));
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn this_program() -> Result<PathBuf, Failure> {
    std::env::current_exe().map_err(|error| Failure::Usage {
        message: format!("the path of this program is not known: {error}"),
        help: "use the engine threads".to_owned(),
    })
}

fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::shards;

    #[test]
    fn there_are_no_more_shards_than_tasks() {
        assert_eq!([shards(None, 10), shards(Some(4), 10), shards(None, 1_000)], [10, 4, 64]);
    }
}
