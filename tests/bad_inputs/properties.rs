//! Whatever the bytes, the answer is what was read or a list of faults, and the message can be
//! printed.
//!
//! `PROPTEST_CASES=5000` tries longer; `tests/fuzz` has the same readers for `cargo fuzz`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use lachan::config::{NumberTable, Source, Tables, data, nearest};
use lachan::experiments::study::{Fingerprint, Ledger, Outcome, Record, ScenarioResult};
use proptest::prelude::*;

use super::support::*;

/// How often each is tried, unless `PROPTEST_CASES` says more.
fn tries(everyday: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(everyday),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A text of the model with pieces taken out, doubled or put in.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("".to_owned()),
        Just("[".to_owned()),
        Just("\"".to_owned()),
        Just("=".to_owned()),
        Just("\n[simulation]\n".to_owned()),
        Just("\u{feff}đ\u{0301}".to_owned()),
        Just("nan".to_owned()),
        Just("{ value = 3 }".to_owned()),
        Just(",".to_owned()),
        any::<String>(),
    ];
    let cuts = prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, pieces), 1..6);
    cuts.prop_map(move |cuts| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, length, piece) in cuts {
            let at = at.index(letters.len() + 1);
            let end = (at + length).min(letters.len());
            letters.splice(at..end, piece.chars());
        }
        letters.into_iter().collect()
    })
}

fn read_config(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("any.toml");
    fs::write(&path, bytes).unwrap();
    match resolve_with(BASELINE, None, Some(&path), &[]) {
        Ok(effective) => {
            fs::write(&path, effective.to_toml()).unwrap();
            let again = resolve_with(BASELINE, None, Some(&path), &[]).unwrap();
            assert_eq!(again.to_toml(), effective.to_toml());
        }
        Err(faults) => assert!(!faults.to_string().is_empty() && !faults.coloured().is_empty()),
    }
}

/// Bytes of a file with some changed, taken out or put in.
fn damaged_bytes(whole: &[u8], cuts: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for (at, length, piece) in cuts {
        let at = at.index(bytes.len() + 1);
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, piece.iter().copied());
    }
    bytes
}

fn cuts() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let piece = prop::collection::vec(any::<u8>(), 0..6);
    prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, piece), 1..4)
}

/// A header, and a ledger of it with three records.
fn ledger(directory: &Path) -> Fingerprint {
    let header = Fingerprint { keys: BTreeMap::from([("study.seed".to_owned(), "1".to_owned())]) };
    let mut opened = Ledger::open(directory, &header).unwrap();
    for point in 0..3 {
        let result = ScenarioResult {
            config: "abc".to_owned(),
            last: vec![Some(0.1 + point as f64), None],
            mean: vec![Some(-2e-300)],
            fit: vec![Some(5.0)],
            last_grain: vec![0.01, 0.0],
            mean_grain: vec![0.005],
        };
        let outcome = Outcome::Done(vec![result]);
        opened.ledger.append(&Record { point, replicate: 0, outcome }).unwrap();
    }
    header
}

/// Files of a tiny run, made once.
fn results() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        let words = "run --scale 0.000001 --years 1 --set simulation.warm_up_months=1 --set synthesis.commune_households=20";
        let mut command = crate::program::lachan();
        command.args(words.split(' ')).arg("--out").arg(place.path()).assert().success();
        let files = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap());
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
    })
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn any_bytes_can_be_given_as_a_configuration(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_config(&bytes);
    }

    #[test]
    fn a_damaged_configuration_is_read_or_refused(text in damaged(BASELINE)) {
        read_config(text.as_bytes());
    }

    #[test]
    fn a_damaged_baseline_is_read_or_refused(text in damaged(BASELINE)) {
        if let Err(faults) = resolve_with(&text, None, None, &[]) {
            prop_assert!(!faults.to_string().is_empty());
        }
    }

    #[test]
    fn any_argument_can_be_given_to_set(key in ".{0,30}", value in ".{0,30}", plain in any::<String>()) {
        for set in [plain, format!("{key}={value}"), format!("schooling.dropout={value}"), format!("simulation.seed={value}")] {
            if let Err(faults) = resolve_with(BASELINE, None, None, &[&set]) {
                prop_assert!(!faults.to_string().is_empty());
            }
        }
    }

    #[test]
    fn any_name_can_be_given_as_a_scenario(name in any::<String>()) {
        if let Err(faults) = resolve_with(BASELINE, Some(&name), None, &[]) {
            prop_assert!(!faults.to_string().is_empty());
        }
    }

    #[test]
    fn a_damaged_table_is_read_or_refused(text in damaged(include_str!("../../configs/viet_nam/provinces.csv"))) {
        let mut tables = Tables::built_in();
        tables.provinces = Source::new("provinces.csv", text);
        if let Err(faults) = data::read(&tables) {
            prop_assert!(!faults.to_string().is_empty());
        }
    }

    #[test]
    fn any_text_can_be_looked_up(text in any::<String>()) {
        let country = data::read(&Tables::built_in()).unwrap();
        let _ = country.places.province(&text);
        let _ = country.places.region(&text);
        let _ = country.places.ground(&text);
        let _ = country.places.ground(&format!("2025:{text}"));
        let _ = nearest(&text, ["a", "b"]);
    }

    #[test]
    fn any_bytes_can_be_given_as_a_table(bytes in prop::collection::vec(any::<u8>(), 0..400), cuts in cuts()) {
        let ensemble = include_bytes!("../../configs/viet_nam/ensemble.csv");
        for bytes in [bytes, damaged_bytes(&ensemble[..3_000], &cuts)] {
            let Ok(source) = Source::from_bytes("any.csv", bytes) else { continue };
            match NumberTable::parse(&source) {
                Ok(table) => prop_assert!(table.rows().iter().flatten().all(|value| value.is_finite())),
                Err(faults) => prop_assert!(!faults.to_string().is_empty()),
            }
            let mut tables = Tables::built_in();
            (tables.adjacency, tables.regions, tables.crosswalk) = (source.clone(), source.clone(), source);
            prop_assert!(!faults(data::read(&tables)).to_string().is_empty());
        }
    }

    /// No damage adds a record or changes one, and a ledger that was mended is sound.
    #[test]
    fn a_damaged_ledger_loses_records_and_invents_none(cuts in cuts()) {
        let place = tempfile::tempdir().unwrap();
        let header = ledger(place.path());
        let path = place.path().join("ledger.jsonl");
        let whole = Ledger::open(place.path(), &header).unwrap().records;
        fs::write(&path, damaged_bytes(&fs::read(&path).unwrap(), &cuts)).unwrap();
        if let Ok(opened) = Ledger::open(place.path(), &header) {
            prop_assert!(opened.records.iter().all(|record| whole.contains(record)));
            let again = Ledger::open(place.path(), &header).unwrap();
            prop_assert_eq!((again.records, again.mended.len()), (opened.records, 0));
        }
    }
}

proptest! {
    #![proptest_config(tries(60))]

    /// A file of results that was damaged, and whose hash in the manifest was made to fit, is read
    /// or refused.
    #[test]
    fn damaged_results_are_read_or_refused(file in any::<prop::sample::Index>(), cuts in cuts()) {
        let place = tempfile::tempdir().unwrap();
        let whole = results();
        let (name, bytes) = whole.iter().nth(file.index(whole.len())).unwrap();
        let damaged = damaged_bytes(bytes, &cuts);
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        for (other, bytes) in whole {
            fs::write(place.path().join(other), bytes).unwrap();
        }
        let manifest = String::from_utf8(whole["manifest.json"].clone()).unwrap();
        fs::write(place.path().join("manifest.json"), manifest.replace(&hash(bytes), &hash(&damaged))).unwrap();
        fs::write(place.path().join(name), &damaged).unwrap();
        match lachan::results::read(place.path()) {
            Ok(results) => prop_assert!(!results.scenarios.is_empty()),
            Err(faults) => prop_assert!(!faults.to_string().is_empty()),
        }
    }
}
