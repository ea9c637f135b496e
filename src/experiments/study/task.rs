//! A task: one point in one replicate, all scenarios.

use super::resolve::{arm, effective};
use super::{ScenarioResult, Study, WarmUps};
use crate::config::Faults;
use crate::experiments::compare::{Arm, warm_up_groups};
use crate::observation::{Group, Measure, RunResults, Stratum};
use crate::simulation::{Halted, Tick, simulate, warm_up};

/// One point in one replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// Index of the point.
    pub point: usize,
    /// Number of the replicate.
    pub replicate: u32,
}

/// A task that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedTask {
    /// Its point and replicate.
    pub task: Task,
    /// Why it failed, in one line or more.
    pub why: String,
}

/// Why a task has no results.
#[derive(Debug, thiserror::Error)]
pub enum TaskFault {
    /// The configuration of the point cannot be run.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// A run ended before its last month.
    #[error("{0}")]
    Halted(#[from] Halted),
}

/// The tasks of some points in the order of running: every point once before any point twice, so
/// that a study that was stopped has as many points as it could.
pub fn tasks(points: impl Iterator<Item = usize> + Clone, replicates: u32) -> Vec<Task> {
    (0..replicates).flat_map(|replicate| points.clone().map(move |point| Task { point, replicate })).collect()
}

/// Runs every scenario at a point, which has these values, in a replicate. Scenarios whose
/// configurations differ in levers alone go on from one warm-up.
///
/// # Errors
/// What the configuration of the point finds, or why a run ended early.
pub fn run_task(
    study: &Study,
    warm_ups: &WarmUps,
    task: Task,
    values: &[f64],
    tick: Tick<'_>,
) -> Result<Vec<ScenarioResult>, TaskFault> {
    let replicate = task.replicate;
    let mut grounds = Vec::new();
    let mut arms: Vec<Arm> = Vec::new();
    for (place, scenario) in study.spec.scenarios.iter().enumerate() {
        let mut settings = study.settings(values);
        settings.push(format!("simulation.seed={}", study.seed_at(task.point, values, place)));
        let (arm, ground) = arm(effective(&study.spec, scenario, &settings)?)?;
        arms.push(arm);
        grounds.push(ground);
    }
    let mut results: Vec<Option<ScenarioResult>> = vec![None; arms.len()];
    for group in warm_up_groups(&arms) {
        let first = group[0];
        let hash = arms[first].config.hash_without("levers");
        let make = || warm_up(&arms[first].plan, &grounds[first], replicate, tick);
        let warmed_up = warm_ups.get(hash, replicate, make);
        let Some(warmed_up) = warmed_up.get() else { unreachable!("it has just been made") };
        let (model, world) = warmed_up.as_ref().map_err(Halted::clone)?;
        for place in group {
            let plan = &arms[place].plan;
            let run = simulate(plan, model, world.clone(), replicate, &[Stratum::National], tick)?;
            results[place] = Some(reduce(&run, &study.spec.indicators, arms[place].config.hash()));
        }
    }
    Ok(results.into_iter().flatten().collect())
}

fn reduce(run: &RunResults, indicators: &[Measure], config: String) -> ScenarioResult {
    let values = |measure: Measure| -> Vec<f64> {
        let rows = run.indicators.iter();
        let own = rows.filter(|row| row.measure == measure && row.group == Group::NATIONAL);
        own.filter_map(|row| row.estimate.value).collect()
    };
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    let mean = |values: Vec<f64>| finite(values.iter().sum::<f64>() / values.len() as f64);
    ScenarioResult {
        config,
        last: indicators.iter().map(|&measure| values(measure).last().copied().and_then(finite)).collect(),
        mean: indicators.iter().map(|&measure| mean(values(measure))).collect(),
        fit: run.fit.iter().map(|reading| reading.value.and_then(finite)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_runs_once_before_any_runs_twice() {
        let found: Vec<_> =
            tasks([4, 0, 2].into_iter(), 2).into_iter().map(|t| (t.point, t.replicate)).collect();
        assert_eq!(found, [(4, 0), (0, 0), (2, 0), (4, 1), (0, 1), (2, 1)]);
    }
}
