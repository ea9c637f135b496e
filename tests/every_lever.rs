//! What must hold for every lever of the registry, on whole simulated worlds: coverage 0 is the
//! baseline bit for bit, more coverage reaches a superset of homes, and a lever in one province is
//! felt nowhere else while nobody moves: neither recruiters nor people.

use lachan::config::{Effective, Setting};
use lachan::experiments::budget::lever_sets;
use lachan::levers::{LeverProvince, REGISTRY, pathways};
use lachan::observation::Stratum;
use lachan::population::Commune;
use lachan::simulation::{
    CountryData, Model, Plan, UNINTERRUPTED, World, configuration, month, simulate, warm_up,
};

/// A small and short run.
const SMALL: [&str; 4] = [
    "population.scale=0.001",
    "simulation.years=2",
    "simulation.warm_up_months=36",
    "synthesis.commune_households=400",
];

fn config(scenario: &str, over: &[String]) -> Effective {
    let sets: Vec<String> = SMALL.iter().map(|&set| set.to_owned()).chain(over.iter().cloned()).collect();
    configuration(Some(scenario), None, &sets).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A plan with one lever as its own scenario has it, in these provinces, at a share of its planned
/// coverage.
fn with_lever(slot: usize, provinces: &str, share: f64, ground: &CountryData, over: &[&str]) -> Plan {
    let planned = config(REGISTRY[slot].about.name, &[]);
    let mut sets = lever_sets(&planned, slot, Setting::Words(vec![provinces.to_owned()]), share);
    sets.push(format!("levers.{}.ramp_months=0", REGISTRY[slot].about.name));
    sets.push(format!("levers.{}.start=2017-01", REGISTRY[slot].about.name));
    sets.extend(over.iter().map(|&set| set.to_owned()));
    Plan::read(&config("no_programme", &sets), ground).unwrap_or_else(|faults| panic!("{faults}"))
}

fn ground() -> CountryData {
    CountryData::of(&config("baseline", &[])).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The world after some months of a plan.
fn after(plan: &Plan, model: &Model, mut world: World, months: u32) -> World {
    let places = LeverProvince::list(&world.country);
    for _ in 0..months {
        let paths = pathways(&plan.levers, world.month, &places);
        month(model, &mut world, &paths);
    }
    world
}

#[test]
fn coverage_zero_is_the_baseline_bit_for_bit() {
    let ground = ground();
    let none = Plan::read(&config("no_programme", &[]), &ground).unwrap();
    let (model, world) = warm_up(&none, &ground, 0, UNINTERRUPTED).unwrap();
    let run =
        |plan: &Plan| simulate(plan, &model, world.clone(), 0, &[Stratum::Province], UNINTERRUPTED).unwrap();
    let baseline = run(&none);
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let idle = run(&with_lever(slot, "all", 0.0, &ground, &[]));
        assert!(idle == baseline, "{}", entry.about.name);
    }
}

#[test]
fn more_coverage_reaches_every_home_that_less_reached() {
    let ground = ground();
    let none = Plan::read(&config("no_programme", &[]), &ground).unwrap();
    let (model, world) = warm_up(&none, &ground, 0, UNINTERRUPTED).unwrap();
    let mut reaching = 0;
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let reach = |share: f64| -> Vec<u16> {
            let plan = with_lever(slot, "all", share, &ground, &[]);
            let world = after(&plan, &model, world.clone(), 13);
            world.communes.iter().flat_map(|commune| commune.homes.reach.clone()).collect()
        };
        let (less, more) = (reach(0.4), reach(0.9));
        let bit = 1 << slot;
        assert!(less.iter().zip(&more).all(|(less, more)| less & bit <= more & bit), "{}", entry.about.name);
        let count = |bits: &[u16]| bits.iter().filter(|&&bits| bits & bit != 0).count();
        if count(&less) > 0 && count(&less) < count(&more) {
            reaching += 1;
        }
    }
    assert!(reaching >= 7, "levers that reach homes, each more of them with more coverage: {reaching}");
}

#[test]
fn a_lever_in_one_province_leaves_all_others_untouched_while_everybody_stays() {
    let ground = ground();
    let still = ["recruiters.inertia=1", "migration.leave_12_14=0", "migration.leave_15_24=0"];
    let sets: Vec<String> = still.iter().map(|&set| set.to_owned()).collect();
    let none = Plan::read(&config("no_programme", &sets), &ground).unwrap();
    let (model, world) = warm_up(&none, &ground, 0, UNINTERRUPTED).unwrap();
    let gia_lai = ground.records.iter().position(|record| record.name == "Gia Lai").unwrap();
    let part = |world: &World, inside: bool| -> Vec<Commune> {
        let own = |commune: &&Commune| (usize::from(commune.province) == gia_lai) == inside;
        world.communes.iter().filter(own).cloned().collect()
    };
    let baseline = after(&none, &model, world.clone(), 24);
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let plan = with_lever(slot, "2008:Gia Lai", 1.0, &ground, &still);
        let treated = after(&plan, &model, world.clone(), 24);
        assert!(part(&treated, false) == part(&baseline, false), "{} is felt elsewhere", entry.about.name);
    }
    let cash = REGISTRY.iter().position(|entry| entry.about.name == "cash_transfer").unwrap();
    let treated = after(&with_lever(cash, "2008:Gia Lai", 1.0, &ground, &still), &model, world, 24);
    assert!(part(&treated, true) != part(&baseline, true), "and is felt at home");
}
