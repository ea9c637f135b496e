//! A directory of results belongs to one command with one configuration.
//!
//! [`Belonging`] says to which; it is written into the directory as [`RECORD`] before any work, and
//! its hash into the manifest. [`look`] tells whether a directory is free, belongs to the same
//! command already, or holds something else. [`Replacing`] makes new results beside a directory
//! that holds something else, and then lets the two change places in one step.

mod clear;
mod look;
mod replacing;

pub use clear::{BESIDE, stranger};
pub use look::{Found, Other, holds, look};
pub use replacing::{Replacing, mend, staging};

use super::Fingerprint;
use super::checksummed_line::{body, line};
use crate::disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Name of the record.
pub const RECORD: &str = ".lachan.json";

/// The manifest, which comes last.
pub(super) const MANIFEST: &str = "manifest.json";

/// Bytes of the largest record that is read.
const LARGEST: u64 = 64 << 20;

/// What kind of command wrote, or writes, into a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `lachan run`.
    Run,
    /// `lachan compare`.
    Compare,
    /// A study of any kind.
    Study,
    /// `lachan study recover`.
    Recovery,
    /// `lachan bench`.
    Bench,
}

impl Kind {
    /// With an article, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Run => "a run",
            Self::Compare => "a comparison",
            Self::Study => "a study",
            Self::Recovery => "a recovery of known values",
            Self::Bench => "a measurement of speed",
        }
    }

    /// Another one of the same kind, in a sentence.
    const fn another(self) -> &'static str {
        match self {
            Self::Run => "another run",
            Self::Compare => "another comparison",
            Self::Study => "another study",
            Self::Recovery => "another recovery of known values",
            Self::Bench => "another measurement of speed",
        }
    }
}

/// What a directory belongs to: a kind of command, and everything that its results depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belonging {
    /// The kind of command.
    pub kind: Kind,
    /// Every key.
    pub header: Fingerprint,
}

impl Belonging {
    /// BLAKE3 of kind and keys, in hexadecimal, as the manifest has it.
    pub fn hash(&self) -> String {
        let mut header = self.header.clone();
        header.keys.insert("kind".to_owned(), self.kind.words().to_owned());
        header.hash()
    }

    /// Whether these results hold all that others hold: a comparison with more replicates or further
    /// scenarios, and otherwise the same.
    fn holds_all_of(&self, fewer: &Self) -> bool {
        let (own, other) = (&self.header.keys, &fewer.header.keys);
        // A hash says no more than the keys behind it, of which that one differs.
        let is_count = |key: &str| {
            key.ends_with(".simulation.replicates") || key == "compare.points" || key.ends_with(".blake3")
        };
        let number = |keys: &BTreeMap<String, String>| {
            let count = keys.get("compare.points").or_else(|| keys.get("reference.simulation.replicates"));
            count.and_then(|count| count.parse::<u32>().ok())
        };
        let same = |(key, value): (&String, &String)| match own.get(key) {
            Some(known) => known == value || (is_count(key) && key != "compare.ensemble.blake3"),
            None => false,
        };
        let is_further = |key: &String| other.contains_key(key) || key.starts_with("scenario.");
        self.kind == Kind::Compare
            && fewer.kind == Kind::Compare
            && number(own) >= number(other)
            && other.iter().all(same)
            && own.keys().all(is_further)
    }

    /// Writes the record of a directory, unless this one is there.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        if matches!(Self::read(directory), Ok(Some(Ok(known))) if known == *self) {
            return Ok(());
        }
        let text = line(self)? + "\n";
        disk::replace(&directory.join(RECORD), |out| out.write_all(text.as_bytes()))
    }

    /// The record of a directory, if there is one; `Err` inside for one that is damaged.
    fn read(directory: &Path) -> io::Result<Option<Result<Self, ()>>> {
        match disk::read(&directory.join(RECORD), LARGEST) {
            Ok(bytes) => Ok(Some(bytes.strip_suffix(b"\n").and_then(body).ok_or(()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io::Error::new(error.kind(), format!("{RECORD}: {error}"))),
        }
    }
}

/// Removes the record of a directory in which there are no results yet, and those of its `own`
/// files that were half of some. A directory with a manifest, or without a record, stays as it is.
///
/// # Errors
/// What the disk reports.
pub fn forget(directory: &Path, own: &[&str]) -> io::Result<()> {
    let there = |name: &str| directory.join(name).symlink_metadata().is_ok();
    if there(MANIFEST) || !there(RECORD) {
        return Ok(());
    }
    own.iter().chain([&RECORD]).try_for_each(|name| clear::remove(&directory.join(name)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn belonging(kind: Kind, scale: &str) -> Belonging {
        let keys = [("config.population.scale", scale), ("config.blake3", scale)];
        let keys = keys.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Belonging { kind, header: Fingerprint { keys: BTreeMap::from(keys) } }
    }

    #[test]
    fn kind_and_every_key_are_in_the_hash() {
        let hashes = [(Kind::Run, "1"), (Kind::Compare, "1"), (Kind::Run, "2")]
            .map(|(kind, scale)| belonging(kind, scale).hash());
        assert!(hashes[0] != hashes[1] && hashes[0] != hashes[2] && hashes[0].len() == 64);
        assert_eq!(hashes[0], belonging(Kind::Run, "1").hash());
    }
}
