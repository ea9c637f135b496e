//! `lachan pack new`.

use crate::cli::{Failure, terminal};
use crate::pack::{PackFile, current};
use std::fs;
use std::io;
use std::path::Path;

/// Writes the pack in use into a directory that is not there yet, whole or not at all.
pub fn new(directory: &Path) -> Result<(), Failure> {
    if directory.symlink_metadata().is_ok() {
        return Err(Failure::Usage {
            message: format!("{} is there already, and nothing is overwritten", directory.display()),
            help: "name a directory that is not there yet".to_owned(),
        });
    }
    write(directory).map_err(|source| Failure::Folder { path: directory.to_owned(), source })?;
    terminal::say(&format!(
        "Pack: {}. Change its files, first pack.toml; then `lachan pack check` and `lachan run --pack`.",
        directory.display()
    ));
    Ok(())
}

fn write(directory: &Path) -> io::Result<()> {
    let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let half = tempfile::Builder::new().prefix(".pack-").tempdir_in(parent)?;
    for file in PackFile::ALL {
        if let Some(text) = current().text(file) {
            fs::write(half.path().join(file.name()), text)?;
        }
    }
    // A name that somebody took in between is not replaced: only an empty directory could be.
    fs::rename(half.path(), directory)?;
    // A directory made for one's own use alone is opened to readers like any other.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(directory, fs::Permissions::from_mode(0o755))?;
    }
    drop(half.keep());
    Ok(())
}
