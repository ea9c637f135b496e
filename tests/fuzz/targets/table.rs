//! Any bytes as a table: of numbers, and of provinces.
#![no_main]

use lachan::config::{NumberTable, Source, Tables, data};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::from_bytes("any.csv", bytes.to_vec()) else { return };
    match NumberTable::parse(&source) {
        Ok(table) => {
            for (row, values) in table.rows().iter().enumerate() {
                assert!(values.iter().all(|value| value.is_finite()));
                (0..values.len()).for_each(|column| drop(table.place(row, column)));
            }
        }
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
    let mut tables = Tables::built_in();
    tables.provinces = source;
    if let Err(faults) = data::read(&tables) {
        assert!(!faults.to_string().is_empty());
    }
});
