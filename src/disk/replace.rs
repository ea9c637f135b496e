//! Replacing a file in one step.

use super::halves::HALF;
#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, TryLockError};
use std::io::{self, Write};
use std::path::Path;

/// Replaces a file, or makes it: what `fill` writes goes beside its place, to the disk, and is then
/// renamed. Whoever is killed before the last step leaves the old file as it was. A link in its
/// place is replaced and not followed.
///
/// # Errors
/// What the disk reports, or `fill`.
pub fn replace<T>(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Results are read, and clusters' records written, by other users of a group: the rights
        // are those that new files have.
        builder.permissions(Permissions::from_mode(0o666));
    }
    let directory = path.parent().unwrap_or(Path::new("."));
    let mut file = loop {
        let file = builder.prefix(HALF).tempfile_in(directory)?;
        // The lock tells whoever sweeps that this writer lives. Before it was taken, another
        // process may have begun to sweep the file away: then it takes another. Where locks are not
        // known, nobody can take one either.
        let swept = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !swept && fs::symlink_metadata(file.path()).is_ok() {
            break file;
        }
    };
    reached(ReplaceStep::Begun, path);
    let filled = fill(&mut file)?;
    reached(ReplaceStep::Written, path);
    file.as_file().sync_all()?;
    reached(ReplaceStep::Synced, path);
    file.persist(path).map_err(|error| error.error)?;
    reached(ReplaceStep::Renamed, path);
    Ok(filled)
}

/// How far the replacing of a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplaceStep {
    /// The file beside the place is there, and empty.
    Begun,
    /// It is filled.
    Written,
    /// It is on the disk.
    Synced,
    /// It stands in its place.
    Renamed,
}

/// Tests of builds with debug assertions kill the program here.
#[cfg_attr(not(debug_assertions), expect(clippy::missing_const_for_fn, unused_variables))]
fn reached(step: ReplaceStep, path: &Path) {
    #[cfg(debug_assertions)]
    super::failpoint::reached(step, path);
}
