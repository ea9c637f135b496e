//! The whole run: same bytes on any number of threads, no recruiters no cases, conservation.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every result file: all must have the same bytes whatever the threads.
const RESULT_FILES: [&str; 14] = [
    "indicators.csv",
    "fit.csv",
    "monthly.csv",
    "provinces.csv",
    "survey.csv",
    "register.csv",
    "services.csv",
    "national_services.csv",
    "human_security.csv",
    "costs.csv",
    "national_costs.csv",
    "datapackage.json",
    "effective_config.toml",
    "manifest.json",
];

fn run(directory: &Path, arguments: &[&str]) -> String {
    let output = crate::program::lachan()
        .args(["run", "--scale", "0.002", "--years", "2", "--set", "simulation.warm_up_months=24", "--out"])
        .arg(directory)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    RESULT_FILES.map(|file| fs::read_to_string(directory.join(file)).unwrap()).concat()
}

#[test]
fn any_number_of_threads_and_a_second_run_give_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let one = run(&place.path().join("1"), &["--threads", "1"]);
    for (again, threads) in ["2", "2", "3", "8"].iter().enumerate() {
        let other = run(&place.path().join(format!("{again} on {threads}")), &["--threads", threads]);
        assert_eq!(one, other, "{threads} threads");
    }
    assert_ne!(one, run(&place.path().join("seed"), &["--seed", "2"]));
}

/// Sums over the provinces are the figures of the country in the last year, within the digits that
/// are written.
#[test]
fn provinces_add_up_to_the_country() {
    let place = tempfile::tempdir().unwrap();
    // So many cases that no cell is small enough to be suppressed.
    run(place.path(), &["--set", "recruitment.contact=5"]);
    let rows = |file: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(place.path().join(file)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    };
    let (indicators, provinces) = (rows("indicators.csv"), rows("provinces.csv"));
    for measure in
        ["cases", "children", "persons_ever_trafficked", "person_months_in_exploitation", "services_referred"]
    {
        let of_country = indicators.iter().find(|row| {
            (&*row["indicator"], &*row["stratum"], &*row["year"]) == (measure, "national", "2018")
        });
        let country: f64 = of_country.unwrap()["value"].parse().unwrap();
        let own = provinces.iter().filter(|row| row["indicator"] == measure);
        let sum: f64 = own.map(|row| row["value"].parse::<f64>().unwrap()).sum();
        assert!(country > 0.0 && (sum / country - 1.0).abs() < 1e-7, "{measure}: {sum}, {country}");
    }
}

#[test]
fn without_recruiters_there_are_no_cases() {
    let place = tempfile::tempdir().unwrap();
    let with = run(&place.path().join("a"), &[]);
    let without = run(&place.path().join("b"), &["--set", "recruiters.per_100k=0"]);
    let numerators = |text: &str| -> Vec<f64> {
        text.lines()
            .filter(|line| line.contains(",prevalence_lifetime_12_24,national,"))
            .map(|line| line.split(',').nth(6).unwrap().parse().unwrap())
            .collect()
    };
    assert_eq!(numerators(&without), [0.0, 0.0]);
    assert!(numerators(&with).iter().all(|&n| n > 0.0));
}

#[test]
fn a_misspelt_parameter_is_refused_with_the_nearest_name() {
    let output =
        crate::program::lachan().args(["run", "--set", "schooling.dropout_uper=0.1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("schooling.dropout_upper"));
}

#[test]
fn each_kind_of_failure_has_its_exit_code() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    let code = |arguments: &[&str]| crate::program::lachan().args(arguments).output().unwrap().status.code();
    let below = file.join("out").display().to_string();
    assert_eq!(
        code(&["run", "--scale", "0.001", "--out", &below]),
        Some(73),
        "a file stands where a directory must"
    );
    assert_eq!(code(&["check", "--set", "schooling.starts=2"]), Some(2));
    assert_eq!(code(&["run", "--threads", "0"]), Some(2));
    assert_eq!(code(&["check"]), Some(0));
}

/// The address space is limited, as a stand-in for a small machine: all of Viet Nam does not fit,
/// and nothing is begun. The page to explore holds four worlds for the least comparison.
#[cfg(unix)]
#[test]
fn what_does_not_fit_into_memory_is_refused_before_it_begins() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    for (command, needed) in [
        (format!("run --scale 1 --out '{}'", out.display()), "1."),
        ("explore --scale 1 --port 0".to_owned(), "5."),
    ] {
        let limited = format!(
            "ulimit -v 600000; exec '{}' {command} --threads 1",
            assert_cmd::cargo::cargo_bin!("lachan").display()
        );
        let output = Command::new("sh").args(["-c", &limited]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(71), "{said}");
        assert!(said.contains(&format!("needs about {needed}")) && said.contains("GB are free"), "{said}");
        assert!(said.contains("--scale"), "{said}");
        assert_eq!(fs::read_dir(&out).map_or(0, Iterator::count), 0);
    }
}

/// The smallest set of measurements: the files are there, and their figures hang together.
#[test]
fn the_bench_measures_each_number_of_threads() {
    let place = tempfile::tempdir().unwrap();
    let output = crate::program::lachan()
        .args(["bench", "--scale", "0.001", "--set", "synthesis.commune_households=200"])
        .args(["--threads", "1,2", "--repeats", "1", "--out"])
        .arg(place.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(place.path().join("bench.json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = found["by_threads"].as_array().unwrap();
    let rate = |row: usize| rows[row]["person_months_per_second"].as_f64().unwrap();
    assert_eq!(rows.len(), 2);
    assert!((rows[1]["speed_up"].as_f64().unwrap() - rate(1) / rate(0)).abs() < 1e-9);
    assert!((20.0..50.0).contains(&found["column_bytes_per_person"].as_f64().unwrap()), "{text}");
    assert!(fs::read_to_string(place.path().join("bench.svg")).unwrap().ends_with("</svg>\n"));
}
