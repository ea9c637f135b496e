//! The command line.

use anyhow::Context;
use clap::{Parser, Subcommand};
use lachan::config::{Effective, Request, Tables, data, resolve, rules};
use lachan::export::{GapUse, Manifest, Study, write_results};
use lachan::observation::{self, NOTICE, Recorder, Stratum, SurveyParams, discard_logs, fit_table};
use lachan::pathways::Pathways;
use lachan::population::synthesis::apply_gap_rules;
use lachan::quantities::Month;
use lachan::simulation::{Parameters, Setup, adjacency, make, month, records};
use std::path::PathBuf;
use std::process::ExitCode;

mod output;

/// Parallel agent-based simulation of child-trafficking risk and its prevention in Viet Nam.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulates Viet Nam and prints the fit table.
    Run(RunArguments),
    /// Checks a configuration and says every fault in it.
    Check(RunArguments),
    /// Lists all parameters with value, range, unit, source and evidence grade.
    Params(RunArguments),
}

#[derive(Debug, clap::Args)]
struct RunArguments {
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
    /// Threads; results do not depend on them.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Sets a parameter or setting by its dotted name.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Output directory.
    #[arg(long, default_value = "output/run")]
    out: PathBuf,
}

const BASELINE: (&str, &str) =
    ("configs/viet_nam/baseline.toml", include_str!("../configs/viet_nam/baseline.toml"));

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Run(arguments) => run(arguments),
        Command::Check(arguments) => effective(arguments).map(|config| {
            output::say(&format!(
                "{}: no faults, {} parameters",
                config.name,
                config.book.parameters().count()
            ));
            0
        }),
        Command::Params(arguments) => effective(arguments).map(|config| {
            for p in config.book.parameters() {
                output::say(&format!(
                    "{} = {} [{}, {}] {} ({}; {})",
                    p.name,
                    p.value,
                    p.low,
                    p.high,
                    p.unit.text(),
                    p.source,
                    p.evidence.word()
                ));
            }
            0
        }),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("{error:#}");
            let faults = error.downcast_ref::<lachan::config::Faults>();
            ExitCode::from(faults.map_or(74, lachan::config::Faults::exit_code))
        }
    }
}

fn effective(arguments: &RunArguments) -> anyhow::Result<Effective> {
    let mut sets = Vec::new();
    sets.extend(arguments.scale.map(|scale| format!("population.scale={scale}")));
    sets.extend(arguments.years.map(|years| format!("simulation.years={years}")));
    sets.extend(arguments.seed.map(|seed| format!("simulation.seed={seed}")));
    sets.extend(arguments.sets.iter().cloned());
    Ok(resolve(&Request {
        baseline: BASELINE,
        library: &[],
        scenario: None,
        config: arguments.config.as_deref(),
        sets: &sets,
        rules: &rules::standard,
    })?)
}

/// Settings of a run that are not parameters of the model.
#[derive(Debug, serde::Deserialize)]
struct Simulation {
    start_year: i32,
    years: u32,
    warm_up_months: u32,
    seed: u64,
}

#[derive(Debug, serde::Deserialize)]
struct Population {
    scale: f64,
}

fn run(arguments: &RunArguments) -> anyhow::Result<u8> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let config = effective(arguments)?;
    let parameters = Parameters::read(&config)?;
    let simulation: Simulation = config.section("simulation")?;
    let scale = config.section::<Population>("population")?.scale;
    let table = data::read(&Tables::built_in())?;
    let mut records = records(&table)?;
    let gaps = apply_gap_rules(&mut records, &parameters.synthesis);
    let adjacency = adjacency(&table);
    let begins = Month::january(simulation.start_year);
    let setup = Setup {
        records: &records,
        adjacency: &adjacency,
        scale,
        start: begins.plus(-(simulation.warm_up_months as i32)),
        seed: simulation.seed,
        replicate: 0,
    };
    output::prepare(&arguments.out)?;
    let survey: SurveyParams = config.section("survey")?;
    let (model, mut world) = make(&setup, parameters);
    let mut recorder = Recorder::new(&world.country, &Stratum::ALL, survey);
    let bar = output::progress(simulation.warm_up_months + 12 * simulation.years);
    for _ in 0..simulation.warm_up_months + 12 * simulation.years {
        let now = world.month;
        let pathways = Pathways::idle(world.country.provinces.len(), now);
        month(&model, &mut world, &pathways);
        bar.inc(1);
        let year_ends = now.of_year() == 11;
        if now >= begins {
            let seen = observation::World {
                country: &world.country,
                communes: &world.communes,
                services: &world.services,
                recruiters: &world.recruiters,
            };
            recorder.month(&seen, now);
            if year_ends {
                recorder.year(&world.country, &mut world.communes, &world.recruiters, now, &world.draws);
            }
        } else if year_ends || now.plus(1) == begins {
            discard_logs(&mut world.communes);
        }
    }
    bar.finish_and_clear();
    let results = recorder.finish(&world.country, &config.name, 0, &[]);
    let rows = fit_table([results.fit.as_slice()]);
    let prevalence = rows.iter().find(|row| row.id == "T1").and_then(|row| row.simulated);
    output::say(&format!(
        "{NOTICE}: {:.2} % of people aged 12-24 have an experience of trafficking before 18 (mean of {} years, scale {scale}, seed {}).",
        100.0 * prevalence.context("nobody of 12-24 was simulated")?,
        simulation.years,
        simulation.seed
    ));
    output::say(&output::fit_text(&rows));
    let mut manifest = Manifest::new(config.hash(), simulation.seed, 1, "lachan run effective_config.toml");
    manifest.inputs = Tables::built_in().hashes().into_iter().collect();
    manifest.gap_rules = GapUse::gather(&gaps);
    let study = Study { country: &world.country, runs: &[results] };
    write_results(&arguments.out, &study, &config.to_toml(), manifest)?;
    output::say(&format!("Files: {}", arguments.out.display()));
    Ok(0)
}
