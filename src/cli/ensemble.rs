//! `--ensemble`: replicates that differ in parameters as well as in chance.

use super::Failure;
use crate::config::Effective;
use crate::experiments::ensemble::Ensemble;
use std::path::{Path, PathBuf};

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
}
