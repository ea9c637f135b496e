//! `--store`, `--no-store` and `--keep-all`: where lived runs are kept, and how many.

use crate::cli::engines::absolute;
use crate::cli::{Failure, terminal};
use crate::store::lived::{LivedStore, StoreChoice, limit};
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

impl StoreOptions {
    /// The store; none where none is wanted, or where the usual place cannot be used, which is said.
    ///
    /// # Errors
    /// A directory that was named and cannot be used, or a limit that is no size.
    pub fn open(&self) -> Result<Option<LivedStore>, Failure> {
        let named = || self.store.clone().map_or(StoreChoice::Usual, StoreChoice::Named);
        let choice = if self.no_store { StoreChoice::Nowhere } else { named() };
        Ok(choice.open(self.keep_all, terminal::warn)?)
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
