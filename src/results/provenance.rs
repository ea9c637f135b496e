//! What a run or a comparison writes beside its tables: the configuration and the manifest.

use super::{GapUse, Manifest, OutputFile, hash_of, quoted, scenario_file};
use crate::config::{Effective, Faults};
use crate::experiments::compare::{Arm, idle_levers};
use crate::experiments::ensemble::Ensemble;
use crate::simulation::{CountryData, Horizon, Past, configuration};
use crate::store::checkpoints::RunFingerprint;

/// The points of an ensemble as a file.
pub fn ensemble_file(points: &Ensemble) -> OutputFile<'static> {
    OutputFile::text("ensemble.csv", points.text())
}

/// An effective configuration as text, with a word on what its values are replaced by.
pub fn annotated(config: &Effective, ensemble: Option<&Ensemble>) -> String {
    let text = config.to_toml();
    match ensemble {
        None => text,
        Some(ensemble) => format!(
            "# Replicate r, counted from 0, runs with the values of line r + 2 of ensemble.csv (BLAKE3 {}).\n{text}",
            ensemble.hash()
        ),
    }
}

/// The manifest of a run, whose command makes the results again from their own directory.
///
/// # Errors
/// Faults of the built-in configuration: none.
pub fn manifest_of_run(
    arm: &Arm,
    ground: &CountryData,
    ensemble: Option<&Ensemble>,
) -> Result<Manifest, Faults> {
    let horizon = arm.plan.horizon;
    // One replicate in a configuration is not taken for one that was asked for.
    let points = ensemble.map_or_else(String::new, |_| {
        format!(" --ensemble=ensemble.csv --replicates {}", horizon.replicates)
    });
    let command = format!("lachan run effective_config.toml{points}");
    let mut manifest = Manifest::new(arm.config.hash(), horizon.seed, horizon.replicates, command);
    manifest.belongs_to(&RunFingerprint::of(&arm.config, ensemble.map(Ensemble::text)).belonging());
    manifest.ensemble = ensemble.map(Ensemble::hash);
    manifest.scenarios = vec![arm.plan.name.clone()];
    of_country(&mut manifest, &arm.config, ground);
    let idle = idle_levers(&configuration::<&str>(None, None, &[])?, &arm.config, ground);
    manifest.notes = idle.iter().map(|warning| format!("{}.", warning.line())).collect();
    Ok(manifest)
}

/// The manifest of a comparison of scenarios, the reference first. Its command names the first
/// `named` of them, by the files of their own directory, and has `words` behind them.
pub fn manifest_of_comparison(
    resolved: &[Effective],
    named: usize,
    words: &[String],
    ground: &CountryData,
    replicates: u32,
) -> Manifest {
    let file = |config: &Effective| quoted(&scenario_file(&config.name));
    let mut command = vec!["lachan compare".to_owned()];
    command.extend(resolved[1..named].iter().map(file));
    command.push(format!("--against {}", file(&resolved[0])));
    command.extend_from_slice(words);
    command.push(format!("--replicates {replicates}"));
    let hashes: String = resolved.iter().map(Effective::hash).collect();
    let hash = hash_of(hashes.as_bytes());
    let seed = resolved[0].section::<Horizon>("simulation").map_or(0, |horizon| horizon.seed);
    let mut manifest = Manifest::new(hash, seed, replicates, command.join(" "));
    manifest.scenarios = resolved.iter().map(|config| config.name.clone()).collect();
    of_country(&mut manifest, &resolved[0], ground);
    manifest
}

/// Adds what results of this configuration owe to the data of the country.
pub fn of_country(manifest: &mut Manifest, config: &Effective, ground: &CountryData) {
    manifest.inputs = ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ground.gaps);
    let recorded =
        config.section::<Horizon>("simulation").is_ok_and(|horizon| horizon.past == Past::Recorded);
    let ends = ground.history.iter().map(|row| row.to).max().filter(|_| recorded);
    manifest.history_ends = ends.map(|month| month.to_string());
}
