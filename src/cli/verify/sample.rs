//! Some points of a study made again.

use super::Arguments;
use crate::cli::interrupt::Interrupt;
use crate::cli::store::StoreOptions;
use crate::cli::{Failure, terminal};
use crate::config::Faults;
use crate::experiments::parallel::layout;
use crate::experiments::study::{
    Form, Gathered, Living, Outcome, Record, Results, Study, Task, Unfinished, arm, contrasts, gather,
    in_order, read_file, run_tasks, tasks,
};
use crate::results::study::{numbers, point_contrasts, runs};
use crate::results::{Differences, OutputFile, WriteError, bytes_of, differences};
use crate::store::Fingerprint;
use std::collections::BTreeMap;
use std::path::Path;

/// What came of the sample.
pub struct Sample {
    /// What differs, file by file.
    pub differences: Vec<Differences>,
    /// What is to be said where nothing does.
    pub said: String,
}

/// Makes some points again, each in all replicates and scenarios, and compares their rows of
/// `results.csv`, `runs.csv` and `point_contrasts.csv` and their records. Of a calibration the points
/// are those of its first wave: others follow from what was found.
pub fn points(arguments: &Arguments, count: usize) -> Result<Sample, Failure> {
    let directory = &arguments.directory;
    let study = read_file(&directory.join("study.toml"))?;
    let manifest = bytes_of(directory, "manifest.json").map_err(|source| unreadable(directory, source))?;
    let chosen = chosen(&study, &manifest, count);
    let values: BTreeMap<usize, Vec<f64>> = chosen
        .iter()
        .map(|&point| (point, study.points.values(point).unwrap_or_default().to_vec()))
        .collect();
    let all = tasks(chosen.iter().copied(), study.spec.replicates);
    arguments.threads.start()?;
    let made = live(&study, &values, &all, arguments)?;
    let mut found = Vec::new();
    for (name, text) in files(&study, &chosen, &values, &made)? {
        // A calibration or a study of one scenario has not all of them.
        let Ok(whole) = bytes_of(directory, name) else { continue };
        let own = rows_of(&whole, &chosen);
        found.push(differences(name, &own, &text));
    }
    found.push(records(&study, directory, &all, &made)?);
    found.retain(|differing| differing.count > 0);
    let shown: Vec<String> = chosen.iter().map(usize::to_string).collect();
    let said = format!(
        "Made again: {} of {} points ({}), {} runs; their rows and records are the same.",
        chosen.len(),
        study.points.points.len(),
        shown.join(", "),
        all.len() * study.bases.len()
    );
    Ok(Sample { differences: found, said })
}

/// The points whose hash, together with the manifest, is the smallest: whoever alters results alters
/// the choice.
fn chosen(study: &Study, manifest: &[u8], count: usize) -> Vec<usize> {
    let manifest = blake3::hash(manifest);
    let hash = |point: usize| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(manifest.as_bytes()).update(&(point as u64).to_le_bytes());
        *hasher.finalize().as_bytes()
    };
    let mut points: Vec<usize> = study.points.points.iter().map(|point| point.index).collect();
    points.sort_by_key(|&point| hash(point));
    points.truncate(count);
    points.sort_unstable();
    points
}

/// Runs the tasks, and keeps what came of them in memory.
fn live(
    study: &Study,
    points: &BTreeMap<usize, Vec<f64>>,
    all: &[Task],
    arguments: &Arguments,
) -> Result<Gathered, Failure> {
    let interrupt = Interrupt::listen()?;
    let store = match &arguments.store {
        Some(_) => StoreOptions { store: arguments.store.clone(), ..StoreOptions::default() }.open()?,
        None => None,
    };
    let (arm, ground) = arm(study.bases[0].clone())?;
    let layout = layout(arm.plan.families(&ground), all.len() as u32, rayon::current_num_threads());
    let living = Living::of(study, points, layout, store.as_ref());
    let bar = terminal::progress_of(all.len() as u32, "tasks");
    let tick = || interrupt.tick();
    let work = |task: Task| living.run(task, &points[&task.point], &tick).map_err(Unfinished::from);
    let mut made = Gathered::default();
    let done = run_tasks(&in_order(study, points, all), layout, work, |record: Record| {
        made.add(record);
        bar.inc(1);
        Ok(())
    });
    bar.finish_and_clear();
    match done {
        Err(_) if interrupt.is_asked() => {
            Err(Failure::Interrupted { how_to_go_on: "nothing was written".to_owned() })
        }
        done => done.map(|()| made).map_err(Failure::from),
    }
}

/// The rows of the points in the files that have rows of points.
fn files(
    study: &Study,
    chosen: &[usize],
    values: &BTreeMap<usize, Vec<f64>>,
    made: &Gathered,
) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let results = Results { points: chosen.to_vec(), replicates: study.spec.replicates, records: made };
    let of = |point: usize| values.get(&point).cloned().unwrap_or_default();
    let compared = contrasts(study, &results);
    let tables = [
        ("results.csv", OutputFile::table(|| numbers(study, &results, &of))),
        ("runs.csv", OutputFile::table(|| runs(study, &results, &of))),
        ("point_contrasts.csv", OutputFile::table(|| point_contrasts(study, &compared))),
    ];
    let mut written = Vec::new();
    for (name, table) in tables {
        let mut bytes = Vec::new();
        table.write(&mut bytes).map_err(|source| WriteError { path: name.into(), source })?;
        written.push((name, bytes));
    }
    Ok(written)
}

/// The header of a table, and those of its rows whose first cell, the point, is one of some.
fn rows_of(table: &[u8], points: &[usize]) -> Vec<u8> {
    let is_own = |line: &[u8]| {
        let first = line.split(|&byte| byte == b',').next().and_then(|cell| std::str::from_utf8(cell).ok());
        first.and_then(|cell| cell.parse().ok()).is_some_and(|point| points.contains(&point))
    };
    let lines = table.split_inclusive(|&byte| byte == b'\n').enumerate();
    lines.filter(|(at, line)| *at == 0 || is_own(line)).flat_map(|(_, line)| line.to_vec()).collect()
}

/// Holds the records of the ledger and the shards, where they are there, to those made again.
fn records(study: &Study, directory: &Path, all: &[Task], made: &Gathered) -> Result<Differences, Failure> {
    let kept = gather(directory, &Fingerprint::of(study), Form::of(study))?;
    let mut text = [String::new(), String::new()];
    let shown = |outcome: Option<&Outcome>| {
        outcome.and_then(|outcome| serde_json::to_string(outcome).ok()).unwrap_or_default()
    };
    for &task in all {
        // A directory may have come without its records.
        if let Some(own) = kept.outcome(task) {
            let name = format!("point {}, replicate {}: ", task.point, task.replicate);
            for (text, outcome) in text.iter_mut().zip([Some(own), made.outcome(task)]) {
                text.push_str(&format!("{name}{}\n", shown(outcome)));
            }
        }
    }
    Ok(differences("ledger.jsonl", text[0].as_bytes(), text[1].as_bytes()))
}

fn unreadable(directory: &Path, source: std::io::Error) -> Failure {
    Failure::Folder { path: directory.to_owned(), source }
}

impl From<crate::config::Fault> for Failure {
    fn from(fault: crate::config::Fault) -> Self {
        Self::Faults(Faults::from(fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_by_their_point() {
        let table = b"point,value\n0,1\n1,2\n10,3\n1,4\n";
        assert_eq!(rows_of(table, &[1]), b"point,value\n1,2\n1,4\n");
    }
}
