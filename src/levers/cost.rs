//! What a lever costs in a province and month, in dong.
//!
//! `units * (unit cost + what is handed to each unit) + fixed cost`, nothing before the start,
//! after the stop, at coverage 0, or where the lever is not planned. What the units are,
//! [`CostUnit`] says.

use super::Levers;
use super::about::CostUnit;
use super::places::LeverProvince;
use crate::quantities::Month;
use serde::{Deserialize, Serialize};

/// Cost of a lever in a province and month, in whole dong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dong {
    /// Of the units delivered.
    pub variable: u64,
    /// Of the province, whatever the units.
    pub fixed: u64,
}

/// Cost of the lever in `slot`. `homes_reached` are real homes that it reaches in the province this
/// month (for [`CostUnit::SurvivorHome`], those of them with a survivor); other units ignore it.
pub fn dong(
    levers: &Levers,
    slot: usize,
    province: &LeverProvince,
    homes_reached: f64,
    month: Month,
) -> Dong {
    let planned = &levers.planned[slot];
    let Some((here, _)) = planned.here(slot, province, month).filter(|(here, _)| here.at_work) else {
        return Dong::default();
    };
    let units = match planned.about.cost_unit {
        CostUnit::Home | CostUnit::SurvivorHome => homes_reached,
        CostUnit::Caseworker => planned.lever.caseworkers(&here) * province.children / 1e5,
        CostUnit::Child => province.children * here.dose,
    };
    let unit = planned.plan.unit_cost.get() + planned.lever.handed_out();
    Dong {
        variable: (units * unit * 1e3).round() as u64,
        fixed: (planned.plan.fixed_cost.get() * 1e6).round() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::slot_of;
    use crate::levers::testing::{levers_with, province};

    fn cost(name: &str, set: &str, homes: f64, month: Month) -> u64 {
        let levers = levers_with(&[("levers", name, set)]);
        let mut place = province("64");
        place.children = 200_000.0;
        let Dong { variable, fixed } = dong(&levers, slot_of(name).unwrap(), &place, homes, month);
        variable + fixed
    }

    const COMMON: &str = "start = '2017-01'\nstop = '2018-01'\nramp_months = 0\nprovinces = ['all']\n\
                          coverage = 0.5\nunit_cost = 10\nfixed_cost = 2\n";

    #[test]
    fn homes_cost_what_is_delivered_and_what_is_handed_out() {
        // 100 homes x (10 + 2 children x 300) thousand + 2 million
        let set = format!("{COMMON}benefit = 300\nchildren_paid = 2");
        assert_eq!(cost("cash_transfer", &set, 100.0, Month(3)), 63_000_000);
        assert_eq!(cost("safe_migration_education", COMMON, 100.0, Month(3)), 3_000_000);
    }

    #[test]
    fn caseworkers_and_children_are_counted_from_the_province() {
        // 8 per 100,000 x 3 (a province with a centre) x half the effort x 2 = 24 workers x 10
        // thousand + 2 million
        let set = format!("{COMMON}extra_caseworkers = 8\ncentre_factor = 3");
        assert_eq!(cost("social_work_capacity", &set, 0.0, Month(3)), 2_240_000);
        // 200,000 children x half the effort x 10 thousand + 2 million
        assert_eq!(cost("law_enforcement", COMMON, 0.0, Month(3)), 1_002_000_000);
    }

    #[test]
    fn nothing_is_paid_before_after_or_elsewhere() {
        let name = "safe_migration_education";
        assert_eq!(cost(name, COMMON, 100.0, Month(-1)), 0);
        assert_eq!(cost(name, COMMON, 100.0, Month(12)), 0);
        let idle = COMMON.replace("coverage = 0.5", "coverage = 0");
        assert_eq!(cost(name, &idle, 100.0, Month(3)), 0);
        let elsewhere = COMMON.replace("'all'", "'Kon Tum'");
        assert_eq!(cost(name, &elsewhere, 100.0, Month(3)), 0);
    }
}
