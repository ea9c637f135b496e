//! A number of the state that is none is found in the month in which it arose, with its province
//! and the levers there.

use lachan::observation::Stratum;
use lachan::quantities::Month;
use lachan::simulation::{Model, NotFinite, Plan, RunState, World, make, resume};

/// A plan of one year after one month of warm-up, and its world before the first month.
fn begun() -> (Plan, Model, RunState) {
    let (plan, ground) = Plan::of_baseline(&[
        "population.scale=0.0002",
        "synthesis.commune_households=100",
        "simulation.warm_up_months=1",
        "simulation.years=1",
        "recruiters.per_100k=2000",
    ])
    .unwrap();
    let (model, world) = make(&plan.setup(&ground, 0), plan.parameters.clone());
    let run = RunState::new(&plan, world, &[Stratum::National]);
    (plan, model, run)
}

/// The row of Cao Bang, a province of several communes.
const CAO_BANG: usize = 2;

/// What is found in a run whose world is poisoned after so many months.
fn found(months: usize, poison: impl Fn(&mut World)) -> NotFinite {
    let (plan, model, run) = begun();
    let mut states = vec![run.clone()];
    resume::<NotFinite>(&plan, &model, run, 0, |run| {
        states.push(run.clone());
        Ok(())
    })
    .expect("a sound state goes through");
    let mut run = states.swap_remove(months);
    poison(&mut run.world);
    let mut seen = 0;
    let halted = resume::<NotFinite>(&plan, &model, run, 0, |_| {
        seen += 1;
        Ok(())
    });
    assert_eq!(seen, 0, "found at the end of the month in which it arose");
    halted.unwrap_err()
}

#[test]
fn a_poisoned_commune_is_named_within_the_month() {
    let found = found(0, |world| {
        let commune = world.country.provinces[CAO_BANG].communes.start;
        world.communes[commune].awareness = f32::NAN;
    });
    assert_eq!((found.month, found.province.as_str(), found.quantity), (Month(-1), "Cao Bang", "awareness"));
    assert_eq!(found.levers, Vec::<&str>::new(), "none acts during the warm-up");
    assert!(found.to_string().starts_with("awareness in Cao Bang became NaN in 2016-12: "), "{found}");
}

#[test]
fn the_levers_that_reach_homes_there_are_named() {
    let found = found(8, |world| {
        let commune = world.country.provinces[CAO_BANG].communes.start;
        world.communes[commune].network = f32::NAN;
    });
    assert_eq!(
        (found.month, found.quantity, found.value.as_str()),
        (Month(7), "the migration network", "NaN")
    );
    assert!(found.levers.contains(&"cash_transfer"), "{found}");
    assert!(found.to_string().contains("in 2017-08 (levers there: "), "{found}");
}

#[test]
fn a_poisoned_memory_of_a_recruiter_is_named_with_the_province_it_is_of() {
    let found = found(0, |world| {
        world.recruiters.memory[5].of_mut(CAO_BANG as u8).gain = f32::NAN;
    });
    assert_eq!((found.province.as_str(), found.quantity), ("Cao Bang", "a recruiter's learned yield"));
}
