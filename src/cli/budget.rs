//! `lachan compare --budget`: the search for the best allocation, as two scenarios to compare.

use super::interrupt::Interrupt;
use super::memory::{self, WorldsHeld};
use super::request::Overrides;
use super::{Failure, terminal};
use crate::config::{Effective, Setting};
use crate::experiments::budget::{
    Allocation, LeverInProvince, buy, estimate, everywhere, lever_sets, uniform_share,
};
use crate::experiments::compare::{Arm, Comparison, RunScope, STRATA, UncertaintySource, run_replicates};
use crate::experiments::parallel::layout;
use crate::levers::REGISTRY;
use crate::simulation::CountryData;

/// The first replicate of the search. The comparison that follows has other chance, so that what
/// the search took for a province's luck does not count as its own success.
const FIRST_REPLICATE: u32 = 1_000_000;

/// Rounds of buying; each sees what the ones before it bought.
const ROUNDS: u32 = 3;

/// Names of the two scenarios that the search adds.
pub const NAMES: [&str; 2] = ["best_allocation", "uniform_split"];

/// What the search found.
pub struct Found {
    /// The money, thousand dong.
    pub money: f64,
    /// The best allocation and the uniform split of the same money, as scenarios.
    pub arms: [Arm; 2],
    /// The allocation.
    pub allocation: Allocation,
}

/// Searches with `money`, thousand dong over the simulated years.
pub fn search(
    money: f64,
    overrides: &Overrides,
    ground: &CountryData,
    replicates: u32,
    interrupt: &Interrupt,
) -> Result<Found, Failure> {
    let planned: Vec<Effective> = REGISTRY
        .iter()
        .map(|entry| overrides.resolve(Some(entry.about.name), None))
        .collect::<Result<_, _>>()?;
    let mut allocation = Allocation::default();
    let mut sets: Vec<String> = Vec::new();
    let mut first: Option<Comparison> = None;
    for round in 1..=ROUNDS {
        let comparison = add_each_lever(&sets, &planned, overrides, ground, replicates, interrupt)?;
        let mut choices: Vec<LeverInProvince> = Vec::new();
        for (slot, entry) in REGISTRY.iter().enumerate() {
            choices.extend(estimate(&comparison, slot + 1, slot, entry.about));
        }
        let part = money * f64::from(round) / f64::from(ROUNDS) - allocation.cost();
        allocation.bought.extend(buy(&choices, part));
        sets = allocation.sets(&planned, &comparison.country);
        first.get_or_insert(comparison);
    }
    let Some(first) = first else { unreachable!("there is a round") };
    let spread = |slot: usize| {
        let share = share_of_uniform(allocation.cost_of(slot), &first, slot);
        lever_sets(&planned[slot], slot, Setting::Words(everywhere()), share)
    };
    let uniform: Vec<String> = allocation.slots().into_iter().flat_map(spread).collect();
    let arms = [
        arm(NAMES[0], "What the search bought.", &sets, overrides, ground)?,
        arm(
            NAMES[1],
            "For each lever the same money, spread alike over all provinces.",
            &uniform,
            overrides,
            ground,
        )?,
    ];
    Ok(Found { money, arms, allocation })
}

/// What is bought so far, and beside it each lever added everywhere, in the order of the registry.
fn add_each_lever(
    sets: &[String],
    planned: &[Effective],
    overrides: &Overrides,
    ground: &CountryData,
    replicates: u32,
    interrupt: &Interrupt,
) -> Result<Comparison, Failure> {
    let mut arms = vec![arm("bought", "", sets, overrides, ground)?];
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let mut more = sets.to_vec();
        more.extend(lever_sets(&planned[slot], slot, Setting::Words(everywhere()), 1.0));
        arms.push(arm(entry.about.name, "", &more, overrides, ground)?);
    }
    let plan = &arms[0].plan;
    let months = plan.horizon.warm_up_months + 12 * plan.horizon.years * arms.len() as u32;
    let layout = layout(plan.families(ground), replicates, rayon::current_num_threads());
    memory::check(plan, ground, layout, WorldsHeld::Scenarios(arms.len()))?.say();
    let bar = terminal::progress(months * replicates);
    let extent = RunScope {
        replicates: FIRST_REPLICATE..FIRST_REPLICATE + replicates,
        strata: &STRATA,
        layout,
        ensemble: None,
    };
    let tick = || {
        bar.inc(1);
        interrupt.tick()
    };
    let comparison = run_replicates(&arms, ground, UncertaintySource::Chance, &extent, &tick);
    bar.finish_and_clear();
    Ok(comparison?)
}

fn arm(
    name: &str,
    description: &str,
    sets: &[String],
    overrides: &Overrides,
    ground: &CountryData,
) -> Result<Arm, Failure> {
    let mut config = overrides.resolve_with(Some("no_programme"), None, sets)?;
    (config.name, config.description) = (name.to_owned(), description.to_owned());
    Ok(Arm::read(config, ground)?)
}

/// The share of a lever's planned coverage that the money buys everywhere, from what it cost when
/// it was everywhere.
fn share_of_uniform(money: f64, everywhere: &Comparison, slot: usize) -> f64 {
    let about = REGISTRY[slot].about;
    if about.national {
        return 1.0;
    }
    let runs = everywhere.runs[slot + 1].iter();
    let own = runs.flat_map(|run| &run.costs).filter(|row| row.lever == about.name && row.province.is_none());
    let (variable, fixed) = own.fold((0.0, 0.0), |sum, row| (sum.0 + row.variable, sum.1 + row.fixed));
    let replicates = everywhere.replicates() as f64;
    uniform_share(money, variable / replicates, fixed / replicates)
}
