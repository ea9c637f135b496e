//! `lachan pack build`.

use crate::cli::{Failure, terminal};
use crate::config::envelope;
use crate::disk;
use crate::results::{WriteError, write_file};
use std::io::{self, Read};
use std::path::Path;

/// How a file of this command begins.
const MARK: &[u8] = b"# The data of a country in one file: ";

/// Writes a sound pack as one file.
pub fn build(place: &Path, output: &Path) -> Result<(), Failure> {
    let pack = super::sound(place)?;
    let text = envelope(&pack).map_err(|error| Failure::Usage {
        message: format!("the pack cannot be written: {error}"),
        help: "take out letters that no text file holds".to_owned(),
    })?;
    spare(output)?;
    let directory = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = output.file_name().and_then(|name| name.to_str()) else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file");
        return Err(Failure::Page(WriteError { path: output.to_owned(), source }));
    };
    write_file(directory, name, |out| out.write_all(text.as_bytes())).map_err(Failure::Page)?;
    terminal::say(&format!("Pack: {}, {} bytes; --pack reads it", output.display(), text.len()));
    Ok(())
}

/// Refuses to replace anything but an older pack.
fn spare(output: &Path) -> Result<(), Failure> {
    let refused = |why: String| Failure::Usage {
        message: format!("{} would be replaced: {why}", output.display()),
        help: "choose another file with -o, or move this one away".to_owned(),
    };
    let mut head = Vec::new();
    match disk::open(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(error.to_string())),
        Ok(file) => {
            file.take(MARK.len() as u64).read_to_end(&mut head).map_err(|error| refused(error.to_string()))?
        }
    };
    match head == MARK {
        true => Ok(()),
        false => Err(refused("it is no pack in one file".to_owned())),
    }
}
