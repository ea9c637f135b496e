//! A small model to configure, and messages as snapshots.

use std::path::Path;

use lachan::config::rules::{Rule, standard};
use lachan::config::{Effective, Faults, Request, resolve};

/// A baseline with one leaf of every kind.
pub const BASELINE: &str = include_str!("../fixtures/mini_baseline.toml");

/// Two scenarios, one above the other, and two that extend each other.
pub const LIBRARY: &[(&str, &str)] = &[
    ("no_programme", "name = \"no_programme\"\n[levers.parenting_programme]\ncoverage = 0\n"),
    ("no_programme_poor", "extends = \"no_programme\"\n[economy]\npoor_share = 0.3\n"),
    ("ring_one", "extends = \"ring_two\"\n"),
    ("ring_two", "extends = \"ring_one\"\n"),
];

pub fn rules(name: &str) -> Rule {
    match name {
        "levers.parenting_programme.target" => Rule::Words(&["all", "poor", "minority"]),
        other => standard(other),
    }
}

/// Resolves with what is given; the rest is as small as it can be.
pub fn resolve_with(
    baseline: &str,
    scenario: Option<&str>,
    config: Option<&Path>,
    sets: &[&str],
) -> Result<Effective, Faults> {
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    let baseline = &[("baseline.toml", baseline)];
    resolve(&Request { baseline, library: LIBRARY, scenario, config, sets: &sets, rules: &rules })
}

/// The configuration of a file in this folder.
pub fn resolve_file(name: &str) -> Result<Effective, Faults> {
    let path = format!("tests/bad_inputs/{name}.toml");
    resolve_with(BASELINE, None, Some(Path::new(&path)), &[])
}

/// The faults of a result that must be one.
pub fn faults<T>(result: Result<T, Faults>) -> Faults {
    match result {
        Ok(_) => panic!("accepted, but must be refused"),
        Err(faults) => {
            let helpless = faults.iter().find(|fault| fault.help.is_none());
            assert!(helpless.is_none(), "does not say how to mend it: {}", helpless.unwrap());
            faults
        }
    }
}

/// Compares a message with the snapshot of that name.
pub fn snapshot(name: &str, message: &str) {
    snapshot_in(".", name, message);
}

/// The same in a folder below this one.
pub fn snapshot_in(folder: &str, name: &str, message: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let folder = std::env::current_dir().unwrap();
    let message = message.replace(&format!("{}/", folder.display()), "PROJECT/");
    settings.bind(|| insta::assert_snapshot!(name, message));
}

/// A file of this folder is refused with exit code 2 and the message of the snapshot of its name.
pub fn refuse_file(name: &str) {
    let faults = faults(resolve_file(name));
    assert_eq!(faults.exit_code(), 2);
    snapshot(name, &faults.to_string());
}
