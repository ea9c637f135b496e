//! What a job found: the files that `lachan compare` writes, byte for byte, and what the report
//! reads from them.

use super::scenario_builder::Ready;
use crate::config::{CountryTables, Effective, Tables, data};
use crate::experiments::compare::{Comparison, notes};
use crate::observation::RunResults;
use crate::report::{Options, excerpt, page};
use crate::results::{
    Findings, Manifest, Results, Runs, hash_of, of_country, read, scenario_file, scenario_files,
    tables_of_comparison, write_results,
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
    /// Writes the files of a comparison into a folder of their own below `folder`, and reads them
    /// as the report does, so that the page shows what they hold.
    ///
    /// # Errors
    /// What could not be written or read, in words.
    pub fn new(ready: &Ready, comparison: &Comparison, folder: &Path) -> Result<Self, String> {
        let arms = [ready.reference.clone(), ready.scenario.clone()];
        let runs: Vec<RunResults> = comparison.runs.iter().flatten().cloned().collect();
        let own = Runs { country: &comparison.country, all: &runs };
        let country = data::read(&Tables::current()).map_err(|faults| faults.to_string())?;
        let findings = Findings::new(comparison, &arms, &ready.ground, Vec::new(), country.places.units());
        let files = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
        let mut tables = tables_of_comparison(own, &findings);
        let resolved = arms.each_ref().map(|arm| arm.as_run(ready.trial.replicates));
        let mut manifest = manifest(ready, &resolved);
        manifest.notes = notes(comparison, &arms, &ready.ground);
        tables.extend(scenario_files(&resolved));
        write_results(files.path(), &tables, &resolved[0].to_toml(), manifest)
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

    /// The names of its files, as the manifest has them.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.results.manifest.files.keys().map(String::as_str)
    }

    /// A file by its name; none but those that the manifest names.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        let known = self.results.manifest.files.contains_key(name);
        known.then(|| std::fs::read(self.files.path().join(name)).ok()).flatten()
    }
}

fn manifest(ready: &Ready, resolved: &[Effective; 2]) -> Manifest {
    let trial = ready.trial;
    let [reference, scenario] = resolved.each_ref().map(|config| scenario_file(&config.name));
    let command =
        format!("lachan compare {scenario} --against {reference} --replicates {}", trial.replicates);
    let hashes: String = resolved.iter().map(Effective::hash).collect();
    let mut manifest = Manifest::new(hash_of(hashes.as_bytes()), trial.seed, trial.replicates, command);
    manifest.scenarios = resolved.iter().map(|config| config.name.clone()).collect();
    of_country(&mut manifest, &resolved[0], &ready.ground);
    manifest
}
