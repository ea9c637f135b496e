//! Emptying a directory of what this program wrote, and of nothing else.

use super::replacing::REPLACED;
use super::{MANIFEST, RECORD};
use crate::disk::{is_half, read};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// What commands leave beside the files of a manifest.
pub const BESIDE: &[&str] = &[
    RECORD,
    REPLACED,
    MANIFEST,
    ".checkpoint",
    ".lock",
    "datapackage.json",
    "ledger.jsonl",
    "report.html",
    "shards",
    "slurm.sh",
    "tables.xlsx",
    "waves",
];

/// The files that the manifest of a directory names, if it has one that can be read. Names that
/// lead elsewhere are left out.
pub(super) fn named(directory: &Path) -> Option<Vec<String>> {
    #[derive(serde::Deserialize)]
    struct Files {
        files: BTreeMap<String, serde::de::IgnoredAny>,
    }
    let bytes = read(&directory.join(MANIFEST), 64 << 20).ok()?;
    let found: Files = serde_json::from_slice(&bytes).ok()?;
    let stays = |name: &String| {
        !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
    };
    Some(found.files.into_keys().filter(stays).collect())
}

/// A file under the name of a result in a directory that belongs to no command: it is somebody's
/// own.
pub fn stranger(directory: &Path, own: &[&'static str]) -> Option<&'static str> {
    own.iter().copied().find(|name| directory.join(name).symlink_metadata().is_ok())
}

/// Removes what this program wrote into `old`, moves everything else to `new`, and then removes
/// `old`. `own` are the names of files that a directory without a manifest may hold half-made. What
/// has a namesake in `new` gets `.before` behind its name.
///
/// # Errors
/// What the disk reports; nothing that is not this program's is gone then.
pub(super) fn carry_over(old: &Path, new: &Path, own: &[&str]) -> io::Result<()> {
    let named = named(old);
    let files: Vec<String> = match &named {
        Some(files) => files.clone(),
        None => own.iter().map(|&name| name.to_owned()).collect(),
    };
    for file in files {
        remove(&old.join(&file))?;
        if let Some(folder) = Path::new(&file).parent().filter(|folder| !folder.as_os_str().is_empty()) {
            // It goes with its last file.
            let _ = fs::remove_dir(old.join(folder));
        }
    }
    // The mark and the manifest say what is to be done here, so they go last.
    let mut beside = BESIDE.iter().filter(|&&name| name != MANIFEST && name != REPLACED);
    beside.try_for_each(|name| remove(&old.join(name)))?;
    for entry in fs::read_dir(old)? {
        let name = entry?.file_name();
        if is_half(&name) {
            remove(&old.join(&name))?;
        } else if name != MANIFEST && name != REPLACED {
            let mut free = name.clone();
            while new.join(&free).symlink_metadata().is_ok() {
                free.push(".before");
            }
            fs::rename(old.join(&name), new.join(&free))?;
        }
    }
    remove(&old.join(MANIFEST))?;
    remove(&old.join(REPLACED))?;
    fs::remove_dir(old)
}

/// Removes a file, a link or a whole folder; what is not there is no fault.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let done = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_go_and_a_users_own_files_are_carried_over() {
        let place = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| place.path().join(name));
        fs::create_dir_all(old.join("scenarios")).unwrap();
        fs::create_dir_all(old.join(".checkpoint")).unwrap();
        fs::create_dir(&new).unwrap();
        let manifest =
            r#"{"files": {"fit.csv": "0", "scenarios/a.toml": "0", "../victim": "0", "/etc/x": "0"}}"#;
        for (name, text) in [
            ("manifest.json", manifest),
            ("fit.csv", "old"),
            ("scenarios/a.toml", "old"),
            ("report.html", "old"),
            (".writing-x", "half"),
            (".checkpoint/asked.json", "old"),
            ("notes.txt", "mine"),
            ("costs.csv", "mine as well: no manifest names it"),
        ] {
            fs::write(old.join(name), text).unwrap();
        }
        fs::write(place.path().join("victim"), "precious").unwrap();
        fs::write(new.join("costs.csv"), "new").unwrap();
        carry_over(&old, &new, &["costs.csv"]).unwrap();
        assert!(!old.exists());
        let read = |path: &str| fs::read_to_string(new.join(path)).unwrap();
        assert_eq!([read("notes.txt"), read("costs.csv")], ["mine", "new"]);
        assert_eq!(read("costs.csv.before"), "mine as well: no manifest names it");
        assert_eq!(fs::read_dir(&new).unwrap().count(), 3);
        assert!(place.path().join("victim").exists());
    }
}
