//! Files that were never finished because their writer was killed.

use super::plain;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

/// How the name of a file begins that is not whole yet.
pub(super) const HALF: &str = ".writing-";

/// Whether a file of this name was being written by [`replace`](super::replace).
pub fn is_half(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(HALF.as_bytes())
}

/// Removes the half-written files of a directory whose writers are gone: a living one holds a lock
/// on its own. What cannot be removed stays, which does no harm.
///
/// # Errors
/// The directory cannot be read.
pub fn sweep(directory: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if !is_half(&entry.file_name()) {
            continue;
        }
        // The lock is held until the file is gone: its writer may be just about to take it.
        if let Ok(file) = plain::to_lock(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer whose file is taken for a dead one's before it holds the lock begins another.
    #[test]
    fn who_sweeps_while_others_write_disturbs_nobody() {
        let place = tempfile::tempdir().unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    sweep(place.path()).unwrap();
                }
            });
            let path = place.path().join("result");
            let written: Vec<_> =
                (0..300).map(|_| crate::disk::replace(&path, |out| out.write_all(b"whole"))).collect();
            done.store(true, std::sync::atomic::Ordering::Relaxed);
            assert!(written.iter().all(Result::is_ok), "{written:?}");
        });
    }

    #[test]
    fn what_a_killed_writer_left_goes_and_what_a_living_one_writes_stays() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for name in [".writing-dead", ".writing-alive", "notes.txt"] {
            fs::write(at(name), "half").unwrap();
        }
        fs::create_dir(at(".writing-folder")).unwrap();
        let alive = fs::File::open(at(".writing-alive")).unwrap();
        alive.try_lock().unwrap();
        sweep(place.path()).unwrap();
        assert!(!at(".writing-dead").exists());
        assert!(at(".writing-alive").exists() && at("notes.txt").exists() && at(".writing-folder").exists());
        drop(alive);
        sweep(place.path()).unwrap();
        assert!(!at(".writing-alive").exists());
        assert!(sweep(&at("nowhere")).is_ok());
    }
}
