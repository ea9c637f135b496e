//! `--ensemble`: replicates that differ in parameters as well as in chance.

use super::Failure;
use super::request::{Overrides, built_in};
use crate::config::Effective;
use crate::experiments::ensemble::Ensemble;
use crate::results::quoted;
use std::path::{Path, PathBuf};

/// Replicates where none are asked for.
const REPLICATES: u32 = 10;

/// Parameters from a posterior.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct EnsembleArgument {
    /// Runs replicate 0 with the parameters of the first point of a posterior ensemble, replicate 1
    /// with those of the second, and so on (files count replicates from 0): results then vary with
    /// what calibration leaves open as well as with chance. Without a file, the shipped ensemble;
    /// `--ensemble=FILE` takes the `ensemble.csv` of another calibration. Without --replicates, 10
    /// points are used.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    ensemble: Option<Option<PathBuf>>,
}

impl EnsembleArgument {
    /// The ensemble that was asked for, if any.
    pub fn read(&self, base: &Effective) -> Result<Option<Ensemble>, Failure> {
        let Some(path) = &self.ensemble else { return Ok(None) };
        let ensemble = Ensemble::read(path.as_deref(), base)?;
        Ok(Some(ensemble))
    }

    /// The file that is read, where it is not the shipped one.
    pub fn file(&self) -> Option<&Path> {
        self.ensemble.as_ref()?.as_deref()
    }

    /// The option as a word of a command line.
    pub fn given(&self) -> Option<String> {
        Some(match self.ensemble.as_ref()? {
            Some(path) => format!("--ensemble={}", quoted(&path.display().to_string())),
            None => "--ensemble".to_owned(),
        })
    }
}

/// How many replicates run with an ensemble: those asked for, at most one a point.
pub fn replicates(ensemble: &Ensemble, overrides: &Overrides, configured: u32) -> Result<u32, Failure> {
    let configured = Some(configured).filter(|configured| *configured > 1);
    match overrides.replicates().or(configured) {
        None => Ok(ensemble.len().min(REPLICATES)),
        Some(asked) if asked <= ensemble.len() => Ok(asked),
        Some(asked) => Err(Failure::Usage {
            message: format!(
                "{asked} replicates are asked for, and the ensemble has {} points, one for each",
                ensemble.len()
            ),
            help: format!("ask for at most --replicates {}", ensemble.len()),
        }),
    }
}

/// Refuses a scenario or a setting that moves what the ensemble moves.
pub fn refuse_contradiction(ensemble: &Ensemble, config: &Effective) -> Result<(), Failure> {
    Ok(ensemble.contradictions(config, &built_in(None)?).or(())?)
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
