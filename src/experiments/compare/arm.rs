//! The scenarios of a comparison.

use super::Way;
use crate::config::{Effective, Fault, Faults};
use crate::observation::Stratum;
use crate::simulation::{CountryData, Plan, warm_up_reads};
use crate::store::lived::Key;
use std::sync::Arc;

/// A scenario with its configuration.
#[derive(Debug, Clone)]
pub struct Arm {
    /// As resolved.
    pub config: Effective,
    /// As the model takes it.
    pub plan: Plan,
    /// Whether what is merely assumed of its levers is left out, after parameters are drawn.
    pub bare: bool,
    /// Where it is a world between a scenario and its reference: by which way, and the configuration
    /// beside its own that it is mixed of.
    between: Option<Arc<(Way, Effective)>>,
}

impl Arm {
    /// Reads a configuration.
    ///
    /// # Errors
    /// What [`Plan::read`] finds.
    pub fn read(config: Effective, ground: &CountryData) -> Result<Self, Faults> {
        Plan::read(&config, ground).map(|plan| Self { config, plan, bare: false, between: None })
    }

    /// The world that differs from a reference by one way of a scenario alone.
    pub fn of_way(way: Way, reference: &Self, scenario: &Self) -> Self {
        let name = format!("{}:{}", scenario.plan.name, way.name());
        match way {
            Way::Channel(channel) => {
                reference.mixed(way, scenario, reference.plan.through(channel, &scenario.plan), name)
            }
            Way::OutsideLevers => {
                scenario.mixed(way, reference, scenario.plan.with_levers_of(&reference.plan), name)
            }
        }
    }

    fn mixed(&self, way: Way, other: &Self, mut plan: Plan, name: String) -> Self {
        plan.name = name;
        let between = Some(Arc::new((way, other.config.clone())));
        Self { config: self.config.clone(), plan, bare: self.bare, between }
    }

    /// The arm with parameters changed in every configuration that it is made of.
    ///
    /// # Errors
    /// What `change` reports, and values that the model refuses together.
    pub fn changed(
        &self,
        ground: &CountryData,
        change: impl Fn(&mut Effective) -> Result<(), Fault>,
    ) -> Result<Self, Faults> {
        let again = |config: &Effective| {
            let mut config = config.clone();
            change(&mut config)?;
            Self::read(config, ground)
        };
        let own = Self { bare: self.bare, ..again(&self.config)? };
        let Some(between) = &self.between else { return Ok(own) };
        let other = again(&between.1)?;
        let (reference, scenario) = match between.0 {
            Way::Channel(_) => (own, other),
            Way::OutsideLevers => (other, own),
        };
        Ok(Self { bare: self.bare, ..Self::of_way(between.0, &reference, &scenario) })
    }

    /// The address of its run in a replicate, as it is lived there.
    pub fn run_key(&self, ground: &CountryData, replicate: u32, strata: &[Stratum]) -> Key {
        match self.between.as_deref() {
            None => Key::of_run(&self.config, ground, replicate, strata),
            Some((way, other)) => {
                Key::of_run_between(&self.config, other, way.name(), ground, replicate, strata)
            }
        }
    }

    /// The configuration with the number of replicates that were run, so that it says how to run it
    /// again.
    pub fn as_run(&self, replicates: u32) -> Effective {
        let mut config = self.config.clone();
        config.book.set_whole("simulation.replicates", replicates.into());
        config
    }

    /// The same scenario without what is merely assumed of its levers.
    pub fn without_assumed(&self) -> Self {
        Self { bare: true, ..self.clone() }
    }
}

/// Arms that share a warm-up: their configurations differ only in what it does not read. Each group
/// holds places in `arms`, in their order.
pub fn warm_up_groups(arms: &[Arm]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (place, arm) in arms.iter().enumerate() {
        let hash = arm.config.hash_of(warm_up_reads);
        match groups.iter_mut().find(|(known, _)| *known == hash) {
            Some((_, group)) => group.push(place),
            None => groups.push((hash, vec![place])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
