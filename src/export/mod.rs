//! Files of results: pure functions of results, so that the same results give the same bytes.
//!
//! Every table is tidy CSV that `pandas.read_csv` reads as it stands: one header, plain decimal numbers without
//! exponents, an empty cell where there is no number or where it is suppressed (then flagged). The last column, `basis`,
//! says in each row that it is modelled, not observed. Each file is written beside its place and renamed; the
//! manifest comes last, so that a directory with a manifest is whole.

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
mod survey;

#[cfg(test)]
mod tests;

pub use costs::costs;
pub use file::{WriteError, write_file};
pub use fit::fit;
pub use human_security::human_security;
pub use indicators::indicators;
pub use manifest::{GapUse, Manifest, hash_of};
pub use monthly::monthly;
pub use number::plain;
pub use provinces::provinces;
pub use register::register;
pub use services::services;
pub use sheet::Sheet;
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

/// Writes every file of results into a directory that exists. The manifest gets the names of the
/// scenarios and the files' hashes and is written last.
///
/// # Errors
/// [`WriteError`] names the file that could not be written. Files written before it stay; there is no manifest then.
pub fn write_results(
    directory: &Path,
    study: &Study<'_>,
    effective_config: &str,
    mut manifest: Manifest,
) -> Result<(), WriteError> {
    type Table = fn(&Study<'_>, &mut dyn Write) -> io::Result<()>;
    remove_manifest(directory)?;
    let tables: [(&str, Table); 9] = [
        ("indicators.csv", indicators),
        ("fit.csv", fit),
        ("monthly.csv", monthly),
        ("provinces.csv", provinces),
        ("survey.csv", survey),
        ("register.csv", register),
        ("services.csv", services),
        ("human_security.csv", human_security),
        ("costs.csv", costs),
    ];
    for (name, table) in tables {
        let hash = write_file(directory, name, |out| table(study, out))?;
        manifest.files.insert(name.to_owned(), hash);
    }
    manifest.scenarios = study.scenarios().into_iter().map(|(name, _)| name.to_owned()).collect();
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
