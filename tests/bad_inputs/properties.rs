//! Whatever the bytes, the answer is a configuration or a list of faults, and the message can be printed.

use std::fs;

use lachan::config::{Source, Tables, data, nearest};
use proptest::prelude::*;

use super::support::*;

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

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
        let _ = country.places.find(&text);
        let _ = nearest(&text, ["a", "b"]);
    }
}
