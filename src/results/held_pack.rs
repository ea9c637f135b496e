//! The pack beside results, held to the hash that their manifest names.

use super::manifest::hash_of;
use super::outputs::PACK_FILE;
use crate::config::{Code, Fault};
use crate::disk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Bytes of the largest manifest, or pack, that is read: a little above what a pack may hold, for
/// what its form adds.
const LARGEST: u64 = 66 << 20;

/// Where the pack of some results is; none where they were made from the one that is compiled in, or
/// have no manifest that says so, which whoever reads them finds out.
///
/// # Errors
/// A pack that the manifest names and that is not there, or is another one.
pub fn held_pack(directory: &Path) -> Result<Option<PathBuf>, Fault> {
    #[derive(serde::Deserialize)]
    struct Named {
        files: BTreeMap<String, String>,
    }
    let manifest = disk::read(&directory.join("manifest.json"), LARGEST).ok();
    let named: Option<Named> = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(wanted) = named.and_then(|named| named.files.get(PACK_FILE).cloned()) else { return Ok(None) };
    let path = directory.join(PACK_FILE);
    let fault = |code, what: &str| {
        Fault::new(code, format!("{PACK_FILE} {what}"))
            .in_file(path.display().to_string())
            .expected("the pack that the results were made from, as the manifest names it")
            .help("ask for the whole directory of results again")
    };
    let bytes = disk::read(&path, LARGEST)
        .map_err(|error| fault(Code::ResultMissing, &format!("cannot be read: {error}")))?;
    match hash_of(&bytes) == wanted {
        true => Ok(Some(path)),
        false => Err(fault(Code::ResultChanged, "is not the one that the manifest names")),
    }
}
