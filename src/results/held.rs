//! A directory of results, each file held to the hash that its manifest names.

use super::catalogue::files;
use super::directory::manifest;
use super::manifest::{ManifestRead, hash_of};
use super::scenario_files::SCENARIOS;
use crate::config::{Code, Fault};
use crate::disk;
use crate::store::directory::BESIDE;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// What lies in a directory, and what of it does not fit its manifest.
#[derive(Debug)]
pub struct Held {
    /// The manifest.
    pub manifest: ManifestRead,
    /// What does not fit.
    pub misfits: Vec<(String, FileFault)>,
    /// Files that no command wrote; they are nobody's results.
    pub own: Vec<String>,
}

/// Why a file does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// The manifest names it, and it is not there.
    Missing,
    /// It has other bytes than those whose BLAKE3 the manifest names.
    Altered {
        /// What the manifest names.
        named: String,
        /// What the file has.
        found: String,
    },
    /// It bears the name of a result, and the manifest does not name it.
    Extra,
    /// It cannot be read.
    Unreadable(String),
}

/// Largest file that is read, in bytes (1 GiB).
const MOST_BYTES: u64 = 1 << 30;

/// Holds every file of a directory to its manifest.
///
/// # Errors
/// A directory without a manifest, or one that names a path which leads out of it.
pub fn hold(directory: &Path) -> Result<Held, Fault> {
    let (manifest, _) = manifest(directory)?;
    let mut misfits = Vec::new();
    for (name, named) in &manifest.files {
        if !stays(name) {
            return Err(Fault::new(
                Code::ResultChanged,
                format!("the manifest names `{name}`, which is no file of the directory"),
            )
            .in_file(directory.join("manifest.json").display().to_string())
            .help("it was changed after it was written: make the results again"));
        }
        let misfit = match bytes_of(directory, name) {
            Ok(bytes) => Some(hash_of(&bytes))
                .filter(|found| found != named)
                .map(|found| FileFault::Altered { named: named.clone(), found }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(FileFault::Missing),
            Err(error) => Some(FileFault::Unreadable(error.to_string())),
        };
        misfits.extend(misfit.map(|misfit| (name.clone(), misfit)));
    }
    let mut own = Vec::new();
    for name in others(directory, &manifest) {
        if files().contains(&&*name) || name.starts_with(&format!("{SCENARIOS}/")) {
            misfits.push((name, FileFault::Extra));
        } else {
            own.push(name);
        }
    }
    Ok(Held { manifest, misfits, own })
}

/// The bytes of a file of a directory. No link is followed and no pipe waited for.
///
/// # Errors
/// What the disk reports.
pub fn bytes_of(directory: &Path, name: &str) -> io::Result<Vec<u8>> {
    disk::read(&directory.join(name), MOST_BYTES)
}

fn stays(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// What lies in the directory and its folder of scenarios beside the files of the manifest and what
/// commands leave there, sorted.
fn others(directory: &Path, manifest: &ManifestRead) -> Vec<String> {
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name()).collect::<Vec<_>>()
    };
    let scenarios = directory.join(SCENARIOS);
    let is_known = |name: &str| BESIDE.contains(&name) || name == SCENARIOS || name.starts_with(".lived");
    let mut found: Vec<String> = names(directory)
        .into_iter()
        .filter(|name| !disk::is_half(name))
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !is_known(name))
        .collect();
    if disk::has_folder(&scenarios).unwrap_or(false) {
        let inside = names(&scenarios).into_iter().filter(|name| !disk::is_half(name));
        found.extend(inside.map(|name| format!("{SCENARIOS}/{}", name.to_string_lossy())));
    }
    found.retain(|name| !manifest.files.contains_key(name));
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_altered_and_further_files_are_told_from_a_users_own() {
        let place = tempfile::tempdir().unwrap();
        let sound = hash_of(b"sound");
        let manifest = format!(
            r#"{{"version": "0", "config_hash": "", "scenarios": [], "seed": 1, "replicates": 1, "command": "",
                "files": {{"fit.csv": "{sound}", "costs.csv": "{sound}", "survey.csv": "{sound}"}}}}"#
        );
        for (name, text) in [
            ("manifest.json", manifest.as_str()),
            ("fit.csv", "sound"),
            ("costs.csv", "altered"),
            ("register.csv", "planted"),
            ("notes.txt", "mine"),
            ("report.html", "a page"),
        ] {
            fs::write(place.path().join(name), text).unwrap();
        }
        let held = hold(place.path()).unwrap();
        let altered = FileFault::Altered { named: sound, found: hash_of(b"altered") };
        let wanted =
            [("costs.csv", altered), ("survey.csv", FileFault::Missing), ("register.csv", FileFault::Extra)];
        assert_eq!(held.misfits, wanted.map(|(name, misfit)| (name.to_owned(), misfit)));
        assert_eq!(held.own, ["notes.txt"]);
    }

    #[test]
    fn a_manifest_that_leads_elsewhere_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let manifest = r#"{"version": "0", "config_hash": "", "scenarios": [], "seed": 1, "replicates": 1, "command": "",
            "files": {"../victim": "0"}}"#;
        fs::write(place.path().join("manifest.json"), manifest).unwrap();
        assert!(hold(place.path()).unwrap_err().message.contains("../victim"));
    }
}
