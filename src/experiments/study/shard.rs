//! Shards: parts of a study that any machine can run, in any order, more than once.

use super::ledger::{read, rewrite};
use super::{Fingerprint, Form, LedgerFault, Record, Task};
use crate::disk;
use std::path::{Path, PathBuf};

/// Part `index` (from 1) of `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Of which wave, of a calibration, which is cut anew in each.
    pub wave: Option<usize>,
    /// Which, from 1.
    pub index: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// The shard's tasks: so many neighbours of all of them, which stand in the order of running.
    /// Neighbours share warm-ups where any do.
    pub fn tasks(self, all: &[Task]) -> Vec<Task> {
        let from = |shard: usize| shard * all.len() / self.of;
        all[from(self.index - 1)..from(self.index)].to_vec()
    }

    /// Whether its file in a study's directory is there, sound, and holds every task. A second
    /// worker then has nothing to do.
    ///
    /// # Errors
    /// The file belongs to another study, or cannot be read.
    pub fn is_done(
        self,
        directory: &Path,
        header: &Fingerprint,
        form: Form,
        all: &[Task],
    ) -> Result<bool, LedgerFault> {
        let sound = match read(&shard_path(directory, self), header) {
            Ok(sound) => sound,
            // A damaged file is as good as none: it is replaced as a whole.
            Err(LedgerFault::Fingerprint { .. }) => None,
            Err(fault) => return Err(fault),
        };
        let holds = |records: &[Record], task: &Task| {
            records.iter().any(|record| (record.point, record.replicate) == (task.point, task.replicate))
        };
        Ok(sound.is_some_and(|sound| {
            sound.mended.is_empty()
                && sound.records.iter().all(|record| form.fits(record))
                && self.tasks(all).iter().all(|task| holds(&sound.records, task))
        }))
    }
}

/// The file of a shard in a study's directory.
pub fn shard_path(directory: &Path, shard: Shard) -> PathBuf {
    let wave = shard.wave.map_or_else(String::new, |wave| format!("wave-{wave}-"));
    directory.join("shards").join(format!("{wave}{}-of-{}.jsonl", shard.index, shard.of))
}

/// Writes a shard's records, sorted: beside their place, then renamed, so that the file is there
/// whole or not at all, and two workers of one shard leave the same bytes.
///
/// # Errors
/// What the disk reports.
pub fn write_shard(
    directory: &Path,
    shard: Shard,
    header: &Fingerprint,
    records: &mut [Record],
) -> Result<PathBuf, LedgerFault> {
    records.sort_by_key(|record| (record.point, record.replicate));
    let path = shard_path(directory, shard);
    let folder = directory.join("shards");
    disk::folder(&folder)
        .and_then(|()| rewrite(&path, header, records))
        .map_err(|source| LedgerFault::Io { path: path.clone(), source })?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::{FORM, example};
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn shards_share_out_every_task_once() {
        let all: Vec<Task> = (0..11).map(|point| Task { point, replicate: 0 }).collect();
        let mut found: Vec<Task> =
            (1..=4).flat_map(|index| Shard { wave: None, index, of: 4 }.tasks(&all)).collect();
        let sizes: Vec<usize> =
            (1..=4).map(|index| Shard { wave: None, index, of: 4 }.tasks(&all).len()).collect();
        found.sort();
        assert_eq!((found, sizes), (all, vec![2, 3, 3, 3]));
    }

    #[test]
    fn only_a_whole_file_is_done() {
        let place = tempfile::tempdir().unwrap();
        let header = Fingerprint { keys: BTreeMap::new() };
        let all: Vec<Task> = (0..4).map(|point| Task { point, replicate: 2 }).collect();
        let shard = Shard { wave: None, index: 1, of: 2 };
        let done = || shard.is_done(place.path(), &header, FORM, &all).unwrap();
        assert!(!done());
        write_shard(place.path(), shard, &header, &mut [example(0)]).unwrap();
        assert!(!done(), "task 1 is missing");
        let path = write_shard(place.path(), shard, &header, &mut [example(1), example(0)]).unwrap();
        assert!(done());
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() - 5]).unwrap();
        assert!(!done(), "torn");
    }
}
