//! Levers: what prevention and protection policy does, written into the [`Pathways`] and nowhere
//! else.
//!
//! A lever never touches people and never sees a process. It says, province by province, whom it
//! reaches, by which ratios it moves named pathways in the homes it reaches, what it gives them,
//! and which capacities it adds.
//!
//! One file a lever; the list of them is the [`REGISTRY`], and a lever's place in it is its slot.
//! How to add one stands at the head of [`catalogue`].
//!
//! * `plan`: what all levers share (when, where, for whom, how far, how it fades, what it costs).
//! * `timing`: the ramp, the stop and the fading. `places`: where. `reach`: from coverage to
//!   thresholds. `cost`: dong.
//!
//! The month of a province, in order ([`pathways`]):
//! 1. Every lever at work, in the order of the registry, writes its ratios, provisions and
//!    capacities.
//! 2. When all capacities are there, the thresholds of reach are set: data improve the targeting of
//!    every lever, whatever its place in the registry.
//!
//! A lever of coverage 0 is skipped whole, so its province keeps the standing values bit for bit.

pub mod about;
pub mod catalogue;
pub mod cost;
mod idle;
mod one_channel;
pub mod places;
pub mod plan;
pub mod reach;
pub mod read;
pub mod registry;
pub mod scenarios;
pub mod timing;

#[cfg(test)]
mod registry_tests;
#[cfg(test)]
mod testing;

pub use about::{About, CostUnit, LeverWords, Scope};
pub use catalogue::REGISTRY;
pub use idle::Idle;
pub use one_channel::OneChannel;
pub use places::LeverProvince;
pub use plan::LeverPlan;
pub use read::{LeverFault, LeverFaults, What};
pub use registry::{RegistryEntry, slot_of};

use crate::pathways::{Pathways, ProvincePathways, Reach};
use crate::quantities::{Month, Share};
use std::fmt::Debug;
use std::sync::Arc;
use timing::Phase;

/// A lever's own strengths and what it does with them.
pub trait Lever: Debug + Send + Sync {
    /// Writes what the lever does in a province this month, except its reach, which follows from
    /// its plan.
    fn act(&self, here: &LeverContext<'_>, to: &mut ProvincePathways);

    /// Caseworkers it adds for each 100,000 children; what its costs are counted in, if in
    /// caseworkers.
    fn caseworkers(&self, _here: &LeverContext<'_>) -> f64 {
        0.0
    }

    /// Money or goods it hands to each unit in a month, thousand dong, on top of the unit cost of
    /// delivery.
    fn handed_out(&self) -> f64 {
        0.0
    }
}

/// A lever at work (or fading) in one province in one month.
#[derive(Debug, Clone, Copy)]
pub struct LeverContext<'a> {
    /// Slot of the lever.
    pub slot: usize,
    /// The province.
    pub province: &'a LeverProvince,
    /// The month.
    pub month: Month,
    /// How much of the full effect acts: for levers that reach homes, what is left of it in a
    /// reached home; for all others, that times the coverage. Above 0, at most 1.
    pub dose: f64,
    /// Coverage times what is left of the effect: the strength of what a lever does to the services
    /// of a whole province.
    pub effort: f64,
    /// Whether the lever is still at work; lessons and cash end with it, effects fade.
    pub at_work: bool,
}

impl LeverContext<'_> {
    /// The ratio at this dose, `ratio^dose`.
    pub fn dosed(&self, ratio: f64) -> f64 {
        libm::pow(ratio, self.dose)
    }

    /// The ratio at this effort, `ratio^effort`.
    pub fn at_effort(&self, ratio: f64) -> f64 {
        libm::pow(ratio, self.effort)
    }
}

/// A lever with its plan.
#[derive(Debug, Clone)]
pub struct Planned {
    /// What it says about itself.
    pub about: &'static About,
    /// When, where, for whom, how far.
    pub plan: LeverPlan,
    /// What it does.
    pub lever: Arc<dyn Lever>,
}

impl Planned {
    /// The lever in a province and month with its coverage; `None` where and when nothing of it
    /// acts.
    fn here<'a>(
        &self,
        slot: usize,
        province: &'a LeverProvince,
        month: Month,
    ) -> Option<(LeverContext<'a>, f64)> {
        let Phase { coverage, strength, at_work } = timing::phase(&self.plan, month)?;
        if !self.plan.holds(province) {
            return None;
        }
        let effort = coverage * strength;
        let dose = match self.about.scope {
            Scope::Homes => strength,
            Scope::Everyone | Scope::Services => effort,
        };
        Some((LeverContext { slot, province, month, dose, effort, at_work }, coverage))
    }

    fn reach(&self, coverage: f64, province: &LeverProvince, accuracy: f64) -> Option<Reach> {
        let LeverPlan { target, targeted, .. } = self.plan;
        match self.about.scope {
            Scope::Homes => {
                Some(reach::reach(target, coverage, targeted, province.poorest_two_fifths_share, accuracy))
            }
            Scope::Everyone => Some(Reach { target, at_risk: 1.0, others: 1.0 }),
            Scope::Services => None,
        }
    }
}

/// All levers as a run plans them, in the order of the registry.
#[derive(Debug, Clone)]
pub struct Levers {
    /// Accuracy of targeting without the help of data: 0 blind, 1 perfect.
    pub standing_targeting: Share,
    /// The levers; the slot of each is its place.
    pub planned: Vec<Planned>,
}

/// What all levers do in a month like that of every reference. `country` has every province once.
pub fn pathways(levers: &Levers, month: Month, country: &[LeverProvince]) -> Pathways {
    acting(levers, Pathways::idle(country.len(), month), country)
}

/// What all levers do in a month of these times. `country` has every province once.
pub fn acting(levers: &Levers, of_times: Pathways, country: &[LeverProvince]) -> Pathways {
    let mut pathways = of_times;
    for province in country {
        act(levers, pathways.month, province, &mut pathways.provinces[province.row]);
    }
    pathways
}

fn act(levers: &Levers, month: Month, province: &LeverProvince, to: &mut ProvincePathways) {
    let acting = write(levers, month, province, to, |slot| slot);
    let accuracy = reach::accuracy(levers.standing_targeting.get(), to.capacities.targeting);
    aim(&acting, province, accuracy, to);
}

/// A lever at work in a province, and its coverage.
type AtWork<'a> = (&'a Planned, LeverContext<'a>, f64);

/// Has every lever at work write what it does, in the slot that it is given.
fn write<'a>(
    levers: &'a Levers,
    month: Month,
    province: &'a LeverProvince,
    to: &mut ProvincePathways,
    slot_of: impl Fn(usize) -> usize,
) -> Vec<AtWork<'a>> {
    let here = |(slot, planned): (usize, &'a Planned)| {
        let (here, coverage) = planned.here(slot_of(slot), province, month)?;
        Some((planned, here, coverage))
    };
    let acting: Vec<AtWork<'a>> = levers.planned.iter().enumerate().filter_map(here).collect();
    for (planned, here, _) in &acting {
        planned.lever.act(here, to);
    }
    acting
}

/// Sets the reach of levers at work, where targeting is so accurate.
fn aim(acting: &[AtWork<'_>], province: &LeverProvince, accuracy: f64, to: &mut ProvincePathways) {
    for (planned, here, coverage) in acting {
        to.reach[here.slot] = planned.reach(*coverage, province, accuracy);
    }
}
