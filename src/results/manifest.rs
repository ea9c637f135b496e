//! `manifest.json`: what made the results, so that anyone can make them again.

use super::outputs::PACK_FILE;
use crate::config::{Code, Fault, Faults};
use crate::observation::NOTICE;
use crate::pack;
use crate::population::synthesis::GapRule;
use crate::store::directory::{Belonging, Kind};
use crate::store::{LOCK, RESULTS_VERSION, SOURCES};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// What made the results. Nothing in it depends on the clock, the machine or the number of threads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// The program.
    pub model: &'static str,
    /// That results are modelled, not observed.
    pub notice: &'static str,
    /// Version of the program.
    pub version: String,
    /// Version of the results that it makes.
    pub results_version: u32,
    /// BLAKE3 of what the program was compiled from.
    pub sources: String,
    /// BLAKE3 of the versions of its dependencies, `Cargo.lock`.
    pub lock: String,
    /// The kind of command; none where it is not the command line's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// BLAKE3 hash of everything that was asked for and that results depend on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Hash of the effective configuration.
    pub config_hash: String,
    /// Scenarios, in the order of the files.
    pub scenarios: Vec<String>,
    /// BLAKE3 hash of the posterior ensemble whose points the replicates run with, where there is
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ensemble: Option<String>,
    /// Seed.
    pub seed: u64,
    /// Replicates of each scenario.
    pub replicates: u32,
    /// BLAKE3 hashes of the input tables, by name.
    pub inputs: BTreeMap<String, String>,
    /// The data of the country, where they are not those that are compiled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackUse>,
    /// Rules that filled empty cells of the province table.
    pub gap_rules: Vec<GapUse>,
    /// Last month of which anything is known, `YYYY-MM`; none in a world without a history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history_ends: Option<String>,
    /// The command that makes these results again.
    pub command: String,
    /// What a reader must know beside the numbers, a sentence each: few replicates, levers that
    /// cannot act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// BLAKE3 hashes of the other files, by name; filled in when results are written.
    pub files: BTreeMap<String, String>,
}

/// The pack that results were made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackUse {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// BLAKE3 hash of its content.
    pub blake3: String,
    /// Whether the country is invented.
    pub made_up: bool,
}

impl PackUse {
    /// The pack of this process, unless it is the one that is compiled in.
    fn current() -> Option<Self> {
        let pack = pack::current();
        let about = pack.about();
        (!pack.is_built_in()).then(|| Self {
            name: about.name.clone(),
            version: about.version.clone(),
            blake3: pack.hash().to_owned(),
            made_up: about.made_up,
        })
    }
}

/// A gap rule and where it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapUse {
    /// Name of the rule.
    pub rule: String,
    /// Column of the table.
    pub column: String,
    /// Codes of the provinces.
    pub provinces: Vec<String>,
}

impl Manifest {
    /// A manifest of this program; the caller fills in what it knows.
    pub fn new(
        config_hash: impl Into<String>,
        seed: u64,
        replicates: u32,
        command: impl Into<String>,
    ) -> Self {
        let pack = PackUse::current();
        let mut command = command.into();
        if pack.is_some() {
            command.push_str(&format!(" --pack {PACK_FILE}"));
        }
        Self {
            model: env!("CARGO_PKG_NAME"),
            notice: NOTICE,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            results_version: RESULTS_VERSION,
            sources: SOURCES.to_owned(),
            lock: LOCK.to_owned(),
            kind: None,
            request: None,
            config_hash: config_hash.into(),
            scenarios: Vec::new(),
            ensemble: None,
            seed,
            replicates,
            inputs: BTreeMap::new(),
            pack,
            gap_rules: Vec::new(),
            history_ends: None,
            command,
            notes: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// Says whose results these are.
    pub fn belongs_to(&mut self, belonging: &Belonging) {
        self.kind = Some(belonging.kind);
        self.request = Some(belonging.hash());
    }

    /// Writes it as indented JSON.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl GapUse {
    /// The uses of gap rules, one entry for each rule and column.
    pub fn gather(used: &[GapRule]) -> Vec<Self> {
        let mut by_rule: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for gap in used {
            by_rule.entry((gap.rule, gap.column)).or_default().push(gap.province.clone());
        }
        by_rule
            .into_iter()
            .map(|((rule, column), mut provinces)| {
                provinces.sort_unstable();
                Self { rule: rule.to_owned(), column: column.to_owned(), provinces }
            })
            .collect()
    }
}

/// BLAKE3 hash of some bytes, in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// What the page shows of the manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct ManifestRead {
    /// Version of the program.
    pub version: String,
    /// Version of the results; none in manifests of early builds.
    #[serde(default)]
    pub results_version: Option<u32>,
    /// What the program was compiled from; none in manifests of early builds.
    #[serde(default)]
    pub sources: Option<String>,
    /// Its `Cargo.lock`; none in manifests of early builds.
    #[serde(default)]
    pub lock: Option<String>,
    /// The kind of command.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Hash of the effective configuration.
    pub config_hash: String,
    /// Scenarios, in the order of the files.
    pub scenarios: Vec<String>,
    /// Hash of the posterior ensemble whose points the replicates ran with; none where none was
    /// asked for.
    #[serde(default)]
    pub ensemble: Option<String>,
    /// Seed.
    pub seed: u64,
    /// Replicates of each scenario.
    pub replicates: u32,
    /// Hashes of the input tables.
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
    /// Rules that filled empty cells of the province table.
    #[serde(default)]
    pub gap_rules: Vec<GapRuleRead>,
    /// Last month of which anything is known.
    #[serde(default)]
    pub history_ends: Option<String>,
    /// The command that makes these results again.
    pub command: String,
    /// What a reader must know beside the numbers.
    #[serde(default)]
    pub notes: Vec<String>,
    /// BLAKE3 hashes of the other files.
    pub files: BTreeMap<String, String>,
}

/// A gap rule and where it was used.
#[derive(Debug, Clone, Deserialize)]
pub struct GapRuleRead {
    /// Name of the rule.
    pub rule: String,
    /// Column of the table.
    pub column: String,
    /// Codes of the provinces.
    pub provinces: Vec<String>,
}

/// Reads the manifest.
///
/// # Errors
/// Text that is no manifest, with the line.
pub fn read(name: &str, text: &str) -> Result<ManifestRead, Fault> {
    serde_json::from_str(text).map_err(|error| {
        Fault::new(Code::ResultUnreadable, format!("the manifest cannot be read: {error}"))
            .in_file(format!("{name}:{}", error.line()))
            .expected("the manifest.json that was written with the results")
            .help("make the results again")
    })
}

/// A fault if the manifest names scenarios that have no results: it is not the one that was written
/// with them.
pub fn without_results(manifest: &ManifestRead, path: &str, known: &BTreeSet<usize>) -> Faults {
    let named = manifest.scenarios.iter().enumerate();
    let missing: Vec<&str> =
        named.filter(|(place, _)| !known.contains(place)).map(|(_, name)| name.as_str()).collect();
    let Some(first) = missing.first() else { return Faults::new() };
    Fault::new(
        Code::ResultChanged,
        format!("the manifest names {} scenarios without results, `{first}` first", missing.len()),
    )
    .in_file(path)
    .expected("the manifest.json that was written with the results")
    .help("it was changed after it was written: make the results again")
    .into()
}

/// Refuses a file that the manifest does not name: another command may have left it.
///
/// # Errors
/// That the results do not have such a file.
pub fn named(manifest: &ManifestRead, file: &str, path: &str) -> Result<(), Fault> {
    if manifest.files.contains_key(file) {
        return Ok(());
    }
    Err(Fault::new(Code::ResultMissing, format!("the results have no {file}: the manifest does not name it"))
        .in_file(path)
        .help("name a directory of the command that writes this file, or make the results again"))
}

/// Holds a file to the hash of the manifest.
///
/// # Errors
/// A file that is another one than was written.
pub fn check(manifest: &ManifestRead, file: &str, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    let hash = hash_of(bytes);
    match manifest.files.get(file) {
        Some(wanted) if *wanted != hash => {
            Err(Fault::new(Code::ResultChanged, format!("{file} is not the file that the manifest names"))
                .in_file(path)
                .expected(format!("BLAKE3 {wanted}"))
                .help("it was cut or changed after it was written: make the results again"))
        }
        _ => Ok(()),
    }
}
