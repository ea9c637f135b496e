//! What levers cost, month by month.

use crate::levers::cost::{Dong, dong};
use crate::levers::{CostUnit, LeverProvince, Levers};
use crate::observation::{CostRow, ObservedWorld};
use crate::pathways::{Pathways, SLOTS};
use crate::population::Commune;
use crate::processes::with_widest_simd;
use crate::quantities::Month;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// A year of one lever in one province.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Account {
    home_months: f64,
    cost: Dong,
}

/// The accounts of all levers in all provinces.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Costing {
    accounts: Vec<[Account; SLOTS]>,
    rows: Vec<CostRow>,
}

impl Costing {
    /// Empty accounts.
    pub fn new(provinces: usize) -> Self {
        Self { accounts: vec![Default::default(); provinces], rows: Vec::new() }
    }

    /// Books the month that has just been run on these pathways.
    pub fn month(
        &mut self,
        levers: &Levers,
        places: &[LeverProvince],
        pathways: &Pathways,
        world: &ObservedWorld<'_>,
    ) {
        places.par_iter().zip(&mut self.accounts).for_each(|(place, accounts)| {
            let reach = &pathways.provinces[place.row].reach;
            let province = &world.country.provinces[place.row];
            let reached = if reach.iter().any(Option::is_some) {
                homes_reached(&world.communes[province.communes.clone()])
            } else {
                Reached::default()
            };
            for (slot, account) in accounts.iter_mut().enumerate().take(levers.planned.len()) {
                let homes = match levers.planned[slot].about.cost_unit {
                    CostUnit::SurvivorHome => reached.with_survivor[slot],
                    CostUnit::Home | CostUnit::Caseworker | CostUnit::Child => reached.all[slot],
                };
                let real = f64::from(homes) * province.weight;
                let cost = dong(levers, slot, place, real, pathways.month);
                if cost != Dong::default() {
                    account.home_months += real;
                    account.cost.variable += cost.variable;
                    account.cost.fixed += cost.fixed;
                }
            }
        });
    }

    /// Closes the accounts of the year that ends with `month`.
    pub fn year(&mut self, levers: &Levers, month: Month) {
        for (row, accounts) in self.accounts.iter_mut().enumerate() {
            for (slot, account) in accounts.iter_mut().enumerate() {
                let Account { home_months, cost } = std::mem::take(account);
                if cost != Dong::default() {
                    self.rows.push(CostRow {
                        lever: levers.planned[slot].about.name.to_owned(),
                        province: Some(row),
                        year: month.year(),
                        home_months,
                        variable: cost.variable as f64 / 1e3,
                        fixed: cost.fixed as f64 / 1e3,
                    });
                }
            }
        }
    }

    /// All closed accounts.
    pub fn rows(self) -> Vec<CostRow> {
        self.rows
    }
}

/// Simulated homes that each lever reaches.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    all: [u32; SLOTS],
    with_survivor: [u32; SLOTS],
}

fn homes_reached(communes: &[&Commune]) -> Reached {
    communes.par_iter().map(|commune| in_commune(commune)).reduce(Reached::default, |mut sum, more| {
        for slot in 0..SLOTS {
            sum.all[slot] += more.all[slot];
            sum.with_survivor[slot] += more.with_survivor[slot];
        }
        sum
    })
}

fn in_commune(commune: &Commune) -> Reached {
    // Rows of homes fit into 16 bits, and so do numbers of them: half as wide, half as long.
    let of_slot = |slot| commune.homes.reach.iter().map(|bits| bits >> slot & 1).sum::<u16>();
    let all: [u16; SLOTS] = with_widest_simd(
        #[inline(always)]
        || std::array::from_fn(of_slot),
    );
    let mut reached = Reached { all: all.map(u32::from), ..Reached::default() };
    let mut homes: Vec<usize> =
        commune.survivors.iter().map(|survivor| commune.home_of(usize::from(survivor.person))).collect();
    homes.sort_unstable();
    homes.dedup();
    for home in homes {
        count(commune.homes.reach[home], &mut reached.with_survivor);
    }
    reached
}

fn count(mut bits: u16, counts: &mut [u32; SLOTS]) {
    while bits != 0 {
        counts[bits.trailing_zeros() as usize] += 1;
        bits &= bits - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_counts_for_its_lever() {
        let mut counts = [0; SLOTS];
        for bits in [0b1, 0b101, 0, 0x8000] {
            count(bits, &mut counts);
        }
        assert_eq!((counts[0], counts[1], counts[2], counts[15]), (2, 0, 1, 1));
    }
}
