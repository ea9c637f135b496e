//! All records of a study, from the ledger and from every shard.

use super::ledger::{LEDGER, read};
use super::{FailedTask, Fingerprint, Form, LedgerFault, Outcome, Record, Task};
use crate::disk::has_folder;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Records by task.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    records: BTreeMap<Task, Outcome>,
    /// What was wrong with the files, in sentences.
    pub damage: Vec<String>,
}

impl Gathered {
    /// Adds a record. Of two, a result counts before a failure; two results of one task are equal.
    pub fn add(&mut self, record: Record) {
        let task = Task { point: record.point, replicate: record.replicate };
        let known_result = matches!(self.records.get(&task), Some(Outcome::Done(_)));
        if !known_result {
            self.records.insert(task, record.outcome);
        }
    }

    /// What came of a task.
    pub fn outcome(&self, task: Task) -> Option<&Outcome> {
        self.records.get(&task)
    }

    /// The tasks that have no result: never run, or failed.
    pub fn missing(&self, tasks: &[Task]) -> Vec<Task> {
        let done = |task: &Task| matches!(self.outcome(*task), Some(Outcome::Done(_)));
        tasks.iter().copied().filter(|task| !done(task)).collect()
    }

    /// The tasks that failed, with the reason.
    pub fn failed<'a>(&'a self, tasks: &'a [Task]) -> impl Iterator<Item = (Task, &'a str)> {
        tasks.iter().filter_map(|&task| match self.outcome(task) {
            Some(Outcome::Failed(why)) => Some((task, why.as_str())),
            _ => None,
        })
    }

    /// The same as point, replicate and reason.
    pub fn listed_failures(&self, tasks: &[Task]) -> Vec<FailedTask> {
        self.failed(tasks).map(|(task, why)| FailedTask { task, why: why.to_owned() }).collect()
    }
}

/// Reads the ledger and the shards of a directory without changing them.
///
/// # Errors
/// A file that belongs to another study, or cannot be read.
pub fn gather(directory: &Path, header: &Fingerprint, form: Form) -> Result<Gathered, LedgerFault> {
    let mut gathered = Gathered::default();
    let mut files = vec![directory.join(LEDGER)];
    files.extend(shard_files(directory)?);
    for file in files {
        let sound = match read(&file, header) {
            Ok(sound) => sound,
            Err(LedgerFault::Fingerprint { path }) => {
                gathered
                    .damage
                    .push(format!("{} cannot be read; its tasks count as missing", path.display()));
                continue;
            }
            Err(fault) => return Err(fault),
        };
        let Some(sound) = sound else { continue };
        gathered.damage.extend(sound.mended);
        for record in sound.records {
            if form.fits(&record) {
                gathered.add(record);
            } else {
                gathered.damage.push(format!(
                    "{} has results of point {}, replicate {}, that are none of this study's; the task runs again",
                    file.display(),
                    record.point,
                    record.replicate
                ));
            }
        }
    }
    Ok(gathered)
}

fn shard_files(directory: &Path) -> Result<Vec<PathBuf>, LedgerFault> {
    let folder = directory.join("shards");
    let io = |source| LedgerFault::Io { path: folder.clone(), source };
    if !has_folder(&folder).map_err(io)? {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&folder).map_err(io)?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::super::ledger::rewrite;
    use super::super::record::tests::{FORM, example};
    use super::*;

    /// A line with a right hash and no results in it, as somebody else may write it.
    #[test]
    fn a_record_of_another_form_is_said_and_its_task_runs_again() {
        let place = tempfile::tempdir().unwrap();
        let header = Fingerprint { keys: BTreeMap::new() };
        let empty = Record { outcome: Outcome::Done(Vec::new()), ..example(1) };
        rewrite(&place.path().join(LEDGER), &header, &[example(0), empty]).unwrap();
        let gathered = gather(place.path(), &header, FORM).unwrap();
        let tasks: Vec<Task> = (0..2).map(|point| Task { point, replicate: 2 }).collect();
        assert_eq!(gathered.missing(&tasks), tasks[1..]);
        assert!(gathered.damage.len() == 1 && gathered.damage[0].contains("point 1, replicate 2"));
    }

    #[test]
    fn a_result_counts_before_a_failure_whichever_came_first() {
        let failed = |point| Record { outcome: Outcome::Failed("why".to_owned()), ..example(point) };
        let mut gathered = Gathered::default();
        [failed(0), example(0), example(1), failed(1), failed(2)].into_iter().for_each(|r| gathered.add(r));
        let tasks: Vec<Task> = (0..4).map(|point| Task { point, replicate: 2 }).collect();
        assert_eq!(gathered.missing(&tasks), tasks[2..]);
        assert_eq!(gathered.failed(&tasks).collect::<Vec<_>>(), [(tasks[2], "why")]);
    }
}
