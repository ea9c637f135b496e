//! What the search for the best allocation found, in words.

use super::budget::Found;
use super::table::{Cell, Table};
use super::terminal;
use crate::experiments::compare::{Comparison, Effect, Paired, paired};
use crate::language::Language;
use crate::levers::REGISTRY;
use crate::observation::{Better, Group, total_cost};
use crate::report::Words;

/// Reliability below which the provinces of a lever are called chance.
const RELIABLE: f64 = 0.5;

/// Shows what was bought: the levers with their places.
pub fn show(found: &Found, comparison: &Comparison, best: usize, uniform: usize) {
    let provinces = &comparison.country.provinces;
    let mut table = Table::new("allocation", &["lever", "provinces"].map(|name| (name, name)));
    for slot in found.allocation.slots() {
        let codes = found
            .allocation
            .places(slot)
            .map(|rows| rows.iter().map(|&row| &*provinces[row].record.code).collect::<Vec<_>>());
        table.row([REGISTRY[slot].about.name.into(), Cell::of(codes, "")]);
    }
    terminal::show_as(&[&table], || text(found, comparison, best, uniform));
}

/// What was bought, what it costs and what it gains over the uniform split; `best` and `uniform`
/// are the places of the two arms in the comparison.
fn text(found: &Found, comparison: &Comparison, best: usize, uniform: usize) -> String {
    let allocation = &found.allocation;
    let billion = |thousand: f64| number(thousand / 1e6);
    let mut lines = vec![format!(
        "Best allocation: {} choices of a lever and a place, {} billion dong:",
        allocation.bought.len(),
        billion(allocation.cost())
    )];
    for slot in allocation.slots() {
        let names = match allocation.places(slot) {
            None => "the whole country: a law".to_owned(),
            Some(rows) if rows.len() == comparison.country.provinces.len() => "all provinces".to_owned(),
            Some(rows) => {
                let name = |&row: &usize| &*comparison.country.provinces[row].record.name;
                format!("{}: {}", rows.len(), rows.iter().map(name).collect::<Vec<_>>().join(", "))
            }
        };
        lines.push(format!("  {:<28} in {names}", REGISTRY[slot].about.name));
    }
    let costs = comparison.of(best, |run| total_cost(&run.costs));
    let paid = costs.iter().sum::<f64>() / costs.len().max(1) as f64;
    let over = 100.0 * (paid / found.money - 1.0);
    lines.push(format!(
        "Simulated as a whole it costs {} billion dong, {:.1} % {} the budget of {}.",
        billion(paid),
        over.abs(),
        if over > 0.0 { "over" } else { "below" },
        billion(found.money)
    ));
    if let Some(gain) = gain(comparison, best, uniform) {
        let (low, high) = gain.interval.unwrap_or((gain.difference, gain.difference));
        lines.push(format!(
            "The same money for each lever, spread alike over all provinces, loses {} children protected ({} to {}).",
            number(gain.difference),
            number(low),
            number(high)
        ));
    }
    lines.join("\n")
}

/// What must be known of the list: how far it is chance.
pub fn notes(found: &Found, comparison: &Comparison, best: usize, uniform: usize) -> Vec<String> {
    let replicates = comparison.replicates();
    let mut notes = Vec::new();
    let by_chance: Vec<&str> = found
        .allocation
        .slots()
        .into_iter()
        .filter(|&slot| found.allocation.reliability(slot).is_some_and(|reliability| reliability < RELIABLE))
        .map(|slot| REGISTRY[slot].about.name)
        .collect();
    if !by_chance.is_empty() {
        notes.push(format!(
            "Which provinces are chosen is more chance than difference at {replicates} replicates of this scale: {}.",
            by_chance.join(", ")
        ));
    }
    if gain(comparison, best, uniform).is_some_and(|gain| gain.may_be_nothing() != Some(false)) {
        notes.push(format!(
            "At {replicates} replicates the gain of the best allocation over the uniform split cannot be told from chance: \
             take the list for one among many; more replicates or a larger scale tell more."
        ));
    }
    notes
}

/// Children whom the best allocation protects beyond the uniform split.
fn gain(comparison: &Comparison, best: usize, uniform: usize) -> Option<Paired> {
    let protected =
        |arm: usize| comparison.of(arm, |run| -Effect::ChildrenProtected.harm(run, Group::NATIONAL));
    let pairs: Vec<(f64, f64)> = protected(uniform).into_iter().zip(protected(best)).collect();
    let grain = comparison.runs[best]
        .first()
        .map_or(0.0, |run| Effect::ChildrenProtected.grain(run, Group::NATIONAL));
    paired(&pairs, Some(Better::Higher), comparison.design, grain)
}

fn number(value: f64) -> String {
    Words { language: Language::English }.decimal(value, 0)
}
