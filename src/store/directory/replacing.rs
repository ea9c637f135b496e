//! New results in the place of old ones, in one step.

use super::clear::carry_over;
use super::{Belonging, Found, look};
use crate::disk::{self, Lock};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A directory beside another one, in which new results are made until the two change places.
/// Whoever is killed before leaves the old results as they were, and what was made of the new ones
/// for the same command to go on with.
#[derive(Debug)]
pub struct Replacing {
    target: PathBuf,
    staging: PathBuf,
    lock: Lock,
    own: &'static [&'static str],
}

/// Name of a mark in old results whose place was taken, so that nobody takes them for new ones that
/// are not whole.
pub(super) const REPLACED: &str = ".replaced";

/// The directory beside another one, which may be missing.
///
/// # Errors
/// A directory that has no name, such as the root.
pub fn staging(directory: &Path) -> io::Result<PathBuf> {
    let real = match directory.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(directory)?,
        found => found?,
    };
    let Some(name) = real.file_name() else {
        return Err(io::Error::other("it has no name, so that nothing can be put in its place"));
    };
    let mut beside = std::ffi::OsString::from(".");
    if name.len() > 200 {
        beside.push(&blake3::hash(name.as_encoded_bytes()).to_hex()[..32]);
    } else {
        beside.push(name);
    }
    beside.push(".replacing");
    Ok(real.with_file_name(beside))
}

impl Replacing {
    /// Begins beside a directory whose lock the caller holds, or goes on with what the same command
    /// began there. `own` are the names of all files of results.
    ///
    /// # Errors
    /// What the disk reports; no directory can be made there; another process is at it.
    pub fn begin(target: &Path, belonging: &Belonging, own: &'static [&'static str]) -> io::Result<Self> {
        let replacing = Self::open(target, own)?;
        if look(&replacing.staging, belonging)? == Found::Same {
            return Ok(replacing);
        }
        // Nothing yet, or what another command began and never ended.
        let Self { staging, lock, .. } = replacing;
        fs::remove_dir_all(staging)?;
        drop(lock);
        let replacing = Self::open(target, own)?;
        belonging.write(&replacing.staging)?;
        Ok(replacing)
    }

    /// Opens the directory beside another one, empty or as it is.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn open(target: &Path, own: &'static [&'static str]) -> io::Result<Self> {
        let staging = staging(target)?;
        disk::folder(&staging)?;
        let held = || io::Error::other(format!("another process is at {}", staging.display()));
        let lock = Lock::take(&staging)?.map_err(|_| held())?;
        Ok(Self { target: target.canonicalize()?, staging, lock, own })
    }

    /// Where the new results are made.
    pub fn place(&self) -> &Path {
        &self.staging
    }

    /// Puts the new results, which are whole, in the place of the old ones. What the old directory
    /// held beside its own files goes along.
    ///
    /// # Errors
    /// What the disk reports. Either directory is then whole under one of the two names.
    pub fn finish(mut self) -> io::Result<Lock> {
        self.mark()?;
        disk::exchange(&self.target, &self.staging)?;
        self.lock.moved(&self.target);
        carry_over(&self.staging, &self.target, self.own)?;
        Ok(self.lock)
    }

    /// Marks the old results, which look like new ones that are not whole as soon as they have
    /// changed places.
    fn mark(&self) -> io::Result<()> {
        disk::replace(&self.target.join(REPLACED), |_| Ok(()))
    }
}

/// Puts right what a kill left of an exchange: a directory that was taken away comes back, and what
/// the old results held beside their own files is carried over. Whoever calls it holds the lock of
/// `target`, where that is there.
///
/// # Errors
/// What the disk reports.
pub fn mend(target: &Path, own: &[&str]) -> io::Result<()> {
    let Ok(beside) = staging(target) else { return Ok(()) };
    disk::mend(target, &beside)?;
    let is_folder = beside.symlink_metadata().is_ok_and(|found| found.is_dir());
    if is_folder && target.is_dir() && beside.join(REPLACED).symlink_metadata().is_ok() {
        carry_over(&beside, target, own)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::belonging;
    use super::super::{Kind, MANIFEST, RECORD};
    use super::*;

    const OWN: &[&str] = &["fit.csv", "contrasts.csv"];

    /// A directory with results of a comparison and a user's notes.
    fn old() -> (tempfile::TempDir, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("out");
        fs::create_dir(&target).unwrap();
        belonging(Kind::Compare, "1").write(&target).unwrap();
        let manifest = r#"{"files": {"contrasts.csv": "0", "fit.csv": "0"}}"#;
        for (name, text) in
            [(MANIFEST, manifest), ("contrasts.csv", "old"), ("fit.csv", "old"), ("notes.txt", "mine")]
        {
            fs::write(target.join(name), text).unwrap();
        }
        (place, target)
    }

    fn begun(target: &Path) -> Replacing {
        let replacing = Replacing::begin(target, &belonging(Kind::Run, "1"), OWN).unwrap();
        fs::write(replacing.place().join("fit.csv"), "new").unwrap();
        replacing
    }

    fn names(directory: &Path) -> Vec<String> {
        let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn new_results_take_the_place_of_old_ones_and_a_users_notes_stay() {
        let (place, target) = old();
        let lock = begun(&target).finish().unwrap();
        assert!(Lock::take(&target).unwrap().is_err(), "the directory is still held");
        drop(lock);
        assert_eq!(names(&target), [RECORD, "fit.csv", "notes.txt"]);
        assert_eq!(fs::read(target.join("fit.csv")).unwrap(), b"new");
        assert_eq!(names(place.path()), ["out"]);
    }

    #[test]
    fn whoever_is_killed_before_the_exchange_leaves_the_old_results_and_goes_on_with_the_new() {
        let (_place, target) = old();
        let before = names(&target);
        drop(begun(&target));
        assert_eq!(names(&target), before);
        let again = Replacing::begin(&target, &belonging(Kind::Run, "1"), OWN).unwrap();
        assert!(again.place().join("fit.csv").exists(), "the same command goes on");
        drop(again);
        let other = Replacing::begin(&target, &belonging(Kind::Run, "2"), OWN).unwrap();
        assert!(!other.place().join("fit.csv").exists(), "another one begins anew");
    }

    #[test]
    fn whoever_is_killed_after_the_exchange_loses_nothing() {
        let (place, target) = old();
        let replacing = begun(&target);
        replacing.mark().unwrap();
        disk::exchange(&target, replacing.place()).unwrap();
        drop(replacing);
        mend(&target, OWN).unwrap();
        assert_eq!(names(&target).iter().filter(|name| *name == "notes.txt").count(), 1);
        assert_eq!(fs::read(target.join("fit.csv")).unwrap(), b"new");
        assert!(!target.join("contrasts.csv").exists());
        assert_eq!(names(place.path()), ["out"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_directory_beside_is_not_followed() {
        let (place, target) = old();
        let victim = place.path().join("victim");
        fs::create_dir(&victim).unwrap();
        fs::write(victim.join(REPLACED), "").unwrap();
        std::os::unix::fs::symlink(&victim, staging(&target).unwrap()).unwrap();
        assert!(Replacing::begin(&target, &belonging(Kind::Run, "1"), OWN).is_err());
        mend(&target, OWN).unwrap();
        assert_eq!(names(&victim), [REPLACED]);
    }

    #[test]
    fn the_directory_beside_has_a_name_that_fits() {
        let place = tempfile::tempdir().unwrap();
        let long = place.path().join("x".repeat(255));
        fs::create_dir(&long).unwrap();
        let beside = staging(&long).unwrap();
        assert!(beside.file_name().unwrap().len() < 60 && beside.parent() == long.parent());
        assert!(staging(Path::new("/")).is_err());
    }
}
