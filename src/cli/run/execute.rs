//! A run from what was asked for to its files, from the beginning or from where it was interrupted.

use super::ExecutionOptions;
use crate::cli::check::{warn_of_idle_levers, warn_of_the_times};
use crate::cli::interrupt::Interrupt;
use crate::cli::output::Desk;
use crate::cli::request::ground;
use crate::cli::{Failure, plot, terminal};
use crate::config::Effective;
use crate::experiments::compare::Arm;
use crate::experiments::ensemble::Ensemble;
use crate::experiments::memory::{self, MemoryEstimate, WorldsHeld};
use crate::experiments::parallel::{Layout, layout, until_one_fails};
use crate::observation::{Group, Measure, NOTICE, RunResults, fit_table, map_reliability};
use crate::population::Country;
use crate::quantities::counted;
use crate::results::{Runs, annotated, ensemble_file, manifest_of_run, tables_of_runs, write_results};
use crate::simulation::CountryData;
use crate::store::checkpoints::{self, Checkpointing, Ended, ReplicateRun, Store, run_replicate};
use std::path::Path;

/// What was asked for, checked.
pub struct PreparedRun {
    arm: Arm,
    ground: CountryData,
    ensemble: Option<Ensemble>,
    memory: MemoryEstimate,
}

impl PreparedRun {
    /// Checks a configuration, whose number of replicates the ensemble has points for, and whether
    /// this machine has the memory.
    pub fn read(config: Effective, ensemble: Option<Ensemble>, worlds: WorldsHeld) -> Result<Self, Failure> {
        let ground = ground(&config)?;
        let arm = Arm::read(config, &ground)?;
        let memory = memory::check(&arm.plan, &ground, replicates_layout(&arm, &ground), worlds)?;
        Ok(Self { arm, ground, ensemble, memory })
    }

    /// Says which levers that were asked for can never act, and what is taken of the times.
    pub fn warn_of_idle_levers(&self) -> Result<(), Failure> {
        warn_of_the_times(&self.arm.plan);
        warn_of_idle_levers(&self.arm.config, &self.ground)
    }

    /// The same as it is kept with the run.
    pub fn kept(&self) -> checkpoints::RunFingerprint {
        checkpoints::RunFingerprint::of(&self.arm.config, self.ensemble.as_ref().map(Ensemble::text))
    }
}

/// Lives what is left of the replicates, prints the fit table and writes the results; what was kept
/// is then removed. `out` is the directory as it was named.
pub fn execute(
    asked: &PreparedRun,
    store: Option<&Store>,
    means: &ExecutionOptions,
    desk: &mut Desk,
    out: &Path,
) -> Result<(), Failure> {
    let kept = store.map(|store| Checkpointing { store, pace: means.pace() });
    terminal::warn(&asked.memory.to_string());
    let (country, runs) = all_replicates(asked, kept, out)?;
    say(asked, &runs);
    means.extras.plot(|width| plot::of_run(&runs, width));
    let mut tables = tables_of_runs(Runs { country: &country, all: &runs });
    tables.extend(asked.ensemble.as_ref().map(ensemble_file));
    let mut manifest = manifest_of_run(&asked.arm, &asked.ground, asked.ensemble.as_ref())?;
    means.extras.workbook(&mut tables, &mut manifest)?;
    let place = desk.place();
    write_results(place, &tables, &annotated(&asked.arm.config, asked.ensemble.as_ref()), manifest)?;
    Store::discard(place)?;
    desk.finish()?;
    terminal::say(&format!("Files: {}", out.display()));
    means.extras.report(out)
}

fn say(asked: &PreparedRun, runs: &[RunResults]) {
    let plan = &asked.arm.plan;
    let rows = fit_table(runs.iter().map(|run| run.fit.as_slice()));
    terminal::say(&format!(
        "{NOTICE}: {:.2} % of people aged 12-24 have an experience of trafficking before 18 \
         ({}, mean of {}{}, scale {}, seed {}).",
        100.0 * prevalence(runs),
        plan.name,
        counted(plan.horizon.years as usize, "year"),
        over_replicates_text(runs.len(), asked.ensemble.is_some()),
        plan.scale,
        plan.horizon.seed
    ));
    terminal::show_fit(&rows);
    if let Some(map) = map_reliability(runs, Measure::PrevalenceLifetime) {
        terminal::say(&terminal::map_text(map));
    }
}

/// Prevalence over all years and runs; the fit table has that of the years in which it was observed.
fn prevalence(runs: &[RunResults]) -> f64 {
    let rows = runs.iter().flat_map(|run| &run.indicators);
    let own = rows.filter(|row| row.measure == Measure::PrevalenceLifetime && row.group == Group::NATIONAL);
    let (affected, people) = own.fold((0.0, 0.0), |(affected, people), row| {
        (affected + row.estimate.numerator, people + row.estimate.denominator)
    });
    if people > 0.0 { affected / people } else { 0.0 }
}

fn over_replicates_text(runs: usize, of_ensemble: bool) -> String {
    match (runs, of_ensemble) {
        (_, true) => format!(" and {runs} points of the ensemble"),
        (0 | 1, false) => String::new(),
        (_, false) => format!(" and {runs} replicates"),
    }
}

fn all_replicates(
    asked: &PreparedRun,
    kept: Option<Checkpointing<'_>>,
    out: &Path,
) -> Result<(Country, Vec<RunResults>), Failure> {
    let PreparedRun { arm, ground, ensemble, .. } = asked;
    let horizon = arm.plan.horizon;
    let layout = replicates_layout(arm, ground);
    let interrupt = Interrupt::listen()?;
    let bar = terminal::progress(horizon.replicates * (horizon.warm_up_months + 12 * horizon.years));
    let tick = |months: u32| {
        bar.inc(months.into());
        interrupt.tick()
    };
    let lived = until_one_fails(0..horizon.replicates, layout, |replicate| {
        let plan = match ensemble {
            Some(ensemble) => ensemble.arm(arm, ground, replicate)?.plan,
            None => arm.plan.clone(),
        };
        let warn = |line: String| bar.suspend(|| terminal::warn(&line));
        run_replicate(&plan, ground, replicate, kept, &tick, &warn).map_err(|ended| failure(ended, kept, out))
    })?;
    bar.finish_and_clear();
    let lived: Vec<ReplicateRun> = lived?;
    let country = lived.first().and_then(|first| first.country.clone());
    // Where the first replicate was there already, its country is made again.
    let country = country.unwrap_or_else(|| arm.plan.setup(ground, 0).country(&arm.plan.parameters));
    Ok((country, lived.into_iter().map(|lived| lived.results).collect()))
}

fn replicates_layout(arm: &Arm, ground: &CountryData) -> Layout {
    layout(arm.plan.families(ground), arm.plan.horizon.replicates, rayon::current_num_threads())
}

fn failure(ended: Ended, kept: Option<Checkpointing<'_>>, out: &Path) -> Failure {
    match ended {
        Ended::Checkpoint(fault) => fault.into(),
        Ended::Halted(halted) => Failure::halted(
            halted,
            match kept {
                Some(_) => format!("`lachan resume {}` goes on where it stopped", out.display()),
                None => "nothing was kept (--checkpoint-every 0)".to_owned(),
            },
        ),
    }
}
