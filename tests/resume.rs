//! A run that is interrupted, and what can have happened to what was kept of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A run of two replicates, kept every month.
const RUN: [&str; 12] = [
    "--scale",
    "0.0002",
    "--set",
    "synthesis.commune_households=100",
    "--years",
    "2",
    "--set",
    "simulation.warm_up_months=24",
    "--replicates",
    "2",
    "--checkpoint-every",
    "1",
];

fn lachan(arguments: &[&str], directory: &Path) -> Command {
    let mut command = crate::program::lachan_process();
    command.args(arguments).arg(directory).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(more: &[&str], directory: &Path) -> Command {
    lachan(&[&["run"], &RUN[..], more, &["--out"]].concat(), directory)
}

fn resume(directory: &Path) -> Output {
    lachan(&["resume"], directory).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// The states that are kept, in the order of their names.
fn states(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory.join(".checkpoint")).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut states: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "state")).collect();
    states.sort();
    states
}

/// Starts a run, waits until so many states are kept, and sends it a signal.
fn interrupted(more: &[&str], directory: &Path, kept: usize, name: &str) -> Output {
    let child = run(more, directory).spawn().unwrap();
    let begun = Instant::now();
    while states(directory).len() < kept {
        assert!(begun.elapsed() < Duration::from_secs(60), "no state was kept");
        std::thread::sleep(Duration::from_millis(1));
    }
    signal(&child, name);
    child.wait_with_output().unwrap()
}

/// Files of results by name; what begins with a dot is none.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let shown = entries.filter(|path| !name(path).starts_with('.'));
    shown.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

fn straight(more: &[&str], directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = run(more, directory).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!directory.join(".checkpoint").exists(), "what was kept goes with the end of the run");
    let files = files(directory);
    assert!(files.len() >= 11 && files.contains_key("manifest.json"));
    files
}

#[test]
fn one_interrupt_keeps_the_run_and_resume_ends_with_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let [whole, broken] = ["whole", "broken"].map(|name| place.path().join(name));
    let straight = straight(&["--ensemble"], &whole);
    assert!(straight.contains_key("ensemble.csv"));
    let output = interrupted(&["--ensemble"], &broken, 3, "-INT");
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    let told = stderr(&output);
    // What was set outside its range, what the run needs of memory, and what became of it; a line that
    // goes on is indented.
    let said = told.lines().filter(|line| !line.starts_with(' ')).count();
    assert_eq!((said, told.contains("lachan resume")), (3, true), "{told}");
    assert!(!broken.join("manifest.json").exists());
    let output = resume(&broken);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(files(&broken), straight);
    assert!(states(&broken).is_empty());
    let again = resume(&broken);
    assert!(again.status.success() && String::from_utf8_lossy(&again.stdout).contains("finished"));
}

#[test]
fn a_killed_run_is_neither_mixed_nor_lost_and_damage_costs_one_state() {
    let place = tempfile::tempdir().unwrap();
    let [whole, killed] = ["whole", "killed"].map(|name| place.path().join(name));
    let straight = straight(&[], &whole);
    let output = interrupted(&[], &killed, 4, "-KILL");
    assert_eq!(output.status.code(), None);

    let other = run(&["--seed", "2"], &killed).output().unwrap();
    assert_eq!(other.status.code(), Some(2));
    assert!(
        stderr(&other).contains("unfinished") && stderr(&other).contains("--discard"),
        "{}",
        stderr(&other)
    );

    let config = killed.join(".checkpoint/effective_config.toml");
    let sound = fs::read_to_string(&config).unwrap();
    fs::write(&config, sound.replace("seed = 1", "seed = 7")).unwrap();
    let changed = resume(&killed);
    assert_eq!(changed.status.code(), Some(2));
    assert!(stderr(&changed).contains("config.simulation.seed: 1 before, 7 now"), "{}", stderr(&changed));
    fs::write(&config, sound).unwrap();

    let newest =
        states(&killed).into_iter().max_by_key(|path| fs::metadata(path).unwrap().modified().unwrap());
    let newest = newest.unwrap();
    let mut bytes = fs::read(&newest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&newest, bytes).unwrap();
    let output = resume(&killed);
    assert!(output.status.success(), "{}", stderr(&output));
    let name = newest.file_name().unwrap().to_string_lossy().into_owned();
    assert!(stderr(&output).contains(&name) && stderr(&output).contains("earlier"), "{}", stderr(&output));
    assert_eq!(files(&killed), straight);
}

#[test]
fn discarding_begins_anew_and_what_was_never_begun_cannot_go_on() {
    let place = tempfile::tempdir().unwrap();
    let [whole, killed] = ["whole", "killed"].map(|name| place.path().join(name));
    interrupted(&[], &killed, 1, "-KILL");
    let seed = ["--seed", "2"];
    let output = run(&[&seed[..], &["--discard"]].concat(), &killed).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(files(&killed), straight(&seed, &whole));
    let nothing = resume(&place.path().join("nowhere"));
    assert_eq!(nothing.status.code(), Some(2));
    assert!(!place.path().join("nowhere").exists());
}

#[test]
fn a_second_writer_is_refused_with_the_number_of_the_first_and_a_kill_frees_the_directory() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("out");
    let mut first = run(&[], &directory).spawn().unwrap();
    while states(&directory).is_empty() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let holder = format!("by process {}", first.id());
    let scenario = ["compare", "no_programme", "--scale", "0.001", "--out"];
    for second in [run(&[], &directory).output().unwrap(), lachan(&scenario, &directory).output().unwrap()] {
        assert_eq!(second.status.code(), Some(73), "{}", stderr(&second));
        assert!(stderr(&second).contains(&holder), "{}", stderr(&second));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(resume(&directory).status.success());
}
