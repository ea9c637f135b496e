//! A scenario with settings laid over it, and the configuration that comes of them.

use crate::trouble::Trouble;
use lachan::config::{Code, Effective, Faults, check_name};
use lachan::experiments::compare::Arm;
use lachan::simulation::{CountryData, configuration};
use pyo3::prelude::*;

/// A scenario as it was asked for, checked: a built-in name or the path of a file, settings as the
/// words behind `--set`, and the name that it has in results.
#[pyclass(frozen, module = "lachan._engine")]
#[derive(Debug, Clone)]
pub struct Asked {
    source: String,
    sets: Vec<String>,
    named: Option<String>,
    config: Effective,
}

impl Asked {
    fn read(source: String, sets: Vec<String>, named: Option<String>) -> Result<Self, Faults> {
        if let Some(name) = &named {
            check_name(name)?;
        }
        let mut config = configuration(Some(&source), None, &sets)?;
        if let Some(name) = &named {
            config.name.clone_from(name);
            // As of a file that gives a name and says no more.
            config.title = None;
            config.description.clear();
        }
        Ok(Self { source, sets, named, config })
    }

    /// The same with further settings over all others.
    ///
    /// # Errors
    /// Every fault of them.
    pub fn with(&self, sets: &[String]) -> Result<Self, Faults> {
        let all = [&self.sets[..], sets].concat();
        Self::read(self.source.clone(), all, self.named.clone())
    }

    /// The configuration.
    pub fn config(&self) -> &Effective {
        &self.config
    }
}

#[pymethods]
impl Asked {
    /// Reads and checks a scenario with its settings, as a run would; but for the months of levers,
    /// which are held against the years of a run.
    #[new]
    fn new(source: String, sets: Vec<String>, name: Option<String>) -> PyResult<Self> {
        let asked = Self::read(source, sets, name).map_err(Trouble::from)?;
        let checked =
            CountryData::of(&asked.config).and_then(|ground| Arm::read(asked.config.clone(), &ground));
        let faults = checked.err().into_iter().flatten();
        let now: Faults = faults.filter(|fault| fault.code != Code::LeverTiming).collect();
        now.or(()).map_err(Trouble::from)?;
        Ok(asked)
    }

    /// Its name in results.
    #[getter]
    fn name(&self) -> &str {
        &self.config.name
    }

    /// What it is, in words.
    #[getter]
    fn description(&self) -> &str {
        &self.config.description
    }

    /// The whole configuration as a file that gives it again.
    fn to_toml(&self) -> String {
        self.config.to_toml()
    }

    /// The value of a parameter or setting as it stands in TOML; none where there is no such key.
    fn text_of(&self, key: &str) -> Option<String> {
        self.config.text_of(key)
    }

    /// The settings by which this scenario differs from the baseline below a prefix, as words behind
    /// `--set`.
    fn changes(&self, prefix: &str) -> Vec<String> {
        let own = self.config.origins().into_iter().filter(|origin| origin.name.starts_with(prefix));
        own.filter_map(|origin| Some(format!("{}={}", origin.name, self.config.text_of(&origin.name)?)))
            .collect()
    }
}
