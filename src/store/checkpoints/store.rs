//! The folder of an unfinished run.

use crate::config::{Effective, envelope};
use crate::disk::{self, replace, sweep};
use crate::pack;
use crate::store::Fingerprint;
use crate::store::checksummed_line::{body, line};
use crate::store::directory::{self, Belonging};
use crate::store::envelope::{Body, Damage, open, seal, sealed_size};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the folder in an output directory.
pub const FOLDER: &str = ".checkpoint";

const ASKED: &str = "asked.json";
const CONFIG: &str = "effective_config.toml";
const ENSEMBLE: &str = "ensemble.csv";
const PACK: &str = "pack.lachan";

/// Bytes of the largest request that is read.
const LARGEST_REQUEST: u64 = 64 << 20;

/// States of a replicate that are kept: the newest, and the one before it should that be damaged.
const GENERATIONS: usize = 2;

/// What a run was asked for, as far as results depend on it.
#[derive(Debug, Clone)]
pub struct RunFingerprint {
    /// Every key.
    pub header: Fingerprint,
    /// The effective configuration.
    pub config: String,
    /// The ensemble's points, where there is one.
    pub ensemble: Option<String>,
    /// The data of the country in one file, where they are not those that are compiled in.
    pub pack: Option<String>,
}

impl RunFingerprint {
    /// Whose results these are.
    pub fn belonging(&self) -> Belonging {
        Belonging { kind: directory::Kind::Run, header: self.header.clone() }
    }

    /// What is asked for by a configuration and perhaps the text of an ensemble.
    pub fn of(config: &Effective, ensemble: Option<&str>) -> Self {
        let mut header = Fingerprint::of_program();
        header.add_config("config", config);
        if let Some(ensemble) = ensemble {
            let hash = blake3::hash(ensemble.as_bytes()).to_hex().to_string();
            header.keys.insert("ensemble.blake3".to_owned(), hash);
        }
        let pack = pack::current();
        // What was read from text can be written as text.
        let pack = (!pack.is_built_in()).then(|| envelope(pack).unwrap_or_default());
        Self { header, config: config.to_toml(), ensemble: ensemble.map(str::to_owned), pack }
    }
}

/// A folder that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointFault {
    /// There is none.
    #[error("{} holds no unfinished run", directory.display())]
    None {
        /// The output directory.
        directory: PathBuf,
    },
    /// What was asked for cannot be read.
    #[error("{} is damaged, so that nobody can tell what the run was", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
    },
    /// Something that results depend on has changed.
    #[error("the run in {} depends on what has changed since:\n  {}", folder.display(), differences.join("\n  "))]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The keys that differ, a line each.
        differences: Vec<String>,
    },
    /// A file could not be written.
    #[error("cannot write {}, which needs {bytes} bytes: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// What the system reported.
        source: io::Error,
    },
    /// The folder could not be read or cleared.
    #[error("{} cannot be used: {source}", path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
}

/// What a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    /// Version of the program.
    program: String,
    /// Hash of what was asked for, in hexadecimal.
    asked: String,
    /// The replicate.
    replicate: u32,
    /// Months that it had lived.
    months: u32,
}

/// The folder of an unfinished run. Whoever has it holds the lock of the output directory.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    asked: String,
}

/// What a replicate left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SavedFile {
    /// Its state after so many months.
    State(u32),
    /// Its results.
    Results,
}

impl Store {
    /// Whether a directory holds a run of which something was kept.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn is_worth_keeping(directory: &Path) -> Result<bool, CheckpointFault> {
        Ok(!files(&directory.join(FOLDER))?.is_empty())
    }

    /// Begins a folder anew with what is asked for.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn begin(directory: &Path, asked: &RunFingerprint) -> Result<Self, CheckpointFault> {
        Self::discard(directory)?;
        let folder = directory.join(FOLDER);
        disk::folder(&folder).map_err(|source| CheckpointFault::Io { path: folder.clone(), source })?;
        let text = line(&asked.header).map_err(io::Error::other);
        let text = text.map_err(|source| CheckpointFault::Io { path: folder.clone(), source })?;
        write(&folder.join(CONFIG), asked.config.as_bytes())?;
        if let Some(points) = &asked.ensemble {
            write(&folder.join(ENSEMBLE), points.as_bytes())?;
        }
        if let Some(pack) = &asked.pack {
            write(&folder.join(PACK), pack.as_bytes())?;
        }
        // The last one: a folder without it holds nothing yet.
        write(&folder.join(ASKED), text.as_bytes())?;
        Ok(Self { folder, asked: hash(&text) })
    }

    /// Where an unfinished run in a directory keeps its pack, if it has one.
    pub fn pack(directory: &Path) -> PathBuf {
        directory.join(FOLDER).join(PACK)
    }

    /// The paths of the configuration of an unfinished run and, where it has one, of its ensemble.
    ///
    /// # Errors
    /// There is no such run.
    pub fn inputs(directory: &Path) -> Result<(PathBuf, Option<PathBuf>), CheckpointFault> {
        let folder = directory.join(FOLDER);
        let there = |name: &str| folder.join(name).symlink_metadata().is_ok();
        if !there(ASKED) {
            return Err(CheckpointFault::None { directory: directory.to_owned() });
        }
        disk::folder(&folder).map_err(|source| CheckpointFault::Io { path: folder.clone(), source })?;
        let plain = |name: &str| {
            let path = folder.join(name);
            match disk::seen(&path) {
                Ok(_) => Ok(path),
                Err(source) => Err(CheckpointFault::Io { path, source }),
            }
        };
        let ensemble = there(ENSEMBLE).then(|| plain(ENSEMBLE)).transpose()?;
        Ok((plain(CONFIG)?, ensemble))
    }

    /// Opens the folder of an unfinished run if it was asked for the same.
    ///
    /// # Errors
    /// It was asked for something else, in words, or cannot be read.
    pub fn open(directory: &Path, asked: &RunFingerprint) -> Result<Self, CheckpointFault> {
        let folder = directory.join(FOLDER);
        let path = folder.join(ASKED);
        let bytes = disk::read(&path, LARGEST_REQUEST)
            .map_err(|source| CheckpointFault::Io { path: path.clone(), source })?;
        let Some(found) = body::<Fingerprint>(&bytes) else {
            return Err(CheckpointFault::Unreadable { path });
        };
        let differences = asked.header.differences(&found);
        if !differences.is_empty() {
            return Err(CheckpointFault::Foreign { folder, differences });
        }
        sweep(&folder).map_err(|source| CheckpointFault::Io { path: folder.clone(), source })?;
        Ok(Self { folder, asked: hash(&String::from_utf8_lossy(&bytes)) })
    }

    /// Removes what an unfinished run left in a directory.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn discard(directory: &Path) -> Result<(), CheckpointFault> {
        let path = directory.join(FOLDER);
        match fs::remove_dir_all(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(CheckpointFault::Io { path, source })
            }
            _ => Ok(()),
        }
    }

    /// The same; where there are no results yet, the directory belongs to nobody and those of its
    /// `own` files that were half of some go.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn forget(directory: &Path, own: &[&str]) -> Result<(), CheckpointFault> {
        Self::discard(directory)?;
        directory::forget(directory, own)
            .map_err(|source| CheckpointFault::Io { path: directory.to_owned(), source })
    }

    /// Keeps the state of a replicate after so many months; of older ones the newest stays.
    ///
    /// # Errors
    /// The disk is full or gone; what was kept before stays.
    pub fn keep_state(&self, replicate: u32, months: u32, body: Body<'_>) -> Result<(), CheckpointFault> {
        self.keep(replicate, SavedFile::State(months), body)?;
        let old = self.states(replicate)?.into_iter().skip(GENERATIONS);
        old.for_each(|months| self.remove(replicate, SavedFile::State(months)));
        Ok(())
    }

    /// Keeps the results of a replicate, whose states are needed no more.
    ///
    /// # Errors
    /// As [`keep_state`](Self::keep_state).
    pub fn keep_results(&self, replicate: u32, body: Body<'_>) -> Result<(), CheckpointFault> {
        self.keep(replicate, SavedFile::Results, body)?;
        self.states(replicate)?
            .into_iter()
            .for_each(|months| self.remove(replicate, SavedFile::State(months)));
        Ok(())
    }

    /// The results of a replicate, if they were kept; `read` makes sense of them. What cannot be
    /// used is said in a sentence and passed over.
    pub fn results<T>(
        &self,
        replicate: u32,
        read: impl FnOnce(&[u8]) -> Result<T, String>,
        say: impl FnOnce(String),
    ) -> Option<T> {
        let path = self.path(replicate, SavedFile::Results);
        if !path.exists() {
            return None;
        }
        let body = open(&path, &self.label(replicate, SavedFile::Results));
        match body.and_then(|body| read(&body).map_err(Damage::Body)) {
            Ok(found) => Some(found),
            Err(damage) => {
                say(format!("{} is not used: {damage}", path.display()));
                None
            }
        }
    }

    /// The newest state of a replicate that can be used. Those that cannot are said in a sentence
    /// each, and the one before is used.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn newest_state<T>(
        &self,
        replicate: u32,
        mut read: impl FnMut(&[u8]) -> Result<T, String>,
        mut say: impl FnMut(String),
    ) -> Result<Option<T>, CheckpointFault> {
        for months in self.states(replicate)? {
            let path = self.path(replicate, SavedFile::State(months));
            let body = open(&path, &self.label(replicate, SavedFile::State(months)));
            match body.and_then(|body| read(&body).map_err(Damage::Body)) {
                Ok(found) => return Ok(Some(found)),
                Err(damage) => say(format!(
                    "{} is not used: {damage}; the run goes on from an earlier month",
                    path.display()
                )),
            }
        }
        Ok(None)
    }

    fn keep(&self, replicate: u32, kind: SavedFile, body: Body<'_>) -> Result<(), CheckpointFault> {
        let path = self.path(replicate, kind);
        let label = self.label(replicate, kind);
        replace(&path, |out| seal(&label, body, out)).map_err(|source| CheckpointFault::Write {
            path,
            bytes: sealed_size(body),
            source,
        })
    }

    /// Months of the states of a replicate, the newest first.
    fn states(&self, replicate: u32) -> Result<Vec<u32>, CheckpointFault> {
        let own = files(&self.folder)?.into_iter().filter(|(of, _)| *of == replicate);
        let mut months: Vec<u32> = own
            .filter_map(|(_, kind)| match kind {
                SavedFile::State(months) => Some(months),
                SavedFile::Results => None,
            })
            .collect();
        months.sort_unstable_by(|a, b| b.cmp(a));
        Ok(months)
    }

    /// A file that stays where it should have gone takes room and nothing else.
    fn remove(&self, replicate: u32, kind: SavedFile) {
        let _ = fs::remove_file(self.path(replicate, kind));
    }

    fn path(&self, replicate: u32, kind: SavedFile) -> PathBuf {
        self.folder.join(match kind {
            SavedFile::State(months) => format!("replicate-{replicate}.month-{months}.state"),
            SavedFile::Results => format!("replicate-{replicate}.results"),
        })
    }

    fn label(&self, replicate: u32, kind: SavedFile) -> Label {
        let months = match kind {
            SavedFile::State(months) => months,
            SavedFile::Results => u32::MAX,
        };
        Label { program: env!("CARGO_PKG_VERSION").to_owned(), asked: self.asked.clone(), replicate, months }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CheckpointFault> {
    replace(path, |out| out.write_all(bytes)).map_err(|source| CheckpointFault::Write {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        source,
    })
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// What replicates left in a folder, by the names of the files; nothing where there is no folder.
fn files(folder: &Path) -> Result<Vec<(u32, SavedFile)>, CheckpointFault> {
    let io = |source| CheckpointFault::Io { path: folder.to_owned(), source };
    if !disk::has_folder(folder).map_err(io)? {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(io)?;
    let mut found = Vec::new();
    for entry in entries {
        let name = entry.map_err(io)?.file_name();
        found.extend(name.to_str().and_then(parsed));
    }
    Ok(found)
}

fn parsed(name: &str) -> Option<(u32, SavedFile)> {
    let name = name.strip_prefix("replicate-")?;
    if let Some(replicate) = name.strip_suffix(".results") {
        return Some((replicate.parse().ok()?, SavedFile::Results));
    }
    let (replicate, months) = name.strip_suffix(".state")?.split_once(".month-")?;
    Some((replicate.parse().ok()?, SavedFile::State(months.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn asked(seed: &str, version: &str) -> RunFingerprint {
        let keys = [("config.simulation.seed", seed), ("program.version", version)];
        let keys = keys.map(|(key, value)| (key.to_owned(), value.to_owned()));
        RunFingerprint {
            header: Fingerprint { keys: BTreeMap::from(keys) },
            config: String::new(),
            ensemble: None,
            pack: None,
        }
    }

    fn begun() -> (tempfile::TempDir, Store) {
        let place = tempfile::tempdir().unwrap();
        let store = Store::begin(place.path(), &asked("1", "0.1.0")).unwrap();
        (place, store)
    }

    /// The newest state of the first replicate as text, and what was said.
    fn newest(store: &Store) -> (Option<String>, Vec<String>) {
        let mut said = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string());
        let found = store.newest_state(0, text, |line| said.push(line)).unwrap();
        (found, said)
    }

    fn keep(store: &Store, months: std::ops::RangeInclusive<u32>) {
        months.for_each(|month| store.keep_state(0, month, &|out| write!(out, "month {month}")).unwrap());
    }

    #[test]
    fn two_generations_stay_and_the_newest_is_used() {
        let (place, store) = begun();
        assert_eq!(newest(&store), (None, vec![]));
        assert!(!Store::is_worth_keeping(place.path()).unwrap());
        keep(&store, 8..=11);
        store.keep_state(1, 99, &|out| write!(out, "another replicate")).unwrap();
        assert_eq!(store.states(0).unwrap(), [11, 10]);
        assert_eq!(newest(&store), (Some("month 11".to_owned()), vec![]));
        assert!(Store::is_worth_keeping(place.path()).unwrap());
    }

    #[test]
    fn a_damaged_newest_state_is_named_and_the_one_before_it_used() {
        let (_place, store) = begun();
        keep(&store, 1..=2);
        fs::write(store.path(0, SavedFile::State(2)), "lachan kept, 03\nand then nothing of sense").unwrap();
        let (found, said) = newest(&store);
        assert_eq!(found.as_deref(), Some("month 1"));
        assert!(said.len() == 1 && said[0].contains("replicate-0.month-2.state"), "{said:?}");
        // One generation under the other's name is no better.
        fs::copy(store.path(0, SavedFile::State(1)), store.path(0, SavedFile::State(2))).unwrap();
        assert_eq!(newest(&store).0.as_deref(), Some("month 1"));
    }

    #[test]
    fn results_take_the_place_of_states() {
        let (_place, store) = begun();
        keep(&store, 1..=2);
        store.keep_results(0, &|out| write!(out, "all")).unwrap();
        assert!(store.states(0).unwrap().is_empty());
        let found = store.results(0, |bytes| Ok(bytes.to_vec()), |line| panic!("{line}"));
        assert_eq!(found.as_deref(), Some(&b"all"[..]));
        assert_eq!(store.results(1, |_| Ok(()), |line| panic!("{line}")), None);
    }

    #[test]
    fn another_configuration_or_version_is_refused_with_its_keys() {
        let (place, store) = begun();
        keep(&store, 1..=1);
        let open =
            |seed, version| Store::open(place.path(), &asked(seed, version)).map(|store| newest(&store));
        assert_eq!(open("1", "0.1.0").unwrap().0.as_deref(), Some("month 1"));
        let told = open("2", "0.2.0").unwrap_err().to_string();
        assert!(told.contains("config.simulation.seed: 1 before, 2 now"), "{told}");
        assert!(told.contains("program.version: 0.1.0 before, 0.2.0 now"), "{told}");
        let other = Store::begin(place.path(), &asked("2", "0.1.0")).unwrap();
        assert_eq!(newest(&other), (None, vec![]), "what another run left is gone");
    }

    #[test]
    fn a_damaged_request_is_said_and_halves_are_cleared() {
        let (place, store) = begun();
        let half = store.folder.join(".writing-abc");
        fs::write(&half, "half").unwrap();
        Store::open(place.path(), &asked("1", "0.1.0")).unwrap();
        assert!(!half.exists());
        let path = store.folder.join(ASKED);
        let mut bytes = fs::read(&path).unwrap();
        bytes[100] ^= 1;
        fs::write(&path, bytes).unwrap();
        let fault = Store::open(place.path(), &asked("1", "0.1.0")).unwrap_err();
        assert!(matches!(fault, CheckpointFault::Unreadable { .. }), "{fault}");
    }
}
