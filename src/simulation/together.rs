//! Runs that go on from one state and are lived together, month by month.
//!
//! The first is the reference of the others. Results are those of each run alone, to the last bit.

use super::beside::{Lead, RunBeside};
use super::invariants::check;
use super::run::{asked, resume};
use super::run_state::RunState;
use super::schedule::{from_casework_on, up_to_casework};
use super::{Halted, Model, Plan, Tick, World};
use crate::levers::LeverProvince;
use crate::observation::{RunResults, Stratum, count_year, empty_logs};
use crate::population::Commune;
use crate::processes::recruiters;
use crate::processes::recruitment::Surroundings;
use rayon::prelude::*;

/// A run keeps step with the reference only while it owns less than this share of the communes.
/// Chosen, not measured: near 1, for what is left of sharing then no longer pays for looking.
const WORTH_SHARING: f64 = 0.9;

/// Families below which a world is small: several fit into memory, and one leaves threads idle.
pub const SMALL_WORLD: f64 = 2e6;

/// Share of a large world's communes that runs beside the reference may own together in their first
/// month. Who leaves then takes no more memory than a world, for nobody owns a commune yet; who
/// leaves later is lived while the others keep theirs. Chosen, not measured.
const OF_A_LARGE_WORLD: f64 = 0.5;

/// What the runs of a replicate have in common.
#[derive(Clone, Copy)]
pub struct Together<'a> {
    /// The model.
    pub model: &'a Model,
    /// Number of the replicate.
    pub replicate: u32,
    /// Strata to report in.
    pub strata: &'a [Stratum],
    /// Whole worlds that may be lived side by side.
    pub abreast: usize,
    /// Called after every month of every run; it may stop all of them.
    pub tick: Tick<'a>,
    /// Takes the results of each run, with its place.
    pub done: &'a (dyn Fn(usize, RunResults) + Sync),
}

impl Together<'_> {
    /// Worlds that so many runs hold at most, of which so many may be lived side by side: that of
    /// the reference, of three or more runs one in communes of those that keep step, and those that
    /// go on alone.
    pub fn worlds(runs: usize, abreast: usize) -> usize {
        let others = runs.saturating_sub(1);
        1 + usize::from(others > 1) + others.min(abreast.max(1))
    }

    /// Lives these runs from a state on. Those that end in another month than the first live alone.
    ///
    /// A run that comes to own most of its communes leaves the others and lives on alone, at once;
    /// so does the one that owns most when together they own as many as a world has. Memory
    /// therefore holds the reference, communes for one more world (and those few more that part in a
    /// month's casework, until the next month begins), and the runs that go on alone.
    ///
    /// # Errors
    /// The first run that was stopped or halted. What had ended before was handed over.
    pub fn live(&self, plans: &[&Plan], world: World) -> Result<(), Halted> {
        let Some((plan, others)) = plans.split_first() else { return Ok(()) };
        let mut reference = RunState::new(plan, world, self.strata);
        let world = &reference.world;
        let places = LeverProvince::list(&world.country);
        let beside = (1..).zip(others).map(|(place, plan)| RunBeside::new(place, plan, world, self.strata));
        let ends = plan.horizon.ends();
        let (mut beside, of_other_length): (Vec<_>, Vec<_>) =
            beside.partition(|run| run.plan.horizon.ends() == ends);
        self.live_alone(of_other_length, &reference.world)?;
        let world = &reference.world;
        let communes = world.communes.len() as f64;
        let families: usize = world.communes.iter().map(|commune| commune.homes.len()).sum();
        let mut most = if families as f64 > SMALL_WORLD { OF_A_LARGE_WORLD * communes } else { communes };
        while reference.world.month < ends {
            self.month(plan, &places, &mut reference, &mut beside, most)?;
            most = communes;
        }
        let country = reference.world.country;
        (self.done)(0, reference.logbook.results(plan, &country, self.replicate));
        for run in beside {
            (self.done)(run.place, run.results(&country, self.replicate));
        }
        Ok(())
    }

    /// A month of all runs; those beside the reference may own `most` communes together.
    fn month(
        &self,
        plan: &Plan,
        places: &[LeverProvince],
        reference: &mut RunState,
        beside: &mut Vec<RunBeside<'_>>,
        most: f64,
    ) -> Result<(), Halted> {
        let RunState { world, logbook } = reference;
        let now = world.month;
        let pathways = plan.pathways(now, places, &world.draws);
        let at_work = recruiters::by_commune(&world.recruiters, world.communes.len());
        let surroundings = Surroundings::of_provinces(&world.country, world.communes.iter());
        let lead = Lead { world, pathways: &pathways, at_work: &at_work, surroundings: &surroundings };
        beside.par_iter_mut().for_each(|run| run.look_ahead(&lead, places));
        self.live_alone(leaving(beside, world.communes.len(), most), world)?;
        beside.par_iter_mut().for_each(|run| run.part(world));

        let changes = up_to_casework(self.model, world, &pathways);
        beside.par_iter_mut().for_each(|run| run.live(self.model, world, &changes));
        from_casework_on(self.model, world, &pathways, &changes);

        let seen = world.seen();
        check(&seen, &pathways, &plan.levers.planned)?;
        logbook.month(plan, places, &pathways, &seen);
        all(beside.par_iter_mut().map(|run| run.month(world, places)))?;
        if now.of_year() == 11 {
            self.year(plan, reference, beside);
        }
        (0..=beside.len()).try_for_each(|_| asked(self.tick))
    }

    /// The end of a year: a commune that runs share is counted once.
    fn year(&self, plan: &Plan, reference: &mut RunState, beside: &mut [RunBeside<'_>]) {
        let RunState { world, logbook } = reference;
        let month = world.month.plus(-1);
        let runs: Vec<Vec<&Commune>> = std::iter::once(world.communes.iter().collect())
            .chain(beside.iter().map(|run| run.communes(world)))
            .collect();
        let lines = plan.history.poverty_lines(&world.country, month, &world.draws);
        let mut counts = count_year(&world.country, &lines, &runs, month);
        let of_others = counts.split_off(1);
        for counts in counts {
            logbook.year(plan, &world.seen(), counts, month, &world.draws);
        }
        let reference = &*world;
        beside.par_iter_mut().zip(of_others).for_each(|(run, counts)| run.year(reference, counts, month));
        empty_logs(&mut world.communes);
    }

    /// Lives runs to their end that share too little, before the others go on.
    fn live_alone(&self, runs: Vec<RunBeside<'_>>, reference: &World) -> Result<(), Halted> {
        let mut waiting = runs.into_iter();
        loop {
            let some: Vec<RunBeside<'_>> = waiting.by_ref().take(self.abreast.max(1)).collect();
            if some.is_empty() {
                return Ok(());
            }
            all(some.into_par_iter().map(|run| {
                let (place, plan) = (run.place, run.plan);
                let run = run.alone(reference);
                let results = resume(plan, self.model, run, self.replicate, |_| asked(self.tick))?;
                (self.done)(place, results);
                Ok::<_, Halted>(())
            }))?;
        }
    }
}

/// Takes out the runs that leave the others in the month that they have looked at, so that those
/// who stay own at most so many communes together.
fn leaving<'a>(beside: &mut Vec<RunBeside<'a>>, communes: usize, most: f64) -> Vec<RunBeside<'a>> {
    let enough = WORTH_SHARING * communes as f64;
    let mut leaving: Vec<RunBeside<'a>> = beside.extract_if(.., |run| run.owned() as f64 >= enough).collect();
    while beside.iter().map(RunBeside::owned).sum::<usize>() as f64 > most {
        let largest = (0..beside.len()).rev().max_by_key(|&place| beside[place].owned());
        leaving.extend(largest.map(|place| beside.remove(place)));
    }
    leaving
}

/// Does the work of all, and gives the first failure in their order.
fn all<E: Send>(work: impl IndexedParallelIterator<Item = Result<(), E>>) -> Result<(), E> {
    work.collect::<Vec<_>>().into_iter().collect()
}
