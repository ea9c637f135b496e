//! Runs that are kept: killed comparisons go on, larger ones live only what is new, and no byte of
//! results depends on the store.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A world of a fifth of a second.
const TINY: &str = "--scale 0.0005 --years 1 --set synthesis.commune_households=50 --threads 2 \
                    --set simulation.warm_up_months=6";

fn lachan(words: &str, place: &Path) -> Command {
    let mut command = crate::program::lachan_process();
    command.args(words.split_whitespace()).current_dir(place).env("LACHAN_STORE", place.join("store"));
    command
}

fn done(mut command: Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    // As it reads, wherever lines are broken.
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compare(more: &str, out: &str, place: &Path) -> String {
    done(lachan(&format!("compare {more} {TINY} --out {out}"), place))
}

/// Every file of a directory by its path; without the manifest's hash of the command.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

fn records(place: &Path, kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.join("store").join(kind)).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'));
    paths.sort();
    paths
}

#[test]
fn results_are_the_same_bytes_without_a_store_with_an_empty_one_and_with_a_full_one() {
    let place = tempfile::tempdir().unwrap();
    let words = "cash_transfer parenting_programme --replicates 3";
    for (out, more) in [("none", "--no-store"), ("first", ""), ("again", "")] {
        compare(&format!("{words} {more}"), out, place.path());
    }
    assert_eq!((records(place.path(), "runs").len(), records(place.path(), "warm-ups").len()), (9, 3));
    let [none, first, again] = ["none", "first", "again"].map(|out| files(&place.path().join(out)));
    assert!(none == first && first == again);
}

#[test]
fn a_larger_comparison_lives_only_what_is_new_and_takes_the_place_of_its_own_results() {
    let place = tempfile::tempdir().unwrap();
    compare("cash_transfer --replicates 2", "out", place.path());
    let said = compare("cash_transfer --replicates 3", "out", place.path());
    assert!(
        said.contains("kept from before and not lived again: 2 of 3 replicates of all 2 scenarios"),
        "{said}"
    );
    assert_eq!(records(place.path(), "runs").len(), 6);
    // A further scenario costs itself; the reference's warm-ups are there.
    let said = compare("cash_transfer law_enforcement --replicates 3", "out", place.path());
    assert!(said.contains("`cash_transfer` 3, `law_enforcement` 0"), "{said}");
    assert_eq!((records(place.path(), "runs").len(), records(place.path(), "warm-ups").len()), (9, 3));
    let whole = compare("cash_transfer law_enforcement --replicates 3 --no-store", "whole", place.path());
    assert!(!whole.contains("kept from before"), "{whole}");
    assert!(files(&place.path().join("out")) == files(&place.path().join("whole")));
    // Another configuration is still another comparison.
    let words = format!("compare cash_transfer --replicates 3 {TINY} --seed 5 --out out");
    assert_eq!(lachan(&words, place.path()).output().unwrap().status.code(), Some(73));
}

fn killed_once_runs_are_kept(words: &str, count: usize, place: &Path) {
    let mut child = lachan(words, place).stderr(std::process::Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while records(place, "runs").len() < count && child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_comparison_typed_again_goes_on_to_the_same_bytes_and_says_what_it_kept() {
    let place = tempfile::tempdir().unwrap();
    let words = format!("compare cash_transfer law_enforcement --replicates 4 {TINY} --out out");
    for count in [1, 4] {
        killed_once_runs_are_kept(&words, count, place.path());
        let before = records(place.path(), "runs").len();
        assert!((count..12).contains(&before), "{before}");
    }
    let said = done(lachan(&words, place.path()));
    assert!(said.contains("kept from before and not lived again"), "{said}");
    compare("cash_transfer law_enforcement --replicates 4 --no-store", "whole", place.path());
    assert!(files(&place.path().join("out")) == files(&place.path().join("whole")));
}

/// Torn, flipped, empty and foreign records, of both kinds, and two processes at one time.
#[test]
fn damaged_records_are_lived_again_and_two_processes_share_a_store() {
    let place = tempfile::tempdir().unwrap();
    let words = "cash_transfer --replicates 2";
    compare(words, "sound", place.path());
    let sound = files(&place.path().join("sound"));
    for (round, kind) in ["runs", "warm-ups", "runs", "runs"].into_iter().enumerate() {
        let paths = records(place.path(), kind);
        let bytes = fs::read(&paths[0]).unwrap();
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        let damaged = [&bytes[..bytes.len() / 3], &flipped, &[], &fs::read(&paths[1]).unwrap()];
        fs::write(&paths[0], damaged[round]).unwrap();
        if kind == "warm-ups" {
            records(place.path(), "runs").into_iter().for_each(|path| fs::remove_file(path).unwrap());
        }
        let out = format!("damaged-{round}");
        let said = compare(words, &out, place.path());
        assert!(
            said.contains("is lived again: it was cut off") || said.contains("belongs to something else"),
            "{said}"
        );
        assert!(files(&place.path().join(out)) == sound, "round {round}");
    }
    fs::remove_dir_all(place.path().join("store")).unwrap();
    let started = ["one", "other"].map(|out| {
        lachan(&format!("compare {words} {TINY} --out {out}"), place.path())
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    });
    for (mut child, out) in started.into_iter().zip(["one", "other"]) {
        assert!(child.wait().unwrap().success());
        assert!(files(&place.path().join(out)) == sound, "{out}");
    }
}

#[test]
fn a_store_that_cannot_be_used_is_refused_where_it_was_named_and_else_costs_a_warning() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "").unwrap();
    let words = format!("compare cash_transfer --replicates 2 {TINY}");
    let named: Output = lachan(&format!("{words} --out a --store file"), place.path()).output().unwrap();
    assert_eq!(named.status.code(), Some(73));
    let mut usual = lachan(&format!("{words} --out b"), place.path());
    usual.env_remove("LACHAN_STORE").env("XDG_CACHE_HOME", place.path().join("file"));
    assert!(done(usual).contains("note: no run is kept"));
    let mut limit = lachan(&format!("{words} --out c"), place.path());
    limit.env("LACHAN_STORE_LIMIT", "much");
    assert_eq!(limit.output().unwrap().status.code(), Some(2));
}

#[test]
fn the_store_is_listed_and_pruned() {
    let place = tempfile::tempdir().unwrap();
    compare("cash_transfer --replicates 2", "out", place.path());
    let list = |words: &str| {
        let output = lachan(words, place.path()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let said = list("store");
    assert!(said.contains("results of single runs") && said.contains("of at most 8.0 GB"), "{said}");
    assert!(list("store prune").starts_with("0 records"));
    assert!(list("store prune --to 1kB").starts_with("6 records"));
    assert!(records(place.path(), "runs").is_empty());
    compare("cash_transfer --replicates 2", "again", place.path());
    assert!(list("store prune --all").contains("; 0 B are left."));
}

#[test]
fn the_store_that_is_meant_is_the_one_that_is_pruned_and_none_is_made_to_be_listed() {
    let place = tempfile::tempdir().unwrap();
    compare("cash_transfer --replicates 2", "out", place.path());
    let code = |words: &str| lachan(words, place.path()).output().unwrap().status.code();
    for refused in [
        "store prune --all --no-store",
        "store --no-store prune --all",
        "store --no-store",
        "store --store store prune --all --store other",
    ] {
        assert_eq!(code(refused), Some(2), "{refused}");
        assert_eq!(records(place.path(), "runs").len(), 4, "{refused}");
    }
    for words in ["store --store typo", "store prune --all --store typo", "store --store typo prune"] {
        let output = lachan(words, place.path()).output().unwrap();
        assert!(output.status.success(), "{words}");
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("Nothing is kept: typo is not there."));
        assert!(!place.path().join("typo").exists(), "{words}");
    }
    // Nor is anything made in a directory that is no store.
    assert_eq!(code("store --store out"), Some(0));
    assert!(!place.path().join("out/runs").exists());
    assert_eq!(code("store --store store prune --all"), Some(0));
    assert!(records(place.path(), "runs").is_empty());
}

/// Two values that a warm-up reads by two that it does not, two scenarios and two replicates.
#[test]
fn a_mixed_study_shares_warm_ups_and_a_larger_one_lives_only_its_new_runs() {
    let place = tempfile::tempdir().unwrap();
    let study = |replicates: u32| {
        let text = format!(
            "[study]\nname = \"mixed\"\nkind = \"sweep\"\nscale = 0.0005\nyears = 1\nreplicates = {replicates}\n\
             scenarios = [\"baseline\", \"cash_transfer\"]\n\
             set = [\"simulation.warm_up_months=6\", \"synthesis.commune_households=50\"]\n\
             [[factor]]\nname = \"recruiters.per_100k\"\nvalues = [50, 90]\n\
             [[factor]]\nname = \"levers.cash_transfer.coverage\"\nvalues = [0.1, 0.9]\n"
        );
        fs::write(place.path().join("mixed.toml"), text).unwrap();
    };
    study(2);
    done(lachan("study run mixed.toml --out out --threads 2", place.path()));
    assert_eq!((records(place.path(), "runs").len(), records(place.path(), "warm-ups").len()), (16, 4));
    study(3);
    let refused = lachan("study run mixed.toml --out out", place.path()).output().unwrap();
    assert_eq!(refused.status.code(), Some(73));
    let said = done(lachan("study run mixed.toml --out out --threads 2 --replace", place.path()));
    assert!(said.contains("16 of 24 runs were kept from before"), "{said}");
    done(lachan("study run mixed.toml --out whole --no-store", place.path()));
    let [mut out, mut whole] = ["out", "whole"].map(|out| files(&place.path().join(out)));
    // Records stand in the order in which they were made.
    assert!(out.remove("ledger.jsonl").is_some() && whole.remove("ledger.jsonl").is_some());
    assert!(out == whole && out.contains_key("point_contrasts.csv"));
}

/// Parts of a comparison, as engines have them lived, one of them twice.
#[test]
fn parts_fill_a_store_from_which_the_whole_is_gathered() {
    let place = tempfile::tempdir().unwrap();
    let words = format!("compare cash_transfer law_enforcement --replicates 3 {TINY}");
    for part in ["1/4", "3/4", "2/4", "4/4", "3/4"] {
        done(lachan(&format!("{words} --store lived --part {part}"), place.path()));
    }
    let said = done(lachan(&format!("{words} --store lived --out gathered"), place.path()));
    assert!(said.contains("3 of 3 replicates of all 3 scenarios"), "{said}");
    done(lachan(&format!("{words} --no-store --out whole"), place.path()));
    assert!(files(&place.path().join("gathered")) == files(&place.path().join("whole")));
    for wrong in ["0/4", "5/4", "1", "a/b"] {
        let refused =
            lachan(&format!("{words} --store lived --part {wrong}"), place.path()).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
    }
    // The script that is written for Slurm does the same, with bash for an array.
    done(lachan(&format!("{words} --out array --engine slurm --shards 2"), place.path()));
    for index in ["1", "2"] {
        let mut task = Command::new("bash");
        task.arg(place.path().join("array/slurm.sh")).env("SLURM_ARRAY_TASK_ID", index);
        done(task);
    }
    done(lachan(&format!("{words} --out array --store array/.lived"), place.path()));
    let gathered = fs::read(place.path().join("array/contrasts.csv")).unwrap();
    assert!(gathered == fs::read(place.path().join("whole/contrasts.csv")).unwrap());
}

/// What a batch system is asked for is no less than what a part then wants of the machine, and
/// neither counts the results of other parts.
#[test]
fn the_memory_that_is_asked_for_is_what_a_part_takes() {
    let place = tempfile::tempdir().unwrap();
    let words =
        format!("compare cash_transfer --replicates 200 {TINY}").replace("--threads 2", "--threads 1");
    done(lachan(&format!("{words} --out out --engine slurm --shards 100"), place.path()));
    let script = fs::read_to_string(place.path().join("out/slurm.sh")).unwrap();
    let asked = script.lines().find_map(|line| line.strip_prefix("#SBATCH --mem=")).unwrap();
    let asked: f64 = asked.trim_end_matches('M').parse().unwrap();
    let said = done(lachan(&format!("{words} --store out/.lived --part 7/100"), place.path()));
    let wanted = said.split("about ").nth(1).and_then(|rest| rest.split(" GB").next()).unwrap();
    let wanted = 1000.0 * wanted.parse::<f64>().unwrap();
    assert!(wanted <= asked && wanted < 100.0, "{wanted} of {asked}: {said}");
    assert_eq!(fs::read_dir(place.path().join("out/.lived/runs")).unwrap().count(), 4);
}

/// Parts go on to what was decided by runs of all of them.
#[test]
fn parts_of_a_comparison_with_a_precision_go_on_batch_by_batch() {
    let place = tempfile::tempdir().unwrap();
    let busy = TINY.replace("--years 1", "--years 3 --set recruiters.per_100k=1500");
    let words = format!("compare cash_transfer --replicates 2 --precision 0.0001 --at-most 5 {busy}");
    let kept = || fs::read_dir(place.path().join("lived/runs")).unwrap().count();
    let mut before = 0;
    for _ in 0..4 {
        for part in ["1/2", "2/2"] {
            done(lachan(&format!("{words} --store lived --part {part}"), place.path()));
        }
        assert!(kept() > before || before == 10, "{before}");
        before = kept();
    }
    assert_eq!(before, 10);
}

/// A study on an engine keeps its runs where it was told to, and nowhere if it was told so.
#[test]
fn the_shards_of_a_study_use_the_store_that_was_named() {
    let place = tempfile::tempdir().unwrap();
    let text = "[study]\nname = \"kept\"\nkind = \"sweep\"\nscale = 0.0005\nyears = 1\n\
                set = [\"simulation.warm_up_months=6\", \"synthesis.commune_households=50\"]\n\
                [[factor]]\nname = \"recruiters.per_100k\"\nvalues = [50, 90]\n";
    fs::write(place.path().join("kept.toml"), text).unwrap();
    for (out, more, own, usual) in
        [("named", "--store mine", 2, 0), ("none", "--no-store", 0, 0), ("plain", "", 0, 2)]
    {
        let _ = fs::remove_dir_all(place.path().join("mine"));
        let words = format!("study run kept.toml --out {out} --engine slurm --shards 1 {more}");
        done(lachan(&words, place.path()));
        let mut task = Command::new("bash");
        task.arg(place.path().join(out).join("slurm.sh")).env("SLURM_ARRAY_TASK_ID", "1");
        // From another directory, as a worker.
        task.env("LACHAN_STORE", place.path().join("store")).current_dir("/");
        done(task);
        let mine = fs::read_dir(place.path().join("mine/runs")).into_iter().flatten().count();
        assert_eq!((mine, records(place.path(), "runs").len()), (own, usual), "{out}");
    }
}

/// However little the usual store may hold: what one part let go, the others would never find.
#[test]
fn nothing_goes_from_the_store_of_an_engine() {
    let place = tempfile::tempdir().unwrap();
    let limited = |words: &str| {
        let mut command = lachan(words, place.path());
        command.env("LACHAN_STORE_LIMIT", "1kB");
        command
    };
    let kept = || fs::read_dir(place.path().join("out/.lived/runs")).unwrap().count();
    let words = format!("compare cash_transfer law_enforcement --replicates 2 {TINY}");
    let submitted = limited(&format!("{words} --out out --engine slurm --shards 3")).output().unwrap();
    let submitted = String::from_utf8(submitted.stdout).unwrap();
    for index in ["1", "2", "3"] {
        let mut task = Command::new("bash");
        task.arg(place.path().join("out/slurm.sh")).env("SLURM_ARRAY_TASK_ID", index);
        task.env("LACHAN_STORE_LIMIT", "1kB");
        done(task);
    }
    assert_eq!(kept(), 6);
    // The command that gathers, as it is printed, lives what is missing and lets nothing go either.
    fs::remove_file(
        fs::read_dir(place.path().join("out/.lived/runs")).unwrap().next().unwrap().unwrap().path(),
    )
    .unwrap();
    let gather = submitted.lines().find_map(|line| line.strip_prefix("Then:")).unwrap();
    let mut shell = Command::new("bash");
    shell.args(["-c", gather]).current_dir(place.path()).env("LACHAN_STORE_LIMIT", "1kB");
    let said = done(shell);
    assert!(said.contains("kept from before and not lived again"), "{said}");
    assert_eq!(kept(), 6);
    // A store that is named by somebody else keeps its limit, unless that is waived.
    for (out, more, count) in [("a", "", 0), ("b", "--keep-all", 6)] {
        done(limited(&format!("{words} --out {out} --store named {more}")));
        assert_eq!(fs::read_dir(place.path().join("named/runs")).unwrap().count(), count, "{out}");
    }
}

#[test]
fn an_engine_of_a_comparison_is_not_left_without_a_store() {
    let place = tempfile::tempdir().unwrap();
    for engine in ["slurm", "dask"] {
        let words =
            format!("compare cash_transfer --replicates 2 {TINY} --out out --engine {engine} --no-store");
        let refused = lachan(&words, place.path()).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{engine}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("leave --no-store out"), "{engine}");
        assert!(!place.path().join("out").exists(), "{engine}");
    }
}

/// Whoever starts the program otherwise uses the store of whoever runs the tests.
#[test]
fn every_test_starts_the_program_without_the_users_store() {
    let mut files = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests/program.rs")
        {
            let text = fs::read_to_string(&path).unwrap();
            let starts = [concat!("Command::cargo_", "bin("), concat!("Command::new(assert_cmd::", "cargo")];
            assert!(!starts.iter().any(|start| text.contains(start)), "{}", path.display());
        }
    }
}

/// Results that a heavy test reads from a store would hide what it looks for.
#[test]
fn no_heavy_test_reads_the_store_of_whoever_runs_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/system");
    let mut scripts = 0;
    for folder in [folder.clone(), folder.join("browser")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_script = path.is_file() && fs::read(&path).unwrap().starts_with(b"#!");
            if is_script {
                let text = fs::read_to_string(&path).unwrap();
                assert!(text.contains("LACHAN_STORE"), "{} does not choose a store", path.display());
                scripts += 1;
            }
        }
    }
    assert!(scripts > 10, "{scripts}");
}
