//! The runs of a comparison, batch by batch: those that are kept, and the rest lived here.

use super::interrupt::Interrupt;
use super::memory::{self, WorldsHeld};
use super::{Failure, terminal};
use crate::experiments::compare::{
    Arm, Comparison, Known, Part, RunFault, RunScope, STRATA, UncertaintySource,
};
use crate::experiments::ensemble::Ensemble;
use crate::experiments::parallel::{Layout, layout};
use crate::simulation::{CountryData, Halted, Together};
use crate::store::lived::LivedStore;
use std::ops::Range;

/// Who lives what is not kept.
pub enum Hands<'a> {
    /// The threads of this process.
    Here,
    /// This process, but for the part of others.
    Part(Part),
    /// An engine, which is told of how many runs and how much memory one takes. It says whether
    /// they are there when it is done.
    Engine(&'a dyn Fn(usize, f64) -> Result<bool, Failure>),
}

/// How the runs of a comparison come about.
pub struct Lives<'a> {
    /// Who lives them.
    pub hands: Hands<'a>,
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
        let mut known = Known::look_up(arms, ground, design, &extent)?;
        say_kept(&known, arms, extent.replicates.len());
        let plan = &arms[0].plan;
        if let Hands::Engine(run) = self.hands
            && known.missing() > 0
        {
            let bytes = memory::needed(plan, ground, Together::worlds(arms.len(), 1), 1);
            if !run(arms.len() * extent.replicates.len(), bytes)? {
                return Ok(None);
            }
            known = Known::look_up(arms, ground, design, &extent)?;
        }
        extent.layout = layout(plan.families(ground), known.missing(), rayon::current_num_threads());
        if known.missing() > 0 {
            memory::check(plan, ground, extent.layout, WorldsHeld::Scenarios(arms.len()))?.say();
        }
        let bar = terminal::progress(known.months());
        let tick = || {
            bar.inc(1);
            self.interrupt.tick()
        };
        let found = match self.hands {
            Hands::Part(part) if known.missing() > 0 => {
                known.live_part(part, arms, ground, &extent, &tick).map(|()| None)
            }
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
