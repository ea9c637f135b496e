//! The scenarios of a comparison.

use crate::config::{Effective, Faults};
use crate::simulation::{CountryData, Plan, warm_up_reads};

/// A scenario with its configuration.
#[derive(Debug, Clone)]
pub struct Arm {
    /// As resolved.
    pub config: Effective,
    /// As the model takes it.
    pub plan: Plan,
    /// Whether what is merely assumed of its levers is left out, after parameters are drawn.
    pub bare: bool,
}

impl Arm {
    /// Reads a configuration.
    ///
    /// # Errors
    /// What [`Plan::read`] finds.
    pub fn read(config: Effective, ground: &CountryData) -> Result<Self, Faults> {
        Plan::read(&config, ground).map(|plan| Self { config, plan, bare: false })
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
