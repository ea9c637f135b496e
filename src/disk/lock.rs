//! One writer a directory.

use super::plain;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Name of the file that is locked.
const NAME: &str = ".lock";

/// The right to write into a directory. The system takes it back when the process ends, however it
/// ends; the file goes with the lock, and stays only where the process was killed.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the right, or says who has it: the process number that the holder wrote down, where it
    /// can be read.
    ///
    /// A file that is there already is locked, never written: it may be a stranger's, under another
    /// name.
    ///
    /// # Errors
    /// What the system reports about the lock file; what stands in its place and is no file.
    pub fn take(directory: &Path) -> io::Result<Result<Self, Option<u32>>> {
        let path = directory.join(NAME);
        loop {
            match File::options().create_new(true).read(true).write(true).open(&path) {
                Ok(mut file) => {
                    if let Err(taken) = locked(&file)? {
                        return Ok(Err(taken));
                    }
                    // Between the two steps another process may have taken it for a dead one's and
                    // removed it.
                    if stands(&file, &path) {
                        file.write_all(std::process::id().to_string().as_bytes())?;
                        file.flush()?;
                        return Ok(Ok(Self { path, file }));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let file = match plain::to_lock(&path) {
                        Ok(file) => file,
                        Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                        Err(error) => return Err(io::Error::new(error.kind(), format!("{NAME}: {error}"))),
                    };
                    if let Err(taken) = locked(&file)? {
                        return Ok(Err(taken));
                    }
                    if stands(&file, &path) {
                        std::fs::remove_file(&path)?;
                    }
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The directory was renamed, lock and all.
    pub fn moved(&mut self, directory: &Path) {
        self.path = directory.join(NAME);
    }
}

/// Locks a file, or says who has it.
fn locked(file: &File) -> io::Result<Result<(), Option<u32>>> {
    match file.try_lock() {
        Ok(()) => Ok(Ok(())),
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let _ = file.take(20).read_to_string(&mut text);
            Ok(Err(text.trim().parse().ok()))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Drop for Lock {
    /// The file goes while it is still locked, if it is the one that stands there. Where the system
    /// does not allow that, it stays, which does no harm.
    fn drop(&mut self) {
        if stands(&self.file, &self.path) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether a file is the one that stands at a path now.
#[cfg(unix)]
fn stands(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: std::fs::Metadata| (found.dev(), found.ino());
    let (own, found) = (file.metadata().map(place), std::fs::symlink_metadata(path).map(place));
    own.is_ok_and(|own| found.is_ok_and(|found| own == found))
}

/// A file that is open cannot be removed here.
#[cfg(not(unix))]
fn stands(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_is_told_who_the_first_is() {
        let place = tempfile::tempdir().unwrap();
        let first = Lock::take(place.path()).unwrap().unwrap();
        assert_eq!(Lock::take(place.path()).unwrap().err(), Some(Some(std::process::id())));
        drop(first);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "the file goes with the lock");
        assert!(Lock::take(place.path()).unwrap().is_ok());
    }

    /// The moment between opening and locking, in which a holder may give back and remove the file.
    #[cfg(unix)]
    #[test]
    fn a_file_that_was_removed_and_made_anew_is_not_the_one_that_stands() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(NAME);
        let before = File::create(&path).unwrap();
        assert!(stands(&before, &path));
        std::fs::remove_file(&path).unwrap();
        assert!(!stands(&before, &path));
        let now = File::create(&path).unwrap();
        assert!(stands(&now, &path) && !stands(&before, &path));
    }

    /// A file of a stranger's under the name of the lock keeps its bytes; a link and a pipe are not
    /// touched.
    #[cfg(unix)]
    #[test]
    fn what_stands_in_the_place_of_the_lock_is_neither_written_nor_followed() {
        let place = tempfile::tempdir().unwrap();
        let (path, victim) = (place.path().join(NAME), place.path().join("victim"));
        std::fs::write(&victim, "precious").unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        let fault = Lock::take(place.path()).unwrap_err();
        assert!(fault.to_string().contains(".lock: it is a link"), "{fault}");
        std::fs::remove_file(&path).unwrap();
        std::fs::hard_link(&victim, &path).unwrap();
        drop(Lock::take(place.path()).unwrap().unwrap());
        assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert!(Lock::take(place.path()).unwrap_err().to_string().contains("a pipe"));
    }

    #[test]
    fn a_lock_follows_its_directory() {
        let place = tempfile::tempdir().unwrap();
        let [before, after] = ["before", "after"].map(|name| place.path().join(name));
        std::fs::create_dir(&before).unwrap();
        let mut lock = Lock::take(&before).unwrap().unwrap();
        std::fs::rename(&before, &after).unwrap();
        lock.moved(&after);
        assert!(Lock::take(&after).unwrap().is_err());
        drop(lock);
        assert_eq!(std::fs::read_dir(&after).unwrap().count(), 0);
    }
}
