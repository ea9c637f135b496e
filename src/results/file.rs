//! Files that are there whole or not at all.

use crate::disk::replace;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system reported.
    pub source: io::Error,
}

/// Writes a file of a directory: beside its place first, then to the disk, then renamed. Returns
/// the BLAKE3 hash of its bytes.
///
/// # Errors
/// [`WriteError`] with the file's path.
pub fn write_file(
    directory: &Path,
    name: &str,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<String, WriteError> {
    let path = directory.join(name);
    replace(&path, |file| hashed(file, fill)).map_err(|source| WriteError { path, source })
}

/// Fills a file to its last byte and hashes what went in.
fn hashed(file: impl Write, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
    let mut out = Hashing { inner: BufWriter::new(file), hasher: blake3::Hasher::new() };
    fill(&mut out)?;
    out.flush()?;
    Ok(out.hasher.finalize().to_hex().to_string())
}

/// Hashes what goes through.
struct Hashing<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_replaces_the_old_one_and_its_hash_is_that_of_its_bytes() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("a.csv"), "old").unwrap();
        let hash = write_file(place.path(), "a.csv", |out| out.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read(place.path().join("a.csv")).unwrap(), b"new");
        assert_eq!(hash, blake3::hash(b"new").to_hex().to_string());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_last_bytes_are_not_lost_in_silence() {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let error = hashed(full, |out| out.write_all(b"few")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn a_fault_names_the_file_and_leaves_the_old_one() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("a.csv"), "old").unwrap();
        let fail = |out: &mut dyn Write| {
            out.write_all(b"half")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let error = write_file(place.path(), "a.csv", fail).unwrap_err();
        assert!(error.to_string().contains("a.csv"), "{error}");
        assert_eq!(error.source.kind(), io::ErrorKind::StorageFull);
        assert_eq!(std::fs::read(place.path().join("a.csv")).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
        assert!(write_file(&place.path().join("none"), "a.csv", |_| Ok(())).is_err());
    }
}
