//! Reading a directory of results: the files of a run, and those that a comparison adds.
//!
//! Nothing is taken on trust: each row must be whole and say that it is modelled, and each file
//! that the manifest names must have the bytes it was written with.

use super::gathered::{self, Costs, Indicators, Months, Provinces, Register, Security, Services};
use super::manifest::{self, ManifestRead};
use super::parameters::{self, ParameterRead};
use super::rows::{ResultFile, read_table};
use super::scenario_names::ScenarioNames;
use super::{
    ContrastLine, EffectLine, FitLine, IndicatorLine, IndicatorMeanLine, Line, ScenarioLine, SurveyLine,
    UncertaintyLine, WhyMeanLine, required, scenario_file,
};
use crate::config::{Code, Fault, Faults, check_name};
use crate::disk;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// A directory of results as it was read.
#[derive(Debug)]
pub struct Results {
    /// Where from.
    pub manifest: ManifestRead,
    /// Names of the scenarios; other fields hold places in this list.
    pub scenarios: Vec<String>,
    /// Numbers of each replicate.
    pub indicators: Indicators,
    /// The calibration fit.
    pub fit: Vec<FitLine>,
    /// Month by month.
    pub months: Months,
    /// The provinces in the last year.
    pub provinces: Provinces,
    /// The last year.
    pub last_year: i32,
    /// Surveys.
    pub surveys: Vec<SurveyLine>,
    /// What authorities record.
    pub register: Register,
    /// Load of services.
    pub services: Services,
    /// Human security.
    pub security: Security,
    /// Costs of levers.
    pub costs: Costs,
    /// Parameters in use.
    pub parameters: Vec<ParameterRead>,
    /// Simulated families for each real one; none if the configuration does not say.
    pub scale: Option<f64>,
    /// What each scenario is; empty without a comparison.
    pub scenario_lines: Vec<ScenarioLine>,
    /// Differences between scenarios; empty without a comparison.
    pub contrasts: Vec<ContrastLine>,
    /// Effects and their cost; empty without a comparison.
    pub cost_effectiveness: Vec<EffectLine>,
    /// Parts of uncertainty; empty without a comparison.
    pub uncertainty: Vec<UncertaintyLine>,
    /// Parts of effects; empty where none were asked for.
    pub why: Vec<WhyMeanLine>,
    /// BLAKE3 of all that was read, in hexadecimal.
    pub hash: String,
}

/// Reads a directory.
///
/// # Errors
/// The faults of all files, at most one a file; their exit code is 65.
pub fn read(directory: &Path) -> Result<Results, Faults> {
    let (manifest, text) = manifest(directory)?;
    let mut reader = Reader::new(directory, &manifest, &text);
    reader.must_have(&required::of_runs(&manifest));
    let compared = required::is_comparison(&manifest);
    let indicators = match compared {
        true => reader.table(&required::file::<IndicatorMeanLine>(), Indicators::of_means),
        false => reader.table(&required::file::<IndicatorLine>(), Indicators::of_replicates),
    };
    if let Some(known) = &indicators {
        let name = directory.join("manifest.json").display().to_string();
        reader.faults.append(manifest::without_results(&manifest, &name, &known.scenarios()));
    }
    let fit = reader.lines();
    let months = reader.table("monthly.csv", gathered::months);
    let provinces = reader.table("provinces.csv", gathered::provinces);
    let surveys = reader.lines();
    let register = reader.table("register.csv", gathered::register);
    let services = reader.table("services.csv", gathered::services);
    let national_services = reader.table("national_services.csv", gathered::national_services);
    let security = reader.table("human_security.csv", gathered::security);
    let costs = reader.table("national_costs.csv", gathered::costs);
    let parameters = reader.table("effective_config.toml", |file, _| parameters::read(file.name, file.text));
    let scenario_lines = reader.lines_if(compared);
    reader.scenario_files();
    let contrasts = reader.lines_if(compared);
    let cost_effectiveness = reader.lines_if(compared);
    let uncertainty = reader.optional();
    let why = reader.optional();
    let Reader { names, faults, hasher, .. } = reader;
    if !faults.is_empty() {
        return Err(faults);
    }
    let (provinces, last_year) = provinces.unwrap_or_default();
    Ok(Results {
        scenarios: names.all().to_vec(),
        indicators: indicators.unwrap_or_default(),
        fit,
        months: months.unwrap_or_default(),
        provinces,
        last_year,
        surveys,
        register: register.unwrap_or_default(),
        services: services.into_iter().chain(national_services).flatten().collect(),
        security: security.unwrap_or_default(),
        costs: costs.unwrap_or_default(),
        scale: parameters.as_ref().and_then(|(_, scale)| *scale),
        parameters: parameters.map(|(parameters, _)| parameters).unwrap_or_default(),
        scenario_lines,
        contrasts,
        cost_effectiveness,
        uncertainty,
        why,
        hash: hasher.finalize().to_hex().to_string(),
        manifest,
    })
}

/// The rows of a table of a directory, held to its hash; none where its manifest names no such
/// table.
///
/// # Errors
/// A manifest or a table at fault.
pub fn lines_of<L: Line>(directory: &Path) -> Result<Vec<L>, Faults> {
    let (manifest, text) = manifest(directory)?;
    let mut reader = Reader::new(directory, &manifest, &text);
    let lines = reader.optional();
    reader.finish()?;
    Ok(lines)
}

/// The manifest of a directory, and its text.
///
/// # Errors
/// A directory that has none, or a text that is none.
pub(super) fn manifest(directory: &Path) -> Result<(ManifestRead, String), Fault> {
    let text = load(directory, "manifest.json").map_err(|fault| {
        fault.help("name a directory that `lachan run`, `lachan compare` or a study has written whole")
    })?;
    let manifest = manifest::read(&directory.join("manifest.json").display().to_string(), &text)?;
    Ok((manifest, text))
}

/// Reads files one after another and gathers their faults.
pub(super) struct Reader<'a> {
    directory: &'a Path,
    manifest: &'a ManifestRead,
    names: ScenarioNames,
    faults: Faults,
    /// Files whose absence has been told.
    missing: BTreeSet<String>,
    hasher: blake3::Hasher,
}

impl<'a> Reader<'a> {
    /// A reader of what a manifest of that text names.
    pub(super) fn new(directory: &'a Path, manifest: &'a ManifestRead, text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(text.as_bytes());
        let names = ScenarioNames::new(&manifest.scenarios);
        Self { directory, manifest, names, faults: Faults::new(), missing: BTreeSet::new(), hasher }
    }

    /// The hash of all that was read, in hexadecimal.
    ///
    /// # Errors
    /// The faults of all files.
    pub(super) fn finish(self) -> Result<String, Faults> {
        if self.faults.is_empty() {
            Ok(self.hasher.finalize().to_hex().to_string())
        } else {
            Err(self.faults)
        }
    }

    /// A file that must be there; none if it is at fault.
    pub(super) fn table<T>(
        &mut self,
        file: &str,
        read: impl FnOnce(ResultFile<'_>, &mut ScenarioNames) -> Result<T, Fault>,
    ) -> Option<T> {
        let name = self.directory.join(file).display().to_string();
        let named = manifest::named(self.manifest, file, &name);
        if self.missing.contains(file) {
            return None;
        }
        let done = named.and_then(|()| load(self.directory, file)).and_then(|text| {
            self.hasher.update(text.as_bytes());
            let found = read(ResultFile { name: &name, text: &text }, &mut self.names)?;
            manifest::check(self.manifest, file, &name, text.as_bytes())?;
            Ok(found)
        });
        let told = |fault| {
            self.missing.insert(file.to_owned());
            self.faults.push(fault);
        };
        done.map_err(told).ok()
    }

    /// Holds that the manifest names these files and that they are there, whether or not they are
    /// read.
    pub(super) fn must_have(&mut self, files: &[String]) {
        for file in files {
            if self.missing.contains(file) {
                continue;
            }
            let path = self.directory.join(file);
            let name = path.display().to_string();
            let there = manifest::named(self.manifest, file, &name).and_then(|()| stands(&path, file));
            if let Err(fault) = there {
                self.faults.push(fault);
                self.missing.insert(file.clone());
            }
        }
    }

    /// The rows of a table that must be there.
    pub(super) fn lines<L: Line>(&mut self) -> Vec<L> {
        self.table(&required::file::<L>(), |file, _| read_table(file)).unwrap_or_default()
    }

    /// The rows of a table that must be there where the results are of its kind; else there are
    /// none.
    pub(super) fn lines_if<L: Line>(&mut self, of_its_kind: bool) -> Vec<L> {
        if of_its_kind { self.lines() } else { Vec::new() }
    }

    /// The rows of a table that only some commands write: it must be there if the manifest names
    /// it.
    pub(super) fn optional<L: Line>(&mut self) -> Vec<L> {
        let named = self.has(&required::file::<L>());
        self.lines_if(named)
    }

    /// Holds the files of the scenarios, where the manifest names any, to their hashes.
    fn scenario_files(&mut self) {
        // By the names of scenarios, not by what a manifest calls its files: no path leads out of
        // the directory.
        for scenario in &self.manifest.scenarios {
            let file = scenario_file(scenario);
            if check_name(scenario).is_ok() && self.has(&file) {
                self.table(&file, |_, _| Ok(()));
            }
        }
    }

    fn has(&self, file: &str) -> bool {
        self.manifest.files.contains_key(file)
    }
}

/// Refuses a file that is not there.
fn stands(path: &Path, file: &str) -> Result<(), Fault> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(absent(&path.display().to_string(), format!("{file} is missing")))
        }
        // What else may be wrong with it is told when it is read.
        _ => Ok(()),
    }
}

fn absent(name: &str, message: String) -> Fault {
    Fault::new(Code::ResultMissing, message)
        .in_file(name)
        .help("make the results again; a run writes all of its files or no manifest")
}

/// The largest file of results that is read, in bytes (1 GiB). A directory of results may come from
/// anybody: no link in it is followed and no pipe waited for.
const MOST_BYTES: u64 = 1 << 30;

pub(super) fn load(directory: &Path, file: &str) -> Result<String, Fault> {
    let path = directory.join(file);
    let name = path.display().to_string();
    let bytes = disk::read(&path, MOST_BYTES).map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let message = if missing { format!("{file} is missing") } else { format!("{file}: {error}") };
        absent(&name, message)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Fault::new(Code::TableText, format!("{file} is not UTF-8 in line {line}"))
            .in_file(format!("{name}:{line}"))
            .help("the file was cut or changed: make the results again")
    })
}
