//! `lachan compare --budget`: the search for the best allocation, as two scenarios to compare.

use super::interrupt::Interrupt;
use super::memory::{self, WorldsHeld};
use super::request::Overrides;
use super::{Failure, terminal};
use crate::config::{Effective, Setting};
use crate::experiments::budget::{Allocation, LeverInProvince, buy, estimate, lever_sets, uniform_share};
use crate::experiments::compare::{
    Arm, Comparison, Effect, RunScope, STRATA, UncertaintySource, paired, run_replicates,
};
use crate::experiments::parallel::layout;
use crate::levers::REGISTRY;
use crate::observation::{Better, Group};
use crate::simulation::CountryData;

/// The first replicate of the search. The comparison that follows has other chance, so that what the search took for a
/// province's luck does not count as its own success.
const FIRST_REPLICATE: u32 = 1_000_000;

/// Rounds of buying; each sees what the ones before it bought.
const ROUNDS: u32 = 3;

/// What the search found.
pub struct Found {
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
    let mut everywhere: Option<Comparison> = None;
    for round in 1..=ROUNDS {
        let comparison = add_each_lever(&sets, &planned, overrides, ground, replicates, interrupt)?;
        let mut choices: Vec<LeverInProvince> = Vec::new();
        for (slot, entry) in REGISTRY.iter().enumerate() {
            choices.extend(estimate(&comparison, slot + 1, slot, entry.about.name));
        }
        let part = money * f64::from(round) / f64::from(ROUNDS) - allocation.cost();
        allocation.bought.extend(buy(&choices, part));
        sets = allocation.sets(&planned, &comparison.country);
        everywhere.get_or_insert(comparison);
    }
    let Some(everywhere) = everywhere else { unreachable!("there is a round") };
    let share = share_of_uniform(money, &everywhere, &allocation.slots());
    let uniform: Vec<String> = allocation
        .slots()
        .into_iter()
        .flat_map(|slot| lever_sets(&planned[slot], slot, Setting::Words(vec!["all".to_owned()]), share))
        .collect();
    let arms = [
        arm("best_allocation", "What the search bought.", &sets, overrides, ground)?,
        arm(
            "uniform_split",
            "The same money and levers, alike in all provinces.",
            &uniform,
            overrides,
            ground,
        )?,
    ];
    Ok(Found { arms, allocation })
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
        more.extend(lever_sets(&planned[slot], slot, Setting::Words(vec!["all".to_owned()]), 1.0));
        arms.push(arm(entry.about.name, "", &more, overrides, ground)?);
    }
    let plan = &arms[0].plan;
    let months = plan.horizon.warm_up_months + 12 * plan.horizon.years * arms.len() as u32;
    let layout = layout(plan.families(ground), replicates, rayon::current_num_threads());
    memory::check(plan, ground, layout, WorldsHeld::Two)?.say();
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

/// The share of planned coverage that the money buys everywhere, from what each lever cost when it was everywhere.
fn share_of_uniform(money: f64, everywhere: &Comparison, slots: &[usize]) -> f64 {
    let (mut variable, mut fixed) = (0.0, 0.0);
    for &slot in slots {
        let name = REGISTRY[slot].about.name;
        for run in &everywhere.runs[slot + 1] {
            let own = run.costs.iter().filter(|row| row.lever == name && row.province.is_none());
            for row in own {
                variable += row.variable / everywhere.replicates() as f64;
                fixed += row.fixed / everywhere.replicates() as f64;
            }
        }
    }
    uniform_share(money, variable, fixed)
}

/// What the search found, in words; `best` and `uniform` are the places of its arms in the comparison.
pub fn text(found: &Found, comparison: &Comparison, best: usize, uniform: usize) -> String {
    let mut lines = vec![format!(
        "Best allocation: {} choices of a lever in a province, {:.0} billion VND:",
        found.allocation.bought.len(),
        found.allocation.cost() / 1e6
    )];
    for slot in found.allocation.slots() {
        let provinces = found.allocation.provinces(slot);
        let names: Vec<&str> =
            provinces.iter().map(|&row| &*comparison.country.provinces[row].record.name).collect();
        let names = if names.len() == comparison.country.provinces.len() {
            "all provinces".to_owned()
        } else {
            format!("{}: {}", names.len(), names.join(", "))
        };
        lines.push(format!("  {:<28} in {names}", REGISTRY[slot].about.name));
    }
    let harm = |arm: usize| comparison.of(arm, |run| Effect::ChildrenProtected.harm(run, Group::NATIONAL));
    let pairs: Vec<(f64, f64)> = harm(uniform).into_iter().zip(harm(best)).collect();
    if let Some(gain) = paired(&pairs, Some(Better::Lower), comparison.design) {
        let (low, high) = gain.interval.unwrap_or((gain.difference, gain.difference));
        // The sum with zero turns minus zero into zero.
        let [loss, least, most] = [-gain.difference, -high, -low].map(|children: f64| children.round() + 0.0);
        lines.push(format!(
            "A uniform split of the same money over the same levers loses {loss} children protected ({least} to {most})."
        ));
    }
    lines.join("\n")
}
