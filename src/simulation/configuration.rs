//! The configuration of a run from what is built in.

use crate::config::{BASELINE, Effective, Faults, Request, resolve, rules};
use crate::levers::scenarios::LIBRARY;
use std::path::Path;

/// The baseline of Viet Nam with a scenario, a configuration file and settings laid over it, in
/// this order.
///
/// # Errors
/// Every fault of every layer.
pub fn configuration<S: AsRef<str>>(
    scenario: Option<&str>,
    file: Option<&Path>,
    sets: &[S],
) -> Result<Effective, Faults> {
    let sets: Vec<String> = sets.iter().map(|set| set.as_ref().to_owned()).collect();
    resolve(&Request {
        baseline: &BASELINE,
        library: LIBRARY,
        scenario,
        config: file,
        sets: &sets,
        rules: &rules::standard,
    })
}
