//! The files of a directory of results, and how they are written: each whole, the manifest last.

use super::file::{WriteError, write_file};
use super::findings::Findings;
use super::manifest::Manifest;
use super::package::{self, package};
use super::scenario_files::folder_of;
use super::schema::{Line, Schema};
use super::sheet::{write_table, write_wide};
use super::study::WideColumn;
use super::{
    contrasts, cost_effectiveness, costs, decision, displacement, equity, fit, human_security,
    indicator_means, indicators, monthly, national_costs, national_indicators, national_services, provinces,
    register, scenarios, services, survey, uncertainty, value_of_information, why, why_means,
};
use crate::config::envelope;
use crate::observation::RunResults;
use crate::pack;
use crate::population::Country;
use std::io::{self, Write};
use std::path::Path;

/// Runs of one or more scenarios, in the order in which they shall stand.
#[derive(Debug, Clone, Copy)]
pub struct Runs<'a> {
    /// Provinces, for their names.
    pub country: &'a Country,
    /// The runs.
    pub all: &'a [RunResults],
}

impl<'a> Runs<'a> {
    /// The scenarios in the order in which they first appear, each with its runs.
    pub fn scenarios(self) -> Vec<(&'a str, Vec<&'a RunResults>)> {
        let mut scenarios: Vec<(&str, Vec<&RunResults>)> = Vec::new();
        for run in self.all {
            match scenarios.iter_mut().find(|(name, _)| *name == run.scenario) {
                Some((_, runs)) => runs.push(run),
                None => scenarios.push((&run.scenario, vec![run])),
            }
        }
        scenarios
    }

    /// Rows of every run, each with its run.
    pub(super) fn rows<T: 'a>(
        self,
        of: impl Fn(&'a RunResults) -> &'a Vec<T> + 'a,
    ) -> impl Iterator<Item = (&'a RunResults, &'a T)> + 'a {
        self.all.iter().flat_map(move |run| of(run).iter().map(move |row| (run, row)))
    }
}

/// What writes a file.
type Fill<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

/// A file of results.
pub struct OutputFile<'a> {
    /// Its name.
    pub name: String,
    /// The table that it holds; none where it is no table.
    pub schema: Option<Schema>,
    /// Columns behind those of the table: a study's factors.
    pub factors: Vec<WideColumn>,
    fill: Fill<'a>,
}

impl<'a> OutputFile<'a> {
    /// A table.
    pub fn table<L: Line, I: IntoIterator<Item = L>>(lines: impl Fn() -> I + 'a) -> Self {
        Self {
            name: format!("{}.csv", L::SCHEMA.name),
            schema: Some(L::SCHEMA),
            factors: Vec::new(),
            fill: Box::new(move |out| write_table(lines(), out)),
        }
    }

    /// A table with a column for each factor of a study behind its own. Cells of factors are texts:
    /// a factor may be a month or a list.
    pub fn wide<L: Line, I: IntoIterator<Item = (L, Vec<String>)>>(
        factors: &[WideColumn],
        lines: impl Fn() -> I + 'a,
    ) -> Self {
        let names: Vec<String> = factors.iter().map(|(name, _)| name.clone()).collect();
        Self {
            name: format!("{}.csv", L::SCHEMA.name),
            schema: Some(L::SCHEMA),
            factors: factors.to_vec(),
            fill: Box::new(move |out| write_wide(&names, lines(), out)),
        }
    }

    /// Any other file of text.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::bytes(name, text.into().into_bytes())
    }

    /// Any other file.
    pub fn bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            schema: None,
            factors: Vec::new(),
            fill: Box::new(move |out| out.write_all(&bytes)),
        }
    }

    /// Writes what the file holds.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        (self.fill)(out)
    }
}

/// The tables of some runs.
pub fn tables_of_runs<'a>(runs: Runs<'a>) -> Vec<OutputFile<'a>> {
    let mut tables = vec![OutputFile::table(move || indicators(runs))];
    tables.extend(tables_beside_indicators(runs));
    tables
}

/// The tables of a comparison: those of its runs, of whose indicators there are the means over
/// replicates and, replicate by replicate, the national values; and what is read from the pairs.
pub fn tables_of_comparison<'a>(runs: Runs<'a>, findings: &'a Findings) -> Vec<OutputFile<'a>> {
    let mut tables = vec![
        OutputFile::table(move || indicator_means(runs)),
        OutputFile::table(move || national_indicators(runs)),
        OutputFile::table(move || scenarios(findings)),
        OutputFile::table(move || contrasts(runs.country, findings)),
        OutputFile::table(move || cost_effectiveness(findings)),
        OutputFile::table(move || equity(runs.country, findings)),
        OutputFile::table(move || displacement(findings)),
    ];
    if !findings.parts.is_empty() {
        tables.push(OutputFile::table(move || uncertainty(findings)));
    }
    if !findings.why.rows.is_empty() {
        tables.push(OutputFile::table(move || why(findings)));
        tables.push(OutputFile::table(move || why_means(findings)));
    }
    if !findings.decision.acts.is_empty() {
        tables.push(OutputFile::table(move || decision(findings)));
        tables.push(OutputFile::table(move || value_of_information(findings)));
    }
    tables.extend(tables_beside_indicators(runs));
    tables
}

fn tables_beside_indicators<'a>(runs: Runs<'a>) -> Vec<OutputFile<'a>> {
    vec![
        OutputFile::table(move || fit(runs)),
        OutputFile::table(move || monthly(runs)),
        OutputFile::table(move || provinces(runs)),
        OutputFile::table(move || survey(runs)),
        OutputFile::table(move || register(runs)),
        OutputFile::table(move || services(runs)),
        OutputFile::table(move || national_services(runs)),
        OutputFile::table(move || human_security(runs)),
        OutputFile::table(move || costs(runs)),
        OutputFile::table(move || national_costs(runs)),
    ]
}

/// The data of the country beside results, in one file, where they are not those that are compiled in.
pub const PACK_FILE: &str = "pack.lachan";

/// Writes files of results into a directory that exists, the pack they were made from among them. The manifest gets the files' hashes and is
/// written last.
///
/// # Errors
/// [`WriteError`] names the file that could not be written. Files written before it stay; there is
/// no manifest then.
pub fn write_results(
    directory: &Path,
    files: &[OutputFile<'_>],
    effective_config: &str,
    mut manifest: Manifest,
) -> Result<(), WriteError> {
    remove_manifest(directory)?;
    let pack = pack::current();
    if !pack.is_built_in() {
        // What was read from text can be written as text.
        let text = envelope(pack).unwrap_or_default();
        let hash = write_file(directory, PACK_FILE, |out| out.write_all(text.as_bytes()))?;
        manifest.files.insert(PACK_FILE.to_owned(), hash);
    }
    for file in files {
        let path = || directory.join(&file.name);
        folder_of(directory, &file.name).map_err(|source| WriteError { path: path(), source })?;
        let hash = write_file(directory, &file.name, |out| file.write(out))?;
        manifest.files.insert(file.name.clone(), hash);
    }
    let described = format!("{:#}\n", package(files, &manifest));
    let hash = write_file(directory, package::FILE, |out| out.write_all(described.as_bytes()))?;
    manifest.files.insert(package::FILE.to_owned(), hash);
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
