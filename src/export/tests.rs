//! The files of a small study, byte for byte where that is short.

use super::*;
use crate::observation::small_world::{NOW, small_world};
use crate::observation::{CostRow, Measure, NOTICE, ObservedWorld, Recorder, Stratum, SurveyParams};
use crate::quantities::{Count, Share};
use crate::random::Draws;
use std::collections::BTreeMap;

fn runs(country: &Country, names: &[(&str, u32)]) -> Vec<RunResults> {
    let params = SurveyParams {
        communes: Count::new(2.0).unwrap(),
        respondents_per_commune: Count::new(3.0).unwrap(),
        disclosure: Share::new(1.0).unwrap(),
        false_positive: Share::new(0.0).unwrap(),
    };
    let used = CostRow {
        lever: "=cash".to_owned(),
        province: Some(1),
        year: 2017,
        home_months: 240.0,
        variable: 60_000.0,
        fixed: 0.5,
    };
    let run = |&(name, replicate): &(&str, u32)| {
        let mut small = small_world();
        let mut recorder = Recorder::new(country, &Stratum::ALL, params);
        let world = ObservedWorld {
            country,
            communes: &small.communes,
            services: &small.services,
            recruiters: &small.recruiters,
        };
        recorder.month(&world, NOW);
        recorder.year(country, &mut small.communes, &small.recruiters, NOW, &Draws::new(1, replicate));
        recorder.finish(country, name, replicate, vec![used.clone()])
    };
    names.iter().map(run).collect()
}

fn text(table: impl Fn(&Study<'_>, &mut dyn Write) -> io::Result<()>, study: &Study<'_>) -> String {
    let mut bytes = Vec::new();
    table(study, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn indicators_are_tidy_and_hide_small_numbers() {
    let country = small_world().country;
    let mut runs = runs(&country, &[("baseline", 0)]);
    runs[0].indicators.retain(|row| {
        let kept = [Measure::PrevalenceLifetime, Measure::RecruitersActive].contains(&row.measure);
        let stratum = row.group.stratum;
        kept && (stratum.of_provinces() && stratum != Stratum::Region || stratum == Stratum::Sex)
    });
    let study = Study { country: &country, runs: &runs };
    insta::assert_snapshot!("indicators", text(indicators, &study));
}

#[test]
fn short_tables_byte_for_byte() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let study = Study { country: &country, runs: &runs };
    insta::assert_snapshot!("monthly", text(monthly, &study));
    insta::assert_snapshot!("services", text(services, &study));
    insta::assert_snapshot!("costs", text(costs, &study));
}

#[test]
fn a_map_table_names_its_provinces_and_what_it_hides() {
    let country = small_world().country;
    let one = runs(&country, &[("baseline", 0)]);
    let seen = text(provinces, &Study { country: &country, runs: &one });
    let mut rows = csv::Reader::from_reader(seen.as_bytes());
    let header = rows.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let first = rows.records().next().unwrap().unwrap();
    assert_eq!(
        (&first[at("code")], &first[at("name")], &first[at("name_ascii")]),
        ("01", "Cà Mau", "Ca Mau")
    );
    assert_eq!(&first[at("prevalence_lifetime_12_24")], "");
    assert!(first[at("suppressed")].split(' ').any(|name| name == "prevalence_lifetime_12_24"));
    assert!(first[at("suppressed")].split(' ').any(|name| name == "security_food"));

    let two = runs(&country, &[("baseline", 0), ("baseline", 1)]);
    let seen = text(provinces, &Study { country: &country, runs: &two });
    let mut rows = csv::Reader::from_reader(seen.as_bytes());
    let first = rows.records().next().unwrap().unwrap();
    assert_eq!(&first[at("replicates")], "2");
    assert_eq!(&first[at("prevalence_lifetime_12_24")], "1", "three survivors of three in each of two runs");
}

/// As `pandas.read_csv` would: a header, rows as long as it, the notice in each, and numbers where numbers belong.
#[test]
fn every_table_is_read_without_options() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0), ("baseline", 1), ("=cmd", 0)]);
    let study = Study { country: &country, runs: &runs };
    let place = tempfile::tempdir().unwrap();
    write_results(
        place.path(),
        &tables_of_runs(&study),
        "seed = 1\n",
        Manifest::new("ab12", 1, 2, "lachan run"),
    )
    .unwrap();
    let texts = [
        "scenario",
        "indicator",
        "stratum",
        "group",
        "suppressed",
        "basis",
        "id",
        "pattern",
        "in_band",
        "grade",
        "unit",
        "evidence",
        "graded",
        "month",
        "code",
        "name",
        "name_ascii",
        "region",
        "province",
        "lever",
        "border",
        "age_class",
        "form",
        "dimension",
    ];
    let mut tables = 0;
    for entry in std::fs::read_dir(place.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        tables += 1;
        let mut rows = csv::Reader::from_path(&path).unwrap();
        let header = rows.headers().unwrap().clone();
        for row in rows.records() {
            let row = row.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(row.iter().next_back(), Some(NOTICE));
            for (name, cell) in header.iter().zip(&row) {
                if texts.contains(&name) {
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
                } else {
                    assert!(!cell.contains(['e', 'E']), "{name}: {cell}");
                    assert!(
                        cell.is_empty() || cell.parse::<f64>().is_ok_and(f64::is_finite),
                        "{name}: {cell}"
                    );
                }
            }
        }
    }
    assert_eq!(tables, 9);
}

#[test]
fn a_manifest_says_how_to_make_the_results_again() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let study = Study { country: &country, runs: &runs };
    let place = tempfile::tempdir().unwrap();
    let gap = |province: &str| crate::population::synthesis::GapRule {
        rule: "smallest_poverty_rate",
        column: "poverty_rate",
        province: province.to_owned(),
    };
    let manifest = Manifest {
        version: "0.0.0".to_owned(),
        scenarios: vec!["baseline".to_owned()],
        inputs: BTreeMap::from([("provinces.csv".to_owned(), hash_of(b"code\n"))]),
        gap_rules: GapUse::gather(&[gap("79"), gap("01")]),
        ..Manifest::new("ab12", 7, 1, "lachan run --seed 7")
    };
    write_results(place.path(), &tables_of_runs(&study), "seed = 7\n", manifest.clone()).unwrap();
    let mut alone = Vec::new();
    manifest.write(&mut alone).unwrap();
    insta::assert_snapshot!("manifest", String::from_utf8(alone).unwrap());
    let written = std::fs::read_to_string(place.path().join("manifest.json")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    let files = read["files"].as_object().unwrap();
    assert_eq!(files.len(), 10);
    assert_eq!(read["scenarios"], serde_json::json!(["baseline"]));
    for (name, hash) in files {
        assert_eq!(hash, &hash_of(&std::fs::read(place.path().join(name)).unwrap()), "{name}");
    }
}

/// A folder stands where a table belongs, so that writing stops half-way: the manifest of the results before must not
/// vouch for the mixture.
#[test]
fn a_manifest_never_vouches_for_half_written_results() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let study = Study { country: &country, runs: &runs };
    let place = tempfile::tempdir().unwrap();
    let write = || {
        write_results(
            place.path(),
            &tables_of_runs(&study),
            "seed = 1\n",
            Manifest::new("ab12", 1, 1, "lachan run"),
        )
    };
    write().unwrap();
    assert!(place.path().join("manifest.json").exists());
    std::fs::remove_file(place.path().join("survey.csv")).unwrap();
    std::fs::create_dir_all(place.path().join("survey.csv/full")).unwrap();
    let error = write().unwrap_err();
    assert!(error.path.ends_with("survey.csv"), "{error}");
    assert!(!place.path().join("manifest.json").exists());
}

/// `/dev/full` takes nothing: what a full disk does to a table must show, not vanish with the writer.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let study = Study { country: &country, runs: &runs };
    let mut full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    for table in [indicators, fit, monthly, provinces, survey, register, services, human_security, costs] {
        let error = table(&study, &mut full).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
