//! The runs of a comparison.

use super::{Arm, Replicate, UncertaintySource, draw, warm_up_groups};
use crate::config::Faults;
use crate::experiments::ensemble::Ensemble;
use crate::experiments::parallel::{Layout, until_one_fails};
use crate::observation::{RunResults, Stratum};
use crate::population::Country;
use crate::simulation::{CountryData, Halted, Tick, warm_up};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The strata of a comparison: all but the crossed ones.
pub const STRATA: [Stratum; 8] = [
    Stratum::National,
    Stratum::Sex,
    Stratum::AgeBand,
    Stratum::WealthFifth,
    Stratum::Ethnicity,
    Stratum::Residence,
    Stratum::Region,
    Stratum::Province,
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
}

/// Runs every arm in every replicate; arms that differ in levers alone go on from one warm-up.
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
    let strata = extent.strata;
    let replicates = until_one_fails(extent.replicates.clone(), extent.layout, |replicate| {
        let arms = match extent.ensemble {
            Some(ensemble) => {
                arms.iter().map(|arm| ensemble.arm(arm, ground, replicate)).collect::<Result<_, Faults>>()?
            }
            None => draw(arms, ground, design, replicate)?,
        };
        let mut country = None;
        let results: Vec<OnceLock<RunResults>> = arms.iter().map(|_| OnceLock::new()).collect();
        let abreast = extent.layout.abreast();
        let lived = Replicate { number: replicate, arms: &arms, strata, abreast, tick };
        for group in warm_up_groups(&arms) {
            let warmed_up = Arc::new(warm_up(&arms[group[0]].plan, ground, replicate, tick)?);
            country.get_or_insert_with(|| warmed_up.1.country.clone());
            lived.live(&group, &warmed_up, &|place, run| {
                results[place].get_or_init(|| run);
            })?;
        }
        Ok::<_, RunFault>((country, results))
    })??;
    let mut comparison: Option<Comparison> = None;
    for replicate in replicates {
        let (country, results) = replicate;
        let Some(country) = country else { continue };
        let whole = comparison.get_or_insert_with(|| Comparison {
            country,
            design,
            runs: vec![Vec::new(); arms.len()],
        });
        for (runs, run) in whole.runs.iter_mut().zip(results) {
            runs.extend(run.into_inner());
        }
    }
    comparison.ok_or(RunFault::Empty)
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
