//! What every command asks of the configuration room.

use super::{Failure, terminal};
use crate::config::{Effective, nearest};
use crate::levers::scenarios::LIBRARY;
use crate::results::quoted;
use crate::simulation::{CountryData, Plan, configuration};
use std::path::{Path, PathBuf};

/// The configuration to use.
#[derive(Debug, Clone, clap::Args)]
pub struct RequestArguments {
    /// Configuration that holds only what differs from the baseline.
    config: Option<PathBuf>,
    /// Built-in scenario (see `lachan levers`), or the path of a scenario file.
    #[arg(long)]
    scenario: Option<String>,
    #[command(flatten)]
    overrides: Overrides,
}

/// What the command line changes in every configuration that a command uses.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Overrides {
    /// Simulated families for each real one (1 is everyone); without it those of the
    /// configuration, 0.02 in the baseline.
    #[arg(long)]
    scale: Option<f64>,
    /// First year that is simulated, 2011 or later; without it that of the configuration, 2017 in
    /// the baseline. Levers that have begun by then act from its first month.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2011..=2100))]
    from: Option<i32>,
    /// Years that are simulated; without it those of the configuration, 5 in the baseline.
    #[arg(long)]
    years: Option<u32>,
    /// A world without a history: every month is like those of the references (see history.csv).
    #[arg(long)]
    constant: bool,
    /// Seed; without it that of the configuration, 1 in the baseline.
    #[arg(long)]
    seed: Option<u64>,
    /// Replicates: runs that differ in chance alone; without it those of the configuration, 1 in
    /// the baseline. A comparison runs 10 where none are given.
    #[arg(long)]
    replicates: Option<u32>,
    /// Sets a parameter or setting by its dotted name.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

impl RequestArguments {
    /// The baseline, the scenario, the configuration file, and what the command line sets, in this
    /// order.
    pub fn resolve(&self) -> Result<Effective, Failure> {
        self.refuse_another_word()?;
        self.overrides.resolve(self.scenario.as_deref(), self.config.as_deref())
    }

    /// A word in the place of the configuration that belongs elsewhere: the name of a scenario, or
    /// what an option is given with `=`.
    fn refuse_another_word(&self) -> Result<(), Failure> {
        let Some(path) = self.config.as_deref().filter(|path| !path.exists()) else { return Ok(()) };
        let word = path.to_str().unwrap_or_default();
        let help = match word {
            "en" | "vi" => format!("write the language of the page with =: --report={word}"),
            "auto" | "always" => format!("write when a chart is drawn with =: --plot={word}"),
            _ => {
                let names = || LIBRARY.iter().map(|(name, _)| *name).chain(["baseline"]);
                let known = names().find(|name| *name == word).or_else(|| nearest(word, names()));
                let Some(name) = known.filter(|_| !word.contains(['/', '.'])) else { return Ok(()) };
                format!("`--scenario {name}` takes a built-in scenario by its name")
            }
        };
        Err(Failure::Usage { message: format!("there is no configuration file `{word}`"), help })
    }

    /// The same with settings laid over everything else.
    pub fn resolve_with(&self, over: &[String]) -> Result<Effective, Failure> {
        self.overrides.resolve_with(self.scenario.as_deref(), self.config.as_deref(), over)
    }

    /// The configuration in the model's types, and the data of the country.
    pub fn plan(&self) -> Result<(Effective, Plan, CountryData), Failure> {
        let config = self.resolve()?;
        let ground = ground(&config)?;
        let plan = Plan::read(&config, &ground)?;
        Ok((config, plan, ground))
    }

    /// The files that may be read: the configuration, and the scenario, which may be a name
    /// instead.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.config.as_deref().into_iter().chain(self.scenario.as_deref().map(Path::new))
    }

    /// What the command line changes.
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }
}

impl Overrides {
    /// The number of replicates, where it was given.
    pub fn replicates(&self) -> Option<u32> {
        self.replicates
    }

    /// What was given, as words of a command line; without the number of replicates.
    pub fn given(&self) -> Vec<String> {
        let mut words = Vec::new();
        words.extend(self.scale.map(|scale| format!("--scale {scale}")));
        words.extend(self.from.map(|year| format!("--from {year}")));
        words.extend(self.years.map(|years| format!("--years {years}")));
        words.extend(self.constant.then(|| "--constant".to_owned()));
        words.extend(self.seed.map(|seed| format!("--seed {seed}")));
        words.extend(self.sets.iter().map(|set| format!("--set {}", quoted(set))));
        words
    }

    /// What was given, as lines of a study's table.
    pub fn study_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.replicates.map(|replicates| format!("replicates = {replicates}")));
        lines.extend(self.seed.map(|seed| format!("seed = {seed}")));
        lines.extend(self.scale.map(|scale| format!("scale = {scale}")));
        lines.extend(self.years.map(|years| format!("years = {years}")));
        let sets: Vec<String> = self.of_the_times().chain(self.sets.iter().cloned()).collect();
        if !sets.is_empty() {
            let sets: Vec<String> =
                sets.iter().map(|set| toml::Value::String(set.clone()).to_string()).collect();
            lines.push(format!("set = [{}]", sets.join(", ")));
        }
        lines
    }

    /// The settings of when a run takes place and in which past.
    fn of_the_times(&self) -> impl Iterator<Item = String> {
        let from = self.from.map(|year| format!("simulation.start_year={year}"));
        let past = self.constant.then(|| "simulation.past=constant".to_owned());
        from.into_iter().chain(past)
    }

    /// A scenario and a configuration file with what the command line sets.
    pub fn resolve(&self, scenario: Option<&str>, config: Option<&Path>) -> Result<Effective, Failure> {
        self.resolve_with(scenario, config, &[])
    }

    /// The same with settings laid over everything else.
    pub fn resolve_with(
        &self,
        scenario: Option<&str>,
        config: Option<&Path>,
        over: &[String],
    ) -> Result<Effective, Failure> {
        let mut sets = Vec::new();
        sets.extend(self.scale.map(|scale| format!("population.scale={scale}")));
        sets.extend(self.years.map(|years| format!("simulation.years={years}")));
        sets.extend(self.of_the_times());
        sets.extend(self.seed.map(|seed| format!("simulation.seed={seed}")));
        sets.extend(self.replicates.map(|replicates| format!("simulation.replicates={replicates}")));
        sets.extend(self.sets.iter().cloned());
        sets.extend(over.iter().cloned());
        let config = configuration(scenario, config, &sets)?;
        note_outside_ranges(&self.sets, &config);
        Ok(config)
    }
}

/// Says which of some settings, `key=value`, are outside the range that the parameter's own source
/// gives. That is allowed, and most often a slip of the hand.
pub fn note_outside_ranges(sets: &[String], config: &Effective) {
    let names = sets.iter().filter_map(|set| Some(set.split_once('=')?.0.trim()));
    for known in names.filter_map(|name| config.book.get(name)).filter(|known| known.outside_range) {
        terminal::warn_once(&format!(
            "`{}` is {}, outside its own range of {} to {} {}; it is used as it was set",
            known.name,
            known.value,
            known.low,
            known.high,
            known.unit.text()
        ));
    }
}

/// A built-in scenario, or the baseline, as it is shipped.
pub fn built_in(scenario: Option<&str>) -> Result<Effective, Failure> {
    Overrides::default().resolve(scenario, None)
}

/// The data of the country, its gaps filled by the rules of a configuration.
pub fn ground(config: &Effective) -> Result<CountryData, Failure> {
    Ok(CountryData::of(config)?)
}
