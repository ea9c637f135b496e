//! Runs that are lived together give the results that each gives alone, to the last bit.

use lachan::experiments::compare::STRATA;
use lachan::levers::REGISTRY;
use lachan::levers::scenarios::LIBRARY;
use lachan::observation::RunResults;
use lachan::simulation::{
    CountryData, Model, Plan, Together, UNINTERRUPTED, World, configuration, simulate, warm_up,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

/// Two or three communes a province, and enough of everything rare.
const SMALL: [&str; 6] = [
    "population.scale=0.0004",
    "synthesis.commune_households=60",
    "simulation.warm_up_months=12",
    "simulation.years=2",
    "recruiters.per_100k=300",
    "protection.home_referral=0.05",
];

static GROUND: LazyLock<CountryData> = LazyLock::new(|| CountryData::of(&config("baseline", &[])).unwrap());

static WARM: LazyLock<(Model, World)> =
    LazyLock::new(|| warm_up(&plan("baseline", &[]), &GROUND, 0, UNINTERRUPTED).unwrap());

fn config(scenario: &str, sets: &[String]) -> lachan::config::Effective {
    let sets: Vec<String> = SMALL.iter().map(|&set| set.to_owned()).chain(sets.iter().cloned()).collect();
    configuration(Some(scenario), None, &sets).unwrap_or_else(|faults| panic!("{faults}"))
}

fn plan(scenario: &str, sets: &[String]) -> Plan {
    Plan::read(&config(scenario, sets), &GROUND).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A lever as its own scenario has it, elsewhere, further, or from another month on.
fn lever(name: &str, place: &str, coverage: f64, start: &str) -> Plan {
    plan(
        name,
        &[
            format!("levers.{name}.provinces=[\"{place}\"]"),
            format!("levers.{name}.coverage={coverage}"),
            format!("levers.{name}.start={start}"),
            format!("levers.{name}.stop=none"),
        ],
    )
}

fn alone(plan: &Plan) -> RunResults {
    let (model, world) = &*WARM;
    simulate(plan, model, world.clone(), 0, &STRATA, UNINTERRUPTED).unwrap()
}

fn together(plans: &[&Plan], threads: usize, abreast: usize) -> Vec<RunResults> {
    let (model, world) = &*WARM;
    let ended = Mutex::new(BTreeMap::new());
    let done = |place, run| {
        let before = ended.lock().unwrap().insert(place, run);
        assert!(before.is_none(), "run {place} ended twice");
    };
    let lived = Together { model, replicate: 0, strata: &STRATA, abreast, tick: UNINTERRUPTED, done: &done };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| lived.live(plans, world.clone())).unwrap();
    let ended = ended.into_inner().unwrap();
    assert_eq!(ended.keys().copied().collect::<Vec<_>>(), (0..plans.len()).collect::<Vec<_>>());
    ended.into_values().collect()
}

/// To the last bit, signs of zeros among them.
fn assert_as_alone(plans: &[&Plan], threads: usize, abreast: usize) {
    let lived = together(plans, threads, abreast);
    for (plan, lived) in plans.iter().zip(lived) {
        let bytes = |run: &RunResults| postcard::to_stdvec(run).unwrap();
        assert!(bytes(&lived) == bytes(&alone(plan)), "{} on {threads} threads", plan.name);
    }
}

#[test]
fn every_built_in_scenario_ends_as_it_does_alone() {
    let plans: Vec<Plan> = LIBRARY.iter().map(|(name, _)| plan(name, &[])).collect();
    let baseline = plan("baseline", &[]);
    let plans: Vec<&Plan> = std::iter::once(&baseline).chain(&plans).collect();
    assert_as_alone(&plans, 2, 1);
}

#[test]
fn confined_scenarios_and_late_ones_end_as_they_do_alone() {
    let plans = [
        plan("baseline", &[]),
        lever("parenting_programme", "Kon Tum", 0.4, "2017-01"),
        lever("parenting_programme", "poverty_above:0.10", 0.5, "2017-01"),
        lever("social_work_capacity", "region:central_highlands", 0.8, "2017-01"),
        lever("school_retention", "region:mekong_delta", 0.5, "2017-07"),
        lever("cash_transfer", "border", 0.5, "2017-01"),
        lever("law_enforcement", "border", 1.0, "2017-01"),
        lever("reintegration_support", "2008:Cà Mau", 1.0, "2017-01"),
        lever("cash_transfer", "all", 0.5, "2018-07"),
        lever("legal_age_18", "all", 1.0, "2018-12"),
    ];
    let plans: Vec<&Plan> = plans.iter().collect();
    for (threads, abreast) in [(1, 1), (2, 2), (4, 4)] {
        assert_as_alone(&plans, threads, abreast);
    }
}

#[test]
fn a_scenario_can_be_the_reference_of_others() {
    let plans = [
        lever("cash_transfer", "all", 0.5, "2017-01"),
        plan("baseline", &[]),
        plan("cash_transfer", &[]),
        lever("cash_transfer", "all", 0.5, "2017-01"),
    ];
    assert_as_alone(&plans.iter().collect::<Vec<_>>(), 2, 1);
    assert!(together(&[], 1, 1).is_empty());
}

#[test]
fn a_stop_ends_all_runs_in_its_month() {
    let (model, world) = &*WARM;
    let plans = [plan("baseline", &[]), lever("cash_transfer", "border", 0.5, "2017-01")];
    let months = std::sync::atomic::AtomicU32::new(0);
    let tick = || match months.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
        0..9 => std::ops::ControlFlow::Continue(()),
        _ => std::ops::ControlFlow::Break(()),
    };
    let done = |_, _| panic!("no run has ended");
    let lived = Together { model, replicate: 0, strata: &STRATA, abreast: 1, tick: &tick, done: &done };
    let halted = lived.live(&plans.iter().collect::<Vec<_>>(), world.clone());
    assert_eq!(halted, Err(lachan::simulation::Halted::Stopped));
    assert_eq!(months.into_inner(), 10);
}

const PLACES: [&str; 6] =
    ["all", "border", "region:central_highlands", "region:southeast", "poverty_above:0.15", "2008:Lào Cai"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn random_confined_levers_end_as_they_do_alone(
        levers in prop::collection::vec((0..REGISTRY.len(), 0..PLACES.len(), 0.1..1.0f64, 0..20i32), 2..5),
        threads in prop::sample::select(vec![1, 2, 4]),
    ) {
        let plans: Vec<Plan> = levers
            .iter()
            .map(|&(slot, place, coverage, month)| {
                let start = format!("{}-{:02}", 2017 + month / 12, 1 + month % 12);
                lever(REGISTRY[slot].about.name, PLACES[place], coverage, &start)
            })
            .collect();
        assert_as_alone(&plans.iter().collect::<Vec<_>>(), threads, threads);
    }
}
