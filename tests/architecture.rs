//! Holds the rooms to their rule: which room may import which.

use std::fs;
use std::path::Path;

/// Each room and the rooms it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("disk", &[]),
    ("quantities", &[]),
    ("places", &[]),
    ("random", &["quantities"]),
    ("population", &["quantities", "random"]),
    ("pathways.rs", &["quantities"]),
    ("levers", &["quantities", "places", "population", "pathways"]),
    ("processes", &["quantities", "random", "population", "pathways"]),
    ("observation", &["quantities", "random", "population"]),
    (
        "results",
        &["disk", "quantities", "random", "population", "levers", "observation", "config", "experiments"],
    ),
    ("store", &["disk", "population", "observation", "simulation", "config"]),
    ("report", &["quantities", "levers", "places", "observation", "config", "results"]),
    (
        "explore",
        &[
            "places",
            "population",
            "levers",
            "observation",
            "simulation",
            "config",
            "experiments",
            "results",
            "report",
        ],
    ),
    ("config", &["quantities", "places", "pathways"]),
    (
        "simulation",
        &[
            "quantities",
            "places",
            "random",
            "population",
            "pathways",
            "levers",
            "processes",
            "observation",
            "config",
        ],
    ),
    (
        "experiments",
        &[
            "disk",
            "quantities",
            "places",
            "random",
            "population",
            "pathways",
            "levers",
            "observation",
            "simulation",
            "config",
            "store",
        ],
    ),
    ("experiments/design", &["random"]),
    ("experiments/sensitivity", &["random"]),
    ("experiments/posterior", &["random"]),
];

fn sources(path: &Path, found: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
}

#[test]
fn the_package_forbids_unsafe_code() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("\nunsafe_code = \"forbid\"\n"),
        "no attribute in the source can undo a `forbid`"
    );
}

#[test]
fn every_room_imports_only_what_its_rule_allows() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for (room, allowed) in ROOMS {
        let mut files = Vec::new();
        sources(&source.join(room), &mut files);
        assert!(!files.is_empty(), "{room} has no source");
        for (file, text) in files {
            for part in text.split("crate::").skip(1) {
                let target: String =
                    part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let known = ROOMS.iter().any(|(name, _)| name.trim_end_matches(".rs") == target);
                let own = room.trim_end_matches(".rs").split('/').next() == Some(&target);
                if known && !own && !allowed.contains(&target.as_str()) {
                    faults.push(format!("{file} imports {target}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
