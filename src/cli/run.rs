//! `lachan run`: one run of the baseline or of a configuration.

use super::request::RequestArguments;
use super::{Failure, terminal};
use crate::config::{Tables, data};
use crate::export::{GapUse, Manifest, Study, write_results};
use crate::observation::{self, NOTICE, Recorder, Stratum, SurveyParams, discard_logs, fit_table};
use crate::pathways::Pathways;
use crate::population::synthesis::apply_gap_rules;
use crate::quantities::Month;
use crate::simulation::{Parameters, Setup, adjacency, make, month, records};
use std::path::PathBuf;

/// What to run, on how many threads, and where to.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    /// Threads; results do not depend on them.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Output directory.
    #[arg(long, default_value = "output/run")]
    out: PathBuf,
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

/// Warms up, simulates, prints the fit table and writes the results.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let config = arguments.request.resolve()?;
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
    terminal::prepare(&arguments.out)?;
    let survey: SurveyParams = config.section("survey")?;
    let (model, mut world) = make(&setup, parameters);
    let mut recorder = Recorder::new(&world.country, &Stratum::ALL, survey);
    let bar = terminal::progress(simulation.warm_up_months + 12 * simulation.years);
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
    terminal::say(&format!(
        "{NOTICE}: {:.2} % of people aged 12-24 have an experience of trafficking before 18 (mean of {} years, scale {scale}, seed {}).",
        100.0 * prevalence.unwrap_or(0.0),
        simulation.years,
        simulation.seed
    ));
    terminal::say(&terminal::fit_text(&rows));
    let mut manifest = Manifest::new(config.hash(), simulation.seed, 1, "lachan run effective_config.toml");
    manifest.inputs = Tables::built_in().hashes().into_iter().collect();
    manifest.gap_rules = GapUse::gather(&gaps);
    let study = Study { country: &world.country, runs: &[results] };
    write_results(&arguments.out, &study, &config.to_toml(), manifest)?;
    terminal::say(&format!("Files: {}", arguments.out.display()));
    Ok(())
}
