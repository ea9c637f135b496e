//! Studies from the command line: the same bytes whatever was interrupted, damaged, cut up or run
//! alone; refusals with their places.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

/// A quick study: six points, two scenarios, one year after a short warm-up.
const SWEEP: &str = r#"
[study]
name = "small"
kind = "sweep"
scenarios = ["baseline", "no_programme"]
seed = 3
scale = 0.001
years = 1
set = ["simulation.warm_up_months=6"]
indicators = ["cases", "prevalence_lifetime_12_24"]

[[factor]]
name = "recruiters.per_100k"
low = 50
high = 150
levels = 3

[[factor]]
name = "levers.parenting_programme.coverage"
values = [0.0, 0.5]
"#;

fn lachan(arguments: &[&str]) -> Output {
    crate::program::lachan().args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn step(step: &[&str], study: &Path, out: &Path) -> Output {
    let mut words = vec!["study"];
    words.extend(step);
    lachan(&[&words[..], &[study.to_str().unwrap(), "--out", out.to_str().unwrap()]].concat())
}

fn run(study: &Path, out: &Path) {
    let output = step(&["run"], study, out);
    assert!(output.status.success(), "{}", stderr(&output));
}

/// All files of results, by name.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let results = entries
        .filter(|path| path.is_file() && !path.file_name().unwrap().to_str().unwrap().starts_with("ledger"));
    results
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The rows of a CSV text, each by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_study_ends_with_the_same_bytes_however_it_got_there() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("small.toml");
    fs::write(&study, SWEEP).unwrap();
    let out = |name: &str| place.path().join(name);
    run(&study, &out("straight"));
    let straight = files(&out("straight"));
    assert_eq!(rows(&straight["points.csv"]).len(), 6);
    // 6 points, 2 scenarios, 2 indicators in 2 periods, and the readings of the fit table.
    let results = rows(&straight["results.csv"]);
    let of_indicators = results.iter().filter(|row| row["period"] != "all_years").count();
    assert_eq!(of_indicators, 6 * 2 * 2 * 2);
    assert_eq!(rows(&straight["runs.csv"]).len(), 6 * 2);

    // Resumed: the ledger of the straight run cut in the middle of its fourth record, on one
    // thread.
    fs::create_dir(out("resumed")).unwrap();
    let ledger = fs::read(out("straight").join("ledger.jsonl")).unwrap();
    let ends: Vec<usize> =
        ledger.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
    assert_eq!(ends.len(), 7, "a header and six records");
    fs::write(out("resumed").join("ledger.jsonl"), &ledger[..ends[3] + 40]).unwrap();
    let status = step(&["status"], &study, &out("resumed"));
    let said = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(said.contains("3 of 6 tasks done, 0 failed, 3 not run yet"), "{said}");
    let resumed = step(&["run", "--threads", "1"], &study, &out("resumed"));
    assert!(stderr(&resumed).contains("line 5") && stderr(&resumed).contains("torn"), "{}", stderr(&resumed));
    assert!(stderr(&resumed).contains("3 of 6 tasks are done already"), "{}", stderr(&resumed));
    assert_eq!(files(&out("resumed")), straight);

    // Cut up: three shards, one of them twice, then merged.
    for index in ["2", "3", "1", "3"] {
        let output = step(&["shard", "--of", "3", "--index", index], &study, &out("shards"));
        assert!(output.status.success(), "{}", stderr(&output));
        if index == "2" {
            let early = step(&["merge"], &study, &out("shards"));
            assert_eq!(early.status.code(), Some(2));
            assert!(stderr(&early).contains("4 of 6 tasks have not been run yet"), "{}", stderr(&early));
        }
    }
    assert!(step(&["merge"], &study, &out("shards")).status.success());
    assert_eq!(files(&out("shards")), straight);

    // Alone: the command of a cell gives the cell's numbers.
    let cell = &rows(&straight["runs.csv"])[7];
    assert_eq!((&*cell["point"], &*cell["scenario"]), ("3", "no_programme"));
    let command = cell["command"].replace('\'', "");
    let mut words: Vec<&str> = command.split(' ').skip(1).collect();
    let alone = out("alone");
    words.extend(["--out", alone.to_str().unwrap()]);
    let output = lachan(&words);
    assert!(output.status.success(), "{}", stderr(&output));
    let fit = rows(&fs::read_to_string(alone.join("fit.csv")).unwrap());
    let of_cell = |id: &str| {
        let mut own = results.iter().filter(|row| row["point"] == "3" && row["scenario"] == "no_programme");
        own.find(|row| row["indicator"] == id).unwrap()["value"].clone()
    };
    for row in &fit {
        assert_eq!(row["simulated"], of_cell(&row["id"]), "{}", row["id"]);
    }
    let indicators = rows(&fs::read_to_string(alone.join("indicators.csv")).unwrap());
    let national = |name: &str| {
        let mut own = indicators.iter().filter(|row| row["stratum"] == "national");
        own.find(|row| row["indicator"] == name).unwrap()["value"].parse::<f64>().unwrap()
    };
    assert!((national("cases") / of_cell("cases").parse::<f64>().unwrap() - 1.0).abs() < 1e-5);
}

#[test]
fn another_study_a_second_writer_and_a_damaged_record() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("small.toml");
    let one = SWEEP.replace("levels = 3", "levels = 2").replace(", \"no_programme\"", "");
    fs::write(&study, &one).unwrap();
    let out = place.path().join("out");
    run(&study, &out);
    let before = files(&out);

    // A flipped byte: the record is dropped with a word, its task runs again.
    let path = out.join("ledger.jsonl");
    let mut ledger = fs::read(&path).unwrap();
    let second = ledger.iter().position(|&byte| byte == b'\n').unwrap() + 200;
    ledger[second] ^= 1;
    fs::write(&path, &ledger).unwrap();
    let again = step(&["run"], &study, &out);
    assert!(again.status.success() && stderr(&again).contains("damaged"), "{}", stderr(&again));
    assert_eq!(files(&out), before);

    // One digit of the study edited: refused with the key, and nothing changed.
    fs::write(&study, one.replace("high = 150", "high = 151")).unwrap();
    let other = step(&["run"], &study, &out);
    assert_eq!(other.status.code(), Some(73));
    assert!(
        stderr(&other).contains("recruiters.per_100k.high: 150.0 before, 151.0 now"),
        "{}",
        stderr(&other)
    );
    assert_eq!(files(&out), before);

    // A process that holds the directory is named.
    fs::write(&study, &one).unwrap();
    let holder = fs::File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(out.join(".lock"))
        .unwrap();
    holder.try_lock().unwrap();
    fs::write(out.join(".lock"), "4321").unwrap();
    let second = step(&["run"], &study, &out);
    assert_eq!(second.status.code(), Some(73));
    assert!(stderr(&second).contains("in use by process 4321"), "{}", stderr(&second));
    drop(holder);
    assert!(step(&["run"], &study, &out).status.success());
}

/// Points that differ in levers alone share a warm-up in one process; each shard of a single task
/// makes its own.
#[test]
fn a_shared_warm_up_changes_no_byte() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("levers.toml");
    let text = SWEEP.split("[[factor]]").next().unwrap().replace("years = 1", "years = 2\nreplicates = 2")
        + "[[factor]]\nname = \"levers.cash_transfer.coverage\"\nvalues = [0.0, 0.4, 1.0]\n";
    fs::write(&study, text).unwrap();
    let (together, apart) = (place.path().join("together"), place.path().join("apart"));
    run(&study, &together);
    for index in 1..=6 {
        let shard = ["shard", "--of", "6", "--index", &index.to_string()];
        assert!(step(&shard, &study, &apart).status.success());
    }
    assert!(step(&["merge"], &study, &apart).status.success());
    let found = files(&together);
    assert_eq!(files(&apart), found);
    let cases = rows(&found["results.csv"]);
    let of = |point: &str| {
        let row = |row: &&BTreeMap<String, String>| {
            row["point"] == point && row["scenario"] == "baseline" && row["indicator"] == "cases"
        };
        cases.iter().find(row).unwrap()["value"].clone()
    };
    assert_ne!(of("0"), of("2"), "the lever acts");
}

#[test]
fn a_small_sensitivity_study_has_its_indices() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("small.toml");
    let head = SWEEP.split("[[factor]]").next().unwrap().replace("\"sweep\"", "\"sensitivity\"");
    let text = head.replace(", \"no_programme\"", "").replace("seed = 3", "seed = 3\nreplicates = 2")
        + "design = \"saltelli\"\npoints = 2\n"
        + "[[factor]]\nname = \"recruiters.per_100k\"\n[[factor]]\nname = \"recruitment.contact\"\nscale = \"log\"\n";
    fs::write(&study, text).unwrap();
    let out = place.path().join("out");
    run(&study, &out);
    let found = rows(&fs::read_to_string(out.join("sensitivity.csv")).unwrap());
    let of = |index: &str| -> Vec<String> {
        let own = found.iter().filter(|row| {
            row["index"] == index && row["indicator"] == "cases" && row["period"] == "last_year"
        });
        own.map(|row| row["factor"].clone()).collect()
    };
    for index in ["sobol_first", "sobol_total"] {
        assert_eq!(of(index), ["recruiters.per_100k", "recruitment.contact"]);
    }
    for index in ["variance_parameters", "variance_shared_chance", "share_explained_by_parameters"] {
        assert_eq!(of(index), ["all"]);
    }
    assert_eq!(of("morris_mean"), Vec::<String>::new());
}

/// The second wave and the ensemble follow from the records of the first, so a calibration that was
/// killed in its second wave finds the same points again.
#[test]
fn a_calibration_resumes_with_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("small.toml");
    let text = SWEEP.split("[[factor]]").next().unwrap().replace("\"sweep\"", "\"calibration\"")
        + "points = 6\nwaves = 2\nensemble = 2\nhold_out = [\"T11\"]\n"
        + "[[factor]]\nname = \"recruitment.contact\"\n[[factor]]\nname = \"family.violent_discipline\"\n";
    fs::write(&study, text.replace(", \"no_programme\"", "")).unwrap();
    let (straight, resumed) = (place.path().join("straight"), place.path().join("resumed"));
    run(&study, &straight);
    let found = files(&straight);
    let points = rows(&found["points.csv"]);
    assert_eq!(points.len(), 6 + 6 + 2);
    assert_eq!(rows(&found["posterior.csv"]).len(), 1_000);
    assert_eq!(found["ensemble.csv"].lines().count(), 3);
    let fit = rows(&found["posterior_fit.csv"]);
    let role = |id: &str| fit.iter().find(|row| row["id"] == id).unwrap()["role"].clone();
    assert_eq!([role("T1"), role("T11a"), role("T12a")], ["calibrated", "held_out", "calibrated"]);
    // Violent discipline is read off by T10, so it is known far better than before; its prior is
    // 0.6 to 0.72.
    let learnt = rows(&found["identified.csv"]);
    assert!(learnt[1]["shrinkage"].parse::<f64>().unwrap() > 0.2, "{}", found["identified.csv"]);
    let overlay = straight.join("calibrated.toml");
    assert!(lachan(&["check", overlay.to_str().unwrap()]).status.success());

    // Wave by wave in two shards, each time merged to open the next.
    let sharded = place.path().join("sharded");
    let status = || String::from_utf8(step(&["status"], &study, &sharded).stdout).unwrap();
    for (wave, counted) in
        [("wave 1 of 2", "0 of 14"), ("wave 2 of 2", "6 of 14"), ("the ensemble", "12 of 14")]
    {
        assert!(
            status().contains(counted) && status().contains(&format!("Under way: {wave}.")),
            "{}",
            status()
        );
        let early = step(&["merge"], &study, &sharded);
        assert!(stderr(&early).contains("have not been run yet"), "{}", stderr(&early));
        for index in ["1", "2"] {
            assert!(step(&["shard", "--of", "2", "--index", index], &study, &sharded).status.success());
        }
        let merged = step(&["merge"], &study, &sharded);
        assert!(merged.status.success(), "{}", stderr(&merged));
    }
    assert!(status().contains("14 of 14"), "{}", status());
    assert_eq!(files(&sharded), found);

    fs::create_dir(&resumed).unwrap();
    let ledger = fs::read(straight.join("ledger.jsonl")).unwrap();
    let ends: Vec<usize> =
        ledger.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
    fs::write(resumed.join("ledger.jsonl"), &ledger[..ends[8] + 1]).unwrap();
    run(&study, &resumed);
    assert_eq!(files(&resumed), found);
}

#[test]
fn the_studies_that_are_shipped_can_be_read() {
    let place = tempfile::tempdir().unwrap();
    for (name, tasks) in [("recruiters_and_parenting", 80), ("screening", 140), ("calibration", 334)] {
        let study = Path::new("configs/studies").join(name).with_extension("toml");
        let output = step(&["status"], &study, place.path());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(&format!("0 of {tasks} tasks")), "{said}{}", stderr(&output));
    }
}

/// Every fault of a study file is said with its place, all together, and nothing is written.
#[test]
fn faulty_studies_are_refused_with_places_and_hints() {
    let place = tempfile::tempdir().unwrap();
    let study = place.path().join("faulty.toml");
    let refused = |text: &str, parts: &[&str]| {
        fs::write(&study, text).unwrap();
        let out = place.path().join("never");
        let output = step(&["run"], &study, &out);
        assert_eq!(output.status.code(), Some(2), "{text}");
        for part in parts {
            assert!(stderr(&output).contains(part), "{part} is not in\n{}", stderr(&output));
        }
        assert!(!out.exists());
    };
    refused(
        "[study]\nname = \"x\"\nkind = \"swep\"\nreplicate = 3\nyears = 0\nindicators = [\"casse\"]\n",
        &[
            "faulty.toml:3:8",
            "did you mean `sweep`?",
            "unknown key `replicate`",
            "did you mean `replicates`?",
            "`years` cannot be 0",
            "did you mean `cases`?",
        ],
    );
    refused(
        &SWEEP.replace("per_100k", "per_100"),
        &["did you mean `recruiters.per_100k`?", "faulty.toml:13:8"],
    );
    refused(
        &SWEEP.replace("levers.parenting_programme.coverage", "recruiters.per_100k"),
        &["varied by two factors", "named again here", "first named here"],
    );
    refused(&SWEEP.replace("high = 150", "high = 50"), &["runs from 50 to 50"]);
    refused(&SWEEP.replace("values = [0.0, 0.5]", "values = [0.0, 1.5]"), &["cannot be 1.5", "from 0 to 1"]);
    let huge = SWEEP.replace("levels = 3", "levels = 1000000")
        + "[[factor]]\nname = \"recruitment.contact\"\nlevels = 1000000\n";
    refused(&huge, &["1000000 x 2 x 1000000 points are asked for", "at most 1000000"]);
    refused("name = 3\n", &["the table [study] is missing", "`name` is neither"]);
    refused(&SWEEP.replace("\"no_programme\"", "\"baseline\""), &["given twice"]);
    refused(&SWEEP.replace("seed = 3", "seed = 3\nwaves = 2"), &["`waves` belongs to a calibration"]);
}

/// The copy of a study beside its results names its list, scenario and configuration where they
/// are, so it can be run from there.
#[test]
fn a_copied_study_finds_its_files() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("studies");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("points.csv"), "recruiters.per_100k\n60\n").unwrap();
    fs::write(folder.join("mine.toml"), "schema = 1\nname = \"mine\"\nextends = \"no_programme\"\n").unwrap();
    fs::write(folder.join("over.toml"), "recruitment.contact = 0.3\n").unwrap();
    let head = SWEEP.split("[[factor]]").next().unwrap();
    let text = head.replace("\"no_programme\"", "\"./mine.toml\"")
        + "design = \"list\"\nlist = \"points.csv\"\nconfig = 'over.toml'\n";
    fs::write(folder.join("small.toml"), text).unwrap();
    let (out, again) = (place.path().join("out"), place.path().join("again"));
    run(&folder.join("small.toml"), &out);
    run(&out.join("study.toml"), &again);
    assert_eq!(files(&again), files(&out));
    // The same study from its copy goes on with the same ledger.
    run(&out.join("study.toml"), &out);
}

#[test]
fn short_forms_print_the_study_they_stand_for() {
    let place = tempfile::tempdir().unwrap();
    let words = ["sweep", "recruiters.per_100k=50:150:3", "levers.parenting_programme.coverage=0,0.5"];
    let more = ["--scale", "0.001", "--years", "1", "--seed", "3", "--set", "simulation.warm_up_months=6"];
    let kept = ["--indicator", "cases", "--indicator", "prevalence_lifetime_12_24", "--name", "small"];
    let printed = lachan(&[&words[..], &more, &kept, &["--scenario", "baseline", "--print"]].concat());
    let text = String::from_utf8(printed.stdout).unwrap();
    let study = place.path().join("printed.toml");
    fs::write(&study, &text).unwrap();
    let status = step(&["status"], &study, &place.path().join("out"));
    let said = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(said.contains("small: 0 of 6 tasks done"), "{said}{}", stderr(&status));
    for words in [&["sensitivity", "--all-calibrated", "--print"][..], &["calibrate", "--print"]] {
        let text = String::from_utf8(lachan(words).stdout).unwrap();
        assert!(text.matches("[[factor]]").count() > 20, "{text}");
    }
}
