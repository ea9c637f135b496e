//! `manifest.json`: what made the results, and the hashes that tell whether a file is still the one that was written.

use crate::config::{Code, Fault};
use std::collections::BTreeMap;

/// What the page shows of the manifest.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct ManifestRead {
    /// Version of the program.
    pub version: String,
    /// Hash of the effective configuration.
    pub config_hash: String,
    /// Scenarios, in the order of the files.
    pub scenarios: Vec<String>,
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
    /// The command that makes these results again.
    pub command: String,
    /// BLAKE3 hashes of the other files.
    pub files: BTreeMap<String, String>,
}

/// A gap rule and where it was used.
#[derive(Debug, Clone, serde::Deserialize)]
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

/// Holds a file to the hash of the manifest. Files that the manifest does not name are taken as they are.
///
/// # Errors
/// A file that is another one than was written.
pub fn check(manifest: &ManifestRead, file: &str, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let hash = crate::export::hash_of(bytes);
    match manifest.files.get(file) {
        Some(wanted) if *wanted != hash => {
            Err(Fault::new(Code::ResultChanged, format!("{file} is not the file that the manifest names"))
                .in_file(name)
                .expected(format!("BLAKE3 {wanted}"))
                .help("it was cut or changed after it was written: make the results again"))
        }
        _ => Ok(()),
    }
}
