//! Packs: the data of a country from a directory or a file instead of those that are compiled in.

use crate::golden;
use crate::program::lachan;
use lachan::config::{envelope, read_pack};
use lachan::pack::{PackFile, built_in};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The pack that is compiled in, written to disk under another path.
fn copy() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let pack = place.path().join("a copy");
    lachan().args(["pack", "new"]).arg(&pack).assert().success();
    (place, pack)
}

/// The shipped teaching pack.
fn teaching() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("configs/teaching")
}

/// A run of a moment in the teaching pack.
const MOMENT: [&str; 12] = [
    "--scale",
    "0.002",
    "--years",
    "1",
    "--set",
    "simulation.warm_up_months=12",
    "--set",
    "recruiters.per_100k=500",
    "--set",
    "synthesis.commune_sample=1",
    "--threads",
    "1",
];

/// What a command says on standard error, and its exit code.
fn said(words: &[&std::ffi::OsStr]) -> (i32, String) {
    let output = lachan().args(words).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn check(pack: &Path) -> (i32, String) {
    said(&["pack".as_ref(), "check".as_ref(), pack.as_ref()])
}

/// Line and column of a byte of a text, both from 1; the column counts characters.
fn position(text: &str, at: usize) -> String {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{line}:{column}")
}

/// The promise behind packs: content decides, and not where it lies.
#[test]
fn the_pack_that_is_compiled_in_gives_the_same_bytes_from_disk() {
    let (_place, pack) = copy();
    let shipped = golden::pinned();
    let quick = if cfg!(debug_assertions) { 3 } else { usize::MAX };
    golden::WORLDS[..quick.min(golden::WORLDS.len())].par_iter().for_each(|(world, command)| {
        for (file, hash) in golden::results_with(world, command, &["--pack".as_ref(), pack.as_os_str()]) {
            assert_eq!(Some(&hash), shipped.get(&file), "{file}");
        }
    });
}

#[test]
fn a_new_pack_is_whole_and_nothing_is_overwritten() {
    let (_place, pack) = copy();
    for file in PackFile::ALL {
        assert_eq!(fs::read_to_string(pack.join(file.name())).unwrap(), built_in().text(file).unwrap());
    }
    assert_eq!(check(&pack).0, 0);
    fs::write(pack.join("pack.toml"), "mine").unwrap();
    let (code, words) = said(&["pack".as_ref(), "new".as_ref(), pack.as_ref()]);
    assert_eq!(code, 2, "{words}");
    assert_eq!(fs::read_to_string(pack.join("pack.toml")).unwrap(), "mine");
}

/// One file of a pack, what stands there first, what in its place, and what of that is at fault.
type Break = (PackFile, &'static str, &'static str, &'static str);

const BREAKS: &[Break] = &[
    (PackFile::About, "schema = 1", "schema = 9", "9"),
    (PackFile::About, "\"viet_nam\"", "\"Viet Nam\"", "\"Viet Nam\""),
    (PackFile::About, "\"VND\"", "\"EUR\"", "\"EUR\""),
    (PackFile::About, "version = \"1\"", "version = \"\"", "\"\""),
    (PackFile::About, "made_up = false", "made_up = \"no\"", "\"no\""),
    (PackFile::About, "made_up = false", "made_up = false\ncolour = 1", "colour"),
    (PackFile::About, "[102, 118]", "[118, 102]", "[118, 102]"),
    (PackFile::About, "[6, 24]", "[6, 240]", "[6, 240]"),
    (PackFile::Provinces, "8053663", "-5", "-5"),
    (PackFile::Provinces, "0.492,", "1.5,", "1.5"),
    (PackFile::Provinces, "Nội,red_river_delta", "Nội,red_river", "red_river"),
    (PackFile::Provinces, "\n01,Ha Noi", "\n1,Ha Noi", "1,"),
    (PackFile::Provinces, "01,Ha Noi", "01,Ha Noy", "Ha Noy"),
    (PackFile::Provinces, "6054", "6 054", "6 054"),
    (PackFile::Provinces, "105.7654", "205.7", "205.7"),
    (PackFile::Provinces, "8053663,", "\"8053663,", "\""),
    (PackFile::Regions, "southeast,6", "south,6", "south"),
    (PackFile::Regions, "central_highlands,5", "central_highlands,4", "central_highlands"),
    (PackFile::Regions, "0.138", "13.8", "13.8"),
    (PackFile::Adjacency, "01,17", "01,01", "01,01"),
    (PackFile::Adjacency, "01,17", "01,97", "97"),
    (PackFile::Adjacency, "01,19", "01,17", "01,17"),
    (PackFile::Crosswalk, "\n02,Ha Giang", "\n01,Ha Giang", "01"),
    (PackFile::PlaceNames, "Huế,name,46", "Huế,nom,46", "nom"),
    (PackFile::PlaceNames, "Huế,name,46", "Huế,name,99", "99"),
    (PackFile::Destinations, "\n01,0,", "\n01,0.1,", "0.1"),
    (PackFile::Destinations, "\n02,0.24809", "\n99,0.24809", "99"),
    (PackFile::Destinations, "\n02,0.24809", "\n02,0.5", "02,"),
    (PackFile::History, "1990-01,1990-12,work_start", "1990-13,1990-12,work_start", "1990-13"),
    (PackFile::History, "work_start,all", "workstart,all", "workstart"),
    (PackFile::History, "2.618,1.571", "2000,1.571", "2000"),
    (PackFile::History, "5.759,fitted", "5.759,fited", "fited"),
    (PackFile::Baseline, "unit = \"persons\"", "unit = \"person\"", "\"person\""),
    (PackFile::Baseline, "evidence = \"measured\"", "evidence = \"proved\"", "\"proved\""),
    (PackFile::Baseline, "years = 5", "years = 0", "0"),
    (PackFile::Baseline, "[economy]\n", "[economy\n", "\n"),
    (PackFile::Levers, "\"Kon Tum\"", "\"Kon Tumm\"", "\"Kon Tumm\""),
    (PackFile::Levers, "start = \"2018-01\"", "start = \"2018-13\"", "\"2018-13\""),
    (PackFile::Levers, "\"young_children\"", "\"youths\"", "\"youths\""),
    (PackFile::Targets, "\"prevalence_lifetime_12_24\"", "\"prevalence\"", "\"prevalence\""),
    (PackFile::Targets, "id = \"T1s\"", "id = \"T1\"", "\"T1\""),
    (PackFile::Targets, "low = 0.043", "low = 0.43", "0.43"),
    (PackFile::Targets, "[\"C03\", \"C05\", \"C06\"]", "[\"C03\", \"X99\"]", "[\"C03\""),
    (PackFile::Evidence, "\nS02,", "\nS01,", "S01"),
    (PackFile::Evidence, "report-3967572.html,B", "report-3967572.html,F", "F"),
    (PackFile::Ensemble, "family.violent_discipline", "family.violence", "family.violence"),
    (PackFile::Ensemble, "\n0.", "\n7.", "7"),
    (PackFile::Outlines, "\"code\":\"01\"", "\"code\":\"00\"", "\"00\""),
    (PackFile::Outlines, "{\"type\":\"FeatureCollection\",", "{\"type\":,", ","),
];

#[test]
fn every_broken_file_is_refused_at_its_place_with_exit_code_65() {
    assert!(BREAKS.len() >= 40);
    let missed: Vec<String> = BREAKS
        .par_iter()
        .filter_map(|&(file, from, to, at)| {
            let (_place, pack) = copy();
            let path = pack.join(file.name());
            let text = fs::read_to_string(&path).unwrap();
            let start = text.find(from).unwrap_or_else(|| panic!("{}: {from}", file.name()));
            let broken = text.replacen(from, to, 1);
            fs::write(&path, &broken).unwrap();
            let place = position(&broken, start + to.find(at).unwrap());
            let (code, words) = check(&pack);
            let wanted = format!("{}:{place}", path.display());
            let found = code == 65 && words.contains(&wanted);
            (!found).then(|| format!("{} {to:?}: {code}, {wanted} is not in\n{words}", file.name()))
        })
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// A country that is broken in every file but pack.toml, whose faults stand alone.
#[test]
fn the_faults_of_all_files_are_said_at_once_and_nothing_is_run() {
    let (place, pack) = copy();
    let mut wanted = Vec::new();
    for file in
        [PackFile::Provinces, PackFile::History, PackFile::Levers, PackFile::Targets, PackFile::Evidence]
    {
        let mut breaks = BREAKS.iter().filter(|(own, ..)| *own == file);
        let &(_, from, to, at) =
            if file == PackFile::Levers { breaks.next_back() } else { breaks.clone().next() }.unwrap();
        let path = pack.join(file.name());
        let text = fs::read_to_string(&path).unwrap();
        let start = text.find(from).unwrap();
        let broken = text.replacen(from, to, 1);
        fs::write(&path, &broken).unwrap();
        // Levers are held to places where those are sound.
        if file != PackFile::Levers {
            wanted.push(format!("{}:{}", path.display(), position(&broken, start + to.find(at).unwrap())));
        }
    }
    let out = place.path().join("out");
    let (code, words) =
        said(&["run".as_ref(), "--pack".as_ref(), pack.as_ref(), "--out".as_ref(), out.as_ref()]);
    assert_eq!(code, 65, "{words}");
    for wanted in wanted {
        assert!(words.contains(&wanted), "{wanted} is not in\n{words}");
    }
    assert!(!out.exists());
}

#[test]
fn a_pack_may_lack_what_has_a_rule_and_nothing_else() {
    for file in PackFile::ALL {
        let (_place, pack) = copy();
        fs::remove_file(pack.join(file.name())).unwrap();
        let (code, words) = check(&pack);
        match file.without() {
            Some(_) => {
                assert_eq!(code, if file == PackFile::Evidence { 65 } else { 0 }, "{}: {words}", file.name())
            }
            None => {
                assert_eq!(code, 65, "{}", file.name());
                assert!(words.contains(&format!("the pack has no {}", file.name())), "{words}");
            }
        }
    }
}

#[test]
fn what_a_pack_lacks_is_refused_where_it_is_asked_for() {
    let pack = teaching();
    let (code, words) = said(&["run".as_ref(), "--ensemble".as_ref(), "--pack".as_ref(), pack.as_ref()]);
    assert_eq!(code, 65, "{words}");
    assert!(words.contains("the pack teaching has no ensemble.csv"), "{words}");
}

/// Packs that mean harm, and packs that are merely strange.
#[cfg(unix)]
#[test]
fn hostile_packs_are_refused_or_harmless() {
    use std::os::unix::fs::symlink;
    let (place, pack) = copy();
    let secret = place.path().join("secret");
    fs::write(&secret, "a secret of this machine").unwrap();
    let replaced = |file: &str| {
        fs::remove_file(pack.join(file)).unwrap();
        pack.join(file)
    };
    symlink(&secret, replaced("SOURCES.md")).unwrap();
    let (code, words) = check(&pack);
    assert!(code == 65 || code == 2, "{words}");
    assert!(words.contains("is a link, which is not followed") && !words.contains("a secret of"), "{words}");
    fs::remove_file(pack.join("SOURCES.md")).unwrap();

    let large = fs::File::create(replaced("history.csv")).unwrap();
    large.set_len(65 << 20).unwrap();
    let (code, words) = check(&pack);
    assert!(code != 0 && words.contains("larger than 64 MiB"), "{words}");
    fs::write(pack.join("history.csv"), built_in().text(PackFile::History).unwrap()).unwrap();

    for file in ["baseline.toml", "pack.toml", "targets.toml"] {
        let own = fs::read_to_string(pack.join(file)).unwrap();
        fs::write(pack.join(file), format!("deep = {}", "[".repeat(100_000))).unwrap();
        let (code, words) = check(&pack);
        assert!(code == 65 || code == 2, "{file}: {code} {words}");
        fs::write(pack.join(file), own).unwrap();
    }

    let text = envelope(built_in()).unwrap();
    let file = place.path().join("one.lachan");
    for name in ["../../etc/passwd", "/etc/passwd", "a/provinces.csv", "..\\\\x"] {
        fs::write(&file, text.replacen("\"SOURCES.md\" =", &format!("\"{name}\" ="), 1)).unwrap();
        let (code, words) = check(&file);
        assert!(code == 65, "{name}: {code} {words}");
        assert!(words.contains("a pack has no file"), "{name}: {words}");
    }
}

/// A country's title is text on every page, whatever it holds.
#[test]
fn markup_in_a_pack_is_shown_and_not_acted_on() {
    let place = tempfile::tempdir().unwrap();
    let (pack, out) = (place.path().join("pack"), place.path().join("out"));
    lachan().args(["pack", "new", "--pack"]).arg(teaching()).arg(&pack).assert().success();
    for (file, from, to) in [
        ("pack.toml", "\"Five Provinces\"", "\"<script>alert(1)</script>\""),
        ("provinces.csv", "Alder Bay", "<b>Alder</b>"),
        ("provinces.csv", "Vịnh Sồi", "<img src=x>"),
    ] {
        let text = fs::read_to_string(pack.join(file)).unwrap();
        assert!(text.contains(from));
        fs::write(pack.join(file), text.replace(from, to)).unwrap();
    }
    lachan()
        .arg("run")
        .args(MOMENT)
        .arg("--report")
        .arg("--pack")
        .arg(&pack)
        .arg("--out")
        .arg(&out)
        .assert()
        .success();
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)"), "the title is not there");
    assert!(
        !page.contains("<script>alert(1)") && !page.contains("<img src=x>") && !page.contains("<b>Alder")
    );
}

#[test]
fn the_teaching_pack_runs_reports_and_is_verified_and_says_that_it_is_made_up() {
    let place = tempfile::tempdir().unwrap();
    let (out, file) = (place.path().join("out"), place.path().join("teaching.lachan"));
    lachan().args(["pack", "build"]).arg(teaching()).arg("-o").arg(&file).assert().success();
    let run = |pack: &Path, out: &Path| {
        let ran =
            lachan().arg("run").args(MOMENT).arg("--pack").arg(pack).arg("--out").arg(out).assert().success();
        let words = String::from_utf8(ran.get_output().stderr.clone()).unwrap();
        assert!(words.contains("the country is made up"), "{words}");
    };
    run(&teaching(), &out);
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("--pack pack.lachan") && manifest.contains("\"made_up\": true"), "{manifest}");
    for (lang, words) in
        [("en", "Made up: Five Provinces is an invented country"), ("vi", "Dữ liệu hư cấu: Năm Tỉnh")]
    {
        lachan().args(["report", "--lang", lang]).arg(&out).assert().success();
        assert!(fs::read_to_string(out.join("report.html")).unwrap().contains(words), "{lang}");
    }
    fs::remove_file(out.join("report.html")).unwrap();
    lachan().arg("verify").arg(&out).assert().success();
    lachan().arg("explain").arg(&out).arg("prevalence_lifetime_12_24,province=02").assert().success();
    // The same pack from its file, and by the command that the manifest gives.
    let again = place.path().join("again");
    run(&file, &again);
    assert_eq!(manifest, fs::read_to_string(again.join("manifest.json")).unwrap());
    // A pack that was changed beside its results is found out.
    let kept = fs::read_to_string(again.join("pack.lachan")).unwrap();
    fs::write(again.join("pack.lachan"), kept.replace("Five Provinces", "Six Provinces")).unwrap();
    for command in ["report", "verify"] {
        let (code, words) = said(&[command.as_ref(), again.as_ref()]);
        assert!(code == 65 && words.contains("pack.lachan is not the one"), "{command}: {code} {words}");
    }
    // Results keep to their pack.
    let (code, words) = said(&["report".as_ref(), out.as_ref(), "--pack".as_ref(), "built-in".as_ref()]);
    assert_eq!(code, 2, "{words}");
    assert!(words.contains("made from another pack"), "{words}");
}

/// What is kept of runs of one country is never taken for another's.
#[test]
fn runs_of_another_pack_are_other_runs() {
    let place = tempfile::tempdir().unwrap();
    let (pack, out) = (place.path().join("pack"), place.path().join("out"));
    lachan().args(["pack", "new", "--pack"]).arg(teaching()).arg(&pack).assert().success();
    let run = || {
        let mut command = lachan();
        command.arg("run").args(MOMENT).arg("--pack").arg(&pack).arg("--out").arg(&out);
        command.output().unwrap()
    };
    assert!(run().status.success() && run().status.success(), "the same again is fine");
    let own = fs::read_to_string(pack.join("pack.toml")).unwrap();
    fs::write(pack.join("pack.toml"), own.replace("version = \"1\"", "version = \"2\"")).unwrap();
    let other = run();
    assert_eq!(other.status.code(), Some(73), "{}", String::from_utf8_lossy(&other.stderr));
}

#[test]
fn a_pack_in_one_file_is_the_same_bytes_and_the_same_pack() {
    let place = tempfile::tempdir().unwrap();
    let files = ["a", "b"].map(|name| place.path().join(name));
    for file in &files {
        lachan().args(["pack", "build", "built-in", "-o"]).arg(file).assert().success();
    }
    let [a, b] = files.each_ref().map(|file| fs::read(file).unwrap());
    assert_eq!(a, b);
    assert!(read_pack(&files[0]).unwrap().pack.is_built_in());
    fs::write(&files[1], "mine").unwrap();
    let (code, _) =
        said(&["pack".as_ref(), "build".as_ref(), "built-in".as_ref(), "-o".as_ref(), files[1].as_ref()]);
    assert_eq!((code, fs::read_to_string(&files[1]).unwrap().as_str()), (2, "mine"));
}

#[test]
fn what_differs_between_packs_is_said_by_file_place_and_value() {
    let (_place, pack) = copy();
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(pack.join(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(pack.join(file), text.replacen(from, to, 1)).unwrap();
    };
    change("provinces.csv", "8053663", "8053664");
    change("baseline.toml", "value = 3.58", "value = 3.57");
    change("adjacency.csv", "01,17\n", "");
    fs::remove_file(pack.join("ensemble.csv")).unwrap();
    let output = lachan().args(["pack", "diff", "built-in", "--json"]).arg(&pack).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = json["tables"]["differences"].as_array().or_else(|| json["differences"].as_array());
    let rows: Vec<String> =
        rows.unwrap_or_else(|| panic!("{json:#}")).iter().map(ToString::to_string).collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    for wanted in [
        ["01, population", "8053663", "8053664"],
        ["synthesis.persons_per_household.value", "3.58", "3.57"],
        ["01 17", "a row", "null"],
        ["ensemble.csv", "the file is gone", "null"],
    ] {
        assert!(rows.iter().any(|row| wanted.iter().all(|word| row.contains(word))), "{wanted:?}: {rows:?}");
    }
    let same = lachan().args(["pack", "diff", "built-in", "built-in"]).output().unwrap();
    assert!(String::from_utf8_lossy(&same.stdout).contains("Both packs hold the same"));
}
