//! The directory of saved scenarios: files `NAME.toml`, the same that `--scenario` and
//! `lachan check` take.

use crate::config::{Faults, check_name};
use crate::disk;
use crate::levers::scenarios::LIBRARY;
use crate::results::{WriteError, write_file};
use std::path::PathBuf;

/// Bytes above which a file is no scenario that was saved here.
const MOST_BYTES: u64 = 1 << 20;

/// Files that are listed at most, by name: a folder with more of them was not made here.
const MOST_FILES: usize = 1000;

/// The shelf; without a directory it is empty, and nothing can be put on it.
#[derive(Debug, Clone)]
pub struct SavedScenarios {
    directory: Option<PathBuf>,
}

/// Why a scenario cannot be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveFault {
    /// There is no directory.
    #[error("nothing is saved: start `lachan explore DIR` with a directory")]
    NoDirectory,
    /// The name cannot be a scenario's.
    #[error("{0}")]
    Name(Faults),
    /// A built-in scenario has that name.
    #[error("`{0}` is a built-in scenario: give yours another name")]
    BuiltIn(String),
    /// It could not be written.
    #[error("{0}")]
    Write(#[from] WriteError),
}

impl SavedScenarios {
    /// The shelf of a directory.
    pub const fn new(directory: Option<PathBuf>) -> Self {
        Self { directory }
    }

    /// Whether there is a directory to save to.
    pub const fn can_save(&self) -> bool {
        self.directory.is_some()
    }

    /// Files of saved scenarios with their texts, by name, and no more than a thousand of them.
    /// Links and names that no scenario can have are passed over.
    pub fn files(&self) -> Vec<(String, String)> {
        let Some(entries) = self.directory.as_ref().and_then(|directory| std::fs::read_dir(directory).ok())
        else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| {
                let name = entry.ok()?.file_name().into_string().ok()?;
                check_name(name.strip_suffix(".toml")?).ok()?;
                Some(name)
            })
            .collect();
        names.sort();
        let text = |name: &str| {
            let bytes = disk::read(&self.directory.as_ref()?.join(name), MOST_BYTES).ok()?;
            String::from_utf8(bytes).ok()
        };
        let read = |name: String| text(&name).map(|text| (name, text));
        names.into_iter().filter_map(read).take(MOST_FILES).collect()
    }

    /// Saves a scenario, whole or not at all; one of the same name is replaced.
    ///
    /// # Errors
    /// Why not.
    pub fn save(&self, name: &str, text: &str) -> Result<(), SaveFault> {
        free_name(name)?;
        let directory = self.directory.as_ref().ok_or(SaveFault::NoDirectory)?;
        write_file(directory, &format!("{name}.toml"), |out| out.write_all(text.as_bytes()))?;
        Ok(())
    }
}

/// Whether a name can be given to an own scenario.
///
/// # Errors
/// A name with a path in it or with other characters than scenarios have, or a built-in scenario's.
pub fn free_name(name: &str) -> Result<(), SaveFault> {
    check_name(name).map_err(|fault| SaveFault::Name(fault.into()))?;
    if name == "baseline" || LIBRARY.iter().any(|(known, _)| *known == name) {
        return Err(SaveFault::BuiltIn(name.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_or_are_taken_are_refused_and_nothing_is_written() {
        let place = tempfile::tempdir().unwrap();
        let inside = place.path().join("inside");
        std::fs::create_dir(&inside).unwrap();
        let shelf = SavedScenarios::new(Some(inside.clone()));
        for name in ["../x", "a/b", "..", "", "A", "</script><b>", "con", "baseline", "cash_transfer", "x\0"]
        {
            assert!(shelf.save(name, "schema = 1\n").is_err(), "{name:?}");
        }
        assert_eq!(std::fs::read_dir(&inside).unwrap().count(), 0);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
        assert!(matches!(SavedScenarios::new(None).save("mine", ""), Err(SaveFault::NoDirectory)));
    }

    #[test]
    fn of_very_many_files_a_thousand_are_listed() {
        let place = tempfile::tempdir().unwrap();
        for number in 0..1100 {
            std::fs::write(place.path().join(format!("s{number:04}.toml")), "schema = 1\n").unwrap();
        }
        let files = SavedScenarios::new(Some(place.path().to_owned())).files();
        assert_eq!((files.len(), files[999].0.as_str()), (1000, "s0999.toml"));
    }

    #[test]
    fn what_is_saved_is_listed_and_what_is_no_scenario_is_not() {
        let place = tempfile::tempdir().unwrap();
        let shelf = SavedScenarios::new(Some(place.path().to_owned()));
        shelf.save("mine", "schema = 1\n").unwrap();
        shelf.save("mine", "schema = 1\nname = \"mine\"\n").unwrap();
        for other in ["notes.txt", "Mine.toml", ".writing-x"] {
            std::fs::write(place.path().join(other), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", place.path().join("link.toml")).unwrap();
        assert_eq!(shelf.files(), [("mine.toml".to_owned(), "schema = 1\nname = \"mine\"\n".to_owned())]);
    }
}
