//! Runs in other years than those that are known best, and in a world without a history.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

const TINY: [&str; 8] = [
    "--scale",
    "0.0005",
    "--years",
    "1",
    "--set",
    "simulation.warm_up_months=24",
    "--set",
    "synthesis.commune_households=100",
];

fn run(more: &[&str], out: &Path) -> Output {
    let output =
        crate::program::lachan().arg("run").args(TINY).args(more).arg("--out").arg(out).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// What is said on either stream, as it reads wherever lines are broken.
fn said(output: &Output) -> String {
    let both = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    both.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

/// The sentence at the head gives what the tables give, whatever the fit table holds of that year.
#[test]
fn a_projection_says_what_is_assumed_and_its_head_is_that_of_its_tables() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("ahead");
    let said = said(&run(&["--from", "2030"], &out));
    assert!(said.contains("history.csv ends before 2030-01"), "{said}");
    assert!(said.contains("act from then on with the coverage") && said.contains("cash_transfer"), "{said}");
    let own = |row: &&BTreeMap<String, String>| {
        row["indicator"] == "prevalence_lifetime_12_24" && row["stratum"] == "national"
    };
    let indicators = rows(&out.join("indicators.csv"));
    let row = indicators.iter().find(own).unwrap();
    let [affected, people] = ["numerator", "denominator"].map(|of| row[of].parse::<f64>().unwrap());
    assert_eq!(row["year"], "2030");
    let head = format!("modelled, not observed: {:.2} % of people aged 12-24", 100.0 * affected / people);
    assert!(affected > 0.0 && said.contains(&head), "{head} is not in {said}");
    let fit = rows(&out.join("fit.csv"));
    let t1 = fit.iter().find(|row| row["id"] == "T1").unwrap();
    assert_eq!((t1["simulated"].as_str(), t1["graded"].as_str()), ("", "false"), "the survey was in 2017-19");
}

/// In a constant world a year is like another; the register is held to the reference of 2011-18.
#[test]
fn without_a_history_a_year_is_judged_by_the_reference() {
    let place = tempfile::tempdir().unwrap();
    let of = |year: &str| {
        let out = place.path().join(year);
        let told = said(&run(&["--constant", "--from", year, "--scenario", "no_programme"], &out));
        assert!(!told.contains("history.csv ends"), "{told}");
        let fit = rows(&out.join("fit.csv"));
        let simulated = |id: &str| fit.iter().find(|row| row["id"] == id).unwrap()["simulated"].clone();
        [simulated("T1"), simulated("T6"), simulated("T6b")]
    };
    let ([one, register, later], [other, ..]) = (of("2017"), of("2030"));
    assert!(!one.is_empty() && !other.is_empty() && !register.is_empty());
    assert_eq!(later, "", "the register of 2018-22 is no reference");
}

/// A lever that begins with the run, whatever its year.
#[test]
fn the_first_month_of_a_run_can_be_named() {
    let place = tempfile::tempdir().unwrap();
    let set = "levers.cash_transfer.start=\"month 1\"";
    let spent = |more: &[&str], out: &str| {
        let out = place.path().join(out);
        run(&[&["--from", "2019", "--scenario", "no_programme"], more].concat(), &out);
        let costs = rows(&out.join("national_costs.csv"));
        let own = costs.iter().filter(|row| row["lever"] == "cash_transfer");
        own.map(|row| row["home_months"].parse::<f64>().unwrap()).sum::<f64>()
    };
    let coverage = ["--set", "levers.cash_transfer.coverage=0.5", "--set"];
    let relative = spent(&[&coverage[..], &[set]].concat(), "relative");
    let calendar = spent(&[&coverage[..], &["levers.cash_transfer.start=2019-01"]].concat(), "calendar");
    assert!(relative > 0.0 && relative == calendar, "{relative} {calendar}");
}
