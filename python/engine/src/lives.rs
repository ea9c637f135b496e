//! Runs, from the store where they are there, and lived where they are not.

use crate::trouble::Trouble;
use crate::watched::Watch;
use lachan::experiments::compare::{Arm, Comparison, Known, Part, RunScope, UncertaintySource};
use lachan::experiments::ensemble::Ensemble;
use lachan::experiments::memory::{self, WorldsHeld};
use lachan::experiments::parallel::{Layout, layout};
use lachan::observation::Stratum;
use lachan::simulation::CountryData;
use lachan::store::lived::{LivedStore, StoreChoice};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What the runs of a call have in common.
pub struct Lives<'a> {
    /// What their replicates differ in.
    pub design: UncertaintySource,
    /// The points of that design.
    pub ensemble: Option<&'a Ensemble>,
    /// Strata to report in.
    pub strata: &'a [Stratum],
    /// Replicates of each scenario that a stopping rule may add up to; 0 where there is none.
    pub at_most: u32,
    /// Where runs are kept.
    pub store: Option<&'a LivedStore>,
    /// Who is told of months.
    pub watch: &'a Watch,
}

impl Lives<'_> {
    /// Some replicates of some arms.
    ///
    /// # Errors
    /// What a run reports, or that the machine has not the memory.
    pub fn some(
        &self,
        arms: &[Arm],
        ground: &CountryData,
        replicates: Range<u32>,
    ) -> Result<Comparison, Trouble> {
        let (strata, ensemble, store) = (self.strata, self.ensemble, self.store);
        let mut extent = RunScope { replicates, strata, layout: Layout::InTurn, ensemble, store };
        let known = Known::look_up(arms, ground, self.design, &extent, Part::WHOLE)?;
        let plan = &arms[0].plan;
        extent.layout = layout(plan.families(ground), known.missing(), rayon::current_num_threads());
        if known.missing() > 0 {
            let replicates = (extent.replicates.len() as u32).max(self.at_most);
            let worlds = WorldsHeld::Scenarios { scenarios: arms.len(), replicates };
            memory::check(plan, ground, extent.layout, worlds)?;
        }
        self.watch.expect(known.months());
        Ok(known.complete(arms, ground, &extent, &|| self.watch.tick())?)
    }
}

/// Sentences that a call says beside its results.
#[derive(Debug, Clone, Default)]
pub struct Said(Arc<Mutex<Vec<String>>>);

impl Said {
    /// Says one.
    pub fn say(&self, sentence: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sentence.to_owned());
    }

    /// All of them.
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The store that is meant: none is the user's own, and an empty path no store at all.
///
/// # Errors
/// A directory that was named and cannot be used.
pub fn store(named: Option<PathBuf>, said: &Said) -> Result<Option<LivedStore>, Trouble> {
    let choice = match named {
        None => StoreChoice::Usual,
        Some(path) if path.as_os_str().is_empty() => StoreChoice::Nowhere,
        Some(path) => StoreChoice::Named(path),
    };
    let said = said.clone();
    Ok(choice.open(false, move |sentence| said.say(sentence))?)
}
