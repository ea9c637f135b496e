//! A pack as a directory.

use super::{MAX_BYTES, Texts, too_large};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::pack::PackFile;
use std::fs;
use std::path::Path;

/// Names of a directory that are looked at, for what nobody reads.
const MOST_NAMES: usize = 1000;

/// The files that are there, the names of others, and what cannot be read.
pub(super) fn read(path: &Path) -> (Texts, Vec<String>, Faults) {
    let (mut texts, mut faults, mut bytes) = (Texts::new(), Faults::new(), 0);
    for file in PackFile::ALL {
        let own = path.join(file.name());
        match fs::symlink_metadata(&own) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            // Whoever gives a pack shall not choose what is read on this machine.
            Ok(found) if found.file_type().is_symlink() => {
                let name = own.display().to_string();
                faults.push(
                    Fault::new(Code::PathSpecial, format!("`{name}` is a link, which is not followed"))
                        .in_file(name)
                        .expected("a file of the pack itself")
                        .help("copy the file to its place"),
                );
                continue;
            }
            found => bytes += found.map_or(0, |found| found.len()),
        }
        if bytes > MAX_BYTES {
            faults.push(too_large(&path.display().to_string()));
            break;
        }
        match Source::read(&own) {
            Ok(source) => drop(texts.insert(file, source)),
            Err(fault) => faults.push(fault),
        }
    }
    (texts, others(path), faults)
}

/// Names of what a pack has no use for, sorted.
fn others(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).into_iter().flatten().take(MOST_NAMES).flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| !entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && PackFile::of_name(name).is_none())
        .collect();
    names.sort();
    names
}
