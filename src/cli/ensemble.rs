//! `--ensemble`: replicates that differ in parameters as well as in chance.

use super::Failure;
use crate::config::Effective;
use crate::experiments::ensemble::Ensemble;
use crate::results::quoted;
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

    /// Refuses a file behind the option without `=`, which would be taken for another argument: one of
    /// `words`.
    pub fn refuse_apart<'a>(&self, words: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
        let is_table =
            |word: &&Path| word.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let apart = words.into_iter().find(is_table).filter(|_| self.ensemble == Some(None));
        apart.map_or(Ok(()), |file| {
            Err(Failure::Usage {
                message: format!(
                    "`{}` stands apart from --ensemble, which reads it only behind `=`",
                    file.display()
                ),
                help: format!("write --ensemble={}", quoted(&file.display().to_string())),
            })
        })
    }

    /// The file that is read, where it is not the shipped one.
    pub fn file(&self) -> Option<&Path> {
        self.ensemble.as_ref()?.as_deref()
    }
}
