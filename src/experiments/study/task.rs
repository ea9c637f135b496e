//! A task: one point in one replicate, all scenarios.

use super::resolve::{arm, effective};
use super::{ScenarioResult, Study, WarmUps};
use crate::config::Faults;
use crate::experiments::compare::{Arm, LiveOrKept, warm_up_groups, warmed_up};
use crate::experiments::parallel::Layout;
use crate::observation::{Group, Measure, RunResults, Stratum};
use crate::simulation::{Halted, Tick, Together, warm_up_reads};
use crate::store::lived::LivedStore;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What the tasks of a study share while they run.
#[derive(Debug)]
pub struct Living<'a> {
    study: &'a Study,
    store: Option<&'a LivedStore>,
    warm_ups: WarmUps,
    abreast: usize,
    kept: AtomicUsize,
}

impl<'a> Living<'a> {
    /// For tasks at some points, in a layout; runs are looked for in a store and kept there.
    pub fn of(
        study: &'a Study,
        points: &BTreeMap<usize, Vec<f64>>,
        layout: Layout,
        store: Option<&'a LivedStore>,
    ) -> Self {
        let warm_ups = WarmUps::of(study, points, layout.wide());
        let abreast = layout.abreast().min(study.bases.len());
        Self { study, store, warm_ups, abreast, kept: AtomicUsize::new(0) }
    }

    /// Worlds that are held at a time, in the same layout.
    pub fn worlds(&self, layout: Layout) -> usize {
        Together::worlds(self.study.bases.len(), self.abreast) * layout.wide() + self.warm_ups.most()
    }

    /// Runs that were in the store so far.
    pub fn kept(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }

    /// Runs every scenario at a point, which has these values, in a replicate, or takes the runs
    /// that are kept. Scenarios whose configurations differ only in what a warm-up does not read go
    /// on from one.
    ///
    /// # Errors
    /// What the configuration of the point finds, or why a run ended early.
    pub fn run(&self, task: Task, values: &[f64], tick: Tick<'_>) -> Result<Vec<ScenarioResult>, TaskFault> {
        let (study, number) = (self.study, task.replicate);
        let mut grounds = Vec::new();
        let mut arms: Vec<Arm> = Vec::new();
        for (place, scenario) in study.spec.scenarios.iter().enumerate() {
            let mut settings = study.settings(values);
            settings.push(format!("simulation.seed={}", study.seed_at(task.point, values, place)));
            let (arm, ground) = arm(effective(&study.spec, scenario, &settings)?)?;
            arms.push(arm);
            grounds.push(ground);
        }
        let results: Vec<OnceLock<ScenarioResult>> = arms.iter().map(|_| OnceLock::new()).collect();
        let done = |arm: usize, run: RunResults| {
            results[arm].get_or_init(|| reduce(&run, &study.spec.indicators, arms[arm].config.hash()));
        };
        for group in warm_up_groups(&arms) {
            let (ground, strata) = (&grounds[group[0]], &[Stratum::National]);
            let (abreast, store) = (self.abreast, self.store);
            let lives = LiveOrKept { arms: &arms, ground, number, strata, abreast, store, tick };
            let mut wanted = Vec::new();
            for arm in group {
                match lives.kept(arm) {
                    Some(run) => {
                        self.kept.fetch_add(1, Ordering::Relaxed);
                        done(arm, run);
                    }
                    None => wanted.push(arm),
                }
            }
            let Some(&first) = wanted.first() else { continue };
            let first = &arms[first];
            // A state that no other point needs is not worth its place on the disk.
            let store = self.store.filter(|_| self.warm_ups.are_shared());
            let make = || warmed_up(store, first, ground, number, tick);
            let state = self.warm_ups.get(first.config.hash_of(warm_up_reads), number, make)?;
            lives.live_from(state, &wanted, &done)?;
        }
        Ok(results.into_iter().filter_map(OnceLock::into_inner).collect())
    }
}

fn reduce(run: &RunResults, indicators: &[Measure], config: String) -> ScenarioResult {
    let values = |measure: Measure| -> Vec<f64> {
        let rows = run.indicators.iter();
        let own = rows.filter(|row| row.measure == measure && row.group == Group::NATIONAL);
        own.filter_map(|row| row.estimate.value).collect()
    };
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    let mean = |values: Vec<f64>| finite(values.iter().sum::<f64>() / values.len() as f64);
    let grains = |measure: Measure| -> Vec<f64> {
        let info = measure.info();
        let rows = run.indicators.iter();
        let own = rows.filter(|row| row.measure == measure && row.group == Group::NATIONAL);
        own.map(|row| info.grain(row.estimate.agents, row.estimate.denominator)).collect()
    };
    // An agent of a single year moves the mean of the years by that much less.
    let of_the_mean = |grains: Vec<f64>| {
        let years = grains.len().max(1) as f64;
        grains.iter().sum::<f64>() / years / years
    };
    ScenarioResult {
        config,
        last: indicators.iter().map(|&measure| values(measure).last().copied().and_then(finite)).collect(),
        mean: indicators.iter().map(|&measure| mean(values(measure))).collect(),
        fit: run.fit.iter().map(|reading| reading.value.and_then(finite)).collect(),
        last_grain: indicators
            .iter()
            .map(|&measure| grains(measure).last().copied().unwrap_or(0.0))
            .collect(),
        mean_grain: indicators.iter().map(|&measure| of_the_mean(grains(measure))).collect(),
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
