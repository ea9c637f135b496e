//! `lachan check`: every fault of a configuration, and what in it cannot act.

use super::request::{RequestArguments, built_in};
use super::{Failure, terminal};
use crate::config::Effective;
use crate::experiments::compare::idle_levers;
use crate::simulation::CountryData;

/// Resolves the configuration and reads it into the model's types.
pub fn check(arguments: &RequestArguments) -> Result<(), Failure> {
    let (config, _, ground) = arguments.plan()?;
    warn_of_idle_levers(&config, &ground)?;
    terminal::say(&format!("{}: no faults, {} parameters", config.name, config.book.parameters().count()));
    Ok(())
}

/// Says which levers that a configuration changes against the baseline can never act.
pub fn warn_of_idle_levers(config: &Effective, ground: &CountryData) -> Result<(), Failure> {
    for warning in idle_levers(&built_in(None)?, config, ground) {
        terminal::warn(&warning.warning());
    }
    Ok(())
}
