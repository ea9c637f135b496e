//! Hand-made files of a comparison of six scenarios beside a run: the contract between the comparison and the report.

use lachan::config::crosswalk::units;
use lachan::config::{Tables, data};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A name that would end a script and open a tag.
pub const HOSTILE: &str = "</script><b>";

/// The scenarios, the reference first.
pub const SCENARIOS: [&str; 6] =
    ["baseline", "cash_transfer", "child_protection_programme", "enforcement_only", HOSTILE, "uniform"];

/// Difference of the incidence from the reference, and half of its interval, of each scenario but the reference.
const EFFECTS: [(f64, f64); 5] =
    [(-0.0005, 0.0006), (-0.0004, 0.0001), (0.0001, 0.0003), (-0.0002, 0.0001), (-0.0001, 0.0002)];

/// Files with a row for each scenario: what a run wrote of the reference is repeated for the others.
const REPEATED: [&str; 9] = [
    "indicators.csv",
    "fit.csv",
    "monthly.csv",
    "provinces.csv",
    "survey.csv",
    "register.csv",
    "services.csv",
    "human_security.csv",
    "costs.csv",
];

/// Turns the directory of a run into one of a comparison.
pub fn compare(directory: &Path) {
    for file in REPEATED {
        let path = directory.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let column = header.split(',').position(|name| name == "scenario").unwrap();
        let mut all = format!("{header}\n");
        for scenario in SCENARIOS {
            let quoted = format!("\"{scenario}\"");
            for row in rows.lines() {
                // The name stands first or, in the fit table, last but one: no quoted field stands on its side.
                let replaced = if column == 0 {
                    row.replacen("baseline", &quoted, 1)
                } else {
                    let at = row.rfind("baseline").unwrap();
                    format!("{}{quoted}{}", &row[..at], &row[at + "baseline".len()..])
                };
                all.push_str(&replaced);
                all.push('\n');
            }
        }
        fs::write(path, all).unwrap();
    }
    write(directory, "contrasts.csv", &contrasts(&codes(directory)));
    write(directory, "cost_effectiveness.csv", &costs());
    write(directory, "uncertainty.csv", &uncertainty());
    write(directory, "sensitivity.csv", &sensitivity());
    manifest(directory);
}

fn write(directory: &Path, file: &str, rows: &str) {
    let (header, rows) = rows.split_once('\n').unwrap();
    let mut text = format!("{header},basis\n");
    for row in rows.lines() {
        let _ = writeln!(text, "{row},\"modelled, not observed\"");
    }
    fs::write(directory.join(file), text).unwrap();
}

/// Codes of the provinces, from the run's own file.
fn codes(directory: &Path) -> Vec<String> {
    let text = fs::read_to_string(directory.join("provinces.csv")).unwrap();
    let mut codes: Vec<String> =
        text.lines().skip(1).map(|row| row.split(',').nth(2).unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn contrasts(codes: &[String]) -> String {
    let mut rows = String::from(
        "scenario,reference,year,source,indicator,stratum,group,name,reference_value,scenario_value,difference,low,high,\
         p_better,variance_ratio,replicates,suppressed\n",
    );
    let mut groups = vec![("national", "all".to_owned())];
    groups.extend(codes.iter().map(|code| ("province", code.clone())));
    // Units of 2025 go by their own codes; their numbers are made up as well.
    let country = data::read(&Tables::built_in()).unwrap();
    groups.extend(units(&country.crosswalk).into_iter().map(|unit| ("unit_2025", unit.code)));
    groups.extend(["male", "female"].map(|sex| ("sex", sex.to_owned())));
    for (scenario, (effect, half)) in SCENARIOS[1..].iter().zip(EFFECTS) {
        for (stratum, group) in &groups {
            let national = *stratum == "national";
            for (indicator, year, base, share) in [
                ("incidence_12_months", "all", 0.005, 1.0),
                ("prevalence_children", "2021", 0.02, 0.5),
                ("prevalence_lifetime_12_24", "2021", 0.05, 0.2),
            ] {
                // Provinces differ from each other in size and sureness, so that a map has all its classes.
                let spread = if national { 1.0 } else { group.bytes().map(f64::from).sum::<f64>() / 100.0 };
                // The last scenario leaves the provinces' numbers of the run as they are: its differences are exactly zero.
                let spread = if *scenario == SCENARIOS[5] && !national { 0.0 } else { spread };
                let (value, half) = (effect * share * spread, half * share * spread);
                let better = if value < -half { 0.99 } else { 0.6 };
                let hidden =
                    !national && (group == "06" || (*stratum, group.as_str()) == ("unit_2025", "19"));
                let numbers = if hidden {
                    ",,,,,".to_owned()
                } else {
                    format!("{base},{},{value},{},{},{better}", base + value, value - half, value + half)
                };
                let _ = writeln!(
                    rows,
                    "\"{scenario}\",baseline,{year},truth,{indicator},{stratum},{group},,{numbers},0.3,20,{hidden}"
                );
            }
        }
    }
    rows
}

fn costs() -> String {
    let mut rows = String::from(
        "scenario,reference,effect,averted,averted_low,averted_high,extra_cost_million_vnd,cost_per_unit_thousand_vnd,\
         cost_low,cost_high,on_frontier,assumed_share,replicates\n",
    );
    for (at, scenario) in SCENARIOS[1..].iter().enumerate() {
        let averted = 4000.0 * (at as f64 + 1.0);
        // Enforcement protects nobody: it has no cost a child.
        let cost = if *scenario == "enforcement_only" { ",," } else { "52000,41000,78000" };
        for (effect, times) in [("children_protected", 1.0), ("person_months_averted", 9.0)] {
            let (low, high) = (averted * times * 0.7, averted * times * 1.3);
            let averted = averted * times;
            let _ = writeln!(
                rows,
                "\"{scenario}\",baseline,{effect},{averted},{low},{high},910000,{cost},{},0.4,20",
                at == 1
            );
        }
    }
    rows
}

fn uncertainty() -> String {
    let mut rows = String::from("scenario,reference,indicator,part,share\n");
    for scenario in &SCENARIOS[1..] {
        for (part, share) in [("chance", 0.2), ("levers", 0.5), ("parameters", 0.3)] {
            let _ = writeln!(rows, "\"{scenario}\",baseline,incidence_12_months,{part},{share}");
        }
    }
    rows
}

fn sensitivity() -> String {
    let mut rows = String::from("factor,index,estimate,low,high,indicator\n");
    for at in 1..=15 {
        let estimate = 1.0 / f64::from(at);
        let _ = writeln!(
            rows,
            "recruitment.factor_{at},mu_star,{estimate},{},{},prevalence_lifetime_12_24",
            estimate * 0.8,
            estimate * 1.2
        );
    }
    rows
}

/// The manifest names all scenarios, and the files as they are now.
fn manifest(directory: &Path) {
    let path = directory.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    manifest["scenarios"] = SCENARIOS.to_vec().into();
    for (file, hash) in manifest["files"].as_object_mut().unwrap() {
        let bytes = fs::read(directory.join(file)).unwrap();
        *hash = lachan::export::hash_of(&bytes).into();
    }
    fs::write(path, serde_json::to_string_pretty(&manifest).unwrap()).unwrap();
}
