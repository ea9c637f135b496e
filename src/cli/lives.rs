//! The runs of a comparison, batch by batch: those that are kept, and the rest lived here.

use super::interrupt::Interrupt;
use super::{Failure, terminal};
use crate::experiments::compare::{
    Arm, Comparison, Known, Part, RunFault, RunScope, STRATA, UncertaintySource,
};
use crate::experiments::ensemble::Ensemble;
use crate::experiments::memory::{self, MemoryEstimate, TooLarge, WorldsHeld};
use crate::experiments::parallel::{Layout, layout};
use crate::simulation::{CountryData, Halted, Plan, Together};
use crate::store::lived::LivedStore;
use std::ops::Range;

/// Who lives what is not kept.
pub enum Hands<'a> {
    /// The threads of this process.
    Here,
    /// This process, but for the part of others.
    Part(Part),
    /// An engine, which is told of how many runs, and how much memory a part of so many of them
    /// takes. It says whether they are there when it is done.
    Engine(&'a HandOver<'a>),
}

/// Has others live so many runs; whether they are there afterwards.
pub type HandOver<'a> = dyn Fn(usize, &dyn Fn(usize) -> f64) -> Result<bool, Failure> + 'a;

/// What a part of a comparison needs of memory: asked of a batch system before, and of the machine
/// when it begins. One count serves both, so that no part is given less than it then demands.
#[derive(Debug, Clone, Copy)]
struct PartNeeds {
    worlds: usize,
    /// Runs whose results it holds until its end: those that it lives, and those of replicates
    /// before, by which it was decided to add some.
    runs: u32,
}

impl PartNeeds {
    /// The needs of a part that lives so many runs of these arms.
    fn of(arms: &[Arm], extent: &RunScope<'_>, runs: usize, at_most: u32) -> Self {
        let worlds = Together::worlds(arms.len(), extent.layout.abreast()) * extent.layout.wide();
        // A search for a budget numbers its replicates from far above.
        let before = extent.replicates.start.min(at_most);
        Self { worlds, runs: runs as u32 + before * arms.len() as u32 }
    }

    fn bytes(self, plan: &Plan, ground: &CountryData, threads: usize) -> f64 {
        memory::needed_with_results(plan, ground, self.worlds, self.runs, threads)
    }

    fn check(self, plan: &Plan, ground: &CountryData) -> Result<MemoryEstimate, TooLarge> {
        memory::check_with_results(plan, ground, self.worlds, self.runs)
    }
}

/// How the runs of a comparison come about.
pub struct Lives<'a> {
    /// Who lives them.
    pub hands: Hands<'a>,
    /// Replicates of each scenario that a stopping rule may add up to; 0 where there is none.
    pub at_most: u32,
    /// Where runs are kept.
    pub store: Option<&'a LivedStore>,
    /// Ctrl-C.
    pub interrupt: &'a Interrupt,
}

impl Lives<'_> {
    /// Some replicates of some arms; none where others have still to live some of them.
    pub fn batch(
        &self,
        arms: &[Arm],
        ground: &CountryData,
        design: UncertaintySource,
        replicates: Range<u32>,
        ensemble: Option<&Ensemble>,
    ) -> Result<Option<Comparison>, Failure> {
        let mut extent =
            RunScope { replicates, strata: &STRATA, layout: Layout::InTurn, ensemble, store: self.store };
        let part = if let Hands::Part(part) = self.hands { part } else { Part::WHOLE };
        let mut known = Known::look_up(arms, ground, design, &extent, part)?;
        let is_done = known.is_whole();
        if is_done && part != Part::WHOLE {
            // What comes next is decided by all of it.
            known = Known::look_up(arms, ground, design, &extent, Part::WHOLE)?;
        }
        say_kept(&known, arms, extent.replicates.len());
        let plan = &arms[0].plan;
        if let Hands::Engine(run) = self.hands
            && known.missing() > 0
        {
            let bytes = |runs: usize| PartNeeds::of(arms, &extent, runs, self.at_most).bytes(plan, ground, 1);
            if !run(known.runs(), &bytes)? {
                return Ok(None);
            }
            known = Known::look_up(arms, ground, design, &extent, part)?;
        }
        extent.layout = layout(plan.families(ground), known.missing(), rayon::current_num_threads());
        if known.missing() > 0 {
            let takes = match self.hands {
                Hands::Part(_) => {
                    PartNeeds::of(arms, &extent, known.runs(), self.at_most).check(plan, ground)?
                }
                _ => {
                    // A search for a budget numbers its replicates from far above.
                    let replicates = (extent.replicates.len() as u32).max(self.at_most);
                    let worlds = WorldsHeld::Scenarios { scenarios: arms.len(), replicates };
                    memory::check(plan, ground, extent.layout, worlds)?
                }
            };
            terminal::warn(&takes.to_string());
        }
        let bar = terminal::progress(known.months());
        let tick = || {
            bar.inc(1);
            self.interrupt.tick()
        };
        let found = match self.hands {
            Hands::Part(_) if !is_done => known.live(arms, ground, &extent, &tick).map(|()| None),
            _ => known.complete(arms, ground, &extent, &tick).map(Some),
        };
        bar.finish_and_clear();
        found.map_err(|fault| self.failure(fault))
    }

    fn failure(&self, fault: RunFault) -> Failure {
        match fault {
            RunFault::Halted(halted @ Halted::Stopped) => Failure::halted(
                halted,
                match self.store {
                    Some(_) => "the runs that were whole are kept; the same command goes on with the rest",
                    None => "nothing was kept; the same command begins anew",
                },
            ),
            fault => fault.into(),
        }
    }
}

/// Says how many replicates of which scenarios were lived before.
fn say_kept(known: &Known, arms: &[Arm], replicates: usize) {
    let kept = known.kept();
    if kept.iter().all(|&kept| kept == 0) {
        return;
    }
    let alike = kept.iter().all(|&own| own == kept[0]);
    let words = if alike {
        format!("{} of {replicates} replicates of all {} scenarios", kept[0], kept.len())
    } else {
        let own = |(arm, kept): (&Arm, &usize)| format!("`{}` {kept}", arm.plan.name);
        let each: Vec<String> = arms.iter().zip(&kept).map(own).collect();
        format!("of {replicates} replicates {}", each.join(", "))
    };
    terminal::warn(&format!("kept from before and not lived again: {words}"));
}
