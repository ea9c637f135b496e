//! A user's folder, in which a command is typed that must be refused.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::snapshot_in;

/// A folder of its own with some files in it.
pub struct Desk(tempfile::TempDir);

impl Desk {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = desk.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Types a command, one word after each blank, and holds its refusal to the snapshot of that
    /// name: this exit code, this stable code (none for what is wrong with the words themselves), a
    /// way to mend it, nothing on stdout, and no file made or changed.
    pub fn refuse(&self, name: &str, exit: i32, code: &str, words: &str) {
        let before = self.files();
        let output =
            crate::program::lachan().current_dir(self.path()).args(words.split(' ')).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(exit), "{said}");
        assert!(code.is_empty() || said.contains(&format!("error[{code}]")), "{code} is not in\n{said}");
        assert!(
            ["help:", "tip:", "try '--help'"].iter().any(|way| said.contains(way)),
            "no way out:\n{said}"
        );
        assert_eq!(String::from_utf8_lossy(&output.stdout), "");
        assert_eq!(self.files(), before, "something was written");
        let said = self.without_own_path(&said);
        snapshot_in("commands", name, &format!("$ lachan {words}\n[exit code {exit}]\n{}", said.trim_end()));
    }

    fn without_own_path(&self, text: &str) -> String {
        let real = self.path().canonicalize().unwrap();
        text.replace(&real.display().to_string(), "FOLDER")
            .replace(&self.path().display().to_string(), "FOLDER")
    }

    /// Everything below the folder: paths, and for files of a sensible size what they hold.
    fn files(&self) -> Vec<(PathBuf, Option<Vec<u8>>)> {
        let mut found = Vec::new();
        let mut open = vec![self.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let seen = fs::symlink_metadata(&path).unwrap();
                let small = seen.is_file() && seen.len() < 1 << 20;
                found.push((path.clone(), small.then(|| fs::read(&path).unwrap())));
                if seen.is_dir() {
                    open.push(path);
                }
            }
        }
        found.sort();
        found
    }
}
