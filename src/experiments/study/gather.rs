//! All records of a study, from the ledger and from every shard.

use super::ledger::{LEDGER, read};
use super::{Fingerprint, LedgerFault, Outcome, Record, Task};
use std::collections::BTreeMap;
use std::io;
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
    pub fn listed_failures(&self, tasks: &[Task]) -> Vec<(usize, u32, String)> {
        self.failed(tasks).map(|(task, why)| (task.point, task.replicate, why.to_owned())).collect()
    }
}

/// Reads the ledger and the shards of a directory without changing them.
///
/// # Errors
/// A file that belongs to another study, or cannot be read.
pub fn gather(directory: &Path, header: &Fingerprint) -> Result<Gathered, LedgerFault> {
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
        sound.records.into_iter().for_each(|record| gathered.add(record));
    }
    Ok(gathered)
}

fn shard_files(directory: &Path) -> Result<Vec<PathBuf>, LedgerFault> {
    let folder = directory.join("shards");
    let io = |source| LedgerFault::Io { path: folder.clone(), source };
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(io(source)),
    };
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
    use super::super::record::tests::example;
    use super::*;

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
