//! `--ensemble`: replicates with the parameters of a posterior's points, in runs and comparisons.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

const SMALL: [&str; 8] = [
    "--scale",
    "0.001",
    "--years",
    "2",
    "--set",
    "simulation.warm_up_months=24",
    "--set",
    "synthesis.commune_households=400",
];

const POINTS: &str = "recruitment.contact,migration.leave_15_24\n0.3,0.002\n0.8,0.004\n0.5,0.001\n";

fn lachan(arguments: &[&str], out: &Path) -> Output {
    crate::program::lachan().args(arguments).args(SMALL).arg("--out").arg(out).output().unwrap()
}

fn done(arguments: &[&str], out: &Path) {
    let output = lachan(arguments, out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn rows(directory: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(directory.join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn of_replicate(directory: &Path, file: &str, replicate: &str) -> Vec<BTreeMap<String, String>> {
    let all = rows(directory, file).into_iter();
    all.filter(|row| row["replicate"] == replicate && row["scenario"] == "baseline").collect()
}

/// Replicate 2 of a run with an ensemble is replicate 2 of a run whose parameters are set to the
/// third point; a comparison has the same reference; the files say what was used, and make it
/// again.
#[test]
fn a_replicate_is_the_run_with_the_values_of_its_point() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("points.csv");
    fs::write(&file, POINTS).unwrap();
    let option = format!("--ensemble={}", file.display());
    let out = |name: &str| place.path().join(name);
    done(&["run", &option], &out("run"));
    let set = ["--set", "recruitment.contact=0.5", "--set", "migration.leave_15_24=0.001"];
    done(&[&["run", "--replicates", "3"], &set[..]].concat(), &out("set"));
    done(&["compare", "no_programme", &option, "--threads", "2"], &out("compare"));
    for file in ["monthly.csv", "services.csv"] {
        let third = of_replicate(&out("run"), file, "2");
        assert!(!third.is_empty());
        assert_eq!(third, of_replicate(&out("set"), file, "2"), "{file}");
        assert_eq!(third, of_replicate(&out("compare"), file, "2"), "{file}");
        assert_ne!(of_replicate(&out("run"), file, "1"), of_replicate(&out("set"), file, "1"), "{file}");
    }
    let manifest = fs::read_to_string(out("run").join("manifest.json")).unwrap();
    let hash = blake3::hash(POINTS.as_bytes()).to_hex();
    let config = fs::read_to_string(out("run").join("effective_config.toml")).unwrap();
    assert!(manifest.contains(&format!("\"ensemble\": \"{hash}\"")) && config.contains(hash.as_str()));
    assert!(manifest.contains("lachan run effective_config.toml --ensemble=ensemble.csv"), "{manifest}");

    let again = crate::program::lachan()
        .current_dir(out("run"))
        .args(["run", "effective_config.toml", "--ensemble=ensemble.csv", "--out"])
        .arg(out("again"))
        .output()
        .unwrap();
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    for file in ["indicators.csv", "effective_config.toml", "manifest.json", "ensemble.csv"] {
        assert_eq!(
            fs::read(out("run").join(file)).unwrap(),
            fs::read(out("again").join(file)).unwrap(),
            "{file}"
        );
    }
}

#[test]
fn what_contradicts_an_ensemble_is_refused_with_a_hint() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("points.csv");
    fs::write(&file, POINTS).unwrap();
    let (option, out) = (format!("--ensemble={}", file.display()), place.path().join("never"));
    let refused = |arguments: &[&str], parts: &[&str]| {
        let output = lachan(arguments, &out);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        parts.iter().for_each(|part| assert!(said.contains(part), "{part} is not in\n{said}"));
        assert!(!out.exists());
    };
    refused(&["run", &option, "--replicates", "4"], &["has 3 points", "at most --replicates 3"]);
    // Each at its place, all of them at once.
    let set = ["run", &option, "--set", "recruitment.contact=0.9", "--set", "migration.leave_15_24=0.003"];
    let told = [
        "`recruitment.contact`, which --ensemble sets anew",
        "`migration.leave_15_24`",
        "command line:1:",
        "2 faults",
    ];
    refused(&set, &told);
    let both = ["compare", "no_programme", &option, "--uncertainty", "levers"];
    refused(&both, &["--ensemble and --uncertainty"]);
    refused(&["run", "--ensemble=nowhere.csv"], &["nowhere.csv", "does not exist"]);
    fs::write(&file, POINTS.replace("contact", "contct")).unwrap();
    refused(
        &["compare", "no_programme", &option],
        &["points.csv:1:1", "did you mean `recruitment.contact`?"],
    );
}
