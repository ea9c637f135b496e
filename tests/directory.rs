//! A directory of results belongs to one command with one configuration, from the first moment to
//! the last.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --seed 1 --threads 1 --set synthesis.commune_households=50 \
                    --set simulation.warm_up_months=1";

fn lachan(words: &str, place: &Path) -> Output {
    crate::program::lachan_process().args(words.split_whitespace()).current_dir(place).output().unwrap()
}

fn run(more: &str, place: &Path) -> Output {
    lachan(&format!("run {TINY} --out out {more}"), place)
}

fn compare(more: &str, place: &Path) -> Output {
    lachan(&format!("compare cash_transfer {TINY} --replicates 2 --out out {more}"), place)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn done(output: &Output) {
    assert!(output.status.success(), "{}", said(output));
}

/// Every file by its path, but for the lock.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn the_same_command_again_is_fine_and_another_configuration_is_refused_with_the_command_to_type() {
    let place = tempfile::tempdir().unwrap();
    done(&run("", place.path()));
    let first = files(&place.path().join("out"));
    done(&run("", place.path()));
    assert_eq!(files(&place.path().join("out")), first);
    let other = run("--set recruitment.contact=0.9", place.path());
    let told = said(&other);
    assert_eq!(other.status.code(), Some(73), "{told}");
    assert!(told.contains("out holds another run"), "{told}");
    assert!(told.contains("config.recruitment.contact: ") && told.contains(" before, 0.9 now"), "{told}");
    assert!(
        told.contains("--set recruitment.contact=0.9 --replace") || told.contains("contact=0.9' --replace"),
        "{told}"
    );
    assert!(told.contains("--out out-2"), "{told}");
    assert_eq!(files(&place.path().join("out")), first, "nothing was touched");
    // The command that is shown does what it says.
    let shown = told.lines().find_map(|line| line.split_once("in its place: ")).unwrap().1;
    let program = assert_cmd::cargo::cargo_bin!("lachan").display().to_string();
    let shell = Command::new("sh")
        .args(["-c", &shown.replacen("lachan", &program, 1)])
        .current_dir(place.path())
        .output()
        .unwrap();
    done(&shell);
    assert_ne!(files(&place.path().join("out")), first);
}

#[test]
fn every_other_kind_of_command_is_refused_and_the_old_results_stay() {
    let place = tempfile::tempdir().unwrap();
    done(&run("", place.path()));
    let first = files(&place.path().join("out"));
    let sweep = format!("sweep recruiters.per_100k=50,100 {TINY} --out out");
    let bench = format!("bench {TINY} --out out").replace(" --threads 1", "");
    for words in [format!("compare cash_transfer {TINY} --replicates 2 --out out"), sweep, bench] {
        let refused = lachan(&words, place.path());
        assert_eq!(refused.status.code(), Some(73), "{words}: {}", said(&refused));
        assert!(said(&refused).contains("out holds a run"), "{}", said(&refused));
        assert_eq!(files(&place.path().join("out")), first, "{words}");
    }
}

/// A comparison, then a run in its place: no file of the comparison stays, and the page is of the
/// run alone.
#[test]
fn replacing_leaves_nothing_of_the_old_results_and_all_that_a_user_put_there() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    done(&compare("--report", place.path()));
    assert!(out.join("contrasts.csv").exists() && out.join("report.html").exists());
    fs::write(out.join("notes.txt"), "mine").unwrap();
    fs::create_dir(out.join("pictures")).unwrap();
    fs::write(out.join("pictures/map.png"), "mine").unwrap();
    done(&run("--set recruitment.contact=0.9 --replace", place.path()));
    assert!(!out.join("contrasts.csv").exists() && !out.join("report.html").exists());
    assert_eq!(fs::read(out.join("notes.txt")).unwrap(), b"mine");
    assert_eq!(fs::read(out.join("pictures/map.png")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing beside it");
    done(&lachan("report out -o page.html", place.path()));
    assert!(!fs::read_to_string(place.path().join("page.html")).unwrap().contains("Cash transfer"));
    // The files are those of a run into an empty directory.
    done(&lachan(&format!("run {TINY} --set recruitment.contact=0.9 --out fresh"), place.path()));
    let mut replaced = files(&out);
    replaced.remove("notes.txt");
    assert_eq!(replaced, files(&place.path().join("fresh")));
}

#[test]
fn a_report_shows_no_file_that_its_manifest_does_not_name() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    done(&run("", place.path()));
    let contrasts = "scenario,reference,indicator,basis\nforged,baseline,x,\"modelled, not observed\"\n";
    fs::write(out.join("contrasts.csv"), contrasts).unwrap();
    done(&lachan("report out -o page.html", place.path()));
    assert!(!fs::read_to_string(place.path().join("page.html")).unwrap().contains("forged"));
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    let start = manifest.find("\"files\"").unwrap();
    fs::write(out.join("manifest.json"), format!("{}\"files\": {{}}\n}}\n", &manifest[..start])).unwrap();
    let refused = lachan("report out -o other.html", place.path());
    assert_eq!(refused.status.code(), Some(65), "{}", said(&refused));
    assert!(said(&refused).contains("the manifest does not name it"), "{}", said(&refused));
    assert!(!place.path().join("other.html").exists());
}

#[test]
fn a_manifest_with_scenarios_that_have_no_results_is_refused_at_once() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out/manifest.json");
    done(&run("", place.path()));
    let names: Vec<String> = (0..5000).map(|number| format!("\"s{number}\"")).collect();
    let manifest = fs::read_to_string(&path).unwrap();
    let (start, rest) = manifest.split_once("\"scenarios\": [").unwrap();
    fs::write(&path, format!("{start}\"scenarios\": [{},{rest}", names.join(","))).unwrap();
    let begun = std::time::Instant::now();
    let refused = lachan("report out", place.path());
    assert_eq!(refused.status.code(), Some(65), "{}", said(&refused));
    assert!(said(&refused).contains("the results have no contrasts.csv"), "{}", said(&refused));
    assert!(said(&refused).len() < 10_000, "nothing is said of each of them");
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
}

/// What a user has in a directory is never taken for a result: a list named points.csv, and a study
/// beside it.
#[test]
fn a_study_does_not_overwrite_what_it_reads() {
    let place = tempfile::tempdir().unwrap();
    let my = place.path().join("my");
    fs::create_dir(&my).unwrap();
    let list = "recruiters.per_100k\n50\n100\n";
    let study = "[study]\nname = \"mine\"\nkind = \"sweep\"\ndesign = \"list\"\nlist = \"points.csv\"\nyears = 1\nscale = 0.0005\n\
                 set = [\"synthesis.commune_households=50\", \"simulation.warm_up_months=1\"]\n";
    fs::write(my.join("points.csv"), list).unwrap();
    fs::write(my.join("study.toml"), study).unwrap();
    let refused = lachan("study run my/study.toml --out my --threads 1", place.path());
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert_eq!(fs::read_to_string(my.join("points.csv")).unwrap(), list);
    assert_eq!(fs::read_to_string(my.join("study.toml")).unwrap(), study);
    done(&lachan("study run my/study.toml --out out --threads 1", place.path()));
    done(&lachan("study run my/study.toml --out out --threads 1", place.path()));
    let changed = study.replace("years = 1", "years = 2");
    fs::write(my.join("study.toml"), changed).unwrap();
    let refused = lachan("study run my/study.toml --out out --threads 1", place.path());
    assert_eq!(refused.status.code(), Some(73), "{}", said(&refused));
    assert!(said(&refused).contains("years: 1 before, 2 now"), "{}", said(&refused));
    done(&lachan("study run my/study.toml --out out --threads 1 --replace", place.path()));
    let copy = fs::read_to_string(place.path().join("out/study.toml")).unwrap();
    assert!(copy.contains("years = 2"));
}

/// A run that shall replace another is interrupted: the old results stand, and `resume` ends with
/// the new ones in their place.
#[test]
fn an_interrupted_replacement_is_resumed_and_nothing_is_lost_before() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    done(&compare("", place.path()));
    let first = files(&out);
    let long =
        format!("run {TINY} --checkpoint-every 1 --out out --replace").replace("--years 1", "--years 60");
    let child = crate::program::lachan_process()
        .args(long.split_whitespace())
        .current_dir(place.path())
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn();
    let mut child = child.unwrap();
    let states = place.path().join(".out.replacing/.checkpoint");
    let has_states = || fs::read_dir(&states).is_ok_and(|entries| entries.count() > 2);
    while !has_states() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let mut now = files(&out);
    now.remove(".lock");
    assert_eq!(now, first);
    done(&lachan("resume out --threads 1", place.path()));
    done(&lachan(&long.replace("--out out --replace", "--out fresh"), place.path()));
    assert_eq!(files(&out), files(&place.path().join("fresh")));
    assert!(!place.path().join(".out.replacing").exists());
}

#[test]
fn resume_says_what_to_type_where_no_single_run_is_under_way() {
    let place = tempfile::tempdir().unwrap();
    done(&compare("", place.path()));
    done(&lachan(&format!("sweep recruiters.per_100k=50,100 {TINY} --out swept"), place.path()));
    for (directory, word) in [("out", "lachan report out"), ("swept", "lachan study run")] {
        let refused = lachan(&format!("resume {directory}"), place.path());
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(word), "{}", said(&refused));
    }
}

/// A stranger's folder with links under the names that this program writes: the victim keeps its
/// bytes.
#[test]
fn a_planted_link_is_neither_followed_nor_written_through() {
    let place = tempfile::tempdir().unwrap();
    let victim = place.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    for name in [".lock", ".lachan.json", "manifest.json", ".checkpoint"] {
        let out = place.path().join("out");
        fs::create_dir(&out).unwrap();
        std::os::unix::fs::symlink(&victim, out.join(name)).unwrap();
        let output = run("", place.path());
        assert_eq!(fs::read(&victim).unwrap(), b"precious", "{name}");
        let told = said(&output);
        assert!(matches!(output.status.code(), Some(0 | 73 | 74)), "{name}: {told}");
        assert!(output.status.success() || told.contains("a link, which is not followed"), "{name}: {told}");
        fs::remove_dir_all(&out).unwrap();
    }
    let study = "[study]\nname = \"mine\"\nkind = \"sweep\"\nyears = 1\n[[factor]]\nname = \"recruiters.per_100k\"\nlevels = 2\n";
    fs::write(place.path().join("mine.toml"), study).unwrap();
    for name in ["slurm.sh", "ledger.jsonl", "shards"] {
        let out = place.path().join("out");
        fs::create_dir(&out).unwrap();
        std::os::unix::fs::symlink(&victim, out.join(name)).unwrap();
        lachan("study run mine.toml --engine slurm --out out", place.path());
        assert_eq!(fs::read(&victim).unwrap(), b"precious", "{name}");
        fs::remove_dir_all(&out).unwrap();
    }
}
