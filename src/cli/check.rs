//! `lachan check`: every fault of a configuration, and what in it cannot act.

use super::request::{RequestArguments, built_in};
use super::table::Table;
use super::{Failure, terminal};
use crate::config::Effective;
use crate::experiments::compare::{idle_levers, not_yet_begun};
use crate::simulation::CountryData;

/// Resolves the configuration and reads it into the model's types.
pub fn check(arguments: &RequestArguments) -> Result<(), Failure> {
    let (config, _, ground) = arguments.plan()?;
    warn_of_idle_levers(&config, &ground)?;
    let parameters = config.book.parameters().count();
    let columns = ["configuration", "faults", "parameters"];
    let mut table = Table::new("check", &columns.map(|name| (name, name)));
    table.row([config.name.as_str().into(), 0_usize.into(), parameters.into()]);
    terminal::show_as(&[&table], || format!("{}: no faults, {parameters} parameters", config.name));
    Ok(())
}

/// Says which levers that a configuration changes against the baseline can never act.
pub fn warn_of_idle_levers(config: &Effective, ground: &CountryData) -> Result<(), Failure> {
    let baseline = built_in(None)?;
    for warning in idle_levers(&baseline, config, ground) {
        terminal::warn(&warning.warning());
    }
    not_yet_begun(&baseline, config, ground).iter().for_each(|late| terminal::warn(late));
    Ok(())
}
