//! Reading a [`Pack`](crate::pack::Pack) that somebody gave: from a directory, or from the one file
//! that holds all of it.
//!
//! A pack may come from anybody. Files are found by their own names alone, so no path in a pack
//! leads anywhere; links, pipes and devices are not read; nothing above [`MAX_BYTES`] is held.

mod about;
mod directory;
mod envelope;
mod targets;

pub use envelope::envelope;
pub use targets::each_target;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::{Source, resolved};
use crate::pack::{Pack, PackFile};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Bytes of the largest pack, all files together (64 MiB).
pub const MAX_BYTES: u64 = crate::config::diagnostics::source::MAX_BYTES;

/// A pack that was read, and what else lay there.
#[derive(Debug, Clone)]
pub struct PackRead {
    /// The pack.
    pub pack: Pack,
    /// Names of files beside those of the pack, which nobody reads.
    pub unread: Vec<String>,
}

/// The texts of a pack by file, as they were found.
type Texts = BTreeMap<PackFile, Arc<Source>>;

/// Reads a pack from its directory or its file. What stands in the files but `pack.toml` is not
/// looked at.
///
/// # Errors
/// Every file that is missing or cannot be read, and every fault of `pack.toml`.
pub fn read_pack(path: &Path) -> Result<PackRead, Faults> {
    let (texts, unread, mut faults) = match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => directory::read(path),
        Ok(_) => envelope::read(path)?,
        Err(_) => {
            let message = format!("there is no pack `{}`", path.display());
            return Err(Fault::new(Code::PathMissing, message)
                .in_file(resolved(path))
                .expected("a directory with a pack.toml, or a file of `lachan pack build`")
                .help("check the spelling; `lachan pack new` writes a pack to begin with")
                .into());
        }
    };
    let place = path.display().to_string();
    for file in PackFile::ALL.into_iter().filter(|file| file.without().is_none()) {
        if !texts.contains_key(&file) && !faults.iter().any(|fault| names(fault, file)) {
            faults.push(
                Fault::new(Code::PackIncomplete, format!("the pack has no {}", file.name()))
                    .in_file(format!("{place}/{}", file.name()))
                    .help("`lachan pack new` writes a whole pack, from which it can be taken"),
            );
        }
    }
    let about =
        texts.get(&PackFile::About).map(about::read).transpose().map_err(|found| faults.append(found));
    let (Ok(Some(about)), true) = (about, faults.is_empty()) else { return Err(faults) };
    let texts = texts.into_iter().map(|(file, text)| (file, Cow::Owned(text.text().to_owned()))).collect();
    Ok(PackRead { pack: Pack::new(about, place, texts), unread })
}

/// Whether a fault is about a file as a whole.
fn names(fault: &Fault, file: PackFile) -> bool {
    fault.file.as_deref().is_some_and(|name| name.contains(file.name()))
}

/// A file of a pack as a source, whose name people see; none where the pack lacks it.
pub fn source(pack: &Pack, file: PackFile) -> Option<Arc<Source>> {
    Some(Source::new(pack.shown(file), pack.text(file)?))
}

/// The refusal of a pack whose files are too large together.
fn too_large(place: &str) -> Fault {
    Fault::new(Code::FileTooLarge, format!("the pack `{place}` is larger than 64 MiB"))
        .in_file(place)
        .expected(format!("at most {MAX_BYTES} bytes in all"))
        .help("outlines of provinces can be simplified; is this the right directory?")
}
