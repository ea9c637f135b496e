//! Two directories change places.

use std::io;
use std::path::Path;

/// Exchanges two directories of one file system in one step: at no moment is either name missing.
///
/// # Errors
/// What the system reports; both are then where they were. Systems that cannot do it in one step do
/// it in three, between which a kill leaves the first directory under the name of the second with
/// `.aside` behind it; see [`mend`].
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    match at_once(one, other) {
        Err(error) if is_unknown(&error) => in_three(one, other),
        done => done,
    }
}

/// Puts a directory back that an exchange in three steps had taken away when it was killed.
///
/// # Errors
/// What the system reports.
pub fn mend(one: &Path, other: &Path) -> io::Result<()> {
    let aside = aside(other);
    let is_cut = std::fs::symlink_metadata(&aside).is_ok_and(|found| found.is_dir());
    match (is_cut, std::fs::symlink_metadata(one).is_ok()) {
        (true, false) => std::fs::rename(aside, one),
        (true, true) => std::fs::rename(aside, other),
        (false, _) => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn at_once(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn at_once(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the file system does not know the exchange.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn in_three(one: &Path, other: &Path) -> io::Result<()> {
    let aside = aside(other);
    std::fs::rename(one, &aside)?;
    if let Err(error) = std::fs::rename(other, one) {
        std::fs::rename(&aside, one)?;
        return Err(error);
    }
    std::fs::rename(&aside, other)
}

fn aside(other: &Path) -> std::path::PathBuf {
    let mut name = other.file_name().unwrap_or_default().to_owned();
    name.push(".aside");
    other.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn two() -> (tempfile::TempDir, [std::path::PathBuf; 2]) {
        let place = tempfile::tempdir().unwrap();
        let both = ["one", "other"].map(|name| place.path().join(name));
        for path in &both {
            fs::create_dir(path).unwrap();
            fs::write(path.join("name"), path.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        (place, both)
    }

    #[test]
    fn directories_change_places_at_once_and_in_three_steps() {
        for way in [exchange, in_three] {
            let (_place, [one, other]) = two();
            way(&one, &other).unwrap();
            assert_eq!(fs::read(one.join("name")).unwrap(), b"other");
            assert_eq!(fs::read(other.join("name")).unwrap(), b"one");
        }
    }

    /// Cut after the first and after the second step, the directory that was taken away comes back
    /// under its own name or the other.
    #[test]
    fn an_exchange_that_was_cut_is_mended_without_loss() {
        let (place, [one, other]) = two();
        fs::rename(&one, aside(&other)).unwrap();
        mend(&one, &other).unwrap();
        assert_eq!(fs::read(one.join("name")).unwrap(), b"one");
        fs::rename(&one, aside(&other)).unwrap();
        fs::rename(&other, &one).unwrap();
        mend(&one, &other).unwrap();
        assert_eq!(fs::read(one.join("name")).unwrap(), b"other");
        assert_eq!(fs::read(other.join("name")).unwrap(), b"one");
        mend(&one, &other).unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }
}
