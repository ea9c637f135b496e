//! Anyone can check: an altered digit is named, whoever altered its hash as well; sound results are
//! made again from their directory alone.

use std::fs;
use std::path::Path;
use std::process::Output;

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --seed 1 --threads 1 --set synthesis.commune_households=50 \
                    --set simulation.warm_up_months=1";

fn lachan(words: &str, place: &Path) -> Output {
    crate::program::lachan_process().args(words.split_whitespace()).current_dir(place).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn done(words: &str, place: &Path) -> String {
    let output = lachan(words, place);
    assert!(output.status.success(), "{words}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// What is said where a directory is not as it was made.
#[track_caller]
fn altered(words: &str, place: &Path) -> String {
    let output = lachan(words, place);
    let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(65), "{words}: {said}");
    said
}

/// What is said of a file, from its name on: as it reads, wherever lines are broken.
fn said_of(file: &str, said: &str) -> String {
    let whole = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = whole.find(&format!("{file}:")).unwrap_or_else(|| panic!("{said}"));
    whole[start..].split(" is made again").next().unwrap().to_owned() + " is made again"
}

/// Changes a file; its hash in the manifest too, where somebody wants it to look sound.
fn alter(directory: &Path, file: &str, change: impl Fn(&str) -> String, and_manifest: bool) {
    let path = directory.join(file);
    let before = fs::read_to_string(&path).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "{file}");
    fs::write(&path, &after).unwrap();
    if and_manifest {
        let path = directory.join("manifest.json");
        let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
        let manifest = fs::read_to_string(&path).unwrap();
        let forged = manifest.replace(&hash(&before), &hash(&after));
        assert_ne!(manifest, forged, "{file}");
        fs::write(path, forged).unwrap();
    }
}

/// A table whose last row that has a number in a column has another one there.
fn with_another_number(table: &str, column: &str) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = header.iter().position(|name| name == column).unwrap_or_else(|| panic!("{column}: {header:?}"));
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let row = rows.iter_mut().rev().find(|row| row[at].parse::<f64>().is_ok()).unwrap();
    let changed = row.iter().enumerate().map(|(place, cell)| match place == at {
        true => format!("{cell}1"),
        false => cell.to_owned(),
    });
    *row = changed.collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of a directory with another's change, to be verified.
fn forged(place: &Path, from: &str, change: impl Fn(&Path)) {
    let _ = fs::remove_dir_all(place.join("forged"));
    copy(&place.join(from), &place.join("forged"));
    change(&place.join("forged"));
}

#[test]
fn every_altered_table_of_a_run_is_named_with_row_column_and_both_values() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    done(&format!("run {TINY} --ensemble --replicates 2 --xlsx --out run"), place);
    let said = done("verify run", place);
    assert!(said.contains("15 of 15 files have the hash"), "{said}");
    assert!(said.contains("the same byte for byte"), "{said}");
    // The hash of the file is altered as well, or it is not.
    for (file, column) in [
        ("indicators.csv", "value"),
        ("provinces.csv", "low"),
        ("monthly.csv", "children"),
        ("fit.csv", "simulated"),
    ] {
        for and_manifest in [false, true] {
            let change = |table: &str| with_another_number(table, column);
            forged(place, "run", |directory| alter(directory, file, change, and_manifest));
            let said = altered("verify forged", place);
            assert_eq!(
                said.contains("is not the file whose hash the manifest names"),
                !and_manifest,
                "{said}"
            );
            let named = said_of(file, &said);
            assert!(named.contains(&format!(", {column}: ")) && named.contains("row "), "{named}");
            assert!(named.contains("scenario=baseline"), "{named}");
        }
    }
    // Key cells, documents, configurations and the manifest itself.
    let code = |table: &str| table.replacen("baseline,2017,11,", "baseline,2017,12,", 1);
    forged(place, "run", |directory| alter(directory, "provinces.csv", code, true));
    assert!(altered("verify forged", place).contains(", code: \"12\" is found, \"11\" is made again"));
    let unit = |text: &str| text.replacen("\"share\"", "\"percent\"", 1);
    forged(place, "run", |directory| alter(directory, "datapackage.json", unit, true));
    assert!(altered("verify forged", place).contains("datapackage.json, resources."));
    let seed = |text: &str| text.replacen("\"seed\": 1", "\"seed\": 2", 1);
    forged(place, "run", |directory| alter(directory, "manifest.json", seed, false));
    assert!(
        altered("verify forged", place).contains("manifest.json, seed: \"2\" is found, \"1\" is made again")
    );
    let contact = |text: &str| text.replacen("seed = 1", "seed = 3", 1);
    forged(place, "run", |directory| alter(directory, "effective_config.toml", contact, true));
    let said = altered("verify forged", place);
    assert!(said.contains("manifest.json, config_hash") && said.contains("indicators.csv:"), "{said}");
    forged(place, "run", |directory| alter(directory, "effective_config.toml", contact, false));
    let said = altered("verify forged", place);
    assert!(said.contains("nothing is made again: effective_config.toml"), "{said}");
    let nothing_else = altered("verify forged --json", place);
    assert!(nothing_else.contains("\"fault\": \"altered\""), "{nothing_else}");
}

#[test]
fn missing_rows_and_files_and_files_too_many_are_said() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    done(&format!("run {TINY} --out run"), place);
    forged(place, "run", |directory| fs::remove_file(directory.join("costs.csv")).unwrap());
    assert!(altered("verify forged", place).contains("costs.csv is missing."));
    let first = |table: &str| {
        let (header, rows) = table.split_once('\n').unwrap();
        format!("{header}\n{}", rows.split_once('\n').unwrap().1)
    };
    forged(place, "run", |directory| alter(directory, "indicators.csv", first, true));
    let said = altered("verify forged", place);
    assert!(
        said.contains("indicators.csv (scenario=baseline, replicate=0") && said.contains("nothing is found"),
        "{said}"
    );
    forged(place, "run", |directory| fs::write(directory.join("contrasts.csv"), "planted").unwrap());
    assert!(
        altered("verify forged", place).contains("contrasts.csv is there, and the manifest does not name it")
    );
    // A user's own file is no fault, and said.
    forged(place, "run", |directory| fs::write(directory.join("notes.txt"), "mine").unwrap());
    let output = lachan("verify forged", place);
    assert!(
        output.status.success() && text(&output.stderr).contains("notes.txt is no result"),
        "{}",
        text(&output.stderr)
    );
    // A name that the manifest gained without the file that the command writes.
    let table = |text: &str| text.replacen("\"files\": {", "\"files\": {\n    \"notes.txt\": \"0\",", 1);
    forged(place, "run", |directory| alter(directory, "manifest.json", table, false));
    assert!(altered("verify forged", place).contains("notes.txt is missing"));
}

#[test]
fn results_of_another_version_are_held_to_their_hashes_and_not_made_again() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    done(&format!("run {TINY} --out run"), place);
    let manifest = fs::read_to_string(place.join("run/manifest.json")).unwrap();
    let version = manifest.lines().find(|line| line.contains("\"results_version\"")).unwrap().to_owned();
    let older = |text: &str| text.replacen(&version, "  \"results_version\": 1,", 1);
    forged(place, "run", |directory| alter(directory, "manifest.json", older, false));
    let output = lachan("verify forged", place);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(69), "{said}");
    assert!(said.contains("results of version 1") && said.contains("--hashes-only"), "{said}");
    done("verify forged --hashes-only", place);
    // An altered file counts for more than the version.
    alter(&place.join("forged"), "fit.csv", |table| with_another_number(table, "simulated"), false);
    assert!(altered("verify forged", place).contains("fit.csv is not the file"));
    // Another build of the same version gives the same bytes, which is tried.
    let sources = manifest.lines().find(|line| line.contains("\"sources\"")).unwrap().to_owned();
    let other = |text: &str| text.replacen(&sources, "  \"sources\": \"ab12\",", 1);
    forged(place, "run", |directory| alter(directory, "manifest.json", other, false));
    let output = lachan("verify forged", place);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("made by another build (version"), "{}", text(&output.stderr));
}

#[test]
fn a_comparison_is_made_again_and_its_manifest_cannot_lead_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    done(
        &format!(
            "compare cash_transfer no_programme {TINY} --replicates 4 --uncertainty levers --out compared"
        ),
        place,
    );
    assert!(done("verify compared", place).contains("the same byte for byte"));
    for (file, column) in [
        ("contrasts.csv", "difference"),
        ("cost_effectiveness.csv", "extra_cost_million_vnd"),
        ("scenarios.csv", "coverage"),
    ] {
        forged(place, "compared", |directory| {
            alter(directory, file, |table| with_another_number(table, column), true);
        });
        let said = altered("verify forged", place);
        assert!(
            said.lines().any(|line| line.starts_with(&format!("{file}:")) && line.contains("scenario=")),
            "{said}"
        );
    }
    forged(place, "compared", |directory| fs::write(directory.join("scenarios/more.toml"), "").unwrap());
    assert!(altered("verify forged", place).contains("scenarios/more.toml is there"));
    let elsewhere = |text: &str| text.replacen("lachan compare ", "lachan compare --out /tmp/victim ", 1);
    forged(place, "compared", |directory| alter(directory, "manifest.json", elsewhere, false));
    let output = lachan("verify forged", place);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cannot be carried out again"), "{}", text(&output.stderr));
}

/// A sample finds what was altered at the points that it makes again, and no more points are run than
/// were asked for.
#[test]
fn a_study_is_made_again_whole_or_at_some_of_its_points() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let sweep =
        format!("sweep recruiters.per_100k=50,75,100,125 {TINY} --scenario baseline --scenario no_programme");
    done(&format!("{sweep} --replicates 2 --out swept"), place);
    assert!(done("verify swept", place).contains("the same byte for byte"));
    let said = done("verify swept --sample 2", place);
    assert!(said.contains("Made again: 2 of 4 points") && said.contains("8 runs"), "{said}");
    assert_eq!(said, done("verify swept --sample 2", place), "the choice is the same");
    let change = |table: &str| with_another_number(table, "value");
    forged(place, "swept", |directory| alter(directory, "results.csv", change, true));
    assert!(altered("verify forged", place).contains("results.csv:"));
    let said = altered("verify forged --sample 4", place);
    let named = said_of("results.csv", &said);
    assert!(named.contains("point=3") && named.contains(", value: "), "{named}");
    let change = |table: &str| with_another_number(table, "difference");
    forged(place, "swept", |directory| alter(directory, "point_contrasts.csv", change, true));
    assert!(altered("verify forged --sample 4", place).contains("point_contrasts.csv:"));
    done(&format!("run {TINY} --out run"), place);
    let output = lachan("verify run --sample 2", place);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
}

/// One replicate in a configuration is not one that was asked for, of which an ensemble takes ten.
#[test]
fn a_run_of_one_point_of_an_ensemble_is_made_again() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    done(&format!("run {TINY} --ensemble --replicates 1 --out one"), place);
    assert!(done("verify one", place).contains("the same byte for byte"));
    let manifest = fs::read_to_string(place.join("one/manifest.json")).unwrap();
    assert!(manifest.contains("--ensemble=ensemble.csv --replicates 1\""), "{manifest}");
}
