//! What has been bought, as a configuration.

use super::LeverInProvince;
use crate::config::{Effective, Setting};
use crate::levers::REGISTRY;
use crate::population::Country;

/// The choices bought, in the order of buying.
#[derive(Debug, Clone, Default)]
pub struct Allocation {
    /// The choices.
    pub bought: Vec<LeverInProvince>,
}

impl Allocation {
    /// What all choices cost, thousand dong.
    pub fn cost(&self) -> f64 {
        self.bought.iter().map(|choice| choice.cost).sum()
    }

    /// What is bought of a lever, in the order of buying.
    pub fn of(&self, slot: usize) -> impl Iterator<Item = &LeverInProvince> {
        self.bought.iter().filter(move |choice| choice.slot == slot)
    }

    /// What is paid for a lever, thousand dong.
    pub fn cost_of(&self, slot: usize) -> f64 {
        self.of(slot).map(|choice| choice.cost).sum()
    }

    /// Where a lever is bought; none for a law, which holds everywhere.
    pub fn places(&self, slot: usize) -> Option<Vec<usize>> {
        let mut rows: Vec<usize> = self.of(slot).map(|choice| choice.province).collect::<Option<_>>()?;
        rows.sort_unstable();
        rows.dedup();
        Some(rows)
    }

    /// Slots of the levers that are bought anywhere.
    pub fn slots(&self) -> Vec<usize> {
        (0..REGISTRY.len()).filter(|&slot| self.of(slot).next().is_some()).collect()
    }

    /// How far the choice of provinces of a lever rests on differences between them and not on
    /// chance, 0 to 1; none for a law.
    pub fn reliability(&self, slot: usize) -> Option<f64> {
        let of_each: Vec<f64> = self.of(slot).map(|choice| choice.reliability).collect::<Option<_>>()?;
        (!of_each.is_empty()).then(|| of_each.iter().sum::<f64>() / of_each.len() as f64)
    }

    /// The `--set` arguments that turn the scenario without levers into this allocation. `planned`
    /// is the configuration of each lever's own scenario, by slot.
    pub fn sets(&self, planned: &[Effective], country: &Country) -> Vec<String> {
        let mut sets = Vec::new();
        for slot in self.slots() {
            // A bare code may mean another unit since July 2025.
            let code = |row: &usize| format!("2008:{}", country.provinces[*row].record.code);
            let places = self.places(slot).map_or_else(everywhere, |rows| rows.iter().map(code).collect());
            sets.extend(lever_sets(&planned[slot], slot, Setting::Words(places), 1.0));
        }
        sets
    }
}

/// The list of provinces that holds all.
pub fn everywhere() -> Vec<String> {
    vec!["all".to_owned()]
}

/// The `--set` arguments of one lever as its own scenario plans it, in these provinces, at a share
/// of the planned coverage.
pub fn lever_sets(planned: &Effective, slot: usize, provinces: Setting, share: f64) -> Vec<String> {
    let section = format!("levers.{}.", REGISTRY[slot].about.name);
    let mut sets = Vec::new();
    for (name, setting) in planned.book.settings().filter(|(name, _)| name.starts_with(&section)) {
        let text = if name.ends_with(".provinces") { provinces.text() } else { setting.text() };
        sets.push(format!("{name}={text}"));
    }
    for parameter in planned.book.parameters().filter(|p| p.name.starts_with(&section)) {
        let value = parameter.value * if parameter.name.ends_with(".coverage") { share } else { 1.0 };
        sets.push(format!("{}={value}", parameter.name));
    }
    sets
}

/// The share of the planned coverage that `money` buys everywhere, where a lever at planned
/// coverage costs `variable` and `fixed`; 0 where it does not pay what is fixed.
pub fn uniform_share(money: f64, variable: f64, fixed: f64) -> f64 {
    if variable > 0.0 { ((money - fixed) / variable).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_and_levers_of_an_allocation() {
        let choice = |slot, province, reliability| LeverInProvince {
            slot,
            province,
            cost: 2.0,
            protected: 1.0,
            reliability,
        };
        let bought =
            vec![choice(3, Some(7), Some(0.2)), choice(1, None, None), choice(3, Some(4), Some(0.6))];
        let allocation = Allocation { bought };
        assert_eq!((allocation.places(3), allocation.slots()), (Some(vec![4, 7]), vec![1, 3]));
        assert_eq!((allocation.places(1), allocation.reliability(1)), (None, None));
        assert_eq!((allocation.cost_of(3), allocation.reliability(3)), (4.0, Some(0.4)));
        assert_eq!(allocation.cost(), 6.0);
    }

    #[test]
    fn what_is_fixed_is_paid_first() {
        assert_eq!(uniform_share(60.0, 100.0, 10.0), 0.5);
        assert_eq!((uniform_share(5.0, 100.0, 10.0), uniform_share(500.0, 100.0, 10.0)), (0.0, 1.0));
    }
}
