//! Any bytes as a configuration: they are read, or refused with a message that can be printed.
#![no_main]

use lachan::config::{Request, Source, baseline_of, document, resolve, rules};
use lachan::levers::scenarios::LIBRARY;
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::from_bytes("any.toml", bytes.to_vec()) else { return };
    let (_, faults) = document(&source);
    if !faults.is_empty() {
        assert!(!faults.to_string().is_empty());
        return;
    }
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let request = Request {
        baseline: &baseline_of(lachan::pack::built_in()).each_ref().map(|(name, text)| (name.as_str(), text.as_ref())),
        library: LIBRARY,
        scenario: None,
        config: Some(file.path()),
        sets: &[],
        rules: &rules::standard,
    };
    match resolve(&request) {
        Ok(effective) => assert!(!effective.to_toml().is_empty()),
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
});
