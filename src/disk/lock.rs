//! One writer a directory.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

/// Name of the file that is locked. It stays: whoever removes it could leave two writers with a lock each.
const NAME: &str = ".lock";

/// The right to write into a directory. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the right, or says who has it: the process number that the holder wrote down, where it can be read.
    ///
    /// # Errors
    /// What the system reports about the lock file.
    pub fn take(directory: &Path) -> io::Result<Result<Self, Option<u32>>> {
        let path = directory.join(NAME);
        let mut file = File::options().create(true).read(true).write(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.rewind()?;
                file.write_all(std::process::id().to_string().as_bytes())?;
                file.flush()?;
                Ok(Ok(Self { _file: file }))
            }
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let _ = file.read_to_string(&mut text);
                Ok(Err(text.trim().parse().ok()))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
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
        assert!(Lock::take(place.path()).unwrap().is_ok());
    }
}
