//! Hand-made files of a comparison of six scenarios beside a run: the contract between the
//! comparison and the report.

use lachan::config::{Tables, data};
use lachan::observation::Measure;
use lachan::results::{
    ContrastLine, DisplacementLine, Effect, EffectLine, EquityLine, Line, Part, ScenarioLine, Source, Span,
    UncertaintyLine, hash_of, write_table,
};
use std::fs;
use std::path::Path;

/// A name that would end a script and open a tag.
pub const HOSTILE: &str = "</script><b>";

/// The scenarios, the reference first.
pub const SCENARIOS: [&str; 6] =
    ["baseline", "cash_transfer", "child_protection_programme", "enforcement_only", HOSTILE, "uniform"];

/// Difference of the incidence from the reference, and half of its interval, of each scenario but
/// the reference.
const EFFECTS: [(f64, f64); 5] =
    [(-0.0005, 0.0006), (-0.0004, 0.0001), (0.0001, 0.0003), (-0.0002, 0.0001), (-0.0001, 0.0002)];

/// Files with a row for each scenario: what a run wrote of the reference is repeated for the
/// others.
const REPEATED: [&str; 11] = [
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
                // The name stands first or, in the fit table, last but one: no quoted field stands
                // on its side.
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
    write(directory, contrasts(&codes(directory)));
    write(directory, costs());
    write(directory, uncertainty());
    write(directory, scenarios());
    write::<EquityLine>(directory, Vec::new());
    write::<DisplacementLine>(directory, Vec::new());
    means(directory);
    // The name that would end a script is that of no file.
    fs::create_dir(directory.join("scenarios")).unwrap();
    for scenario in SCENARIOS.iter().filter(|scenario| **scenario != HOSTILE) {
        fs::copy(directory.join("effective_config.toml"), directory.join(file_of(scenario))).unwrap();
    }
    manifest(directory);
}

fn file_of(scenario: &str) -> String {
    format!("scenarios/{scenario}.toml")
}

/// The means over the one replicate: its indicators.
fn means(directory: &Path) {
    let text = fs::read_to_string(directory.join("indicators.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut all = header.replacen("replicate,", "replicates,", 1) + "\n";
    // Behind the name, which holds no comma.
    for row in rows.lines() {
        let mut fields: Vec<&str> = row.splitn(3, ',').collect();
        fields[1] = "1";
        all.push_str(&(fields.join(",") + "\n"));
    }
    fs::write(directory.join("indicator_means.csv"), all).unwrap();
}

fn write<L: Line>(directory: &Path, lines: Vec<L>) {
    let file = fs::File::create(directory.join(format!("{}.csv", L::SCHEMA.name))).unwrap();
    write_table(lines, &mut std::io::BufWriter::new(file)).unwrap();
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

fn contrasts(codes: &[String]) -> Vec<ContrastLine> {
    let mut lines = Vec::new();
    let mut groups = vec![("national", "all".to_owned())];
    groups.extend(codes.iter().map(|code| ("province", code.clone())));
    // Units of 2025 go by their own codes; their numbers are made up as well.
    let country = data::read(&Tables::built_in()).unwrap();
    groups.extend(country.places.units().iter().map(|unit| ("unit_2025", unit.code.clone())));
    groups.extend(["male", "female"].map(|sex| ("sex", sex.to_owned())));
    for (scenario, (effect, half)) in SCENARIOS[1..].iter().zip(EFFECTS) {
        for (stratum, group) in &groups {
            let national = *stratum == "national";
            for (indicator, year, base, share) in [
                (Measure::Incidence, None, 0.005, 1.0),
                (Measure::PrevalenceChildren, Some(2021), 0.02, 0.5),
                (Measure::PrevalenceLifetime, Some(2021), 0.05, 0.2),
            ] {
                // Provinces differ from each other in size and sureness, so that a map has all its
                // classes.
                let spread = if national { 1.0 } else { group.bytes().map(f64::from).sum::<f64>() / 100.0 };
                // The last scenario leaves the provinces' numbers of the run as they are: its
                // differences are exactly zero.
                let spread = if *scenario == SCENARIOS[5] && !national { 0.0 } else { spread };
                let (value, half) = (effect * share * spread, half * share * spread);
                let suppressed =
                    !national && (group == "06" || (*stratum, group.as_str()) == ("unit_2025", "19"));
                let shown = |value: f64| (!suppressed).then_some(value);
                lines.push(ContrastLine {
                    scenario: (*scenario).to_owned(),
                    reference: "baseline".to_owned(),
                    period: if year.is_some() { Span::Year } else { Span::AllYears },
                    year,
                    source: Source::Truth,
                    indicator,
                    stratum: (*stratum).to_owned(),
                    group: group.clone(),
                    name: String::new(),
                    reference_value: shown(base),
                    scenario_value: shown(base + value),
                    difference: shown(value),
                    low: shown(value - half),
                    high: shown(value + half),
                    p_better: shown(if value < -half { 0.99 } else { 0.6 }),
                    variance_ratio: shown(0.3),
                    interval_holds: "chance; few replicates: 2".to_owned(),
                    replicates: 20,
                    suppressed,
                });
            }
        }
    }
    lines
}

/// What each scenario is: the reference has no lever; one scenario has two, of which one differs;
/// another has one that cannot act.
fn scenarios() -> Vec<ScenarioLine> {
    let line = |scenario: &str, lever: &str| ScenarioLine {
        scenario: scenario.to_owned(),
        reference: "baseline".to_owned(),
        title: String::new(),
        description: "Made up.".to_owned(),
        lever: lever.to_owned(),
        differs: !lever.is_empty(),
        coverage: (!lever.is_empty()).then_some(0.45),
        target: "poor".to_owned(),
        targeted: true,
        provinces: "region:mekong_delta; 11".to_owned(),
        province_count: 14,
        start: "2018-03".to_owned(),
        stop: "none".to_owned(),
        ramp_months: 12,
        handed_out_thousand_vnd: (!lever.is_empty()).then_some(270.0),
        unit_cost_thousand_vnd: Some(27.0),
        cost_unit: "home".to_owned(),
        fixed_cost_million_vnd: Some(10.0),
        numbers_assumed: 4,
        numbers: 10,
        note: String::new(),
    };
    let same = ScenarioLine { differs: false, ..line("cash_transfer", "online_safety") };
    let idle = ScenarioLine {
        note: "`law_enforcement` never acts".to_owned(),
        provinces: "all".to_owned(),
        targeted: false,
        stop: "2019-01".to_owned(),
        handed_out_thousand_vnd: Some(0.0),
        ..line("enforcement_only", "law_enforcement")
    };
    vec![
        line("baseline", ""),
        line("cash_transfer", "cash_transfer"),
        same,
        idle,
        line(HOSTILE, "school_retention"),
    ]
}

fn costs() -> Vec<EffectLine> {
    let mut lines = Vec::new();
    for (at, scenario) in SCENARIOS[1..].iter().enumerate() {
        // Enforcement protects nobody: it has no cost a child.
        let priced = |cost: f64| (*scenario != "enforcement_only").then_some(cost);
        for (effect, times) in [(Effect::ChildrenProtected, 1.0), (Effect::PersonMonthsAverted, 9.0)] {
            let averted = 4000.0 * (at as f64 + 1.0) * times;
            lines.push(EffectLine {
                scenario: (*scenario).to_owned(),
                reference: "baseline".to_owned(),
                effect,
                averted,
                averted_low: Some(averted * 0.7),
                averted_high: Some(averted * 1.3),
                extra_cost_million_vnd: 910_000.0,
                extra_cost_low: None,
                extra_cost_high: None,
                cost_per_unit_thousand_vnd: priced(52_000.0),
                cost_low: priced(41_000.0),
                cost_high: priced(78_000.0),
                on_frontier: at == 1,
                assumed_share: Some(0.4),
                numbers_assumed: 3,
                numbers: 9,
                interval_holds: "chance; few replicates: 2".to_owned(),
                replicates: 20,
            });
        }
    }
    lines
}

fn uncertainty() -> Vec<UncertaintyLine> {
    let of = |scenario: &&str| {
        let scenario = (*scenario).to_owned();
        [(Part::Chance, 0.2), (Part::Levers, 0.5), (Part::Parameters, 0.3)].map(|(part, share)| {
            UncertaintyLine {
                scenario: scenario.clone(),
                reference: "baseline".to_owned(),
                indicator: Effect::ChildrenProtected,
                part,
                share: Some(share),
            }
        })
    };
    SCENARIOS[1..].iter().flat_map(of).collect()
}

/// The manifest names all scenarios, and the files as they are now.
fn manifest(directory: &Path) {
    let path = directory.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    manifest["scenarios"] = SCENARIOS.to_vec().into();
    let files = manifest["files"].as_object_mut().unwrap();
    for added in [
        "contrasts",
        "cost_effectiveness",
        "displacement",
        "equity",
        "indicator_means",
        "scenarios",
        "uncertainty",
    ] {
        files.insert(format!("{added}.csv"), "".into());
    }
    for scenario in SCENARIOS.iter().filter(|scenario| **scenario != HOSTILE) {
        files.insert(file_of(scenario), "".into());
    }
    for (file, hash) in files {
        let bytes = fs::read(directory.join(file)).unwrap();
        *hash = hash_of(&bytes).into();
    }
    fs::write(path, serde_json::to_string_pretty(&manifest).unwrap()).unwrap();
}
