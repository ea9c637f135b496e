//! A page is made of all that a kind of result has, or not at all: each file in turn is taken from
//! the manifest, and from the directory.

use super::{copy, report, study};
use std::fs;
use std::path::Path;

/// Each file that the manifest names is asked for by its name where the manifest or the directory
/// has it no more, but for those that only some options give.
fn is_missed(directory: &Path, optional: &[&str]) {
    let path = directory.join("manifest.json");
    let whole = fs::read_to_string(&path).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let names: Vec<String> = manifest["files"].as_object().unwrap().keys().cloned().collect();
    let page = |name: &str| {
        let _ = fs::remove_file(directory.join("report.html"));
        let output = report(directory, &[]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let made = directory.join("report.html").exists();
        assert_eq!(made, output.status.success(), "{name}: {text}");
        (output.status.code(), text)
    };
    assert_eq!(page("whole").0, Some(0));
    for name in names.iter().filter(|name| !optional.contains(&name.as_str())) {
        let mut without = manifest.clone();
        without["files"].as_object_mut().unwrap().remove(name);
        fs::write(&path, without.to_string()).unwrap();
        let (code, text) = page(name);
        let said = text.matches(&format!("the results have no {name}")).count();
        assert_eq!((code, said), (Some(65), 1), "{name} is not named: {text}");
        fs::write(&path, &whole).unwrap();

        let bytes = fs::read(directory.join(name)).unwrap();
        fs::remove_file(directory.join(name)).unwrap();
        let (code, text) = page(name);
        let said = text.matches(&format!("{name} is missing")).count();
        assert_eq!((code, said), (Some(65), 1), "{name} is not there: {text}");
        fs::write(directory.join(name), bytes).unwrap();
    }
    assert_eq!(page("whole").0, Some(0));
}

#[test]
fn no_page_is_made_of_a_run_that_lacks_a_file() {
    let (_place, directory) = copy();
    is_missed(&directory, &[]);
}

#[test]
fn no_page_is_made_of_a_comparison_that_lacks_a_file() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("compared");
    let output = crate::program::lachan()
        .args(["compare", "cash_transfer", "--scale", "0.0005", "--years", "1", "--replicates", "4"])
        .args(["--set", "simulation.warm_up_months=12", "--uncertainty", "levers", "--out"])
        .arg(&directory)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    is_missed(&directory, &["uncertainty.csv"]);
}

#[test]
fn no_page_is_made_of_a_study_that_lacks_a_file() {
    let factors = ["recruitment.contact", "recruitment.away"];
    let calibration = ["--points", "16", "--waves", "1", "--ensemble", "4"];
    let studies = [
        vec!["sweep", "recruitment.contact=0.1:0.9:2"],
        [&["sensitivity"][..], &factors, &["--points", "4"]].concat(),
        [&["calibrate"][..], &factors, &calibration].concat(),
    ];
    for command in studies {
        let place = tempfile::tempdir().unwrap();
        is_missed(&study(place.path(), &command), &[]);
    }
}
