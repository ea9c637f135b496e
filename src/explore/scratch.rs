//! The folder of a server for the files of its jobs. It goes with the server; what a killed one
//! left, the next one clears away.

use crate::disk::Lock;
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// How the names of such folders begin.
const PREFIX: &str = "lachan-explore-";

/// The folder.
#[derive(Debug)]
pub struct ScratchFolder {
    // Fields go in this order: the lock while its file is still there.
    _lock: Lock,
    folder: TempDir,
}

impl ScratchFolder {
    /// A new folder in the system's folder for such things, from which dead ones of this user go.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn new() -> io::Result<Self> {
        Self::in_folder(&std::env::temp_dir())
    }

    fn in_folder(parent: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let lock = Lock::take(folder.path())?.map_err(|_| io::Error::other("another process took it"))?;
        sweep(parent, folder.path());
        Ok(Self { _lock: lock, folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the folders of servers that are gone: a living one holds its lock. Those of other users
/// stay, and what cannot be removed.
fn sweep(parent: &Path, own: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        if named && path != own && is_of_the_same_user(&path, own) {
            // Taken, the lock is given back with its file before the folder goes.
            let is_dead = Lock::take(&path).is_ok_and(|taken| taken.is_ok());
            if is_dead {
                let _ = std::fs::remove_dir_all(&path);
            }
        }
    }
}

#[cfg(unix)]
fn is_of_the_same_user(path: &Path, own: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user =
        |path: &Path| path.symlink_metadata().ok().filter(|found| found.is_dir()).map(|found| found.uid());
    user(path).is_some() && user(path) == user(own)
}

#[cfg(not(unix))]
fn is_of_the_same_user(path: &Path, _own: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_dead_servers_go_and_those_of_living_ones_and_of_others_stay() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for name in ["lachan-explore-dead/job", "lachan-other", "lachan-explore-alive"] {
            std::fs::create_dir_all(at(name)).unwrap();
        }
        let alive = Lock::take(&at("lachan-explore-alive")).unwrap().unwrap();
        let scratch = ScratchFolder::in_folder(place.path()).unwrap();
        assert!(!at("lachan-explore-dead").exists());
        assert!(at("lachan-other").exists() && at("lachan-explore-alive").exists());
        let path = scratch.path().to_owned();
        drop((scratch, alive));
        assert!(!path.exists(), "it goes with its server");
    }
}
