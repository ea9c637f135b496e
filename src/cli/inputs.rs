//! What a command reads outlives it: results are not written into the folder of an input, where a file of theirs could replace it.

use super::Failure;
use std::path::Path;

/// Refuses an output directory that holds one of the inputs.
pub fn spare<'a>(out: &Path, inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    // A directory that is not there yet holds nothing.
    let Ok(directory) = out.canonicalize() else { return Ok(()) };
    let inside = |input: &&Path| input.canonicalize().is_ok_and(|file| file.parent() == Some(&*directory));
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
