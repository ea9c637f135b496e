//! `lachan schema` and `lachan completions`: what editors and shells need to help with typing.

use super::request::built_in;
use super::{Failure, terminal};
use crate::config::{json_schema, rules};

/// Prints the JSON Schema of configuration files.
pub fn schema() -> Result<(), Failure> {
    let config = built_in(None)?;
    terminal::say(&format!("{:#}", json_schema(&config.book, &rules::standard)));
    Ok(())
}

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell, command: &mut clap::Command) {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "lachan", &mut script);
    terminal::say(&String::from_utf8_lossy(&script));
}
