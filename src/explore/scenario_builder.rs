//! From a draft to a checked comparison with the baseline, by the same reading as on the command
//! line.

use super::draft::{Draft, ShownPlan, lever_tables, shown};
use super::saved_scenarios::{SaveFault, SavedScenarios, free_name};
use crate::config::{Effective, Fault, Faults, Request, baseline_of, resolve, rules};
use crate::experiments::compare::{Arm, idle_levers, unpaired};
use crate::levers::REGISTRY;
use crate::levers::scenarios::LIBRARY;
use crate::pack;
use crate::simulation::CountryData;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Replicates that may be asked for: two give an interval at all; more than twenty belong on the
/// command line.
pub const REPLICATES: RangeInclusive<u32> = 2..=20;

/// Where drafts become comparisons.
#[derive(Debug, Clone)]
pub struct ScenarioBuilder {
    /// Simulated families for each real one.
    pub scale: f64,
}

/// How chance is drawn, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Seed.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
}

/// A comparison that is ready to run.
#[derive(Debug)]
pub struct Ready {
    /// The baseline.
    pub reference: Arm,
    /// The scenario.
    pub scenario: Arm,
    /// The country's data.
    pub ground: CountryData,
    /// The scenario's file.
    pub text: String,
    /// Seed and replicates.
    pub trial: Trial,
    /// Simulated families for each real one.
    pub scale: f64,
}

impl Ready {
    /// What the scenario changes against the baseline and never acts, in words.
    pub fn warnings(&self) -> Vec<String> {
        let found = idle_levers(&self.reference.config, &self.scenario.config, &self.ground);
        found.iter().map(Fault::line).collect()
    }

    /// Whether nothing but its name tells the scenario from the baseline.
    pub fn is_the_baseline(&self) -> bool {
        let [one, other] = [&self.reference.config, &self.scenario.config];
        one.hash_without("levers") == other.hash_without("levers") && lever_tables(one) == lever_tables(other)
    }
}

/// Why a draft cannot be run or saved.
#[derive(Debug, thiserror::Error)]
pub enum BuilderFault {
    /// Faults of the scenario or of the tables, as the command line shows them.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// A name that cannot be given.
    #[error("{0}")]
    Name(#[from] SaveFault),
    /// A text that no file can hold.
    #[error("the scenario cannot be written: {0}")]
    Text(#[from] toml::ser::Error),
    /// Too few or too many replicates.
    #[error("{0} replicates: choose {min} to {max}", min = REPLICATES.start(), max = REPLICATES.end())]
    Replicates(u32),
}

/// What the page shows of a lever that it does not change.
#[derive(Debug, Serialize)]
pub struct LeverOfBase {
    /// Name.
    pub name: &'static str,
    /// In the base.
    pub base: ShownPlan,
    /// As its own scenario plans it.
    pub planned: ShownPlan,
}

impl ScenarioBuilder {
    /// A bench at a scale.
    ///
    /// # Errors
    /// A scale that no configuration can have.
    pub fn new(scale: f64) -> Result<Self, BuilderFault> {
        let bench = Self { scale };
        bench.resolve(&[], None, &[format!("population.scale={scale}")])?;
        Ok(bench)
    }

    /// The baseline with what it runs on.
    ///
    /// # Errors
    /// Faults of the built-in configuration and tables: none.
    pub fn reference(&self, seed: u64) -> Result<(Arm, CountryData), BuilderFault> {
        let reference = self.resolve(&[], None, &self.sets(seed))?;
        let ground = CountryData::of(&reference)?;
        Ok((Arm::read(reference, &ground)?, ground))
    }

    /// What every configuration of the page sets.
    fn sets(&self, seed: u64) -> [String; 2] {
        [format!("population.scale={}", self.scale), format!("simulation.seed={seed}")]
    }

    /// What a draft extends.
    ///
    /// # Errors
    /// A base that is not there or has faults.
    pub fn base(&self, name: &str, shelf: &SavedScenarios) -> Result<Effective, Faults> {
        self.resolve(&shelf.files(), Some(name), &[])
    }

    /// The levers of a base, in the order of the registry.
    ///
    /// # Errors
    /// As [`base`](Self::base).
    pub fn levers(&self, base: &str, shelf: &SavedScenarios) -> Result<Vec<LeverOfBase>, Faults> {
        let base = self.base(base, shelf)?;
        let of = |name: &'static str| {
            let planned = shown(&self.resolve(&[], Some(name), &[])?, name)?;
            Ok(LeverOfBase { name, base: shown(&base, name)?, planned })
        };
        REGISTRY.iter().map(|entry| of(entry.about.name)).collect()
    }

    /// The file of a draft, checked.
    ///
    /// # Errors
    /// Every fault that the command line would find in it.
    pub fn file(&self, draft: &Draft, shelf: &SavedScenarios) -> Result<String, BuilderFault> {
        let trial = Trial { seed: 1, replicates: *REPLICATES.start() };
        Ok(self.ready(draft, trial, shelf)?.text)
    }

    /// The comparison of a draft with the baseline.
    ///
    /// # Errors
    /// As [`file`](Self::file).
    pub fn ready(&self, draft: &Draft, trial: Trial, shelf: &SavedScenarios) -> Result<Ready, BuilderFault> {
        free_name(&draft.name)?;
        if !REPLICATES.contains(&trial.replicates) {
            return Err(BuilderFault::Replicates(trial.replicates));
        }
        let mut files = shelf.files();
        let file = format!("{}.toml", draft.name);
        files.retain(|(name, _)| *name != file);
        let base =
            self.resolve(&files, Some(&draft.base).filter(|base| **base != file).map(|base| &**base), &[])?;
        let text = draft.to_toml(&base)?;
        files.push((file.clone(), text.clone()));
        // The number of replicates stays out of the configuration, so that more of them go on from
        // those that are kept.
        let (reference, ground) = self.reference(trial.seed)?;
        let scenario = self.resolve(&files, Some(&file), &self.sets(trial.seed))?;
        unpaired(&reference.config, &scenario).or(())?;
        let scenario = Arm::read(scenario, &ground)?;
        Ok(Ready { reference, scenario, ground, text, trial, scale: self.scale })
    }

    /// Reads a scenario with the files that stand beside it.
    ///
    /// # Errors
    /// Every fault.
    pub fn resolve(
        &self,
        files: &[(String, String)],
        scenario: Option<&str>,
        sets: &[String],
    ) -> Result<Effective, Faults> {
        let own = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let library: Vec<(&str, &str)> = LIBRARY.iter().copied().chain(own).collect();
        // A path would be read from the disk: the page names what is built in or on the shelf, and
        // nothing else.
        let known = |name: &&str| *name == "baseline" || library.iter().any(|(known, _)| known == name);
        if let Some(name) = scenario.filter(|name| !known(name)) {
            return Err(crate::config::check_name(name).err().map_or_else(|| unknown(name), Faults::from));
        }
        let baseline = baseline_of(pack::current());
        resolve(&Request {
            baseline: &baseline.each_ref().map(|(name, text)| (name.as_str(), text.as_ref())),
            library: &library,
            scenario,
            config: None,
            sets,
            rules: &rules::standard,
        })
    }
}

fn unknown(name: &str) -> Faults {
    use crate::config::{Code, Fault};
    Fault::new(Code::UnknownScenario, format!("there is no scenario `{name}`"))
        .help("choose one of the list")
        .into()
}
