//! `lachan schema` and `lachan completions`: what editors and shells need to help with typing.

use super::request::built_in;
use super::{Failure, stream};
use crate::config::{json_schema, rules};
use crate::results::{TABLES, package_of_schemas};

/// Which schema.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Prints the tables of results instead, with the kind, unit and meaning of every column: a
    /// Frictionless Data Package without data.
    #[arg(long)]
    results: bool,
}

/// Prints the JSON Schema of configuration files, or the data package of all tables.
pub fn schema(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.results {
        stream::raw(&format!("{:#}", package_of_schemas(TABLES)));
        return Ok(());
    }
    let config = built_in(None)?;
    stream::raw(&format!("{:#}", json_schema(&config.book, &rules::standard)));
    Ok(())
}

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell, command: &mut clap::Command) {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "lachan", &mut script);
    stream::raw(&String::from_utf8_lossy(&script));
}
