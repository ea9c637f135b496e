//! `lachan check`: every fault of a configuration, and nothing else.

use super::request::RequestArguments;
use super::{Failure, terminal};

/// Resolves the configuration and reads it into the model's types.
pub fn check(arguments: &RequestArguments) -> Result<(), Failure> {
    let (config, _, _) = arguments.plan()?;
    terminal::say(&format!("{}: no faults, {} parameters", config.name, config.book.parameters().count()));
    Ok(())
}
