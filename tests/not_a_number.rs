//! A number of the state that is none is found in the month in which it arose, with its province and the levers there.

mod support;

use lachan::config::{BASELINE, Request, Tables, resolve, rules};
use lachan::observation::Stratum;
use lachan::quantities::Month;
use lachan::simulation::{
    Ground, Halted, Model, NotFinite, Parameters, Plan, UnderWay, World, live_on, make, warm_up_until,
};
use std::cell::Cell;
use std::ops::ControlFlow;

/// A plan of one year after one month of warm-up, and its world before the first month.
fn begun() -> (Plan, Model, UnderWay) {
    let sets = [
        "population.scale=0.0002",
        "synthesis.commune_households=100",
        "simulation.warm_up_months=1",
        "simulation.years=1",
        "recruiters.per_100k=2000",
    ]
    .map(str::to_owned);
    let request = Request {
        baseline: &BASELINE,
        library: &[],
        scenario: None,
        config: None,
        sets: &sets,
        rules: &rules::standard,
    };
    let config = resolve(&request).unwrap();
    let parameters = Parameters::read(&config).unwrap();
    let ground = Ground::read(&Tables::built_in(), &parameters.synthesis).unwrap();
    let plan = Plan::read(&config, &ground).unwrap();
    let (model, world) = make(&plan.setup(&ground, 0), plan.parameters.clone());
    let run = UnderWay::new(&plan, world, &[Stratum::National]);
    (plan, model, run)
}

/// What is found in a run whose world was poisoned before its first month.
fn found(poison: impl Fn(&mut World)) -> NotFinite {
    let (plan, model, mut run) = begun();
    poison(&mut run.world);
    let months = Cell::new(0);
    let halted = live_on::<NotFinite>(&plan, &model, run, 0, |_| {
        months.set(months.get() + 1);
        Ok(())
    });
    assert_eq!(months.get(), 0, "found at the end of the month in which it arose");
    halted.unwrap_err()
}

#[test]
fn a_poisoned_commune_is_named_within_the_month() {
    // The third commune is that of the province with the third code, Cao Bang.
    let found = found(|world| world.communes[2].awareness = f32::NAN);
    assert_eq!(found.month, Month(-1));
    assert_eq!((found.province.as_str(), found.quantity), ("Cao Bang", "awareness"));
    assert!(found.levers.is_empty(), "none acts during the warm-up");
    assert!(found.to_string().starts_with("awareness in Cao Bang became NaN in 2016-12"), "{found}");
}

#[test]
fn a_poisoned_memory_of_a_recruiter_is_named_with_the_province_it_is_of() {
    let found = found(|world| {
        let provinces = world.country.provinces.len();
        world.recruiters.yield_memory[5 * provinces + 7] = f32::INFINITY;
    });
    assert_eq!(found.quantity, "a recruiter's learned yield");
}

#[test]
fn a_run_whose_state_is_sound_goes_through() {
    let (plan, model, run) = begun();
    assert!(live_on::<NotFinite>(&plan, &model, run, 0, |_| Ok(())).is_ok());
}
