//! `lachan run`: a scenario, once or in several replicates.

use super::ensemble::{EnsembleArgument, annotated, refuse_contradiction, replicates};
use super::extras::Extras;
use super::request::{RequestArguments, ground};
use super::{Failure, inputs, plot, terminal};
use crate::config::Effective;
use crate::experiments::compare::Arm;
use crate::experiments::ensemble::Ensemble;
use crate::experiments::parallel::{layout, over_replicates};
use crate::export::{GapUse, Manifest, Study, tables_of_runs, write_results};
use crate::observation::{NOTICE, RunResults, Stratum, fit_table};
use crate::population::Country;
use crate::simulation::{Ground, Horizon, simulate, warm_up};
use std::path::{Path, PathBuf};

/// What to run, on how many threads, and where to.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    #[command(flatten)]
    extras: Extras,
    #[command(flatten)]
    ensemble: EnsembleArgument,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Output directory.
    #[arg(long, default_value = "output/run")]
    out: PathBuf,
}

/// Warms up, simulates, prints the fit table and writes the results.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (config, ensemble) = config(arguments)?;
    let ground = ground(&config)?;
    let arm = Arm::read(config, &ground)?;
    let plan = &arm.plan;
    let inputs = arguments.request.files().chain(arguments.ensemble.file());
    inputs::spare(&arguments.out, inputs)?;
    terminal::prepare(&arguments.out)?;
    let (country, runs) = all_replicates(&arm, &ground, ensemble.as_ref())?;
    let rows = fit_table(runs.iter().map(|run| run.fit.as_slice()));
    let prevalence = rows.iter().find(|row| row.id == "T1").and_then(|row| row.simulated);
    terminal::say(&format!(
        "{NOTICE}: {:.2} % of people aged 12-24 have an experience of trafficking before 18 \
         ({}, mean of {} years{}, scale {}, seed {}).",
        100.0 * prevalence.unwrap_or(0.0),
        plan.name,
        plan.horizon.years,
        over_replicates_text(runs.len(), ensemble.is_some()),
        plan.scale,
        plan.horizon.seed
    ));
    terminal::say(&terminal::fit_text(&rows));
    arguments.extras.plot(|width| plot::of_run(&runs, width));
    let study = Study { country: &country, runs: &runs };
    let mut tables = tables_of_runs(&study);
    if let Some(points) = &ensemble {
        tables.push(("ensemble.csv", Box::new(|out| out.write_all(points.text().as_bytes()))));
    }
    let manifest = manifest(arguments, &arm, &ground, ensemble.as_ref());
    write_results(&arguments.out, &tables, &annotated(&arm.config, ensemble.as_ref()), manifest)?;
    terminal::say(&format!("Files: {}", arguments.out.display()));
    arguments.extras.report(&arguments.out)
}

/// The configuration that was asked for, and the ensemble with as many replicates as are to run.
fn config(arguments: &Arguments) -> Result<(Effective, Option<Ensemble>), Failure> {
    let config = arguments.request.resolve()?;
    let Some(ensemble) = arguments.ensemble.read(&config)? else { return Ok((config, None)) };
    refuse_contradiction(&ensemble, &config)?;
    let configured = config.section::<Horizon>("simulation")?.replicates;
    let used = replicates(&ensemble, arguments.request.overrides(), configured)?;
    let config = arguments.request.resolve_with(&[format!("simulation.replicates={used}")])?;
    Ok((config, Some(ensemble)))
}

fn over_replicates_text(runs: usize, of_ensemble: bool) -> String {
    match (runs, of_ensemble) {
        (_, true) => format!(" and {runs} points of the ensemble"),
        (0 | 1, false) => String::new(),
        (_, false) => format!(" and {runs} replicates"),
    }
}

fn all_replicates(
    arm: &Arm,
    ground: &Ground,
    ensemble: Option<&Ensemble>,
) -> Result<(Country, Vec<RunResults>), Failure> {
    let horizon = arm.plan.horizon;
    let bar = terminal::progress(horizon.replicates * (horizon.warm_up_months + 12 * horizon.years));
    let layout = layout(arm.plan.families(ground), horizon.replicates, rayon::current_num_threads());
    let results = over_replicates(0..horizon.replicates, layout, |replicate| {
        let plan = match ensemble {
            Some(ensemble) => ensemble.arm(arm, ground, replicate)?.plan,
            None => arm.plan.clone(),
        };
        let (model, world) = warm_up(&plan, ground, replicate, &|| bar.inc(1));
        let country = world.country.clone();
        let run = simulate(&plan, &model, world, replicate, &Stratum::ALL, &|| bar.inc(1));
        Ok::<_, Failure>((country, run))
    })?;
    bar.finish_and_clear();
    let results: Vec<(Country, RunResults)> = results.into_iter().collect::<Result<_, _>>()?;
    let (countries, runs): (Vec<Country>, Vec<RunResults>) = results.into_iter().unzip();
    Ok((countries.into_iter().next().unwrap_or_else(|| unreachable!("there is a replicate")), runs))
}

fn manifest(arguments: &Arguments, arm: &Arm, ground: &Ground, ensemble: Option<&Ensemble>) -> Manifest {
    let mut command = "lachan run effective_config.toml".to_owned();
    if let Some(option) = arguments.ensemble.given(Some(Path::new("ensemble.csv"))) {
        command = format!("{command} {option}");
    }
    let horizon = arm.plan.horizon;
    let mut manifest = Manifest::new(arm.config.hash(), horizon.seed, horizon.replicates, command);
    manifest.ensemble = ensemble.map(Ensemble::hash);
    manifest.scenarios = vec![arm.plan.name.clone()];
    manifest.inputs = ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ground.gaps);
    manifest
}
