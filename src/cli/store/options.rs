//! `--store`, `--no-store` and `--keep-all`: where lived runs are kept, and how many.

use super::size::Size;
use crate::cli::engines::absolute;
use crate::cli::{Failure, terminal};
use crate::store::lived::LivedStore;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where lived runs are looked for and kept.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct StoreOptions {
    /// Directory in which lived runs are kept, so that nothing is lived twice: a command that was
    /// killed goes on, and one that asks for more lives only that. Without it $LACHAN_STORE, or
    /// lachan in the user's cache directory.
    #[arg(long, value_name = "DIR", conflicts_with = "no_store")]
    pub store: Option<PathBuf>,
    /// Keeps no run and looks for none.
    #[arg(long)]
    pub no_store: bool,
    /// Lets nothing go from the store, however large it grows, as the parts of an engine need it.
    #[arg(long, conflicts_with = "no_store")]
    pub keep_all: bool,
}

/// Bytes of a store where $LACHAN_STORE_LIMIT says nothing else.
const LIMIT: u64 = 8_000_000_000;

impl StoreOptions {
    /// The store; none where none is wanted, or where the usual place cannot be used, which is said.
    ///
    /// # Errors
    /// A directory that was named and cannot be used, or a limit that is no size.
    pub fn open(&self) -> Result<Option<LivedStore>, Failure> {
        let limit = if self.keep_all { u64::MAX } else { limit()? };
        let Some((directory, named)) = self.directory() else { return Ok(None) };
        match LivedStore::open(&directory, limit, terminal::warn) {
            Ok(store) => Ok(Some(store)),
            Err(source) if named => Err(Failure::Folder { path: directory, source }),
            Err(error) => {
                terminal::warn(&format!("no run is kept: {}: {error}", directory.display()));
                Ok(None)
            }
        }
    }

    /// A store beside the results of a command, where every worker of a cluster sees it, unless one
    /// was named. Nothing goes from it: what one worker let go, the command that gathers would miss.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn open_shared(&self, directory: &Path) -> Result<LivedStore, Failure> {
        let directory = self.store.clone().unwrap_or_else(|| directory.to_owned());
        LivedStore::open(&directory, u64::MAX, terminal::warn)
            .map_err(|source| Failure::Folder { path: directory, source })
    }

    /// The options as words, for a command that another process runs somewhere else.
    pub fn words(&self) -> Vec<OsString> {
        let store = self.store.iter().flat_map(|store| ["--store".into(), absolute(store).into()]);
        let mut words: Vec<OsString> = store.collect();
        words.extend(self.no_store.then(|| "--no-store".into()));
        words.extend(self.keep_all.then(|| "--keep-all".into()));
        words
    }

    /// The directory, and whether somebody named it.
    fn directory(&self) -> Option<(PathBuf, bool)> {
        if self.no_store {
            return None;
        }
        if let Some(directory) = &self.store {
            return Some((directory.clone(), true));
        }
        usual()
    }
}

/// The store where none is named on the command line, and whether the environment names it.
fn usual() -> Option<(PathBuf, bool)> {
    match std::env::var_os("LACHAN_STORE") {
        Some(set) if set.is_empty() => None,
        Some(set) => Some((set.into(), true)),
        None => cache_directory().map(|cache| (cache.join("lachan"), false)),
    }
}

/// The directory of the store where none is named on the command line.
pub fn usual_directory() -> Option<PathBuf> {
    usual().map(|(directory, _)| directory)
}

/// The store in a directory, to list or prune it; none where the directory is not there, which is
/// not made.
///
/// # Errors
/// A directory that cannot be read, or a limit that is no size.
pub fn look(directory: &Path) -> Result<Option<LivedStore>, Failure> {
    LivedStore::find(directory, limit()?, terminal::warn)
        .map_err(|source| Failure::Folder { path: directory.to_owned(), source })
}

/// Bytes that a store holds at most.
fn limit() -> Result<u64, Failure> {
    let Some(text) = std::env::var_os("LACHAN_STORE_LIMIT").filter(|text| !text.is_empty()) else {
        return Ok(LIMIT);
    };
    let text = text.to_string_lossy();
    let size: Result<Size, String> = text.parse();
    size.map(|size| size.0).map_err(|help| Failure::Usage {
        message: format!("LACHAN_STORE_LIMIT is `{text}`, which is no size"),
        help,
    })
}

/// The user's cache directory; none where the user has no home.
fn cache_directory() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
}
