//! Which store is meant: the one that is named, else the user's own.

use super::LivedStore;
use super::size::Size;
use std::io;
use std::path::PathBuf;

/// Bytes of a store where $LACHAN_STORE_LIMIT says nothing else.
const LIMIT: u64 = 8_000_000_000;

/// Where lived runs are looked for and kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum StoreChoice {
    /// $LACHAN_STORE, or lachan in the user's cache directory.
    #[default]
    Usual,
    /// A directory.
    Named(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// Why there is no store.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The directory that was named cannot be used.
    #[error("the directory {} cannot be used: {source}", path.display())]
    Unusable {
        /// The directory.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// $LACHAN_STORE_LIMIT is no size.
    #[error("LACHAN_STORE_LIMIT is `{text}`, which is no size")]
    Limit {
        /// What it is.
        text: String,
        /// How sizes are written.
        help: String,
    },
}

impl StoreChoice {
    /// The store; none where none is wanted, or where the usual place cannot be used, of which
    /// `say` is told. With `keep_all` nothing goes from it.
    ///
    /// # Errors
    /// A directory that was named and cannot be used, or a limit that is no size.
    pub fn open(
        &self,
        keep_all: bool,
        say: impl Fn(&str) + Clone + Send + Sync + 'static,
    ) -> Result<Option<LivedStore>, StoreFault> {
        let limit = if keep_all { u64::MAX } else { limit()? };
        let Some((directory, named)) = self.directory() else { return Ok(None) };
        match LivedStore::open(&directory, limit, say.clone()) {
            Ok(store) => Ok(Some(store)),
            Err(source) if named => Err(StoreFault::Unusable { path: directory, source }),
            Err(error) => {
                say(&format!("no run is kept: {}: {error}", directory.display()));
                Ok(None)
            }
        }
    }

    /// The directory, and whether somebody named it.
    fn directory(&self) -> Option<(PathBuf, bool)> {
        match self {
            Self::Nowhere => None,
            Self::Named(directory) => Some((directory.clone(), true)),
            Self::Usual => match std::env::var_os("LACHAN_STORE") {
                Some(set) if set.is_empty() => None,
                Some(set) => Some((set.into(), true)),
                None => cache_directory().map(|cache| (cache.join("lachan"), false)),
            },
        }
    }
}

/// The directory of the store where none is named.
pub fn usual_directory() -> Option<PathBuf> {
    StoreChoice::Usual.directory().map(|(directory, _)| directory)
}

/// Bytes that a store holds at most.
///
/// # Errors
/// $LACHAN_STORE_LIMIT is no size.
pub fn limit() -> Result<u64, StoreFault> {
    let Some(text) = std::env::var_os("LACHAN_STORE_LIMIT").filter(|text| !text.is_empty()) else {
        return Ok(LIMIT);
    };
    let text = text.to_string_lossy();
    let size: Result<Size, String> = text.parse();
    size.map(|size| size.0).map_err(|help| StoreFault::Limit { text: text.into_owned(), help })
}

/// The user's cache directory; none where the user has no home.
fn cache_directory() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
}
