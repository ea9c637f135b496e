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

    /// Rows of the provinces in which a lever is bought, in ascending order.
    pub fn provinces(&self, slot: usize) -> Vec<usize> {
        let own = self.bought.iter().filter(|choice| choice.slot == slot);
        let mut rows: Vec<usize> = own.map(|choice| choice.province).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Slots of the levers that are bought anywhere.
    pub fn slots(&self) -> Vec<usize> {
        (0..REGISTRY.len()).filter(|&slot| !self.provinces(slot).is_empty()).collect()
    }

    /// The `--set` arguments that turn the scenario without levers into this allocation. `planned` is the configuration of
    /// each lever's own scenario, by slot.
    pub fn sets(&self, planned: &[Effective], country: &Country) -> Vec<String> {
        let mut sets = Vec::new();
        for slot in self.slots() {
            // A bare code may mean another unit since July 2025.
            let code = |row: usize| format!("2008:{}", country.provinces[row].record.code);
            let codes: Vec<String> = self.provinces(slot).into_iter().map(code).collect();
            sets.extend(lever_sets(&planned[slot], slot, Setting::Words(codes), 1.0));
        }
        sets
    }
}

/// The `--set` arguments of one lever as its own scenario plans it, in these provinces, at a share of the planned coverage.
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

/// The share of the planned coverage that `money` buys everywhere, where the levers at planned coverage cost `variable` and
/// `fixed`; 0 where it does not pay what is fixed.
pub fn uniform_share(money: f64, variable: f64, fixed: f64) -> f64 {
    if variable > 0.0 { ((money - fixed) / variable).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_and_levers_of_an_allocation() {
        let choice = |slot, province| LeverInProvince { slot, province, cost: 2.0, protected: 1.0 };
        let allocation = Allocation { bought: vec![choice(3, 7), choice(1, 2), choice(3, 4)] };
        assert_eq!((allocation.provinces(3), allocation.slots()), (vec![4, 7], vec![1, 3]));
        assert_eq!(allocation.cost(), 6.0);
    }

    #[test]
    fn what_is_fixed_is_paid_first() {
        assert_eq!(uniform_share(60.0, 100.0, 10.0), 0.5);
        assert_eq!((uniform_share(5.0, 100.0, 10.0), uniform_share(500.0, 100.0, 10.0)), (0.0, 1.0));
    }
}
