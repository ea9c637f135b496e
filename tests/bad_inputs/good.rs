//! What must work, typed as commands: the smallest worlds, and texts that differ in marks and line
//! ends alone.

use std::fs;
use std::path::Path;

use super::desk::Desk;

/// A year in tiny communes, one a province.
const SMALLEST: &str =
    "--scale 0.000001 --years 1 --set simulation.warm_up_months=1 --set synthesis.commune_households=1";

/// Types a command that must work, and gives what it prints.
fn accept(desk: &Desk, words: &str) -> String {
    let output = crate::program::lachan().current_dir(desk.path()).args(words.split(' ')).output().unwrap();
    assert!(output.status.success(), "{words}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn hash(manifest: &Path) -> String {
    let manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(manifest).unwrap()).unwrap();
    manifest["config_hash"].as_str().unwrap().to_owned()
}

/// Sum of a column of a result file.
fn sum(file: &Path, column: &str) -> f64 {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
    reader.records().map(|row| row.unwrap()[at].parse::<f64>().unwrap()).sum()
}

#[test]
fn one_household_in_every_province_runs() {
    let desk = Desk::with(&[]);
    accept(&desk, &format!("run {SMALLEST} --out one"));
    let children = sum(&desk.path().join("one/monthly.csv"), "children") / 12.0;
    assert!((20e6..35e6).contains(&children), "{children} children stand for those of the country");
}

#[test]
fn without_recruiters_there_is_no_case() {
    let desk = Desk::with(&[]);
    let small = SMALLEST.replace("households=1", "households=300");
    accept(&desk, &format!("run {small} --set recruitment.contact=3 --out with"));
    accept(
        &desk,
        &format!("run {small} --set recruitment.contact=3 --set recruiters.per_100k=0 --out without"),
    );
    let cases = |run: &str| sum(&desk.path().join(run).join("monthly.csv"), "cases");
    assert!(cases("with") > 0.0);
    assert_eq!(cases("without"), 0.0);
}

/// Row 24: a comparison without a seed says which one it took, on the terminal and in its manifest.
#[test]
fn row_24_a_comparison_without_a_seed_says_which_it_took() {
    let desk = Desk::with(&[("mine;id.toml", "name = \"mine\"\nextends = \"no_programme\"\n")]);
    let said = accept(&desk, &format!("compare mine;id.toml {SMALLEST} --replicates 2 --out out"));
    assert!(said.contains("Files: out, seed 1 "), "{said}");
    let manifest = fs::read_to_string(desk.path().join("out/manifest.json")).unwrap();
    assert!(manifest.contains("\"seed\": 1,"), "{manifest}");
    // Whoever pastes the command that makes it again runs nothing but that.
    assert!(
        manifest.contains("lachan compare scenarios/mine.toml --against scenarios/baseline.toml"),
        "{manifest}"
    );
}

/// Row 36, and names of provinces in either normal form of Unicode: the same configuration whatever
/// bytes spell it.
#[test]
fn row_36_marks_line_ends_and_normal_forms_change_nothing() {
    let composed = "[levers.cash_transfer]\nprovinces = [\"Hà Nội\", \"Đắk Nông\"]\n";
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(composed).collect();
    assert_ne!(composed, decomposed);
    let texts =
        [composed.to_owned(), decomposed, format!("\u{feff}{}", composed.trim_end().replace('\n', "\r\n"))];
    let results = texts.map(|text| {
        let desk = Desk::with(&[("mine.toml", &text)]);
        accept(&desk, &format!("run mine.toml {SMALLEST} --out out"));
        let read = |file: &str| fs::read_to_string(desk.path().join("out").join(file)).unwrap();
        (read("indicators.csv"), read("costs.csv"), hash(&desk.path().join("out/manifest.json")))
    });
    // The hash of a configuration is that of its words; results are those of the provinces the
    // words mean.
    assert!(results.iter().all(|result| (&result.0, &result.1) == (&results[0].0, &results[0].1)));
    assert_eq!(results[2].2, results[0].2);
}

/// The same for a list of points.
#[test]
fn row_36_a_list_of_points_may_have_marks_and_any_line_ends() {
    let study = "[study]\nname = \"listed\"\nkind = \"sweep\"\ndesign = \"list\"\nlist = \"points.csv\"\n";
    let plain = "recruiters.per_100k,recruitment.contact\n80,0.3\n90,0.4\n";
    for text in [
        plain.to_owned(),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.trim_end().to_owned(),
    ] {
        let desk = Desk::with(&[("study.toml", study), ("points.csv", &text)]);
        let said = accept(&desk, "study status study.toml");
        assert!(said.contains("0 of 2 tasks done"), "{said}");
    }
}
