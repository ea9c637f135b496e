//! What commands print for people: no wider than 100 columns, nothing left out, and words that help
//! where something was meant otherwise.

use std::path::Path;
use std::process::Output;

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --seed 1 --set synthesis.commune_households=50 --set simulation.warm_up_months=1";

fn output(words: &str, place: &Path) -> Output {
    crate::program::lachan_process().args(words.split_whitespace()).current_dir(place).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code and standard error, with its lines joined.
fn said(words: &str, place: &Path) -> (Option<i32>, String) {
    let output = output(words, place);
    let joined = text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    (output.status.code(), joined)
}

#[test]
fn no_line_is_wider_than_100_columns() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let indicators = "--indicator cases --indicator incidence_12_months --indicator prevalence_children";
    for words in [
        "levers".to_owned(),
        "levers cash_transfer".to_owned(),
        "levers parenting_programme".to_owned(),
        "params".to_owned(),
        "places".to_owned(),
        "places 11".to_owned(),
        "sources".to_owned(),
        "sources C03".to_owned(),
        "sources I26".to_owned(),
        format!("run {TINY} --out run"),
        format!("run {TINY} --scenario parenting_programme --plot=always --out late"),
        format!("compare cash_transfer child_protection_programme {TINY} --replicates 2 --out compared"),
        format!("compare cash_transfer {TINY} --replicates 2 --budget 20bn --out bought"),
        format!("sweep recruiters.per_100k=50,100 {indicators} {TINY} --out swept"),
        format!("sensitivity recruitment.contact recruitment.away --points 2 {TINY} --out screened"),
        format!("calibrate recruitment.contact --points 12 --waves 1 --ensemble 3 {TINY} --out calibrated"),
        "study status swept".to_owned(),
        "study plan swept/study.toml".to_owned(),
        "study merge calibrated".to_owned(),
        format!("bench {TINY} --threads 1-2 --repeats 1 --out bench"),
        "verify run".to_owned(),
        "explain run cases".to_owned(),
        "explain compared cases,scenario=cash_transfer".to_owned(),
        format!("check --scenario parenting_programme --set recruitment.contact=5 {TINY}"),
    ] {
        let output = output(&words, place);
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        for line in text(&output.stdout).lines().chain(text(&output.stderr).lines()) {
            // An address is of use only in one piece; it has a line of its own.
            if line.trim().starts_with("https://") && !line.trim().contains(' ') {
                continue;
            }
            let columns = line.chars().count();
            assert!(columns <= 100, "{words}: {columns} columns: {line}");
        }
    }
}

/// Wrapped, but whole: every word of a table that programs read stands in what people see.
#[test]
fn no_word_is_lost_where_lines_are_broken() {
    let place = tempfile::tempdir().unwrap();
    for (command, table, field) in [
        ("levers", "scenarios", "description"),
        ("params", "parameters", "source"),
        ("sources", "facts", "quantity"),
    ] {
        let shown = text(&output(command, place.path()).stdout);
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let json = text(&output(&format!("{command} --json"), place.path()).stdout);
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        let rows = document["tables"][table].as_array().unwrap();
        assert!(rows.len() > 20, "{command}");
        for row in rows {
            let words = row[field].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(&words), "{command} does not show: {words}");
        }
    }
}

#[test]
fn what_was_meant_otherwise_is_told_how_to_write() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    for (words, part) in [
        ("run --ensemble points.csv", "write --ensemble=points.csv"),
        ("compare cash_transfer --ensemble points.csv", "write --ensemble=points.csv"),
        ("bench --threads 4-1", "or a range such as 1-4"),
        ("bench --threads 1,x", "or a range such as 1-4"),
    ] {
        let (code, said) = said(words, place);
        assert!(code == Some(2) && said.contains(part), "{words}: {said}");
    }
    let (code, far) = said("check --set recruitment.contact=5", place);
    let words = "note: `recruitment.contact` is 5, outside its own range of 0.02 to 1";
    assert!(code == Some(0) && far.matches(words).count() == 1, "{far}");
    assert_eq!(said("check --set recruitment.contact=0.5", place).1, "");
    let (_, late) = said("check --years 1", place);
    assert!(late.contains("`social_work_capacity` (2018-07)") && late.contains("--years 2 "), "{late}");
    assert_eq!(said("check --years 2", place).1, "");
}

/// Long values are shown from where they differ.
#[test]
fn another_configuration_in_the_directory_is_told_key_by_key() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let sweep = format!("sweep recruiters.per_100k=50,100 {TINY} --out swept");
    assert_eq!(said(&sweep, place).0, Some(0));
    let (code, other) = said(&format!("{sweep} --set recruitment.away=2"), place);
    assert_eq!(code, Some(73), "{other}");
    assert!(other.contains("config.baseline.recruitment.away: not set before, 2 now"), "{other}");
    let study = other.split("study.set: ").nth(1).unwrap();
    assert!(study.split("now").next().unwrap().contains("recruitment.away=2"), "{other}");
}

/// The allocator's reserves for threads are reckoned: a limit on address space refuses, or lets the
/// whole run through, and never ends it halfway.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_limit_on_address_space_never_ends_a_run_halfway() {
    let place = tempfile::tempdir().unwrap();
    let program = assert_cmd::cargo::cargo_bin!("lachan").display().to_string();
    let mut done = [0, 0];
    for command in ["run", "compare cash_transfer --replicates 2"] {
        for kilobytes in (60_000..=180_000).step_by(10_000).chain([300_000, 600_000, 1_000_000]) {
            let out = place.path().join(format!("{}-{kilobytes}", &command[..3]));
            let limited = format!(
                "ulimit -v {kilobytes}; exec '{program}' {command} --threads 2 {TINY} --out '{}'",
                out.display()
            );
            let output = std::process::Command::new("sh")
                .args(["-c", &limited])
                .env("LACHAN_STORE", "")
                .output()
                .unwrap();
            let said = text(&output.stderr);
            match output.status.code() {
                Some(0) => done[0] += 1,
                Some(71) => {
                    assert!(said.contains("`ulimit -v`") && said.contains("fewer --threads"), "{said}");
                    done[1] += 1;
                }
                code => panic!("{command} within {kilobytes} kB: {code:?}\n{said}"),
            }
        }
    }
    assert!(done[0] >= 2 && done[1] >= 20, "{done:?}");
}

#[test]
fn the_results_that_a_precision_may_take_in_the_end_are_reckoned_first() {
    let place = tempfile::tempdir().unwrap();
    let command = format!("compare cash_transfer {TINY} --replicates 2 --precision 0.0001 --out compared");
    let (code, said) = said(&format!("{command} --at-most 4000000"), place.path());
    assert!(code == Some(71) && said.contains("fewer replicates"), "{said}");
    assert!(!place.path().join("compared/manifest.json").exists());
}
