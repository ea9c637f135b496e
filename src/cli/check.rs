//! `lachan check`: every fault of a configuration, and what in it cannot act.

use super::request::{RequestArguments, built_in};
use super::table::Table;
use super::{Failure, terminal};
use crate::config::Effective;
use crate::experiments::compare::{idle_levers, not_yet_begun};
use crate::simulation::{CountryData, Plan};

/// Resolves the configuration and reads it into the model's types.
pub fn check(arguments: &RequestArguments) -> Result<(), Failure> {
    let (config, plan, ground) = arguments.plan()?;
    warn_of_idle_levers(&config, &ground)?;
    warn_of_the_times(&plan);
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

/// Says which levers have begun before the run, and from when on nothing is known of the times.
pub fn warn_of_the_times(plan: &Plan) {
    let begun = plan.begun_before();
    if !begun.is_empty() {
        terminal::warn(&format!(
            "the warm-up before {} is without levers; those that have begun earlier act from then on with the coverage that they would \
             have reached: {}",
            plan.horizon.begins(),
            begun.join(", ")
        ));
    }
    if let Some(month) = plan.unknown_from() {
        terminal::warn(&format!(
            "history.csv ends before {month}: from then on times are taken to stay as they were, which is an assumption"
        ));
    }
}
