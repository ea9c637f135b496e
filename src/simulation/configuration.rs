//! The configuration of a run from a pack and the scenarios that are built in.

use crate::config::{Effective, Faults, Request, baseline_of, resolve, rules};
use crate::levers::scenarios::LIBRARY;
use crate::pack::{self, Pack};
use std::path::Path;

/// The baseline of this process's pack with a scenario, a configuration file and settings laid over it, in
/// this order.
///
/// # Errors
/// Every fault of every layer.
pub fn configuration<S: AsRef<str>>(
    scenario: Option<&str>,
    file: Option<&Path>,
    sets: &[S],
) -> Result<Effective, Faults> {
    configuration_of(pack::current(), scenario, file, sets)
}

/// The same on the baseline of any pack.
///
/// # Errors
/// Every fault of every layer.
pub fn configuration_of<S: AsRef<str>>(
    pack: &Pack,
    scenario: Option<&str>,
    file: Option<&Path>,
    sets: &[S],
) -> Result<Effective, Faults> {
    let files = baseline_of(pack);
    let sets: Vec<String> = sets.iter().map(|set| set.as_ref().to_owned()).collect();
    resolve(&Request {
        baseline: &files.each_ref().map(|(name, text)| (name.as_str(), text.as_ref())),
        library: LIBRARY,
        scenario,
        config: file,
        sets: &sets,
        rules: &rules::standard,
    })
}
