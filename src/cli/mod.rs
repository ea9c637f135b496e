//! The command line: one file a command. The only room that prints, shows progress or exits.

mod check;
mod failure;
mod params;
mod report;
mod request;
mod run;
mod terminal;

use clap::{Parser, Subcommand};
use failure::Failure;
use request::RequestArguments;
use std::process::ExitCode;

/// Parallel agent-based simulation of child-trafficking risk and its prevention in Viet Nam.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulates Viet Nam, prints the fit table and writes the result files.
    Run(run::Arguments),
    /// Checks a configuration and says every fault in it.
    Check(RequestArguments),
    /// Lists all parameters with value, range, unit, source and evidence grade.
    Params(RequestArguments),
    /// Makes one page, readable offline, from a directory of results.
    Report(report::Arguments),
}

/// Reads the command line and carries it out.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Params(arguments) => params::params(&arguments),
        Command::Report(arguments) => report::report(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
