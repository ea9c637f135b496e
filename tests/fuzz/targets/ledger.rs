//! Any bytes after the header of a ledger: its sound records are kept, the rest is dropped with a
//! word, and what is left is sound.
#![no_main]

use lachan::experiments::study::{Fingerprint, Ledger};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let place = tempfile::tempdir().unwrap();
    let header = Fingerprint { keys: BTreeMap::from([("study.seed".to_owned(), "1".to_owned())]) };
    drop(Ledger::open(place.path(), &header).unwrap());
    let path = place.path().join("ledger.jsonl");
    std::fs::File::options().append(true).open(&path).unwrap().write_all(bytes).unwrap();
    let first = Ledger::open(place.path(), &header).unwrap();
    let again = Ledger::open(place.path(), &header).unwrap();
    assert!(again.mended.is_empty());
    assert_eq!(again.records, first.records);
    // The whole file as something else.
    std::fs::write(&path, bytes).unwrap();
    let _ = Ledger::open(place.path(), &header);
});
