//! The ledger: one line a task, written to the disk before the next begins, so that a killed study
//! loses only what was under way.
//!
//! The first line says what study the records belong to. A last line without its end was torn by a
//! kill and is cut off; a line whose hash does not fit its body was damaged and is dropped. Either
//! task simply runs again.

use super::{Fingerprint, Record};
use crate::disk::{self, replace};
use crate::store::checksummed_line::{body, line};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the ledger in a study's directory.
pub(super) const LEDGER: &str = "ledger.jsonl";

/// A ledger open for writing.
#[derive(Debug)]
pub struct Ledger {
    file: File,
    path: PathBuf,
}

/// What a ledger held when it was opened.
#[derive(Debug)]
pub struct Opened {
    /// The ledger.
    pub ledger: Ledger,
    /// Its sound records, in their order.
    pub records: Vec<Record>,
    /// What was wrong with it and has been mended, in sentences.
    pub mended: Vec<String>,
}

/// A ledger that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerFault {
    /// It belongs to another study.
    #[error(
        "{} belongs to another study, configuration or version:\n  {}", path.display(), differences.join("\n  ")
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The keys that differ.
        differences: Vec<String>,
    },
    /// Its first line cannot be read.
    #[error("the first line of {} is damaged, so that nobody can tell what study it belongs to", path.display())]
    Fingerprint {
        /// The file.
        path: PathBuf,
    },
    /// The disk.
    #[error("{} cannot be used: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
}

/// The sound part of a file of records, and sentences about the rest.
#[derive(Debug)]
pub(super) struct Sound<T = Record> {
    pub(super) records: Vec<T>,
    pub(super) mended: Vec<String>,
}

impl Ledger {
    /// Opens the ledger of a directory, or begins one. The caller holds the directory's
    /// [`Lock`](crate::disk::Lock).
    ///
    /// # Errors
    /// A [`LedgerFault`]; the file is then as it was.
    pub fn open(directory: &Path, header: &Fingerprint) -> Result<Opened, LedgerFault> {
        let path = directory.join(LEDGER);
        let io = |source| LedgerFault::Io { path: path.clone(), source };
        let sound = match read(&path, header)? {
            Some(sound) => sound,
            None => {
                rewrite::<Record>(&path, header, &[]).map_err(io)?;
                Sound { records: Vec::new(), mended: Vec::new() }
            }
        };
        if !sound.mended.is_empty() {
            rewrite(&path, header, &sound.records).map_err(io)?;
        }
        let file = disk::append(&path).map_err(io)?;
        Ok(Opened { ledger: Self { file, path }, records: sound.records, mended: sound.mended })
    }

    /// Adds a record and waits until it is on the disk.
    ///
    /// # Errors
    /// The disk is full or gone. The record may then be torn, which the next opening mends.
    pub fn append(&mut self, record: &Record) -> Result<(), LedgerFault> {
        let write = |file: &mut File| -> io::Result<()> {
            let mut text = line(record)?;
            text.push('\n');
            file.write_all(text.as_bytes())?;
            file.sync_data()
        };
        write(&mut self.file).map_err(|source| LedgerFault::Io { path: self.path.clone(), source })
    }
}

/// Bytes of the largest file of records that is read.
const LARGEST: u64 = 16 << 30;

/// Reads a file of records; none if there is no such file.
pub(super) fn read<T: DeserializeOwned>(
    path: &Path,
    header: &Fingerprint,
) -> Result<Option<Sound<T>>, LedgerFault> {
    let bytes = match disk::read(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(LedgerFault::Io { path: path.to_owned(), source }),
    };
    // Nothing was ever written down in it.
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let first: Option<Fingerprint> = lines.next().and_then(|first| body(first.strip_suffix(b"\n")?));
    let Some(first) = first else { return Err(LedgerFault::Fingerprint { path: path.to_owned() }) };
    let differences = header.differences(&first);
    if !differences.is_empty() {
        return Err(LedgerFault::Foreign { path: path.to_owned(), differences });
    }
    let mut sound = Sound { records: Vec::new(), mended: Vec::new() };
    for (number, text) in (2..).zip(lines) {
        let whole = text.strip_suffix(b"\n");
        match whole.and_then(body) {
            Some(record) => sound.records.push(record),
            None => {
                let what = if whole.is_none() { "was torn" } else { "is damaged" };
                sound.mended.push(format!("line {number} of {} {what}; its task runs again", path.display()));
            }
        }
    }
    Ok(Some(sound))
}

/// Replaces a file of records by a whole one, in one step. A record is anything that goes on a
/// line.
pub(super) fn rewrite<T: Serialize>(path: &Path, header: &Fingerprint, records: &[T]) -> io::Result<()> {
    let mut text = line(header)?;
    text.push('\n');
    for record in records {
        text.push_str(&line(record)?);
        text.push('\n');
    }
    replace(path, |file| file.write_all(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::example;
    use super::*;
    use std::collections::BTreeMap;
    use std::fs;

    fn header(seed: &str) -> Fingerprint {
        Fingerprint { keys: BTreeMap::from([("study.seed".to_owned(), seed.to_owned())]) }
    }

    fn three() -> (tempfile::TempDir, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let mut opened = Ledger::open(place.path(), &header("1")).unwrap();
        (0..3).for_each(|point| opened.ledger.append(&example(point)).unwrap());
        let path = place.path().join(LEDGER);
        (place, path)
    }

    fn points(opened: &Opened) -> Vec<usize> {
        opened.records.iter().map(|record| record.point).collect()
    }

    #[test]
    fn records_come_back_and_more_can_follow() {
        let (place, _) = three();
        let mut opened = Ledger::open(place.path(), &header("1")).unwrap();
        assert_eq!((points(&opened), opened.mended.len()), (vec![0, 1, 2], 0));
        opened.ledger.append(&example(9)).unwrap();
        let again = Ledger::open(place.path(), &header("1")).unwrap();
        assert_eq!(again.records, [0, 1, 2, 9].map(example));
    }

    /// Cut at every byte of the last record: the records before it stay, it is dropped with a word,
    /// and the mended ledger is sound.
    #[test]
    fn a_torn_last_record_is_cut_off_wherever_it_was_torn() {
        let (place, path) = three();
        let whole = fs::read(&path).unwrap();
        let last = whole[..whole.len() - 1].iter().rposition(|&byte| byte == b'\n').unwrap() + 1;
        for end in last..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            let mut opened = Ledger::open(place.path(), &header("1")).unwrap();
            assert_eq!(points(&opened), [0, 1], "cut at {end}");
            assert_eq!(opened.mended.len(), usize::from(end > last), "cut at {end}");
            opened.ledger.append(&example(2)).unwrap();
            assert_eq!(fs::read(&path).unwrap(), whole, "cut at {end}");
        }
    }

    #[test]
    fn a_flipped_byte_costs_one_record_and_is_said() {
        let (place, path) = three();
        let mut bytes = fs::read(&path).unwrap();
        let second = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 100;
        bytes[second] ^= 4;
        fs::write(&path, bytes).unwrap();
        let opened = Ledger::open(place.path(), &header("1")).unwrap();
        assert_eq!(points(&opened), [0, 2]);
        assert!(opened.mended[0].contains("line 3") && opened.mended[0].contains("damaged"));
        assert!(Ledger::open(place.path(), &header("1")).unwrap().mended.is_empty());
    }

    #[test]
    fn another_studys_ledger_and_a_damaged_first_line_are_refused_untouched() {
        let (place, path) = three();
        let before = fs::read(&path).unwrap();
        let found = Ledger::open(place.path(), &header("2")).unwrap_err().to_string();
        assert!(found.contains("study.seed: 1 before, 2 now"), "{found}");
        assert_eq!(fs::read(&path).unwrap(), before);
        let mut bytes = before;
        bytes[90] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(Ledger::open(place.path(), &header("1")), Err(LedgerFault::Fingerprint { .. })));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    /// What stands in the place of the file and is no file, a directory here, is neither read nor
    /// written over.
    #[test]
    fn a_ledger_that_is_no_file_is_refused() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join(LEDGER)).unwrap();
        let found = Ledger::open(place.path(), &header("1")).unwrap_err();
        assert!(matches!(found, LedgerFault::Io { .. }) && found.to_string().contains("it is a directory"));
        assert!(place.path().join(LEDGER).is_dir());
    }

    #[test]
    fn an_empty_ledger_is_begun_anew() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(LEDGER), "").unwrap();
        let opened = Ledger::open(place.path(), &header("1")).unwrap();
        assert!(opened.records.is_empty() && opened.mended.is_empty());
    }
}
