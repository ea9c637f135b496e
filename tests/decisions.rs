//! `compare --why`, the joint uncertainty, `compare --voi` and `lachan score`, from the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

const SMALL: [&str; 10] = [
    "--scale",
    "0.001",
    "--years",
    "2",
    "--set",
    "simulation.warm_up_months=24",
    "--set",
    "synthesis.commune_households=400",
    "--set",
    "recruiters.per_100k=500",
];

fn lachan(arguments: &[&str], out: &Path) -> Output {
    crate::program::lachan().args(arguments).args(SMALL).arg("--out").arg(out).output().unwrap()
}

fn compare(arguments: &[&str], out: &Path) -> String {
    let output = lachan(&[&["compare"], arguments].concat(), out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str], part: &str) {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("never");
    let output = lachan(&[&["compare"], arguments].concat(), &out);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains(part) && !out.exists(), "{said}");
}

fn rows(directory: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(directory.join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

/// The parts of each replicate, as they are printed, add up in the order of the table to the whole;
/// the whole is the effect of the comparison; threads change no byte; the directory makes the same
/// files again; and the page draws the parts.
#[test]
fn parts_add_up_to_the_whole_as_they_are_printed() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("one");
    let scenarios = ["cash_transfer", "law_enforcement", "safe_migration_education"];
    let asked = [&scenarios[..], &["--why", "--replicates", "3"]].concat();
    let said = compare(&[&asked[..], &["--threads", "1"]].concat(), &out);
    assert!(said.contains("by the channel through which") && said.contains("work_start"), "{said}");
    let parts = rows(&out, "why.csv");
    for scenario in scenarios {
        let mut wholes = Vec::new();
        for replicate in ["0", "1", "2"] {
            let own: Vec<_> = parts
                .iter()
                .filter(|row| row["scenario"] == scenario && row["replicate"] == replicate)
                .collect();
            let (whole, parts) = own.split_last().unwrap();
            assert_eq!(whole["part"], "whole");
            for column in ["effect", "cases_averted", "person_months_averted"] {
                let sum = parts.iter().fold(0.0, |sum, row| sum + number(row, column));
                assert_eq!(sum, number(whole, column), "{scenario} {replicate} {column}");
            }
            wholes.push(number(whole, "effect"));
        }
        let effects = rows(&out, "cost_effectiveness.csv");
        let effect = effects
            .iter()
            .find(|row| row["scenario"] == scenario && row["effect"] == "children_protected")
            .unwrap();
        let mean = wholes.iter().sum::<f64>() / 3.0;
        assert!((mean - number(effect, "averted")).abs() < 0.07, "{scenario}: {mean}");
    }
    let of = |scenario: &str| -> Vec<String> {
        let own = parts.iter().filter(|row| row["scenario"] == scenario && row["replicate"] == "0");
        own.map(|row| row["part"].clone()).collect()
    };
    assert_eq!(of("cash_transfer"), ["cash", "dropout", "work_start", "interaction", "whole"]);
    assert_eq!(of("law_enforcement"), ["border", "police", "interaction", "whole"]);
    // As shipped it moves nothing, in every channel exactly.
    assert_eq!(of("safe_migration_education"), ["recruitment_away", "interaction", "whole"]);
    let neutral = parts.iter().filter(|row| row["scenario"] == "safe_migration_education");
    assert!(
        neutral
            .clone()
            .all(|row| number(row, "effect") == 0.0 && number(row, "person_months_averted") == 0.0)
    );
    let moved = parts.iter().filter(|row| row["scenario"] == "cash_transfer");
    assert!(moved.into_iter().any(|row| number(row, "person_months_averted") != 0.0));

    let two = place.path().join("two");
    compare(&[&asked[..], &["--threads", "2"]].concat(), &two);
    for file in ["why.csv", "why_means.csv", "contrasts.csv"] {
        assert!(fs::read(out.join(file)).unwrap() == fs::read(two.join(file)).unwrap(), "{file}");
    }
    let out_text = out.to_str().unwrap();
    let verified = crate::program::lachan().args(["verify", out_text]).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    for (language, words) in [("en", "Why: the effect by channel"), ("vi", "Vì sao: hiệu quả theo từng kênh")]
    {
        let made = crate::program::lachan().args(["report", out_text, "--lang", language]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let page = fs::read_to_string(out.join("report.html")).unwrap();
        assert!(page.contains(words) && page.contains("why-"), "{language}");
    }
}

/// What was lived for a split is kept like any run: the same command again lives nothing, and the
/// comparison without a split has the same bytes.
#[test]
fn a_split_is_kept_and_changes_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let store = place.path().join("store");
    let run = |out: &str, why: &[&str]| {
        let out = place.path().join(out);
        let asked = ["compare", "online_safety", "--replicates", "2", "--store", store.to_str().unwrap()];
        let output = lachan(&[&asked[..], why].concat(), &out);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        (out, said)
    };
    let (first, _) = run("first", &["--why"]);
    let (second, said) = run("second", &["--why"]);
    assert!(said.contains("kept from before and not lived again: 2 of 2 replicates of all 3"), "{said}");
    let (bare, _) = run("bare", &[]);
    let same = |file: &str, one: &Path, other: &Path| {
        assert!(fs::read(one.join(file)).unwrap() == fs::read(other.join(file)).unwrap(), "{file}");
    };
    same("why.csv", &first, &second);
    for file in ["contrasts.csv", "indicators.csv", "cost_effectiveness.csv"] {
        same(file, &first, &bare);
    }
    assert!(!bare.join("why.csv").exists());
    // A lever of one channel: that channel is the whole effect.
    for row in rows(&first, "why.csv").iter().filter(|row| row["part"] == "interaction") {
        assert_eq!(number(row, "person_months_averted"), 0.0);
    }
}

#[test]
fn an_ensemble_and_drawn_parameters_are_one_uncertainty_on_which_to_decide() {
    let place = tempfile::tempdir().unwrap();
    let points = place.path().join("points.csv");
    fs::write(&points, "recruitment.contact,migration.leave_15_24\n0.3,0.002\n0.8,0.004\n0.5,0.001\n")
        .unwrap();
    let option = format!("--ensemble={}", points.display());
    let out = place.path().join("joint");
    let asked = ["cash_transfer", "law_enforcement", &option, "--uncertainty", "all", "--replicates", "3"];
    let said = compare(&[&asked[..], &["--voi", "--value-of-a-child", "500"]].concat(), &out);
    assert!(said.contains("what calibration leaves open, lever strengths and links"), "{said}");
    assert!(said.contains("neither chosen nor weighted by that"), "{said}");
    assert!(said.contains("too few to tell what knowing a parameter is worth"), "{said}");
    let mut by_value: BTreeMap<String, f64> = BTreeMap::new();
    for row in rows(&out, "decision.csv") {
        *by_value.entry(row["value_of_a_child_million_vnd"].clone()).or_default() +=
            number(&row, "probability_best");
    }
    assert_eq!(by_value.len(), 7);
    assert!(by_value.values().all(|sum| (sum - 1.0).abs() < 1e-5), "{by_value:?}");
    let information = rows(&out, "value_of_information.csv");
    let names: Vec<&str> = information.iter().map(|row| row["name"].as_str()).collect();
    for name in ["everything", "all_parameters", "costs", "evidence.assumed", "recruitment.contact"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert!(!names.contains(&"recruiters.per_100k"), "what was not varied tells nothing");
    let value =
        |name: &str| number(information.iter().find(|row| row["name"] == name).unwrap(), "value_million_vnd");
    assert!(value("everything") >= 0.0 && information.iter().all(|row| row["told"] != "yes"));
    // The least regret is what knowing everything is worth.
    let regret = rows(&out, "decision.csv")
        .iter()
        .filter(|row| number(row, "value_of_a_child_million_vnd") == 500.0)
        .map(|row| number(row, "expected_loss_million_vnd"))
        .fold(f64::INFINITY, f64::min);
    assert!((regret - value("everything")).abs() <= 1e-6 * regret.max(1.0), "{regret}");

    refused(&["cash_transfer", "--voi"], "no parameter is uncertain");
    refused(&["cash_transfer", &option, "--uncertainty", "levers"], "--ensemble and --uncertainty levers");
    refused(&["cash_transfer", "--value-of-a-child", "5"], "--voi");
}

/// The shipped claims are locked and can be scored; whoever moves one is refused.
#[test]
fn claims_are_held_to_data_and_cannot_be_moved() {
    let place = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| crate::program::lachan().args(["score"]).args(arguments).output().unwrap();
    let listed = run(&[]);
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let data = place.path().join("new.csv");
    fs::write(&data, "id,value,source\nK1,0.021,GSO\nK2,0.5,GSO\n").unwrap();
    let scored = run(&[data.to_str().unwrap()]);
    let said = String::from_utf8(scored.stdout).unwrap();
    assert!(scored.status.success() && said.contains("1 hit, 1 miss, "), "{said}");
    let moved = place.path().join("claims.toml");
    let text = fs::read_to_string("configs/viet_nam/claims.toml").unwrap();
    fs::write(&moved, text.replacen("low = 0.", "low = 0.0", 1)).unwrap();
    let refused = run(&["--claims", moved.to_str().unwrap()]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("was changed after it was locked"), "{said}");
    assert!(said.contains("claims.toml:"), "{said}");
}
