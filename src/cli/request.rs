//! What every command asks of the configuration room.

use super::Failure;
use crate::config::{Effective, Request, resolve, rules};
use std::path::PathBuf;

const BASELINE: (&str, &str) =
    ("configs/viet_nam/baseline.toml", include_str!("../../configs/viet_nam/baseline.toml"));

/// The configuration to use.
#[derive(Debug, clap::Args)]
pub struct RequestArguments {
    /// Configuration that holds only what differs from the baseline.
    config: Option<PathBuf>,
    /// Simulated families for each real one (1 is everyone).
    #[arg(long)]
    scale: Option<f64>,
    /// Years from 2017 on.
    #[arg(long)]
    years: Option<u32>,
    /// Seed.
    #[arg(long)]
    seed: Option<u64>,
    /// Sets a parameter or setting by its dotted name.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

impl RequestArguments {
    /// The baseline, the configuration file, and what the command line sets, in this order.
    pub fn resolve(&self) -> Result<Effective, Failure> {
        let mut sets = Vec::new();
        sets.extend(self.scale.map(|scale| format!("population.scale={scale}")));
        sets.extend(self.years.map(|years| format!("simulation.years={years}")));
        sets.extend(self.seed.map(|seed| format!("simulation.seed={seed}")));
        sets.extend(self.sets.iter().cloned());
        Ok(resolve(&Request {
            baseline: BASELINE,
            library: &[],
            scenario: None,
            config: self.config.as_deref(),
            sets: &sets,
            rules: &rules::standard,
        })?)
    }
}
