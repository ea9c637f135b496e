//! The output directory of a command.

use super::Failure;
use crate::disk::Lock;
use std::path::Path;

/// Makes the output directory, and tries it, before any work is done.
pub fn prepare(directory: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(directory)
        .and_then(|()| tempfile::NamedTempFile::new_in(directory))
        .map(drop)
        .map_err(|source| unusable(directory, source))
}

/// The same, and keeps every other process out while the lock is held.
pub fn claim(directory: &Path) -> Result<Lock, Failure> {
    prepare(directory)?;
    match Lock::take(directory) {
        Ok(Ok(lock)) => Ok(lock),
        Ok(Err(holder)) => Err(Failure::Held { path: directory.to_owned(), holder }),
        Err(source) => Err(unusable(directory, source)),
    }
}

fn unusable(directory: &Path, source: std::io::Error) -> Failure {
    Failure::Directory { path: directory.to_owned(), source }
}
