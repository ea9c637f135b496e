//! Whole runs, commands and laws of the model, in one program: it is linked once.
//!
//! `cargo test --release --test integration golden::` runs one subject.

mod making;
mod support;

mod architecture;
mod bad_inputs;
mod compare;
mod decisions;
#[cfg(unix)]
mod directory;
mod ensemble;
mod every_lever;
mod explain;
mod explore;
mod golden;
mod history;
mod json;
mod laws;
mod levers;
mod locality;
mod model_page;
mod not_a_number;
mod packs;
mod pages;
mod places;

mod population;
mod program;
mod properties;
mod random;
mod report;
#[cfg(unix)]
mod resume;
mod run;
#[cfg(unix)]
mod store;
mod study;
mod study_designs;
mod study_requests;
mod terminal;
mod together;
mod verify;
mod world;

#[test]
fn every_file_of_tests_is_listed_here() {
    let listed = include_str!("integration.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "integration") {
            assert!(
                listed.contains(&format!("\nmod {module};\n")),
                "add `mod {module};`, or its tests never run"
            );
        }
    }
}
