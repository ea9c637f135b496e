//! Files under their keys.

use super::{Key, room};
use crate::disk::{self, replace, sweep};
use crate::store::envelope::{Body, Damage, open, seal};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::SystemTime;

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// The results of one run.
    Run,
    /// A state after warm-up.
    WarmUp,
}

impl RecordKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Run, Self::WarmUp];

    /// Name of the folder of its records.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Run => "runs",
            Self::WarmUp => "warm-ups",
        }
    }
}

/// Part of the limit that a store may grow by before it is looked over again, and that a single
/// record may take.
const PART: u64 = 8;

/// Part of the limit that is made free when the store is over it. To find what goes, the whole
/// store is read: one that was let down to its limit and no further would be read again at the next
/// record.
const MADE_FREE: u64 = 32;

/// A store of what was lived.
pub struct LivedStore {
    directory: PathBuf,
    limit: u64,
    /// Bytes that may still be written before the store is looked over.
    until_looked_over: AtomicU64,
    is_full: AtomicBool,
    say: Box<dyn Fn(&str) + Send + Sync>,
}

impl fmt::Debug for LivedStore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LivedStore({})", self.directory.display())
    }
}

impl LivedStore {
    /// Opens a store, or makes it, readable by its owner alone. It holds at most about `limit`
    /// bytes. `say` is told in a sentence of what was found damaged and what could not be written.
    ///
    /// # Errors
    /// The directory cannot be made or used.
    pub fn open(
        directory: &Path,
        limit: u64,
        say: impl Fn(&str) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        private_folder(directory)?;
        for kind in RecordKind::ALL {
            disk::folder(&directory.join(kind.folder()))?;
        }
        Self::there(directory, limit, Box::new(say))
    }

    /// The store in a directory, which is left as it is; none where there is no directory.
    ///
    /// # Errors
    /// The directory cannot be used.
    pub fn find(
        directory: &Path,
        limit: u64,
        say: impl Fn(&str) + Send + Sync + 'static,
    ) -> io::Result<Option<Self>> {
        match fs::read_dir(directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(_) => Self::there(directory, limit, Box::new(say)).map(Some),
        }
    }

    /// The store in a directory that is there, without what killed writers left.
    fn there(directory: &Path, limit: u64, say: Box<dyn Fn(&str) + Send + Sync>) -> io::Result<Self> {
        // The user may have put the store elsewhere by a link; what lies in it is never followed.
        let directory = directory.canonicalize()?;
        for kind in RecordKind::ALL {
            let folder = directory.join(kind.folder());
            if disk::has_folder(&folder)? {
                sweep(&folder)?;
            }
        }
        Ok(Self {
            directory,
            limit,
            until_looked_over: AtomicU64::new(0),
            is_full: AtomicBool::new(false),
            say,
        })
    }

    /// Where it is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Bytes that it holds at most.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Whether a record is there. It may be found damaged when it is read.
    pub fn has(&self, kind: RecordKind, key: &Key) -> bool {
        disk::seen(&self.path(kind, key)).is_ok()
    }

    /// Whether a record of so many bytes would be kept.
    pub fn takes(&self, bytes: f64) -> bool {
        bytes <= (self.limit / PART) as f64
    }

    /// What a record holds, if it is there and sound; `read` makes sense of its bytes. One that
    /// cannot be used is removed, and said.
    pub(super) fn get<T>(
        &self,
        kind: RecordKind,
        key: &Key,
        read: impl FnOnce(&[u8]) -> Result<T, String>,
    ) -> Option<T> {
        let path = self.path(kind, key);
        if fs::symlink_metadata(&path).is_err() {
            return None;
        }
        let label = (kind.folder().to_owned(), key.as_str().to_owned());
        match open(&path, &label).and_then(|body| read(&body).map_err(Damage::Body)) {
            Ok(found) => {
                was_used(&path);
                Some(found)
            }
            // Somebody else has just removed it.
            Err(Damage::Io(error)) if error.kind() == io::ErrorKind::NotFound => None,
            Err(damage) => {
                // A link goes itself, not what it leads to; a folder stays.
                let _ = fs::remove_file(&path);
                (self.say)(&format!("{} is lived again: {damage}", path.display()));
                None
            }
        }
    }

    /// Keeps a record. What cannot be written is said once and costs nothing else.
    pub(super) fn put(&self, kind: RecordKind, key: &Key, body: Body<'_>) {
        if self.is_full.load(Ordering::Relaxed) {
            return;
        }
        let path = self.path(kind, key);
        let label = (kind.folder(), key.as_str());
        let write = || {
            replace(&path, |out| seal(&label, body, out))?;
            match fs::symlink_metadata(&path) {
                // It was written, and another process has let it go since: it takes no room.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
                found => found.map(|found| found.len()),
            }
        };
        match write() {
            Ok(bytes) => self.grew_by(bytes),
            Err(error) => {
                if !self.is_full.swap(true, Ordering::Relaxed) {
                    let place = self.directory.display();
                    (self.say)(&format!("nothing more is kept in {place}: {error}; the work goes on"));
                }
            }
        }
    }

    /// Lets the longest unused go where the store may have outgrown its limit; other processes
    /// write to it as well, so it is looked over from time to time.
    fn grew_by(&self, bytes: u64) {
        let take = |left: u64| left.checked_sub(bytes);
        // In one step: threads that read what is left and then each took from it would take more.
        if self.until_looked_over.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok() {
            return;
        }
        let part = self.limit / PART;
        if let Ok(holdings) = room::holdings(&self.directory)
            && let Ok(total) = room::shrink_if_over(holdings, self.limit, self.limit - self.limit / MADE_FREE)
        {
            let free = self.limit.saturating_sub(total.left);
            self.until_looked_over.store(part.min(free), Ordering::Relaxed);
        }
    }

    fn path(&self, kind: RecordKind, key: &Key) -> PathBuf {
        self.directory.join(kind.folder()).join(key.as_str())
    }
}

/// Notes on a record that it was used now. Where that cannot be noted it only goes sooner.
fn was_used(path: &Path) {
    let _ = disk::open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// A directory for its owner alone, unless it is there.
fn private_folder(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(directory)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    type Said = Arc<Mutex<Vec<String>>>;

    fn opened(place: &Path, limit: u64) -> (LivedStore, Said) {
        let said = Said::default();
        let heard = Arc::clone(&said);
        let say = move |line: &str| heard.lock().unwrap().push(line.to_owned());
        (LivedStore::open(place, limit, say).unwrap(), said)
    }

    fn get(store: &LivedStore, key: &str) -> Option<Vec<u8>> {
        store.get(RecordKind::Run, &Key::example(key), |bytes| Ok(bytes.to_vec()))
    }

    fn put(store: &LivedStore, key: &str, bytes: &[u8]) {
        store.put(RecordKind::Run, &Key::example(key), &|out| out.write_all(bytes));
    }

    fn file(store: &LivedStore, key: &str) -> PathBuf {
        store.path(RecordKind::Run, &Key::example(key))
    }

    #[test]
    fn what_is_kept_comes_back_in_another_process_under_its_own_key_and_kind_alone() {
        let place = tempfile::tempdir().unwrap();
        put(&opened(place.path(), 1 << 20).0, "a", b"what was lived");
        let (store, said) = opened(place.path(), 1 << 20);
        assert_eq!(get(&store, "a").unwrap(), b"what was lived");
        assert!(get(&store, "b").is_none());
        assert!(!store.has(RecordKind::WarmUp, &Key::example("a")));
        assert!(said.lock().unwrap().is_empty());
    }

    /// Cut at every length, every byte flipped, and a sound record under another key: each is
    /// removed and said, and what is then kept is read.
    #[test]
    fn a_torn_flipped_or_foreign_record_is_removed_and_said() {
        let place = tempfile::tempdir().unwrap();
        let (store, said) = opened(place.path(), 1 << 20);
        put(&store, "a", b"what was lived");
        let path = file(&store, "a");
        let sound = fs::read(&path).unwrap();
        let mut damaged: Vec<Vec<u8>> = (0..sound.len()).map(|end| sound[..end].to_vec()).collect();
        damaged.extend((0..sound.len()).map(|at| {
            let mut bytes = sound.clone();
            bytes[at] ^= 16;
            bytes
        }));
        put(&store, "b", b"another");
        damaged.push(fs::read(file(&store, "b")).unwrap());
        let count = damaged.len();
        for bytes in damaged {
            fs::write(&path, bytes).unwrap();
            assert!(get(&store, "a").is_none() && !path.exists());
        }
        assert_eq!(said.lock().unwrap().len(), count);
        put(&store, "a", b"lived again");
        assert_eq!(get(&store, "a").unwrap(), b"lived again");
    }

    #[test]
    fn a_record_that_cannot_be_made_sense_of_is_removed_and_said() {
        let place = tempfile::tempdir().unwrap();
        let (store, said) = opened(place.path(), 1 << 20);
        put(&store, "a", b"x");
        let refused = store.get(RecordKind::Run, &Key::example("a"), |_| Err::<(), _>("no run".to_owned()));
        assert!(refused.is_none() && !file(&store, "a").exists());
        assert!(said.lock().unwrap()[0].ends_with("is lived again: no run"));
    }

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let place = tempfile::tempdir().unwrap();
        let (store, _) = opened(place.path(), 10_000);
        let old = |key: &str, age: u64| {
            let file = fs::File::open(file(&store, key)).unwrap();
            file.set_modified(SystemTime::now() - std::time::Duration::from_secs(age)).unwrap();
        };
        for (key, age) in [("a", 300), ("b", 200), ("c", 100)] {
            put(&store, key, &[0; 3_000]);
            old(key, age);
        }
        // It was the oldest, and has just been used.
        assert!(get(&store, "a").is_some());
        put(&store, "d", &[0; 3_000]);
        assert!(get(&store, "b").is_none());
        assert!(["a", "c", "d"].iter().all(|key| get(&store, key).is_some()));
        assert!(!store.takes(3_000.0) && store.takes(1_000.0));
    }

    #[test]
    fn a_store_over_its_limit_makes_room_for_more_than_one_record() {
        let place = tempfile::tempdir().unwrap();
        let (store, _) = opened(place.path(), 100_000);
        let total = || store.holdings().unwrap().iter().map(|holding| holding.bytes).sum::<u64>();
        let mut before = 0;
        for number in 0..300 {
            put(&store, &number.to_string(), &[0; 900]);
            let now = total();
            assert!(now <= 100_000, "{now}");
            if now < before {
                assert!(
                    now <= 100_000 - 100_000 / MADE_FREE,
                    "{now} are left: the next record is one too many"
                );
                return;
            }
            before = now;
        }
        panic!("nothing went");
    }

    /// What may still be written before the store is looked over never wraps below nothing.
    #[test]
    fn threads_that_write_at_one_time_take_no_more_than_is_left() {
        let place = tempfile::tempdir().unwrap();
        let (store, _) = opened(place.path(), 64 * PART);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20_000 {
                        store.grew_by(40);
                        let left = store.until_looked_over.load(Ordering::Relaxed);
                        assert!(left <= 64, "{left} bytes may still be written, of 64");
                    }
                });
            }
        });
    }

    /// Another process prunes a record between its renaming and its being measured.
    #[test]
    fn a_record_that_another_process_lets_go_at_once_is_no_full_disk() {
        let place = tempfile::tempdir().unwrap();
        let (store, said) = opened(place.path(), 1 << 30);
        let path = file(&store, "a");
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let _ = fs::remove_file(&path);
                }
            });
            (0..2_000).for_each(|_| put(&store, "a", b"x"));
            ended.store(true, Ordering::Relaxed);
        });
        assert!(said.lock().unwrap().is_empty(), "{said:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_store_is_its_owners_alone_and_planted_links_and_pipes_are_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = tempfile::tempdir().unwrap();
        let directory = place.path().join("cache/lachan");
        let (store, said) = opened(&directory, 1 << 20);
        assert_eq!(fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o700);
        let victim = place.path().join("victim");
        fs::write(&victim, "precious").unwrap();
        symlink(&victim, file(&store, "a")).unwrap();
        let mut pipe = std::process::Command::new("mkfifo");
        assert!(pipe.arg(file(&store, "b")).status().unwrap().success());
        assert!(get(&store, "a").is_none() && get(&store, "b").is_none());
        assert_eq!(said.lock().unwrap().len(), 2);
        symlink(&victim, file(&store, "c")).unwrap();
        put(&store, "c", b"lived");
        assert_eq!(get(&store, "c").unwrap(), b"lived");
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        fs::remove_dir_all(directory.join("runs")).unwrap();
        symlink(place.path(), directory.join("runs")).unwrap();
        assert!(LivedStore::open(&directory, 1 << 20, |_| {}).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_record_that_cannot_be_written_is_said_once_and_nothing_else_happens() {
        let place = tempfile::tempdir().unwrap();
        let (store, said) = opened(place.path(), 1 << 20);
        fs::remove_dir_all(place.path().join("runs")).unwrap();
        put(&store, "a", b"x");
        put(&store, "b", b"x");
        assert_eq!(said.lock().unwrap().len(), 1);
        assert!(get(&store, "a").is_none());
    }
}
