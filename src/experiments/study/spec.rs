//! What a study declares.

use super::Choice;
use crate::experiments::design::{DesignFault, Factor, Scale};
use crate::observation::Measure;
use serde::Serialize;
use std::path::PathBuf;

/// A study as declared, with defaults filled in. Its serialised form is what a ledger is tied to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spec {
    /// Name; also that of the output directory.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Which points it runs.
    pub design: Design,
    /// Names or whole paths of the scenarios, each run at every point. What they hold, not where
    /// they lie, is what counts for a ledger.
    #[serde(skip)]
    pub scenarios: Vec<String>,
    /// Replicates of each point.
    pub replicates: u32,
    /// Whether points share their chance.
    pub draws: Draws,
    /// Seed of the design and of the runs; none where the configuration's stands.
    pub seed: Option<u64>,
    /// Simulated families for each real one, where it is not the configuration's.
    pub scale: Option<f64>,
    /// Years, where they are not the configuration's.
    pub years: Option<u32>,
    /// A configuration that lies over every scenario. Its content, not its path, is what counts for
    /// a ledger.
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// `key=value` settings over everything else.
    pub set: Vec<String>,
    /// What is kept of a run beside the readings of the fit table.
    pub indicators: Vec<Measure>,
    /// What is varied.
    pub factors: Vec<Axis>,
    /// How a calibration goes on after the first wave.
    pub calibration: Option<Calibration>,
}

/// What a study is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Results at the points.
    Sweep,
    /// Which factors the results depend on.
    Sensitivity,
    /// Which values of the factors agree with the observed patterns.
    Calibration,
}

impl Kind {
    /// The words of a study's file.
    pub const WORDS: [(&str, Self); 3] =
        [("sweep", Self::Sweep), ("sensitivity", Self::Sensitivity), ("calibration", Self::Calibration)];

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, kind)| kind)
    }
}

/// Which points are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Every combination of levels.
    Grid,
    /// The lines of a CSV file.
    List,
    /// So many points of a Latin hypercube.
    LatinHypercube(usize),
    /// So many points of a scrambled Sobol sequence.
    Sobol(usize),
    /// Each factor's ends around the configuration's values.
    OneAtATime,
    /// So many trajectories.
    Morris(usize),
    /// So many rows of the scheme of Saltelli.
    Saltelli(usize),
}

/// How chance goes over points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Draws {
    /// Replicate `k` has the same draws at every point (common random numbers), so that points
    /// differ by their values and by little else.
    Shared,
    /// Every point has a seed of its own, so that what is fitted to the points answers to no single
    /// history of chance.
    Own,
}

/// A factor as declared, with the parameter's own range where none was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis {
    /// Dotted name.
    pub name: String,
    /// Low end; of listed values the least place or number.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Whether steps between the ends are equal ratios.
    pub log: bool,
    /// Number of levels in a grid.
    pub levels: usize,
    /// The values, where they are listed. A point then holds the place in this list, from 0.
    pub choices: Option<Vec<Choice>>,
    /// Whether the model takes whole numbers only.
    pub whole: bool,
}

impl Axis {
    /// The factor as designs see it.
    ///
    /// # Errors
    /// Ends that are not in order, or fewer than two values.
    pub fn factor(&self) -> Result<Factor, DesignFault> {
        let scale = if self.log { Scale::Log } else { Scale::Linear };
        match &self.choices {
            Some(choices) => match choices.iter().map(|choice| choice.number).collect::<Option<Vec<f64>>>() {
                Some(numbers) => Factor::numbers(&self.name, &numbers),
                None => Factor::things(&self.name, choices.len()),
            },
            None if self.whole => Factor::whole(&self.name, self.low, self.high, scale),
            None => Factor::new(&self.name, self.low, self.high, scale),
        }
    }

    /// The listed value that a point holds the place of.
    fn choice(&self, value: f64) -> Option<&Choice> {
        self.choices.as_ref()?.get(value as usize)
    }

    /// The `key=value` setting that puts a value in.
    pub fn setting(&self, value: f64) -> String {
        match self.choice(value) {
            Some(choice) => format!("{}={}", self.name, choice.toml),
            None => format!("{}={value}", self.name),
        }
    }

    /// A value as tables show it; it can be read again.
    pub fn shown(&self, value: f64) -> String {
        self.choice(value).map_or_else(|| value.to_string(), |choice| choice.shown.clone())
    }
}

/// How a calibration goes on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Waves of points, the first over the whole ranges and each later one where the last left the
    /// patterns possible.
    pub waves: usize,
    /// Points of the posterior that are run at the end, to see the fit without emulators.
    pub ensemble: usize,
    /// Ids of patterns that are left out and reported apart.
    pub hold_out: Vec<String>,
}
