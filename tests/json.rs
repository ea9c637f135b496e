//! `--json`: every command that prints a table prints one JSON document and nothing else.

use serde_json::Value;
use std::path::Path;

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --seed 1 --set synthesis.commune_households=50 --set simulation.warm_up_months=1";

/// The document that a command prints.
#[track_caller]
fn document(words: &str, place: &Path) -> Value {
    let output = crate::program::lachan_process()
        .args(words.split_whitespace())
        .arg("--json")
        .current_dir(place)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words}: {said}");
    let printed = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{words}: {error}\n{printed}"))
}

#[test]
fn every_command_with_a_table_prints_one_document() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let calibrate = format!(
        "calibrate recruitment.contact --points 12 --waves 1 --ensemble 3 {TINY} --out calibrated --threads 2"
    );
    for (words, command, tables) in [
        ("levers".to_owned(), "levers", &["levers", "scenarios"][..]),
        ("levers cash_transfer".to_owned(), "levers", &["levers", "parameters"]),
        ("params".to_owned(), "params", &["settings", "parameters"]),
        ("places".to_owned(), "places", &["provinces", "units_2025"]),
        ("places 11".to_owned(), "places", &["places"]),
        ("sources".to_owned(), "sources", &["facts", "data"]),
        ("sources C03".to_owned(), "sources", &["facts"]),
        ("check".to_owned(), "check", &["check"]),
        (format!("run {TINY} --out run"), "run", &["fit"]),
        (
            format!("compare cash_transfer {TINY} --replicates 2 --store kept --out compared"),
            "compare",
            &["scenarios"],
        ),
        ("store --store kept".to_owned(), "store", &["kept"]),
        ("store prune --all --store kept".to_owned(), "store prune", &["pruned"]),
        (format!("sweep recruiters.per_100k=50,100 {TINY} --out swept"), "sweep", &["means"]),
        ("study status swept".to_owned(), "study status", &["status", "failed"]),
        ("study plan swept/study.toml".to_owned(), "study plan", &["plan"]),
        ("study merge swept".to_owned(), "study merge", &["means"]),
        (
            format!("sensitivity recruitment.contact --points 2 {TINY} --out screened"),
            "sensitivity",
            &["ranking"],
        ),
        (calibrate, "calibrate", &["posterior", "posterior_fit"]),
        (format!("bench {TINY} --threads 1 --repeats 1 --out bench"), "bench", &["by_threads"]),
        ("verify run".to_owned(), "verify", &[]),
        ("explain run cases".to_owned(), "explain", &["number", "replicates", "parameters"]),
        ("report run".to_owned(), "report", &[]),
        ("resume run".to_owned(), "resume", &[]),
    ] {
        let found = document(&words, place);
        assert_eq!(found["command"], command, "{words}");
        assert_eq!(found["basis"], "modelled, not observed", "{words}");
        assert_eq!(found["error"], Value::Null, "{words}");
        for table in tables {
            let rows =
                found["tables"][table].as_array().unwrap_or_else(|| panic!("{words}: {table} in {found}"));
            assert!(*table == "failed" || !rows.is_empty(), "{words}: {table}");
        }
    }
    // Numbers are numbers, and what is empty is null.
    let run = document("explain run cases", place);
    assert!(run["tables"]["number"][0]["value"].is_number(), "{run}");
    assert!(run["tables"]["number"][0]["rank_from"].is_null(), "{run}");
    let params = document("params", place);
    assert!(params["tables"]["parameters"][0]["value"].is_number());
    let compared =
        document(&format!("compare cash_transfer {TINY} --replicates 2 --no-store --out compared"), place);
    assert!(compared["tables"]["scenarios"][0]["children_protected"].is_number(), "{compared}");
    // A schema is one JSON document by itself.
    assert!(document("schema", place)["properties"].is_object());
    assert!(document("schema --results", place)["resources"].is_array());
}

#[test]
fn faults_stand_in_the_document_too_and_commands_without_tables_refuse() {
    let place = tempfile::tempdir().unwrap();
    let run = |words: &str| {
        let words = words.split_whitespace();
        crate::program::lachan_process().args(words).current_dir(place.path()).output().unwrap()
    };
    let output = run("check --set schooling.starts=2 --json");
    assert_eq!(output.status.code(), Some(2));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(found["error"].as_str().unwrap().contains("schooling.starts"), "{found}");
    assert!(!output.stderr.is_empty());
    for words in ["completions bash --json", "explore --json --port 0"] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--json"), "{words}");
    }
}
