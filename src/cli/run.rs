//! `lachan run`: a scenario, once or in several replicates.

use super::extras::Extras;
use super::request::RequestArguments;
use super::{Failure, plot, terminal};
use crate::config::Effective;
use crate::experiments::parallel::{layout, over_replicates};
use crate::export::{GapUse, Manifest, Study, tables_of_runs, write_results};
use crate::observation::{NOTICE, RunResults, Stratum, fit_table};
use crate::population::Country;
use crate::simulation::{Ground, Plan, simulate, warm_up};
use std::path::PathBuf;

/// What to run, on how many threads, and where to.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    #[command(flatten)]
    extras: Extras,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Output directory.
    #[arg(long, default_value = "output/run")]
    out: PathBuf,
}

/// Warms up, simulates, prints the fit table and writes the results.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (config, plan, ground) = arguments.request.plan()?;
    terminal::prepare(&arguments.out)?;
    let (country, runs) = all_replicates(&plan, &ground)?;
    let rows = fit_table(runs.iter().map(|run| run.fit.as_slice()));
    let prevalence = rows.iter().find(|row| row.id == "T1").and_then(|row| row.simulated);
    terminal::say(&format!(
        "{NOTICE}: {:.2} % of people aged 12-24 have an experience of trafficking before 18 \
         ({}, mean of {} years{}, scale {}, seed {}).",
        100.0 * prevalence.unwrap_or(0.0),
        plan.name,
        plan.horizon.years,
        if runs.len() > 1 { format!(" and {} replicates", runs.len()) } else { String::new() },
        plan.scale,
        plan.horizon.seed
    ));
    terminal::say(&terminal::fit_text(&rows));
    arguments.extras.plot(|width| plot::of_run(&runs, width));
    let study = Study { country: &country, runs: &runs };
    let manifest = manifest(&config, &plan, &ground);
    write_results(&arguments.out, &tables_of_runs(&study), &config.to_toml(), manifest)?;
    terminal::say(&format!("Files: {}", arguments.out.display()));
    arguments.extras.report(&arguments.out)
}

fn all_replicates(plan: &Plan, ground: &Ground) -> Result<(Country, Vec<RunResults>), Failure> {
    let horizon = plan.horizon;
    let bar = terminal::progress(horizon.replicates * (horizon.warm_up_months + 12 * horizon.years));
    let layout = layout(plan.families(ground), horizon.replicates, rayon::current_num_threads());
    let results = over_replicates(0..horizon.replicates, layout, |replicate| {
        let (model, world) = warm_up(plan, ground, replicate, &|| bar.inc(1));
        let country = world.country.clone();
        (country, simulate(plan, &model, world, replicate, &Stratum::ALL, &|| bar.inc(1)))
    })?;
    bar.finish_and_clear();
    let (countries, runs): (Vec<Country>, Vec<RunResults>) = results.into_iter().unzip();
    Ok((countries.into_iter().next().unwrap_or_else(|| unreachable!("there is a replicate")), runs))
}

fn manifest(config: &Effective, plan: &Plan, ground: &Ground) -> Manifest {
    let command = "lachan run effective_config.toml";
    let mut manifest = Manifest::new(config.hash(), plan.horizon.seed, plan.horizon.replicates, command);
    manifest.scenarios = vec![plan.name.clone()];
    manifest.inputs = ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ground.gaps);
    manifest
}
