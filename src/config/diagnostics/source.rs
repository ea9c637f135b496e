//! Texts that are read: files, embedded texts and command-line arguments, with their limits.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::codes::Code;
use super::fault::Fault;

/// The largest configuration file, in bytes (64 MiB).
pub const MAX_BYTES: u64 = 64 << 20;

/// A text with the name it is known by.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A text that is already in memory, such as an embedded file. A byte-order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Self { name: name.into(), text })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A fault if the path is missing, not a regular file, unreadable, above [`MAX_BYTES`], not
    /// UTF-8 or holds a NUL byte.
    pub fn read(path: &Path) -> Result<Arc<Self>, Fault> {
        let name = path.display().to_string();
        let bytes = read_bytes(path, &name)?;
        Self::from_bytes(&name, bytes)
    }

    /// Takes bytes as UTF-8 text.
    ///
    /// # Errors
    /// A fault with the byte offset if they are not UTF-8 or hold a NUL byte.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Arc<Self>, Fault> {
        Ok(Self::new(name, decode(name, bytes)?))
    }

    /// The name to show: a path as it was given, or what the text is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text without byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both counted from 1; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        position(self.text.as_bytes(), offset)
    }
}

fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    (line, column)
}

/// Opens a regular file, having looked at what it is first: opening a pipe would wait for ever.
///
/// # Errors
/// A fault if the path is missing, not a regular file, or cannot be opened.
pub fn open(path: &Path, name: &str) -> Result<File, Fault> {
    let kind = fs::metadata(path).map_err(|error| path_fault(path, name, &error))?.file_type();
    if kind.is_dir() {
        return Err(Fault::new(Code::PathDirectory, format!("`{name}` is a directory, not a file"))
            .in_file(resolved(path))
            .help("name a file inside it"));
    }
    if !kind.is_file() {
        let what = special_name(kind);
        return Err(Fault::new(Code::PathSpecial, format!("`{name}` is {what}, not a regular file"))
            .in_file(resolved(path))
            .help("save the text in a file and name that file"));
    }
    File::open(path).map_err(|error| path_fault(path, name, &error))
}

fn read_bytes(path: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let file = open(path, name)?;
    let mut bytes = Vec::new();
    // A file that says that it is too large is not read at all; one that says nothing true is read
    // as far as the limit.
    let size = file.metadata().map_or(0, |found| found.len());
    if size <= MAX_BYTES {
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| path_fault(path, name, &error))?;
    }
    if size.max(bytes.len() as u64) > MAX_BYTES {
        return Err(Fault::new(Code::FileTooLarge, format!("`{name}` is larger than 64 MiB"))
            .in_file(resolved(path))
            .expected("at most 67108864 bytes")
            .help("is this the right file?"));
    }
    Ok(bytes)
}

fn path_fault(path: &Path, name: &str, error: &io::Error) -> Fault {
    let (code, what) = match error.kind() {
        io::ErrorKind::NotFound => (Code::PathMissing, "does not exist"),
        io::ErrorKind::PermissionDenied => (Code::PathUnreadable, "may not be read (permission denied)"),
        io::ErrorKind::NotADirectory => (Code::PathMissing, "does not exist: a part of the path is a file"),
        io::ErrorKind::IsADirectory => (Code::PathDirectory, "is a directory, not a file"),
        _ => (Code::PathUnreadable, ""),
    };
    let message = if what.is_empty() {
        format!("`{name}` cannot be read: {error}")
    } else {
        format!("`{name}` {what}")
    };
    Fault::new(code, message)
        .in_file(resolved(path))
        .help(neighbour(path).unwrap_or_else(|| mend(code).to_owned()))
}

fn mend(code: Code) -> &'static str {
    match code {
        Code::PathMissing => "check the spelling of the path and of each folder in it",
        Code::PathDirectory => "name a file inside it",
        _ => "check who may read the file and whether the disk is sound",
    }
}

/// The file beside a missing one whose name is most like it.
fn neighbour(path: &Path) -> Option<String> {
    if path.exists() {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wanted = path.file_name()?.to_str()?;
    let mut names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .take(1000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let near = super::nearest::nearest(wanted, names.iter().map(String::as_str))?;
    Some(format!("did you mean `{}`?", folder.join(near).display()))
}

/// The absolute path, with links followed as far as the path exists.
pub fn resolved(path: &Path) -> String {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or(path.into()).display().to_string()
}

#[cfg(unix)]
fn special_name(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe (FIFO)"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special_name(_: fs::FileType) -> &'static str {
    "a device"
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
    let utf16 = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big-endian)"),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        return Err(Fault::new(
            Code::NotUtf8,
            format!("`{name}` is {encoding}: its byte-order mark stands at byte offset 0"),
        )
        .in_file(format!("{name}:1:1"))
        .expected("UTF-8 text")
        .help("save the file as UTF-8"));
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        let (line, column) = position(&bytes, offset);
        return Err(Fault::new(Code::NulByte, format!("`{name}` has a NUL byte at byte offset {offset}"))
            .in_file(format!("{name}:{line}:{column}"))
            .expected("UTF-8 text without NUL bytes")
            .help("is this a binary file, or UTF-16 without a byte-order mark? save it as UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        let (line, column) = position(error.as_bytes(), offset);
        Fault::new(
            Code::NotUtf8,
            format!("`{name}` is not UTF-8: byte 0x{byte:02x} at byte offset {offset} cannot be read"),
        )
        .in_file(format!("{name}:{line}:{column}"))
        .expected("UTF-8 text")
        .help("save the file as UTF-8 (a spreadsheet may offer \"CSV UTF-8\", an editor \"encoding\")")
    })
}
