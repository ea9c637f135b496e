//! The files of a small study, byte for byte where that is short.

use super::catalogue::tests::AGAIN;
use super::cell::guarded;
use super::*;
use crate::language::texts::check;
use crate::observation::small_world::{NOW, small_world};
use crate::observation::{CostRow, Measure, NOTICE, Recorder, RunResults, Stratum, SurveyParams};
use crate::population::Country;
use crate::quantities::{Count, Share};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

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
        let small = small_world();
        let mut recorder = Recorder::new(country, &Stratum::ALL, params);
        recorder.month(&small.seen(), NOW);
        small.year(&mut recorder, replicate);
        recorder.finish(country, name, replicate, vec![used.clone()])
    };
    names.iter().map(run).collect()
}

fn written<L: Line>(lines: impl Iterator<Item = L>) -> String {
    let mut bytes = Vec::new();
    write_table(lines, &mut bytes).unwrap();
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
    insta::assert_snapshot!("indicators", written(indicators(Runs { country: &country, all: &runs })));
}

#[test]
fn short_tables_byte_for_byte() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let runs = Runs { country: &country, all: &runs };
    insta::assert_snapshot!("monthly", written(monthly(runs)));
    insta::assert_snapshot!("services", written(services(runs)));
    insta::assert_snapshot!("national_services", written(national_services(runs)));
    insta::assert_snapshot!("costs", written(costs(runs)));
    insta::assert_snapshot!("national_costs", written(national_costs(runs)));
}

#[test]
fn a_map_table_names_its_provinces_and_says_what_it_hides() {
    let country = small_world().country;
    let lines = |runs: &[RunResults]| -> Vec<ProvinceLine> {
        provinces(Runs { country: &country, all: runs }).filter(|line| line.code == "01").collect()
    };
    let one = lines(&runs(&country, &[("baseline", 0)]));
    assert_eq!((one[0].name.as_str(), one[0].name_ascii.as_str()), ("Cà Mau", "Ca Mau"));
    let of = |lines: &[ProvinceLine], name: &str| {
        let line = lines.iter().find(|line| line.indicator == name).unwrap();
        (line.value, line.suppressed, line.replicates)
    };
    assert_eq!(of(&one, "prevalence_lifetime_12_24"), (None, true, 1));
    assert_eq!(of(&one, "security_food"), (None, true, 1));

    let two = lines(&runs(&country, &[("baseline", 0), ("baseline", 1)]));
    let prevalence = of(&two, "prevalence_lifetime_12_24");
    assert_eq!(prevalence, (Some(1.0), false, 2), "three survivors of three in each of two runs");
}

/// As `pandas.read_csv` would: a header, rows as long as it, the notice in each, and numbers where
/// numbers belong.
#[test]
fn every_table_is_read_without_options() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0), ("baseline", 1), ("=cmd", 0)]);
    let runs = Runs { country: &country, all: &runs };
    let place = tempfile::tempdir().unwrap();
    write_results(
        place.path(),
        &tables_of_runs(runs),
        "seed = 1\n",
        Manifest::new("ab12", 1, 2, "lachan run"),
    )
    .unwrap();
    let mut tables = 0;
    for entry in std::fs::read_dir(place.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        tables += 1;
        let mut rows = csv::Reader::from_path(&path).unwrap();
        let header = rows.headers().unwrap().clone();
        let schema = TABLES.iter().find(|schema| path.file_stem().unwrap() == schema.name).unwrap();
        for row in rows.records() {
            let row = row.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(row.iter().next_back(), Some(NOTICE));
            for (name, cell) in header.iter().zip(&row) {
                let column = schema.columns.iter().find(|column| column.name == name);
                let number = column.is_some_and(|column| column.kind == Kind::Number);
                assert!(!number || cell.is_empty() || cell.contains('.'), "{name}: {cell}");
                if column.is_none_or(|column| !matches!(column.kind, Kind::Number | Kind::Whole)) {
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
    assert_eq!(tables, 11);
}

#[test]
fn a_manifest_says_how_to_make_the_results_again() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let runs = Runs { country: &country, all: &runs };
    let place = tempfile::tempdir().unwrap();
    let gap = |province: &str| crate::population::synthesis::GapRule {
        rule: "smallest_poverty_rate",
        column: "poverty_rate",
        province: province.to_owned(),
    };
    let manifest = Manifest {
        version: "0.0.0".to_owned(),
        sources: "5a".to_owned(),
        lock: "1c".to_owned(),
        scenarios: vec!["baseline".to_owned()],
        inputs: BTreeMap::from([("provinces.csv".to_owned(), hash_of(b"code\n"))]),
        gap_rules: GapUse::gather(&[gap("79"), gap("01")]),
        ..Manifest::new("ab12", 7, 1, "lachan run --seed 7")
    };
    write_results(place.path(), &tables_of_runs(runs), "seed = 7\n", manifest.clone()).unwrap();
    let mut alone = Vec::new();
    manifest.write(&mut alone).unwrap();
    insta::assert_snapshot!("manifest", String::from_utf8(alone).unwrap());
    let written = std::fs::read_to_string(place.path().join("manifest.json")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    let files = read["files"].as_object().unwrap();
    assert_eq!(files.len(), 13);
    assert_eq!(read["scenarios"], serde_json::json!(["baseline"]));
    for (name, hash) in files {
        assert_eq!(hash, &hash_of(&std::fs::read(place.path().join(name)).unwrap()), "{name}");
    }
}

/// A folder stands where a table belongs, so that writing stops half-way: the manifest of the
/// results before must not vouch for the mixture.
#[test]
fn a_manifest_never_vouches_for_half_written_results() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let runs = Runs { country: &country, all: &runs };
    let place = tempfile::tempdir().unwrap();
    let write = || {
        write_results(
            place.path(),
            &tables_of_runs(runs),
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

/// `/dev/full` takes nothing: what a full disk does to a table must show, not vanish with the
/// writer.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let runs = Runs { country: &country, all: &runs };
    let mut full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    for file in tables_of_runs(runs) {
        assert_eq!(file.write(&mut full).unwrap_err().kind(), io::ErrorKind::StorageFull, "{}", file.name);
    }
}

/// A cell as a file holds it, made of a number drawn at random.
fn cell(column: &Column, draw: u64) -> String {
    if column.may_be_empty && draw.is_multiple_of(5) {
        return String::new();
    }
    let words = (column.words)();
    if !words.is_empty() {
        return words[draw as usize % words.len()].to_owned();
    }
    // Any finite number, large and small, of either sign.
    let number = f64::from_bits((draw & !(0x7ff << 52)) | ((1023 - 40 + draw % 80) << 52));
    match column.kind {
        Kind::Text => ["01", "Hà Nội", "a \"b\", c", "'=1+1", "''", "=x", "line\nline", ""]
            [draw as usize % 8]
            .to_owned(),
        Kind::Whole => (draw % (1 << 31)).to_string(),
        Kind::Number => {
            decimal(column.digits.map_or_else(|| number.to_string(), |digits| plain(number, digits)))
        }
        Kind::Flag => draw.is_multiple_of(2).to_string(),
        Kind::Month => format!("{}-{:02}", 1900 + draw % 300, 1 + draw % 12),
    }
}

/// A table of cells drawn at random, its columns in this order.
fn table(columns: &[&Column], draws: &[Vec<u64>]) -> String {
    let mut sheet = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    sheet.write_record(columns.iter().map(|column| column.name).chain(["basis"])).unwrap();
    for row in draws {
        // A column has the same cell wherever it stands.
        let place = |column: &Column| column.name.bytes().map(u64::from).sum::<u64>();
        let cells = columns.iter().map(|column| {
            let cell = cell(column, row[place(column) as usize % row.len()].wrapping_add(place(column)));
            if column.kind == Kind::Text { guarded(&cell).into_owned() } else { cell }
        });
        sheet.write_record(cells.chain([NOTICE.to_owned()])).unwrap();
    }
    String::from_utf8(sheet.into_inner().unwrap()).unwrap()
}

proptest! {
    /// Nothing is lost, exchanged or shortened between a file and its rows, whatever the order of
    /// the columns in the file.
    #[test]
    fn every_table_is_written_as_it_was_read(
        draws in prop::collection::vec(prop::collection::vec(any::<u64>(), 7), 0..6),
        shift in 0_usize..20,
    ) {
        for (schema, again) in AGAIN {
            let columns: Vec<&Column> = schema.columns.iter().collect();
            let text = table(&columns, &draws);
            prop_assert_eq!(again(&text).unwrap(), text.as_str(), "{}", schema.name);
            let mut moved = columns.clone();
            moved.rotate_left(shift % columns.len());
            moved.reverse();
            prop_assert_eq!(again(&table(&moved, &draws)).unwrap(), text.as_str(), "{}", schema.name);
        }
    }
}

#[test]
fn every_table_and_column_has_its_vietnamese_text_and_no_text_is_left_over() {
    let columns = |schema: &Schema| {
        let own = schema.columns.iter().map(|column| format!("{}.{}", schema.name, column.name));
        std::iter::once(schema.name.to_owned()).chain(own).collect::<Vec<_>>()
    };
    let others =
        ["package", "factor", "basis", "notes", "notes.intervals_title", "notes.intervals", "notes.meaning"]
            .map(str::to_owned);
    let ids: Vec<String> = TABLES.iter().flat_map(columns).chain(others).collect();
    check::complete(ids.iter().map(String::as_str), include_str!("locales/tables.vi.ftl"));
}

#[test]
fn every_table_of_the_room_is_in_the_catalogue_and_explained() {
    fn declared(folder: &Path) -> usize {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let count = |path: std::path::PathBuf| match path.is_dir() {
            true => declared(&path),
            false => {
                let text = std::fs::read_to_string(path).unwrap_or_default();
                text.lines().filter(|line| *line == "table! {").count()
            }
        };
        files.map(count).sum()
    }
    assert_eq!(declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/results")), TABLES.len());
    let mut names: Vec<&str> = TABLES.iter().map(|schema| schema.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TABLES.len(), "two tables of one name");
    for schema in TABLES {
        assert!(!schema.english.is_empty(), "{}", schema.name);
        assert!(schema.columns.iter().any(|column| column.key), "{} has no key", schema.name);
        for column in schema.columns {
            let named = format!("{}.{}", schema.name, column.name);
            assert!(!column.english.is_empty(), "{named}");
            assert!(
                column.kind != Kind::Number || !column.unit.is_empty() || named == "posterior.log_likelihood",
                "{named}"
            );
            assert!(!column.may_be_suppressed || column.may_be_empty, "{named}");
            assert!(
                !column.key
                    || !column.may_be_empty
                    || ["contrasts.year", "sensitivity.at"].contains(&named.as_str()),
                "{named}"
            );
        }
    }
}

/// What makes a number unsure is said in Vietnamese as fully as in English.
#[test]
fn vietnamese_says_as_much_of_uncertainty_as_english() {
    let schema = |name: &str| TABLES.iter().find(|schema| schema.name == name).unwrap();
    let said = |table: &str, column: &str| {
        let schema = schema(table);
        let column = schema.columns.iter().find(|own| own.name == column).unwrap();
        (column.english(), schema.vietnamese_of(column))
    };
    let provinces = schema("provinces");
    let (english, vietnamese) = (provinces.english(), provinces.vietnamese());
    for (there, here) in [
        ("from five replicates on", "từ năm lần lặp trở lên"),
        ("--ensemble or --uncertainty", "--ensemble hay --uncertainty"),
        ("above 0.3", "trên 0,3"),
        ("docs/provinces.md", "docs/provinces.md"),
    ] {
        assert!(english.contains(there) && vietnamese.contains(here), "{there}: {vietnamese}");
    }
    let (english, vietnamese) = said("provinces", "rank_from");
    assert!(english.contains("either order") && vietnamese.contains("thứ tự nào cũng được"), "{vietnamese}");
    let (english, vietnamese) = said("fit", "standard_error");
    assert!(english.contains("spread of the replicates") && vietnamese.contains("giữa các lần lặp"));
}

/// Tables that hold the same of other places or over replicates say the same of the columns that
/// they share, in both languages.
#[test]
fn columns_that_two_tables_share_have_one_unit_and_one_meaning() {
    let schema = |name: &str| TABLES.iter().find(|schema| schema.name == name).unwrap();
    for (one, other, least) in [
        ("indicators", "indicator_means", 9),
        ("costs", "national_costs", 8),
        ("services", "national_services", 9),
    ] {
        let (one, other) = (schema(one), schema(other));
        let said = |schema: &Schema, column: &Column| {
            (column.kind, column.unit, column.digits, column.english(), schema.vietnamese_of(column))
        };
        let mut shared = 0;
        for column in one.columns {
            let Some(twin) = other.columns.iter().find(|twin| twin.name == column.name) else { continue };
            assert_eq!(said(one, column), said(other, twin), "{}.{}", other.name, twin.name);
            shared += 1;
        }
        assert!(shared >= least, "{} shares {shared} columns", one.name);
    }
}

/// Numerators and denominators are numbers of persons or cases and not in the indicator's unit.
#[test]
fn what_is_counted_is_not_in_the_unit_of_the_indicator() {
    let columns = TABLES.iter().flat_map(|schema| schema.columns);
    let counted: Vec<&Column> =
        columns.filter(|column| ["numerator", "denominator"].contains(&column.name)).collect();
    assert_eq!(counted.len(), 4);
    assert!(counted.iter().all(|column| column.unit == "weighted number"), "{counted:?}");
}

/// A ratio of variances is explained alike wherever it stands, and the right way up: above 1 is what
/// pairing gains.
#[test]
fn a_ratio_of_variances_is_explained_alike() {
    let ratios: Vec<(String, String)> = TABLES
        .iter()
        .flat_map(|schema| schema.columns.iter().map(move |column| (schema, column)))
        .filter(|(_, column)| column.name == "variance_ratio")
        .map(|(schema, column)| (column.english(), schema.vietnamese_of(column)))
        .collect();
    assert_eq!(ratios.len(), 2);
    assert!(ratios.iter().all(|said| *said == ratios[0]), "{ratios:?}");
    assert_eq!(ratios[0].0, "Variance of the difference between independent runs over that of paired ones.");
}

/// What a validator of Data Packages holds to: fields as the file has them, types of the
/// specification, keys that are fields.
#[test]
fn a_data_package_describes_every_table_that_lies_beside_it() {
    let country = small_world().country;
    let runs = runs(&country, &[("baseline", 0)]);
    let runs = Runs { country: &country, all: &runs };
    let place = tempfile::tempdir().unwrap();
    let manifest = Manifest::new("ab12", 1, 1, "lachan run");
    write_results(place.path(), &tables_of_runs(runs), "seed = 1\n", manifest).unwrap();
    let text = std::fs::read_to_string(place.path().join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(package["basis"], NOTICE);
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 11);
    for resource in resources {
        let path = place.path().join(resource["path"].as_str().unwrap());
        let header = csv::Reader::from_path(&path).unwrap().headers().unwrap().clone();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, header.iter().collect::<Vec<_>>(), "{}", path.display());
        for field in fields {
            let kind = field["type"].as_str().unwrap();
            assert!(["string", "integer", "number", "boolean", "yearmonth"].contains(&kind), "{field}");
            let said = |language: &str| !field[language].as_str().unwrap().is_empty();
            assert!(said("description") && said("description_vi"), "{field}");
        }
        for key in resource["schema"]["primaryKey"].as_array().unwrap() {
            assert!(names.contains(&key.as_str().unwrap()), "{key}");
        }
        // The key tells rows apart.
        let keys = resource["schema"]["primaryKey"].as_array().unwrap();
        let places: Vec<usize> =
            keys.iter().map(|key| names.iter().position(|name| key == name).unwrap()).collect();
        let mut seen = std::collections::BTreeSet::new();
        for row in csv::Reader::from_path(&path).unwrap().records() {
            let row = row.unwrap();
            let key: Vec<String> = places.iter().map(|&place| row[place].to_owned()).collect();
            assert!(seen.insert(key.clone()), "{}: {key:?} stands twice", path.display());
        }
    }
}
