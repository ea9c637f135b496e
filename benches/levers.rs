//! The month under levers, scenario by scenario, on one thread: nanoseconds a person-month, or
//! instructions where `valgrind` counts them.
//!
//! ```console
//! cargo bench --bench levers                                    # nanoseconds, all scenarios below
//! cargo bench --bench levers -- cash_transfer --results all     # one of them, with its results
//! valgrind --tool=callgrind --toggle-collect=levers::lived \
//!     target/release/deps/levers-<hash> child_protection_programme   # instructions
//! ```

use lachan::levers::{LeverProvince, pathways};
use lachan::observation::Stratum;
use lachan::population::People;
use lachan::simulation::{
    CountryData, Model, NotFinite, Plan, RunState, UNINTERRUPTED, World, configuration, month, resume,
    warm_up,
};
use std::time::Instant;

/// Programmes in their ramps: 2017 and 2018.
const SETS: [&str; 3] = ["population.scale=0.005", "simulation.warm_up_months=24", "simulation.years=2"];
const MONTHS: usize = 24;
const SCENARIOS: [&str; 4] =
    ["no_programme", "baseline", "integrated_delivery", "child_protection_programme"];

/// What is recorded of the months.
#[derive(Clone, Copy)]
enum Results {
    None,
    National,
    All,
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let results = match given.iter().position(|word| word == "--results").map(|at| given[at + 1].as_str()) {
        None | Some("none") => Results::None,
        Some("national") => Results::National,
        Some("all") => Results::All,
        Some(other) => panic!("--results takes none, national or all, and not {other}"),
    };
    let named: Vec<&str> = given.iter().map(String::as_str).take_while(|word| *word != "--results").collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    pool.install(|| {
        for scenario in if named.is_empty() { &SCENARIOS[..] } else { &named[..] } {
            measure(scenario, results);
        }
    });
}

fn measure(scenario: &str, results: Results) {
    let laid_over = (scenario != "baseline").then_some(scenario);
    let config = configuration(laid_over, None, &SETS).unwrap_or_else(|fault| panic!("{fault}"));
    let ground = CountryData::of(&config).unwrap_or_else(|fault| panic!("{fault}"));
    let plan = Plan::read(&config, &ground).unwrap_or_else(|fault| panic!("{fault}"));
    let (model, world) = warm_up(&plan, &ground, 0, UNINTERRUPTED).expect("nothing stops it");
    let people = present(&world);
    let begun = Instant::now();
    lived(&plan, &model, world, results);
    let person_months = people * MONTHS;
    let each = begun.elapsed().as_nanos() as f64 / person_months as f64;
    println!("{scenario}: {each:.1} ns a person-month ({people} people, {person_months} person-months)");
}

/// Lives the months; what a profiler looks at.
#[inline(never)]
fn lived(plan: &Plan, model: &Model, mut world: World, results: Results) {
    let strata: &[Stratum] = match results {
        Results::None => {
            let places = LeverProvince::list(&world.country);
            for _ in 0..MONTHS {
                let pathways = pathways(&plan.levers, world.month, &places);
                month(model, &mut world, &pathways);
            }
            return;
        }
        Results::National => &[Stratum::National],
        Results::All => &Stratum::ALL,
    };
    let run = RunState::new(plan, world, strata);
    resume(plan, model, run, 0, |_| Ok::<(), NotFinite>(())).expect("all numbers are finite");
}

/// People under 25 who live in a world this month.
fn present(world: &World) -> usize {
    let here = |people: &People| (0..people.len()).filter(|&row| people.present(row, world.month)).count();
    world.communes.iter().map(|commune| here(&commune.people)).sum()
}
