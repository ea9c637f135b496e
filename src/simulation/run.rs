//! A run: the warm-up that all scenarios share, then the years on which levers act.
//!
//! [`warm_up`] and [`simulate`] are its two parts; the state between them can be shared. [`resume`]
//! continues a run from any month ([`RunState`]), so that runs can be checkpointed.

use super::invariants::{NotFinite, check};
use super::run_state::RunState;
use super::{CountryData, Model, Plan, World, make, month};
use crate::levers::LeverProvince;
use crate::observation::{RunResults, Stratum, YearCounts, empty_logs};
use std::ops::ControlFlow;

/// What is called after every month; it may say that the run shall end there.
pub type Tick<'a> = &'a (dyn Fn() -> ControlFlow<()> + Sync);

/// A [`Tick`] that never stops a run.
pub const UNINTERRUPTED: Tick<'static> = &|| ControlFlow::Continue(());

/// Why a run ended before its last month.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Halted {
    /// It was asked to.
    #[error("the run was stopped")]
    Stopped,
    /// Its state is no longer one that the model can have.
    #[error("{0}")]
    NotFinite(#[from] NotFinite),
}

/// Whether the warm-up reads a key of the configuration. Levers act from the first simulated year
/// on, the survey looks on from there, and how many years and replicates follow is nothing to it.
/// What scenarios have in the other keys decides, with the replicate, the state after warm-up.
pub fn warm_up_reads(key: &str) -> bool {
    let later = key.starts_with("levers.") || key.starts_with("survey.");
    !later && key != "simulation.years" && key != "simulation.replicates"
}

/// Makes a replicate's world and simulates the warm-up, without levers. The resulting state can be
/// cloned: every scenario with the same model continues from it. `tick` may stop the run after any
/// month.
///
/// # Errors
/// [`Halted`] after the month in which it was stopped or a number of the state ceased to be finite.
pub fn warm_up(
    plan: &Plan,
    ground: &CountryData,
    replicate: u32,
    tick: Tick<'_>,
) -> Result<(Model, World), Halted> {
    let (model, mut world) = make(&plan.setup(ground, replicate), plan.parameters.clone());
    while world.month < plan.horizon.begins() {
        month_of_warm_up(plan, &model, &mut world)?;
        asked(tick)?;
    }
    Ok((model, world))
}

/// Simulates the years of a plan from the state after warm-up and reports in these strata. `tick`
/// may stop the run after any month.
///
/// # Errors
/// As [`warm_up`].
pub fn simulate(
    plan: &Plan,
    model: &Model,
    world: World,
    replicate: u32,
    strata: &[Stratum],
    tick: Tick<'_>,
) -> Result<RunResults, Halted> {
    resume(plan, model, RunState::new(plan, world, strata), replicate, |_| asked(tick))
}

/// Lives what is left of a run, and gives its results. `watch` sees the state at the end of every
/// month.
///
/// # Errors
/// What `watch` says, or a number of the state that is not finite any more.
pub fn resume<E: From<NotFinite>>(
    plan: &Plan,
    model: &Model,
    mut run: RunState,
    replicate: u32,
    mut watch: impl FnMut(&RunState) -> Result<(), E>,
) -> Result<RunResults, E> {
    let places = LeverProvince::list(&run.world.country);
    while run.world.month < plan.horizon.ends() {
        if run.world.month < plan.horizon.begins() {
            month_of_warm_up(plan, model, &mut run.world)?;
        } else {
            month_of_years(plan, model, &places, &mut run)?;
        }
        watch(&run)?;
    }
    Ok(run.logbook.results(plan, &run.world.country, replicate))
}

fn month_of_warm_up(plan: &Plan, model: &Model, world: &mut World) -> Result<(), NotFinite> {
    let now = world.month;
    let of_times = plan.without_levers(now, &world.draws);
    month(model, world, &of_times);
    check(&world.seen(), &of_times, &[])?;
    if now.of_year() == 11 || now.plus(1) == plan.horizon.begins() {
        empty_logs(&mut world.communes);
    }
    Ok(())
}

fn month_of_years(
    plan: &Plan,
    model: &Model,
    places: &[LeverProvince],
    run: &mut RunState,
) -> Result<(), NotFinite> {
    let now = run.world.month;
    let pathways = plan.pathways(now, places, &run.world.draws);
    month(model, &mut run.world, &pathways);
    let RunState { world, logbook } = run;
    let seen = world.seen();
    check(&seen, &pathways, &plan.levers.planned)?;
    logbook.month(plan, places, &pathways, &seen);
    if now.of_year() == 11 {
        let lines = plan.history.poverty_lines(&world.country, now, &world.draws);
        logbook.year(plan, &seen, YearCounts::of(&seen, &lines, now), now, &world.draws);
        empty_logs(&mut world.communes);
    }
    Ok(())
}

pub(super) fn asked(tick: Tick<'_>) -> Result<(), Halted> {
    match tick() {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Halted::Stopped),
    }
}
