//! What lies in a directory that somebody else may have filled. A link is not followed, and no
//! pipe, socket or device is opened: whoever plants one there would have this program read, write
//! or wait elsewhere.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// What stands at a path, if it is a regular file.
///
/// # Errors
/// There is nothing, or something else, which is named.
pub fn seen(path: &Path) -> io::Result<Metadata> {
    let found = fs::symlink_metadata(path)?;
    if found.is_file() { Ok(found) } else { Err(io::Error::other(format!("it is {}", what(&found)))) }
}

/// Opens a regular file for reading.
///
/// # Errors
/// As [`seen`], and what the system reports.
pub fn open(path: &Path) -> io::Result<File> {
    opened(path, File::options().read(true))
}

/// Opens a regular file that is there, to add to its end.
///
/// # Errors
/// As [`open`].
pub fn append(path: &Path) -> io::Result<File> {
    opened(path, File::options().append(true))
}

/// Opens a regular file that is there, to be locked.
pub(super) fn to_lock(path: &Path) -> io::Result<File> {
    // Some file systems lock only what may be written.
    opened(path, File::options().read(true).write(true))
}

/// All bytes of a regular file of at most so many.
///
/// # Errors
/// As [`open`]; a larger file.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other(format!("it is larger than {most} bytes"));
    if seen(path)?.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

/// Whether a folder is there.
///
/// # Errors
/// Something else stands there, a link to a folder among others.
pub fn has_folder(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(found) => Err(io::Error::other(format!("it is {}, not a folder", what(&found)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes a folder, or takes the one that is there.
///
/// # Errors
/// Something else stands there, a link to a folder among others.
pub fn folder(path: &Path) -> io::Result<()> {
    if has_folder(path)? {
        return Ok(());
    }
    match fs::create_dir(path) {
        // Another process has made it since, or has put something else there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && has_folder(path)? => Ok(()),
        made => made,
    }
}

fn opened(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    seen(path)?;
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // Should something else have taken its place since, this neither follows it nor waits for
        // it.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32);
    }
    let file = options.open(path)?;
    let found = file.metadata()?;
    if found.is_file() { Ok(file) } else { Err(io::Error::other(format!("it is {}", what(&found)))) }
}

/// What is no regular file, in words.
fn what(found: &Metadata) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = found.file_type();
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    match found.is_dir() {
        true => "a directory",
        false if found.is_symlink() => "a link, which is not followed",
        false => "no regular file",
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    /// Processes that share a store begin with the same folders.
    #[test]
    fn a_folder_that_many_make_at_once_is_made_for_all() {
        let place = tempfile::tempdir().unwrap();
        for round in 0..200 {
            let path = place.path().join(round.to_string());
            let start = std::sync::Barrier::new(4);
            let make = || {
                start.wait();
                folder(&path)
            };
            std::thread::scope(|scope| {
                let makers: Vec<_> = (0..4).map(|_| scope.spawn(make)).collect();
                assert!(makers.into_iter().all(|maker| maker.join().unwrap().is_ok()), "{round}");
            });
        }
    }

    #[test]
    fn links_pipes_sockets_and_devices_are_named_and_neither_read_nor_written_nor_waited_for() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        fs::write(at("victim"), "precious").unwrap();
        fs::create_dir(at("folder")).unwrap();
        symlink(at("victim"), at("link")).unwrap();
        symlink(at("folder"), at("to a folder")).unwrap();
        symlink("/dev/zero", at("to a device")).unwrap();
        symlink(at("nothing"), at("dangling")).unwrap();
        assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        let _socket = UnixListener::bind(at("socket")).unwrap();
        for (name, word) in [
            ("link", "a link"),
            ("to a device", "a link"),
            ("dangling", "a link"),
            ("pipe", "a pipe"),
            ("socket", "a socket"),
            ("folder", "a directory"),
        ] {
            let faults =
                [open(&at(name)).map(drop), append(&at(name)).map(drop), read(&at(name), 99).map(drop)];
            for fault in faults {
                assert!(fault.unwrap_err().to_string().contains(word), "{name}");
            }
        }
        for name in ["link", "to a folder", "pipe", "victim"] {
            assert!(folder(&at(name)).is_err(), "{name}");
        }
        assert!(folder(&at("folder")).is_ok() && folder(&at("new")).is_ok() && at("new").is_dir());
        assert!(open(Path::new("/dev/zero")).is_err());
        assert_eq!(fs::read(at("victim")).unwrap(), b"precious");
        assert!(!at("nothing").exists());
    }

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("file");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(read(&path, 4).unwrap_err().to_string().contains("larger than 4"));
    }
}
