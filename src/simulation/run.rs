//! A run: the warm-up that all scenarios share, then the years on which levers act.

use super::costing::Costing;
use super::{Ground, Model, Plan, World, make, month};
use crate::levers::{LeverProvince, pathways};
use crate::observation::{self, Recorder, RunResults, Stratum, discard_logs};
use crate::pathways::Pathways;
use std::convert::Infallible;
use std::ops::ControlFlow;

/// What is called after every month; it may say that the run shall end there.
pub type Tick<'a, B> = &'a (dyn Fn() -> ControlFlow<B> + Sync);

/// Makes a replicate's world and lives through the warm-up, without levers. The state that comes out can be cloned:
/// every scenario with the same model goes on from it.
///
/// `tick` is called after every month.
pub fn warm_up(plan: &Plan, ground: &Ground, replicate: u32, tick: &(dyn Fn() + Sync)) -> (Model, World) {
    whole(warm_up_until(plan, ground, replicate, &|| going_on(tick)))
}

/// The same, but the run may be stopped after any month.
pub fn warm_up_until<B>(
    plan: &Plan,
    ground: &Ground,
    replicate: u32,
    tick: Tick<'_, B>,
) -> ControlFlow<B, (Model, World)> {
    let (model, mut world) = make(&plan.setup(ground, replicate), plan.parameters.clone());
    let begins = plan.horizon.begins();
    while world.month < begins {
        let now = world.month;
        month(&model, &mut world, &Pathways::idle(ground.records.len(), now));
        if now.of_year() == 11 || now.plus(1) == begins {
            discard_logs(&mut world.communes);
        }
        tick()?;
    }
    ControlFlow::Continue((model, world))
}

/// Simulates the years of a plan from the state after warm-up and reports in these strata.
///
/// `tick` is called after every month.
pub fn simulate(
    plan: &Plan,
    model: &Model,
    world: World,
    replicate: u32,
    strata: &[Stratum],
    tick: &(dyn Fn() + Sync),
) -> RunResults {
    whole(simulate_until(plan, model, world, replicate, strata, &|| going_on(tick)))
}

/// The same, but the run may be stopped after any month.
pub fn simulate_until<B>(
    plan: &Plan,
    model: &Model,
    mut world: World,
    replicate: u32,
    strata: &[Stratum],
    tick: Tick<'_, B>,
) -> ControlFlow<B, RunResults> {
    let places = LeverProvince::list(&world.country);
    let mut recorder = Recorder::new(&world.country, strata, plan.survey);
    let mut costing = Costing::new(places.len());
    while world.month < plan.horizon.ends() {
        let now = world.month;
        let pathways = pathways(&plan.levers, now, &places);
        month(model, &mut world, &pathways);
        costing.month(&plan.levers, &places, &pathways, &world);
        let seen = observation::World {
            country: &world.country,
            communes: &world.communes,
            services: &world.services,
            recruiters: &world.recruiters,
        };
        recorder.month(&seen, now);
        if now.of_year() == 11 {
            costing.year(&plan.levers, now);
            recorder.year(&world.country, &mut world.communes, &world.recruiters, now, &world.draws);
        }
        tick()?;
    }
    ControlFlow::Continue(recorder.finish(&world.country, &plan.name, replicate, costing.rows()))
}

/// A month that nothing stops.
fn going_on(tick: &(dyn Fn() + Sync)) -> ControlFlow<Infallible> {
    tick();
    ControlFlow::Continue(())
}

/// What a run gives that nothing stops.
fn whole<T>(run: ControlFlow<Infallible, T>) -> T {
    match run {
        ControlFlow::Continue(done) => done,
        ControlFlow::Break(never) => match never {},
    }
}
