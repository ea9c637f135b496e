//! Files of results: pure functions of results, so that the same results give the same bytes.
//!
//! Every table is tidy CSV that `pandas.read_csv` reads as it stands: one header, plain decimal numbers without
//! exponents, an empty cell where there is no number or where it is suppressed (then flagged). The last column, `basis`,
//! says in each row that it is modelled, not observed. Each file is written beside its place and renamed; the
//! manifest comes last, so that a directory with a manifest is whole.

mod calibration;
mod comparison;
mod costs;
mod file;
mod fit;
mod human_security;
mod indicators;
mod manifest;
mod monthly;
mod number;
mod provinces;
mod register;
mod services;
mod sheet;
mod shell;
mod study;
mod survey;

#[cfg(test)]
mod tests;

pub use calibration::{
    Posterior, study_correlations, study_emulators, study_ensemble, study_fit, study_identified,
    study_posterior, study_recovery,
};
pub use comparison::{
    Findings, UNIT, allocation, contrasts, cost_effectiveness, displacement, equity, uncertainty,
};
pub use costs::costs;
pub use file::{WriteError, write_file};
pub use fit::fit;
pub use human_security::human_security;
pub use indicators::{indicator_means, indicators, national_indicators};
pub use manifest::{GapUse, Manifest, hash_of};
pub use monthly::monthly;
pub use number::plain;
pub use provinces::provinces;
pub use register::register;
pub use services::services;
pub use sheet::Sheet;
pub use shell::quoted;
pub use study::{study_points, study_results, study_runs, study_sensitivity};
pub use survey::survey;

use crate::observation::RunResults;
use crate::population::Country;
use std::io::{self, Write};
use std::path::Path;

/// What is exported: runs of one or more scenarios, in the order in which they shall stand.
#[derive(Debug, Clone, Copy)]
pub struct Study<'a> {
    /// Provinces, for their names.
    pub country: &'a Country,
    /// The runs.
    pub runs: &'a [RunResults],
}

impl<'a> Study<'a> {
    /// The scenarios in the order in which they first appear, each with its runs.
    pub fn scenarios(&self) -> Vec<(&'a str, Vec<&'a RunResults>)> {
        let mut scenarios: Vec<(&str, Vec<&RunResults>)> = Vec::new();
        for run in self.runs {
            match scenarios.iter_mut().find(|(name, _)| *name == run.scenario) {
                Some((_, runs)) => runs.push(run),
                None => scenarios.push((&run.scenario, vec![run])),
            }
        }
        scenarios
    }

    /// Code of a province, or `all`.
    pub(crate) fn code(&self, province: Option<usize>) -> &'a str {
        province.map_or("all", |row| &self.country.provinces[row].record.code)
    }
}

/// A file of results: its name, and what writes it.
pub type Table<'a> = (&'static str, Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>);

/// The tables of some runs. `indicators.csv` has every replicate.
pub fn tables_of_runs<'a>(study: &'a Study<'a>) -> Vec<Table<'a>> {
    let mut tables: Vec<Table<'a>> = vec![("indicators.csv", Box::new(|out| indicators(study, out)))];
    tables.extend(tables_beside_indicators(study));
    tables
}

/// The tables of a comparison: those of its runs, with the indicators' means over replicates and, replicate by replicate,
/// their national values; and what is read from the pairs.
pub fn tables_of_comparison<'a>(study: &'a Study<'a>, findings: &'a Findings) -> Vec<Table<'a>> {
    let mut tables: Vec<Table<'a>> = vec![
        ("indicators.csv", Box::new(|out| indicator_means(study, out))),
        ("replicates.csv", Box::new(|out| national_indicators(study, out))),
        ("contrasts.csv", Box::new(|out| contrasts(study.country, findings, out))),
        ("cost_effectiveness.csv", Box::new(|out| cost_effectiveness(findings, out))),
        ("equity.csv", Box::new(|out| equity(study.country, findings, out))),
        ("displacement.csv", Box::new(|out| displacement(findings, out))),
        ("uncertainty.csv", Box::new(|out| uncertainty(findings, out))),
    ];
    tables.extend(tables_beside_indicators(study));
    tables
}

fn tables_beside_indicators<'a>(study: &'a Study<'a>) -> Vec<Table<'a>> {
    vec![
        ("fit.csv", Box::new(|out| fit(study, out))),
        ("monthly.csv", Box::new(|out| monthly(study, out))),
        ("provinces.csv", Box::new(|out| provinces(study, out))),
        ("survey.csv", Box::new(|out| survey(study, out))),
        ("register.csv", Box::new(|out| register(study, out))),
        ("services.csv", Box::new(|out| services(study, out))),
        ("human_security.csv", Box::new(|out| human_security(study, out))),
        ("costs.csv", Box::new(|out| costs(study, out))),
    ]
}

/// Writes files of results into a directory that exists. The manifest gets the files' hashes and is written last.
///
/// # Errors
/// [`WriteError`] names the file that could not be written. Files written before it stay; there is no manifest then.
pub fn write_results(
    directory: &Path,
    tables: &[Table<'_>],
    effective_config: &str,
    mut manifest: Manifest,
) -> Result<(), WriteError> {
    remove_manifest(directory)?;
    for (name, table) in tables {
        let hash = write_file(directory, name, |out| table(out))?;
        manifest.files.insert((*name).to_owned(), hash);
    }
    let hash =
        write_file(directory, "effective_config.toml", |out| out.write_all(effective_config.as_bytes()))?;
    manifest.files.insert("effective_config.toml".to_owned(), hash);
    write_file(directory, "manifest.json", |out| manifest.write(out))?;
    Ok(())
}

/// Removes the manifest of earlier results, which no longer holds once the first file is replaced.
fn remove_manifest(directory: &Path) -> Result<(), WriteError> {
    let path = directory.join("manifest.json");
    match std::fs::remove_file(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(WriteError { path, source }),
        _ => Ok(()),
    }
}
