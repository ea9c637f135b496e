//! How much a store holds, and what goes.

use super::{Key, LivedStore, RecordKind};
use crate::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A record in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// When it was used last.
    pub used: SystemTime,
    /// Its file.
    pub path: PathBuf,
    /// What it holds.
    pub kind: RecordKind,
    /// Its size.
    pub bytes: u64,
}

/// What went from a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Records that went.
    pub records: usize,
    /// Bytes that went.
    pub bytes: u64,
    /// Bytes that are left.
    pub left: u64,
}

impl LivedStore {
    /// Every record.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn holdings(&self) -> io::Result<Vec<Holding>> {
        holdings(self.directory())
    }

    /// Lets records go, those used longest ago first, until at most so many bytes are left.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn prune(&self, most: u64) -> io::Result<Pruned> {
        shrink(self.holdings()?, most)
    }
}

/// Every record of a directory. Files that no store writes are left out.
pub(super) fn holdings(directory: &Path) -> io::Result<Vec<Holding>> {
    let mut found = Vec::new();
    for kind in RecordKind::ALL {
        let folder = directory.join(kind.folder());
        if !disk::has_folder(&folder)? {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_record = entry.file_name().to_str().is_some_and(Key::names);
            // It may have gone in the meantime.
            let Ok(about) = disk::seen(&entry.path()) else { continue };
            if is_record {
                let used = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                found.push(Holding { used, path: entry.path(), kind, bytes: about.len() });
            }
        }
    }
    Ok(found)
}

/// Lets a store that holds more than `limit` down to `most`.
pub(super) fn shrink_if_over(holdings: Vec<Holding>, limit: u64, most: u64) -> io::Result<Pruned> {
    let total: u64 = holdings.iter().map(|holding| holding.bytes).sum();
    shrink(holdings, if total > limit { most } else { limit })
}

/// Removes the longest unused until at most so many bytes are left.
pub(super) fn shrink(mut holdings: Vec<Holding>, most: u64) -> io::Result<Pruned> {
    holdings.sort_by(|one, other| (one.used, &one.path).cmp(&(other.used, &other.path)));
    let mut pruned = Pruned { left: holdings.iter().map(|holding| holding.bytes).sum(), ..Pruned::default() };
    for holding in holdings {
        if pruned.left <= most {
            break;
        }
        match fs::remove_file(&holding.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {
                pruned.records += 1;
                pruned.bytes += holding.bytes;
                pruned.left -= holding.bytes;
            }
        }
    }
    Ok(pruned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_store_wrote_is_neither_counted_nor_removed() {
        let place = tempfile::tempdir().unwrap();
        let store = LivedStore::open(place.path(), 1 << 20, |_| {}).unwrap();
        let key = Key::example("a");
        store.put(RecordKind::WarmUp, &key, &|out| out.write_all(&[7; 500]));
        fs::write(place.path().join("runs/notes.txt"), "mine").unwrap();
        let found = store.holdings().unwrap();
        assert!(found.len() == 1 && found[0].kind == RecordKind::WarmUp && found[0].bytes > 500);
        assert_eq!(store.prune(10_000).unwrap().records, 0);
        let pruned = store.prune(0).unwrap();
        assert_eq!(pruned, Pruned { records: 1, bytes: found[0].bytes, left: 0 });
        assert!(!store.has(RecordKind::WarmUp, &key) && place.path().join("runs/notes.txt").exists());
    }
}
