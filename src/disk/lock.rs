//! One writer a directory.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Name of the file that is locked.
const NAME: &str = ".lock";

/// The right to write into a directory. The system takes it back when the process ends, however it ends; the file goes with the
/// lock, and stays only where the process was killed.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the right, or says who has it: the process number that the holder wrote down, where it can be read.
    ///
    /// # Errors
    /// What the system reports about the lock file.
    pub fn take(directory: &Path) -> io::Result<Result<Self, Option<u32>>> {
        let path = directory.join(NAME);
        loop {
            let mut file = File::options().create(true).read(true).write(true).truncate(false).open(&path)?;
            match file.try_lock() {
                // Another holder may have removed the file between the two steps: a lock on what nobody can find is none.
                Ok(()) if !stands(&file, &path) => continue,
                Ok(()) => {
                    file.set_len(0)?;
                    file.rewind()?;
                    file.write_all(std::process::id().to_string().as_bytes())?;
                    file.flush()?;
                    return Ok(Ok(Self { path, _file: file }));
                }
                Err(TryLockError::WouldBlock) => {
                    let mut text = String::new();
                    let _ = file.read_to_string(&mut text);
                    return Ok(Err(text.trim().parse().ok()));
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

impl Drop for Lock {
    /// The file goes while it is still locked. Where the system does not allow that, it stays, which does no harm.
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a file is the one that stands at a path now.
#[cfg(unix)]
fn stands(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: std::fs::Metadata| (found.dev(), found.ino());
    let (own, found) = (file.metadata().map(place), std::fs::metadata(path).map(place));
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
}
