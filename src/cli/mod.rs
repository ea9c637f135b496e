//! The command line: one file a command. The only room that prints, shows progress or exits.

mod amount;
mod bench;
mod budget;
mod budget_text;
mod check;
mod command_line;
mod compare;
mod comparison_text;
mod decision_text;
mod document;
mod engines;
mod ensemble;
mod explain;
mod explore;
mod extras;
mod failure;
mod inputs;
mod interrupt;
mod levers;
mod lives;
mod output;
mod pack;
mod params;
mod places;
mod plot;
mod report;
mod request;
mod resume;
mod run;
mod schema;
mod score;
mod sources;
mod store;
mod stream;
mod study;
mod table;
mod terminal;
mod verify;
mod why_text;
mod wrap;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;
use request::RequestArguments;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Parallel agent-based simulation of child-trafficking risk and its prevention in Viet Nam.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    /// Prints one JSON document instead of tables and lines: named fields, plain numbers, null for
    /// what is empty. Notes stay on standard error.
    #[arg(long, global = true)]
    json: bool,
    /// Data of a country: the directory of a pack, or its file (see `lachan pack`). Without it Viet
    /// Nam, which is compiled in.
    #[arg(long, global = true, value_name = "PACK")]
    pack: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulates Viet Nam, prints the fit table and writes the result files.
    Run(run::Arguments),
    /// Goes on with a run that was interrupted, to the same files.
    Resume(resume::Arguments),
    /// Compares scenarios with a reference, paired child by child.
    Compare(compare::Arguments),
    /// Plans, runs, cuts up, watches and merges a study.
    #[command(subcommand)]
    Study(study::StudyCommand),
    /// Runs a full grid over some parameters or lever fields.
    Sweep(study::SweepArguments),
    /// Screens parameters, or shares out the variance of results between them.
    Sensitivity(study::SensitivityArguments),
    /// Fits parameters to the observed patterns, in waves, and gives their posterior.
    Calibrate(study::CalibrateArguments),
    /// Checks a configuration and says every fault in it.
    Check(RequestArguments),
    /// Lists all parameters with value, range, unit, source and evidence grade.
    Params(RequestArguments),
    /// Lists levers and scenarios, or says what a lever assumes and on what evidence.
    Levers(levers::Arguments),
    /// Lists the facts behind the numbers, or says who uses one.
    Sources(sources::Arguments),
    /// Lists what provinces, units and regions are called in scenarios, or says which provinces a
    /// text means.
    Places(places::Arguments),
    /// Prints the JSON Schema of configuration files, for editors, or with --results what the
    /// tables of results hold.
    Schema(schema::Arguments),
    /// Prints a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Makes one page, readable offline, from a directory of results.
    Report(report::Arguments),
    /// Holds a directory of results to its hashes, makes the results again from it alone, and names
    /// what differs.
    Verify(verify::Arguments),
    /// Says how a number of a directory of results came about.
    Explain(explain::Arguments),
    /// Measures how fast the month is on this machine, by number of threads.
    Bench(bench::Arguments),
    /// Serves a page on this machine to try out scenarios.
    Explore(explore::Arguments),
    /// Lists what the model claimed of data before they were published, or holds it to them.
    Score(score::Arguments),
    /// Lists what is kept of lived runs, and lets it go.
    Store(store::Arguments),
    /// Writes, checks, compares and builds packs: data of a country that --pack reads.
    #[command(subcommand)]
    Pack(pack::PackCommand),
}

impl Command {
    /// What it reads that was made from a pack; none where it reads no results.
    fn made_from(&self) -> Option<pack::MadeFrom> {
        match self {
            Self::Report(report::Arguments { directory, .. })
            | Self::Verify(verify::Arguments { directory, .. })
            | Self::Explain(explain::Arguments { directory, .. }) => {
                Some(pack::MadeFrom::Results(directory.clone()))
            }
            Self::Resume(own) => Some(pack::MadeFrom::Unfinished(own.packs())),
            _ => None,
        }
    }
}

/// Reads the command line of this process and carries it out.
pub fn main() -> ExitCode {
    let program = std::env::current_exe().unwrap_or_else(|_| "lachan".into());
    ExitCode::from(main_with(program, std::env::args_os().skip(1).collect()))
}

/// Carries out a command line, of words behind the program, whose path others may start it by; the
/// exit code.
pub fn main_with(program: PathBuf, words: Vec<OsString>) -> u8 {
    interrupt::size_limits_are_errors();
    command_line::note(program, words.clone());
    let typed = std::iter::once(OsString::from("lachan")).chain(words);
    let parsed = parser().try_get_matches_from(typed).and_then(|found| {
        let words = named(&found);
        Cli::from_arg_matches(&found).map(|cli| (cli, words))
    });
    let (cli, words) = match parsed {
        Ok(parsed) => parsed,
        Err(words) => return said_by_the_parser(&words),
    };
    // A schema is a JSON document by itself.
    if cli.json && !matches!(cli.command, Command::Schema(_)) {
        document::begin(&words);
    }
    let chosen = pack::choose(cli.pack.as_deref(), cli.command.made_from().as_ref());
    exit(stream::ended(chosen.and_then(|()| carry_out(cli.command, cli.json))))
}

/// The names of the command and of its steps: `study run`.
fn named(found: &clap::ArgMatches) -> String {
    let steps = std::iter::successors(found.subcommand(), |(_, inner)| inner.subcommand());
    steps.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

fn carry_out(command: Command, json: bool) -> Result<(), Failure> {
    match command {
        Command::Completions { .. } | Command::Explore(_) if json => Err(Failure::Usage {
            message: "this command has no tables to print as JSON".to_owned(),
            help: "leave --json out".to_owned(),
        }),
        Command::Run(arguments) => run::run(&arguments),
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Resume(arguments) => resume::resume(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Study(step) => study::study(&step),
        Command::Sweep(arguments) => study::sweep(&arguments),
        Command::Sensitivity(arguments) => study::sensitivity(&arguments),
        Command::Calibrate(arguments) => study::calibrate(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Params(arguments) => params::params(&arguments),
        Command::Levers(arguments) => levers::levers(&arguments),
        Command::Sources(arguments) => sources::sources(&arguments),
        Command::Places(arguments) => places::places(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Completions { shell } => {
            schema::completions(shell, &mut Cli::command());
            Ok(())
        }
        Command::Report(arguments) => report::report(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Explore(arguments) => explore::explore(&arguments),
        Command::Score(arguments) => score::show(&arguments),
        Command::Store(arguments) => store::store(&arguments),
        Command::Pack(step) => pack::pack(&step),
    }
}

/// The command line. A number below 0 is read as a number everywhere, and refused as one.
fn parser() -> clap::Command {
    fn with_negative_numbers(command: clap::Command) -> clap::Command {
        command.allow_negative_numbers(true).mut_subcommands(with_negative_numbers)
    }
    with_negative_numbers(Cli::command())
}

/// Help, the version, or what is wrong with the command line.
fn said_by_the_parser(words: &clap::Error) -> u8 {
    let printed = words.print();
    if words.use_stderr() {
        return words.exit_code() as u8;
    }
    stream::note(printed);
    exit(stream::ended(Ok(())))
}

fn exit(done: Result<(), Failure>) -> u8 {
    match done {
        Ok(()) => 0,
        // Whoever closed the pipe wants to hear no more.
        Err(failure @ Failure::ClosedPipe) => failure.exit_code(),
        Err(failure) => {
            stream::err(&failure.to_string());
            failure.exit_code()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;

    fn every_command(of: clap::Command, found: &mut Vec<clap::Command>) {
        of.get_subcommands().for_each(|inner| every_command(inner.clone(), found));
        found.push(of);
    }

    /// What an option does where it is not given stands in its help, numbers of the configuration
    /// among them.
    #[test]
    fn help_shows_the_defaults_that_apply() {
        let baseline = baseline_with::<&str>(&[]).unwrap();
        let mut commands = Vec::new();
        every_command(parser(), &mut commands);
        let mut seen = 0;
        for command in commands {
            let explorer = command.get_name() == "explore";
            for (id, name) in [
                ("scale", "population.scale"),
                ("years", "simulation.years"),
                ("seed", "simulation.seed"),
                ("replicates", "simulation.replicates"),
            ] {
                let Some(argument) = command.get_arguments().find(|own| own.get_id() == id) else { continue };
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                let own = baseline.text_of(name).unwrap();
                let told = help.contains(&format!("{own} in the baseline"));
                assert!(told || explorer && !argument.get_default_values().is_empty(), "{id}: {help}");
                seen += 1;
            }
            for argument in command.get_arguments().filter(|own| own.get_id() == "threads") {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.to_lowercase().contains("without it"), "{}: {help}", command.get_name());
            }
        }
        assert!(seen >= 4 * 6, "{seen}");
    }

    #[test]
    fn a_number_below_0_is_refused_as_a_number() {
        for words in [
            &["lachan", "run", "--threads", "-1"][..],
            &["lachan", "compare", "--budget", "-5"],
            &["lachan", "sensitivity", "recruitment.contact", "--points", "-3"],
            &["lachan", "study", "shard", "s.toml", "--index", "-1", "--of", "2"],
        ] {
            let said = parser().try_get_matches_from(words).unwrap_err().to_string();
            assert!(said.contains("invalid value"), "{words:?}: {said}");
        }
    }
}
