//! How a number came: from the files and the program, and nothing that neither of them knows.

use serde_json::Value;
use std::path::Path;

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --seed 1 --threads 1 --set synthesis.commune_households=50 \
                    --set simulation.warm_up_months=1";

fn lachan(words: &[&str], place: &Path) -> (Option<i32>, String, String) {
    let output = crate::program::lachan_process().args(words).current_dir(place).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn command(words: &str) -> Vec<&str> {
    words.split_whitespace().collect()
}

#[test]
fn a_number_of_a_run_is_told_with_all_that_the_files_hold() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let run = format!("run {TINY} --replicates 3 --out run");
    assert_eq!(lachan(&command(&run), place).0, Some(0));
    let (code, said, fault) = lachan(&["explain", "run", "prevalence_lifetime_12_24"], place);
    assert_eq!(code, Some(0), "{fault}");
    // As it reads, wherever lines are broken.
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "modelled, not observed",
        "Persons aged 12-24 with an experience of trafficking before 18",
        "Unit: share",
        "standard error",
        "Replicates one by one",
        "simulated survey",
        "C03 (grade",
        "T1",
        "not known here. No sensitivity analysis is shipped",
        "are assumed",
        "Suppression",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (_, json, _) = lachan(&["explain", "run", "prevalence_lifetime_12_24,2017", "--json"], place);
    let document: Value = serde_json::from_str(&json).unwrap();
    let tables = &document["tables"];
    let number = |row: &Value, field: &str| row[field].as_f64().unwrap();
    let one = &tables["number"][0];
    let ratio = number(one, "numerator") / number(one, "denominator");
    assert!((number(one, "value") / ratio - 1.0).abs() < 1e-6, "{one}");
    assert!(number(one, "low") < number(one, "value") && number(one, "value") < number(one, "high"), "{one}");
    assert_eq!(tables["replicates"].as_array().unwrap().len(), 3);
    // A province goes by name or code; its interval is that of provinces.csv.
    let (code, by_name, fault) =
        lachan(&["explain", "run", "children,2017,province=Điện Biên", "--json"], place);
    assert_eq!(code, Some(0), "{fault}");
    let (_, by_code, _) = lachan(&["explain", "run", "children,2017,province=11", "--json"], place);
    assert_eq!(by_name, by_code);
    let province: Value = serde_json::from_str(&by_name).unwrap();
    assert!(province["tables"]["number"][0]["uncertain"].is_boolean(), "{province}");
}

#[test]
fn mistyped_names_get_the_one_that_is_meant() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    assert_eq!(lachan(&command(&format!("run {TINY} --out run")), place).0, Some(0));
    for (number, help) in [
        ("casse", "did you mean `cases`?"),
        ("cases,2031", "the results have no year `2031`"),
        ("cases,sex=femal", "did you mean `female`?"),
        ("cases,scenario=baselin", "did you mean `baseline`?"),
        ("cases,province=Dien Bine", "Điện Biên"),
    ] {
        let (code, _, said) = lachan(&["explain", "run", number], place);
        assert_eq!(code, Some(2), "{number}: {said}");
        assert!(said.contains(help), "{number}: {said}");
    }
}

#[test]
fn a_comparison_shows_the_contrast_and_a_study_what_moves_the_number() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let compare = format!("compare cash_transfer {TINY} --replicates 2 --out compared");
    assert_eq!(lachan(&command(&compare), place).0, Some(0));
    let screen = format!(
        "sensitivity recruitment.contact recruitment.away --points 2 --indicator cases {TINY} --out screened"
    );
    assert_eq!(lachan(&command(&screen), place).0, Some(0));
    let words = ["explain", "compared", "cases,2017", "--sensitivity", "screened", "--json"];
    let (code, json, fault) = lachan(&words, place);
    assert_eq!(code, Some(0), "{fault}");
    let document: Value = serde_json::from_str(&json).unwrap();
    let tables = &document["tables"];
    assert_eq!(tables["number"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(tables["contrasts"][0]["reference"], "baseline", "{json}");
    assert!(
        tables["sensitivity"].as_array().unwrap().iter().any(|row| row["factor"] == "recruitment.contact")
    );
    assert!(document["said"].to_string().contains("numbers of the levers"), "{json}");
    let (code, _, said) = lachan(&["explain", "screened", "cases"], place);
    assert_eq!(code, Some(2));
    assert!(said.contains("holds a study"), "{said}");
}
