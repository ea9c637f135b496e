//! `scenarios/NAME.toml`: what was compared, resolved, so that the comparison can be made again
//! from its directory alone.

use super::OutputFile;
use crate::config::Effective;
use crate::disk;
use std::io;
use std::path::Path;

/// The folder of the scenarios in a directory of results.
pub const SCENARIOS: &str = "scenarios";

/// The file of a scenario in a directory of results.
pub fn scenario_file(name: &str) -> String {
    format!("{SCENARIOS}/{name}.toml")
}

/// Each scenario as resolved.
pub fn scenario_files<'a>(scenarios: &[Effective]) -> Vec<OutputFile<'a>> {
    let file = |scenario: &Effective| OutputFile::text(scenario_file(&scenario.name), scenario.to_toml());
    scenarios.iter().map(file).collect()
}

/// Makes the folder of a file in a directory of results, or takes one that is there. A link that
/// somebody put in its place is not followed.
pub(super) fn folder_of(directory: &Path, file: &str) -> io::Result<()> {
    let Some((folder, _)) = file.rsplit_once('/') else { return Ok(()) };
    disk::folder(&directory.join(folder))
}
