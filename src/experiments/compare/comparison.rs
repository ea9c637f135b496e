//! The runs of a comparison.

use super::{Arm, Known, Part, UncertaintySource};
use crate::config::Faults;
use crate::experiments::ensemble::Ensemble;
use crate::experiments::parallel::Layout;
use crate::observation::{RunResults, Stratum};
use crate::population::Country;
use crate::simulation::{CountryData, Halted, Tick};
use crate::store::lived::LivedStore;
use std::ops::Range;

/// The strata of a comparison: all but the crossed ones.
pub const STRATA: [Stratum; 9] = [
    Stratum::National,
    Stratum::Sex,
    Stratum::AgeBand,
    Stratum::WealthFifth,
    Stratum::Ethnicity,
    Stratum::Residence,
    Stratum::Region,
    Stratum::Province,
    Stratum::PlaceOfExploitation,
];

/// The scenarios' runs. The first arm is the reference.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The provinces, for their names; weights are the same in every replicate.
    pub country: Country,
    /// What the replicates differ in.
    pub design: UncertaintySource,
    /// By arm and replicate.
    pub runs: Vec<Vec<RunResults>>,
}

impl Comparison {
    /// Names of the arms, the reference first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.runs.iter().filter_map(|runs| runs.first()).map(|run| run.scenario.as_str())
    }

    /// Number of replicates.
    pub fn replicates(&self) -> usize {
        self.runs.first().map_or(0, Vec::len)
    }

    /// Adds the replicates of another part of the same comparison, which follow those that are
    /// here.
    pub fn append(&mut self, more: Self) {
        for (own, more) in self.runs.iter_mut().zip(more.runs) {
            own.extend(more);
        }
    }

    /// One number of every run of an arm.
    pub fn of(&self, arm: usize, number: impl Fn(&RunResults) -> f64) -> Vec<f64> {
        self.runs[arm].iter().map(number).collect()
    }
}

/// Which replicates to run, and in which strata to report.
#[derive(Debug, Clone)]
pub struct RunScope<'a> {
    /// Numbers of the replicates.
    pub replicates: Range<u32>,
    /// Strata.
    pub strata: &'a [Stratum],
    /// How they use the threads.
    pub layout: Layout,
    /// The points that the replicates run with, where they differ in parameters that calibration
    /// leaves open.
    pub ensemble: Option<&'a Ensemble>,
    /// Where runs and states are looked for before they are lived, and kept afterwards.
    pub store: Option<&'a LivedStore>,
}

/// Runs every arm in every replicate, or takes the runs that are kept; arms that differ only in
/// what a warm-up does not read go on from one.
///
/// `tick` is called after every simulated month, and may stop everything.
///
/// # Errors
/// The faults of a configuration with drawn parameters, a run that was stopped or halted, or
/// threads that could not be started.
pub fn run_replicates(
    arms: &[Arm],
    ground: &CountryData,
    design: UncertaintySource,
    extent: &RunScope<'_>,
    tick: Tick<'_>,
) -> Result<Comparison, RunFault> {
    Known::look_up(arms, ground, design, extent, Part::WHOLE)?.complete(arms, ground, extent, tick)
}

/// Why a comparison could not be run.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// A configuration with drawn parameters has faults.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// A run was stopped, or its state is no longer one that the model can have.
    #[error("{0}")]
    Halted(#[from] Halted),
    /// The threads could not be started.
    #[error("{0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// There is no arm or no replicate.
    #[error("there is nothing to compare")]
    Empty,
}
