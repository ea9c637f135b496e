//! `lachan compare --budget`: the search for the best allocation, as two scenarios to compare.

use super::Failure;
use super::lives::Lives;
use super::request::Overrides;
use crate::config::{Effective, Setting};
use crate::experiments::budget::{
    Allocation, LeverInProvince, buy, estimate, everywhere, lever_sets, uniform_share,
};
use crate::experiments::compare::{Arm, Comparison, UncertaintySource};
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

/// Searches with `money`, thousand dong over the simulated years; none where others have still to
/// live some runs of it.
pub fn search(
    money: f64,
    overrides: &Overrides,
    ground: &CountryData,
    replicates: u32,
    lives: &Lives<'_>,
) -> Result<Option<Found>, Failure> {
    let planned: Vec<Effective> = REGISTRY
        .iter()
        .map(|entry| overrides.resolve(Some(entry.about.name), None))
        .collect::<Result<_, _>>()?;
    let mut allocation = Allocation::default();
    let mut sets: Vec<String> = Vec::new();
    let mut first: Option<Comparison> = None;
    for round in 1..=ROUNDS {
        let found = add_each_lever(&sets, &planned, overrides, ground, replicates, lives)?;
        let Some(comparison) = found else { return Ok(None) };
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
    Ok(Some(Found { money, arms, allocation }))
}

/// What is bought so far, and beside it each lever added everywhere, in the order of the registry.
fn add_each_lever(
    sets: &[String],
    planned: &[Effective],
    overrides: &Overrides,
    ground: &CountryData,
    replicates: u32,
    lives: &Lives<'_>,
) -> Result<Option<Comparison>, Failure> {
    let mut arms = vec![arm("bought", "", sets, overrides, ground)?];
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let mut more = sets.to_vec();
        more.extend(lever_sets(&planned[slot], slot, Setting::Words(everywhere()), 1.0));
        arms.push(arm(entry.about.name, "", &more, overrides, ground)?);
    }
    let replicates = FIRST_REPLICATE..FIRST_REPLICATE + replicates;
    lives.batch(&arms, ground, UncertaintySource::Chance, replicates, None)
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
