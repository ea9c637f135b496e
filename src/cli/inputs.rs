//! What a command reads outlives it: results are not written into the folder of an input, where a
//! file of theirs could replace it.

use super::Failure;
use crate::results::SCENARIOS;
use std::path::Path;

/// Refuses an output directory that holds one of the inputs.
pub fn spare<'a>(out: &Path, inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    // A directory that is not there yet holds nothing.
    let Ok(directory) = out.canonicalize() else { return Ok(()) };
    // A comparison writes its scenarios into a folder of their own.
    let folders = [directory.join(SCENARIOS), directory];
    let inside = |input: &&Path| {
        input.canonicalize().is_ok_and(|file| folders.iter().any(|folder| file.parent() == Some(folder)))
    };
    match inputs.into_iter().find(inside) {
        None => Ok(()),
        Some(input) => Err(Failure::Usage {
            message: format!(
                "the output directory {} holds {}, which is read",
                out.display(),
                input.display()
            ),
            help: "choose another directory with --out".to_owned(),
        }),
    }
}
