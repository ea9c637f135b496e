//! Small worlds whose result files are pinned byte for byte: whoever changes a result does so
//! knowingly.
//!
//! `tests/golden/results.txt` has the BLAKE3 hash of each file. It is renewed on purpose only:
//! `LACHAN_RENEW_GOLDEN=1 cargo test --release --test integration golden::`, with a line in
//! CHANGELOG.md that begins with **Results change**. Its first line has the version of the results,
//! which goes up with every change: nothing that was kept before is gone on with after.

use lachan::results::files;
use lachan::store::RESULTS_VERSION;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// One small commune a province, a short warm-up, two years, and recruiters with more to do than in
/// the baseline.
const SMALL: &str = "--scale 0.000001 --seed 4 --set simulation.years=2 --set simulation.warm_up_months=12 \
                     --set synthesis.commune_households=150 \
                     --set synthesis.commune_sample=1 --set recruiters.per_100k=500 --threads 1";

/// Each world and the command that makes it; each goes into another corner of the model.
pub const WORLDS: [(&str, &str); 17] = [
    ("baseline", "run"),
    ("sampled_families", "run --set synthesis.commune_households=1500 --set synthesis.commune_sample=0.1"),
    ("three_replicates", "run --replicates 3"),
    ("no_recruiters", "run --set recruiters.per_100k=0"),
    ("many_recruiters_who_move", "run --set recruiters.per_100k=2000 --set recruiters.inertia=0"),
    ("cross_border_only", "run --set recruitment.abroad_labour=1 --set recruitment.abroad_other=1"),
    ("storms_and_debt", "run --set economy.province_shock_probability=0.3 --set economy.shock_drop=0.5"),
    ("everybody_leaves", "run --set family.caregiver_leaves=0.2 --set migration.leave_12_14=0.1"),
    ("every_lever", "run --scenario child_protection_programme"),
    ("risk_targeted", "run --scenario risk_targeted"),
    ("one_province", "run tests/golden/one_province.toml"),
    ("for_a_year", "run --scenario tests/golden/for_a_year.toml"),
    ("ensemble", "run --ensemble --replicates 2"),
    ("compared", "compare parenting_programme no_programme --replicates 2"),
    (
        "uncertain_levers",
        "compare cash_transfer --uncertainty levers --replicates 4 --set simulation.years=1",
    ),
    ("swept", "sweep recruitment.contact=0.2:0.6:2 levers.cash_transfer.coverage=0,0.5"),
    ("screened", "sensitivity recruitment.contact recruitment.away --points 4"),
];

/// Hash of every file of results of a world, by `world/file`. The manifest holds the program's
/// version, and the same hashes.
fn results(world: &str, command: &str) -> BTreeMap<String, String> {
    results_with(world, command, &[])
}

/// The same with more words on the command line.
pub fn results_with(world: &str, command: &str, more: &[&OsStr]) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
    // What a world sets itself stands last and holds.
    let words = [verb, SMALL, rest].join(" ");
    let mut program = crate::program::lachan();
    program.args(words.split_whitespace()).arg("--out").arg(&out).args(more);
    let output = program.output().unwrap();
    assert!(output.status.success(), "{world}: {}", String::from_utf8_lossy(&output.stderr));
    let files = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
    let pinned = files.filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        let result = name.ends_with(".csv") || name.ends_with(".toml");
        result.then(|| {
            (format!("{world}/{name}"), blake3::hash(&fs::read(&path).unwrap()).to_hex().to_string())
        })
    });
    pinned.collect()
}

/// The hashes that are pinned, by `world/file`.
pub fn pinned() -> BTreeMap<String, String> {
    let text = fs::read_to_string(golden_file()).unwrap();
    let lines = text.lines().skip(1).map(|line| line.split_once("  ").unwrap());
    lines.map(|(hash, file)| (file.to_owned(), hash.to_owned())).collect()
}

fn golden_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/results.txt")
}

#[test]
fn results_of_small_worlds_are_those_that_are_pinned() {
    let golden = golden_file();
    let found: BTreeMap<String, String> =
        WORLDS.par_iter().flat_map(|(world, command)| results(world, command)).collect();
    let text = fs::read_to_string(&golden).unwrap();
    let (first, _) = text.split_once('\n').unwrap();
    let version: u32 = first.strip_prefix("results version ").unwrap().parse().unwrap();
    let pinned = pinned();
    if std::env::var_os("LACHAN_RENEW_GOLDEN").is_some() {
        assert!(
            found == pinned || RESULTS_VERSION > version,
            "these results are not those of version {version}: raise RESULTS_VERSION in src/store/version.rs, then renew"
        );
        let lines: String = found.iter().map(|(file, hash)| format!("{hash}  {file}\n")).collect();
        return fs::write(golden, format!("results version {RESULTS_VERSION}\n{lines}")).unwrap();
    }
    assert_eq!(version, RESULTS_VERSION, "results of this version were never pinned: renew them");
    for file in found.keys().filter_map(|file| file.split('/').nth(1)) {
        assert!(files().contains(&file), "{file} is missing in the list of the files of results");
    }
    let gone = pinned
        .keys()
        .filter(|file| !found.contains_key(*file))
        .map(|file| format!("{file} is no longer written"));
    let other = found.iter().filter(|(file, hash)| pinned.get(*file) != Some(hash)).map(|(file, _)| {
        match pinned.get(file) {
            Some(_) => format!("{file} differs"),
            None => format!("{file} is new"),
        }
    });
    let faults: Vec<String> = gone.chain(other).collect();
    assert!(
        faults.is_empty(),
        "{}\nIf results were meant to change: raise RESULTS_VERSION in src/store/version.rs, LACHAN_RENEW_GOLDEN=1 cargo test --release --test integration golden::, \
         and a line in CHANGELOG.md that begins with **Results change**.",
        faults.join("\n")
    );
}
