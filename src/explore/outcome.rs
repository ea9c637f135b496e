//! What a job found: the files that `lachan compare` writes, byte for byte, and what the report reads from them.

use super::scenario_builder::Ready;
use crate::config::{CountryTables, Tables, data};
use crate::experiments::compare::Comparison;
use crate::observation::RunResults;
use crate::report::{Options, excerpt, page};
use crate::results::{
    Findings, GapUse, Manifest, Results, Runs, hash_of, read, tables_of_comparison, write_results,
};
use std::path::Path;

/// The outcome of a job. Its files go when it goes.
#[derive(Debug)]
pub struct JobOutcome {
    files: tempfile::TempDir,
    results: Results,
    country: CountryTables,
}

impl JobOutcome {
    /// Writes the files of a comparison into a folder of their own below `folder`, and reads them as the report does, so that the page shows what they hold.
    ///
    /// # Errors
    /// What could not be written or read, in words.
    pub fn new(ready: &Ready, comparison: &Comparison, folder: &Path) -> Result<Self, String> {
        let arms = [ready.reference.clone(), ready.scenario.clone()];
        let runs: Vec<RunResults> = comparison.runs.iter().flatten().cloned().collect();
        let own = Runs { country: &comparison.country, all: &runs };
        let country = data::read(&Tables::built_in()).map_err(|faults| faults.to_string())?;
        let findings = Findings::new(comparison, &arms, Vec::new(), country.places.units());
        let files = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
        let tables = tables_of_comparison(own, &findings);
        let effective = arms[0].config.to_toml();
        write_results(files.path(), &tables, &effective, manifest(ready))
            .map_err(|error| error.to_string())?;
        let results = read(files.path()).map_err(|faults| faults.to_string())?;
        Ok(Self { files, results, country })
    }

    /// The part of the report that is shown at once.
    ///
    /// # Errors
    /// In words, what could not be made.
    pub fn excerpt(&self, options: Options) -> Result<String, String> {
        excerpt(&self.results, &self.country, options).map_err(|error| error.to_string())
    }

    /// The whole report.
    ///
    /// # Errors
    /// In words, what could not be made.
    pub fn report(&self, options: Options) -> Result<String, String> {
        page(&self.results, &self.country, options).map_err(|error| error.to_string())
    }

    /// A file by its name; none but those that the manifest names.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        let known = self.results.manifest.files.contains_key(name);
        known.then(|| std::fs::read(self.files.path().join(name)).ok()).flatten()
    }
}

fn manifest(ready: &Ready) -> Manifest {
    let (trial, name) = (ready.trial, &ready.scenario.plan.name);
    let command = format!(
        "lachan compare {name}.toml --against baseline --scale {} --seed {} --replicates {}",
        ready.scale, trial.seed, trial.replicates
    );
    let arms = [&ready.reference, &ready.scenario];
    let hashes: String = arms.iter().map(|arm| arm.config.hash()).collect();
    let mut manifest = Manifest::new(hash_of(hashes.as_bytes()), trial.seed, trial.replicates, command);
    manifest.scenarios = arms.iter().map(|arm| arm.plan.name.clone()).collect();
    manifest.inputs = ready.ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ready.ground.gaps);
    manifest
}
