//! Every design in small: what is written down is what was run, and each point says what it is for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

/// Worlds of a few hundred homes, of which a run takes a moment.
const HEAD: &str = "[study]\nname = \"tiny\"\nscale = 0.0005\nseed = 7\nindicators = [\"cases\", \"indebted\"]\n\
                    set = [\"synthesis.commune_households=50\", \"simulation.warm_up_months=2\"]\n";

/// A number, a whole number, a month, true or false, and two parts of one whole.
const FACTORS: &str = r#"
[[factor]]
name = "recruitment.contact"
low = 0.1
high = 0.9

[[factor]]
name = "simulation.years"
low = 1
high = 2

[[factor]]
name = "levers.cash_transfer.start"
values = ["2017-01", "2017-06", "2017-09"]

[[factor]]
name = "levers.cash_transfer.targeted"

[[factor]]
name = "recruiters.family"

[[factor]]
name = "recruiters.friend"
"#;

type Rows = Vec<BTreeMap<String, String>>;

fn lachan(words: &[&str]) -> Output {
    crate::program::lachan().args(words).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs a study in a folder of its own, and gives what it said.
fn run(folder: &Path, name: &str, text: &str) -> String {
    let study = folder.join(format!("{name}.toml"));
    fs::write(&study, text).unwrap();
    let out = folder.join(name);
    let output = lachan(&["study", "run", study.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{name}: {}", said(&output));
    said(&output)
}

fn rows(folder: &Path, study: &str, file: &str) -> Rows {
    let mut reader = csv::Reader::from_path(folder.join(study).join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn study(design: &str, kind: &str, more: &str) -> String {
    format!("{HEAD}design = \"{design}\"\nkind = \"{kind}\"\n{more}\n{FACTORS}")
}

/// The studies of this file, one a design.
fn studies() -> Vec<(&'static str, String)> {
    let own_chance = "draws = \"own\"\nreplicates = 2\npoints = 6";
    let grid = HEAD.to_owned()
        + "kind = \"sweep\"\n[[factor]]\nname = \"simulation.years\"\nlow = 1\nhigh = 2\n\
           [[factor]]\nname = \"levers.cash_transfer.provinces\"\nvalues = [\"all\", [\"Lai Chau\", \"Kon Tum\"]]\n\
           [[factor]]\nname = \"recruiters.sector.labour\"\nvalues = [0.5, 0.7]\n";
    vec![
        ("sobol", study("sobol", "sweep", own_chance)),
        ("latin_hypercube", study("latin_hypercube", "sweep", "points = 6\nreplicates = 2")),
        ("morris", study("morris", "sensitivity", "trajectories = 2")),
        ("saltelli", study("saltelli", "sensitivity", "points = 2")),
        ("one_at_a_time", study("one_at_a_time", "sensitivity", "replicates = 2")),
        ("grid", grid),
    ]
}

/// The number of a run's last replicate, and the hash of its configuration.
fn alone(command: &str, out: &Path) -> (String, f64) {
    let words = shell_words(command);
    let mut words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    words.extend(["--out", out.to_str().unwrap(), "--threads", "1"]);
    let output = lachan(&words);
    assert!(output.status.success(), "{command}\n{}", said(&output));
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    let mut reader = csv::Reader::from_path(out.join("indicators.csv")).unwrap();
    let own: Rows = reader.deserialize().map(Result::unwrap).collect();
    let last = own.iter().rfind(|row| row["stratum"] == "national" && row["indicator"] == "cases");
    (manifest["config_hash"].as_str().unwrap().to_owned(), last.unwrap()["value"].parse().unwrap())
}

/// The words of a command as a shell splits them: quoted by single quotes alone.
fn shell_words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for letter in command.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            other => word.push(other),
        }
    }
    words.push(word);
    words
}

/// Over all designs, the command that stands beside a run gives that run: 50 rows, picked by a
/// fixed rule.
#[test]
fn the_command_of_every_row_gives_its_row() {
    let place = tempfile::tempdir().unwrap();
    let mut all: Vec<(String, BTreeMap<String, String>, String, f64)> = Vec::new();
    for (name, text) in studies() {
        run(place.path(), name, &text);
        let results = rows(place.path(), name, "results.csv");
        for cell in rows(place.path(), name, "runs.csv") {
            let own = |row: &&BTreeMap<String, String>| {
                let same = ["point", "replicate", "scenario"].iter().all(|key| row[*key] == cell[*key]);
                same && row["indicator"] == "cases" && row["period"] == "last_year"
            };
            let found = results.iter().find(own).unwrap();
            let (hash, value) = (found["config_hash"].clone(), found["value"].parse().unwrap());
            all.push((name.to_owned(), cell, hash, value));
        }
    }
    assert!(all.len() >= 50, "{}", all.len());
    let picked: Vec<usize> = (0..50).map(|turn| turn * 37 % all.len()).collect();
    let check = |at: usize| {
        let (name, cell, hash, value) = &all[at];
        let out = place.path().join(format!("alone_{at}"));
        let (found, number) = alone(&cell["command"], &out);
        // The number of replicates that a command runs is part of its configuration.
        if cell["replicate"] == "0" {
            assert_eq!(&found, hash, "{name}: {}", cell["command"]);
        }
        // A study keeps 6 digits of a number, a run 9.
        assert!((number - value).abs() <= 1e-5 * value.abs().max(1.0), "{name}: {number}, not {value}");
    };
    std::thread::scope(|scope| {
        for part in picked.chunks(25) {
            scope.spawn(move || part.iter().for_each(|&at| check(at)));
        }
    });
}

#[test]
fn points_are_written_as_they_were_used_and_say_what_they_are_for() {
    let place = tempfile::tempdir().unwrap();
    let factors: Vec<&str> =
        FACTORS.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    for (name, text) in studies().into_iter().filter(|(name, _)| *name != "grid") {
        run(place.path(), name, &text);
        for row in rows(place.path(), name, "points.csv") {
            assert!(["1", "2", "5"].contains(&&*row["simulation.years"]), "{row:?}");
            assert!(["2017-01", "2017-06", "2017-09"].contains(&&*row["levers.cash_transfer.start"]));
            assert!(["true", "false"].contains(&&*row["levers.cash_transfer.targeted"]));
            let parts =
                ["recruiters.family", "recruiters.friend"].map(|part| row[part].parse::<f64>().unwrap());
            assert!(parts.iter().sum::<f64>() <= 0.84 + 1e-9, "{row:?}");
        }
    }
    let points = rows(place.path(), "saltelli", "points.csv");
    for block in points.chunks(factors.len() + 2) {
        assert_eq!((&*block[0]["block"], &*block[1]["block"]), ("A", "B"));
        // Parts of one whole move together; every other factor of AB_i is that of A but for the
        // i-th, which is that of B.
        for (i, mixed) in block[2..].iter().enumerate() {
            assert_eq!(mixed["block"], format!("AB_{}", i + 1));
            for (j, factor) in factors.iter().enumerate().take(4) {
                let source = if i == j { &block[1] } else { &block[0] };
                assert_eq!(mixed[*factor], source[*factor], "{factor} of {}", mixed["block"]);
            }
        }
    }
    for pair in rows(place.path(), "morris", "points.csv").windows(2) {
        let moved = &pair[1]["moved"];
        if moved.is_empty() {
            assert_eq!(pair[1]["step"], "0");
            continue;
        }
        assert_ne!(pair[0][moved], pair[1][moved], "{moved} has moved");
        assert_eq!(pair[0]["trajectory"], pair[1]["trajectory"]);
    }
    let single = rows(place.path(), "one_at_a_time", "points.csv");
    for row in &single[1..] {
        let differing: Vec<&&str> =
            factors.iter().filter(|factor| row[**factor] != single[0][**factor]).collect();
        assert_eq!(differing, [&&*row["changed"]]);
    }
}

#[test]
fn parts_that_follow_are_set_and_shown() {
    let place = tempfile::tempdir().unwrap();
    let (name, text) = studies().pop().unwrap();
    run(place.path(), name, &text);
    for row in rows(place.path(), name, "points.csv") {
        let sectors = ["labour", "courier", "sexual", "marriage", "adoption"]
            .map(|sector| row[&format!("recruiters.sector.{sector}")].parse::<f64>().unwrap());
        assert!((sectors.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{row:?}");
        assert!((sectors[1] / sectors[2] - 14.0 / 12.0).abs() < 1e-9, "the others keep their proportions");
        assert!(
            ["[\"all\"]", "[\"Lai Chau\", \"Kon Tum\"]"].contains(&&*row["levers.cash_transfer.provinces"]),
            "{row:?}"
        );
    }
}

/// A finished study's points as the list of another give the same numbers.
#[test]
fn points_can_be_listed_again() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), "first", &study("morris", "sweep", "trajectories = 2"));
    let list = HEAD.to_owned() + "kind = \"sweep\"\ndesign = \"list\"\nlist = \"first/points.csv\"\n";
    run(place.path(), "second", &list);
    let values = |study: &str| -> Vec<(String, String, String, String)> {
        let all = rows(place.path(), study, "results.csv");
        let cell = |row: BTreeMap<String, String>| {
            let of = |key: &str| row[key].clone();
            (of("point"), of("indicator"), of("value"), of("config_hash"))
        };
        all.into_iter().map(cell).collect()
    };
    assert_eq!(values("second"), values("first"));
}

/// Two studies with neighbouring seeds, and two points of one study, never have one history.
#[test]
fn points_with_chance_of_their_own_share_none() {
    let place = tempfile::tempdir().unwrap();
    let mut seeds: Vec<String> = Vec::new();
    for seed in ["7", "8"] {
        let text = study("sobol", "sweep", "draws = \"own\"\npoints = 4")
            .replace("seed = 7", &format!("seed = {seed}"));
        let name = format!("own_{seed}");
        run(place.path(), &name, &text);
        let own = rows(place.path(), &name, "results.csv");
        let mut found: Vec<String> = own.iter().map(|row| row["seed"].clone()).collect();
        found.dedup();
        assert_eq!(found.len(), 4);
        seeds.extend(found);
        let described = fs::read_to_string(place.path().join(name).join("study.json")).unwrap();
        assert!(described.contains("no two points share draws"), "{described}");
    }
    let count = seeds.len();
    seeds.sort();
    seeds.dedup();
    assert_eq!(seeds.len(), count);
}

#[test]
fn answers_stand_on_the_terminal_and_doubts_beside_them() {
    let place = tempfile::tempdir().unwrap();
    let sweep = run(place.path(), "sobol", &studies()[0].1);
    assert!(sweep.contains("means by point") && sweep.contains("cases (last year)"), "{sweep}");
    let morris = run(place.path(), "morris", &studies()[2].1);
    assert!(morris.contains("rank") && morris.contains("2 trajectories are few"), "{morris}");
    let saltelli = run(place.path(), "saltelli", &studies()[3].1);
    assert!(saltelli.contains("sobol_total") && saltelli.contains("2 rows are few"), "{saltelli}");
    for row in rows(place.path(), "saltelli", "sensitivity.csv") {
        let sobol = row["index"].starts_with("sobol");
        assert!(!sobol || row["reliable"] == "false" && !row["note"].is_empty(), "{row:?}");
    }
    let single = run(place.path(), "one_at_a_time", &studies()[4].1);
    assert!(single.contains("recruitment.contact = 0.9"), "{single}");
    let changes = rows(place.path(), "one_at_a_time", "sensitivity.csv");
    let of_contact = |row: &&BTreeMap<String, String>| {
        row["factor"] == "recruitment.contact" && row["indicator"] == "cases" && row["index"] == "change"
    };
    let found: Vec<_> = changes.iter().filter(of_contact).collect();
    assert_eq!(found.len(), 2 * 2, "two ends in two periods");
    assert!(found.iter().all(|row| !row["estimate"].is_empty() && !row["low"].is_empty()));
}

/// A lever that starts after the years changes nothing: the file says so for every number, and is
/// no header alone.
#[test]
fn a_number_that_never_changes_is_said_to() {
    let place = tempfile::tempdir().unwrap();
    let text = HEAD.to_owned()
        + "kind = \"sensitivity\"\ndesign = \"morris\"\ntrajectories = 2\nyears = 1\n\
           [[factor]]\nname = \"levers.parenting_programme.coverage\"\n";
    let said = run(place.path(), "late", &text);
    assert!(said.contains("the number never changed"), "{said}");
    let rows = rows(place.path(), "late", "sensitivity.csv");
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row["reliable"] == "false" && row["estimate"].is_empty())
    );
}

#[test]
fn the_directory_of_a_study_stands_for_it() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), "grid", &studies()[5].1);
    let out = place.path().join("grid");
    let status = lachan(&["study", "status", out.to_str().unwrap()]);
    assert!(said(&status).contains("8 of 8 tasks done"), "{}", said(&status));
    let again = lachan(&["study", "run", out.to_str().unwrap()]);
    assert!(again.status.success(), "{}", said(&again));
    let other = lachan(&["study", "status", place.path().to_str().unwrap()]);
    assert!(!other.status.success() && said(&other).contains("name the study file"), "{}", said(&other));
}
