//! What one comparison leaves for the next: the states after warm-up and the runs of the reference.
//!
//! Who changes a lever and compares again waits for the scenario's own years alone: the warm-up
//! knows no lever, and the reference is as it was. The results are those of
//! [`run_replicates`](super::run_replicates), bit for bit.

use super::{Arm, Comparison, LiveOrKept, RunFault, RunScope, UncertaintySource, WarmedUp, warmed_up};
use crate::experiments::parallel::over_replicates;
use crate::observation::RunResults;
use crate::population::Country;
use crate::simulation::{CountryData, Halted, Tick, Together, warm_up_reads};
use crate::store::lived::{Key, RecordKind};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A scenario and its reference, and how far they are run. Parameters are as configured, not drawn.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The reference.
    pub reference: &'a Arm,
    /// The scenario.
    pub scenario: &'a Arm,
    /// The country's data.
    pub ground: &'a CountryData,
    /// Replicates and strata.
    pub extent: &'a RunScope<'a>,
}

/// States and runs by replicate, of one reference at a time.
#[derive(Debug, Default)]
pub struct ComparisonCache {
    /// What the configurations of one warm-up have in common.
    warm_up: String,
    warm: BTreeMap<u32, WarmedUp>,
    /// The whole configuration of the reference.
    reference: String,
    runs: BTreeMap<u32, RunResults>,
}

/// What of a replicate was whole when it ended or was stopped, and was not kept before.
#[derive(Default)]
struct Whole {
    warm: Option<WarmedUp>,
    reference: Option<RunResults>,
}

/// The runs of a pair in one replicate that are there.
struct PairRuns {
    reference: Option<RunResults>,
    scenario: Option<RunResults>,
}

impl ComparisonCache {
    /// Months that a comparison has still to simulate.
    pub fn months(&mut self, pair: &Pair<'_>) -> u32 {
        self.turn_to(pair.reference);
        let horizon = pair.reference.plan.horizon;
        let shares = self.shares(pair.scenario);
        let of = |replicate: u32| {
            let has = |kind, key: &Key| pair.extent.store.is_some_and(|store| store.has(kind, key));
            let is_there =
                |arm: &Arm| has(RecordKind::Run, &arm.run_key(pair.ground, replicate, pair.extent.strata));
            let is_warm =
                |arm: &Arm| has(RecordKind::WarmUp, &Key::of_warm_up(&arm.config, pair.ground, replicate));
            let reference = !self.runs.contains_key(&replicate) && !is_there(pair.reference);
            let scenario = !is_there(pair.scenario);
            let warm = self.warm.contains_key(&replicate) || is_warm(pair.reference);
            let mut warm_ups = u32::from((reference || scenario && shares) && !warm);
            warm_ups += u32::from(scenario && !shares && !is_warm(pair.scenario));
            let runs = u32::from(reference) + u32::from(scenario);
            warm_ups * horizon.warm_up_months + runs * 12 * horizon.years
        };
        pair.extent.replicates.clone().map(of).sum()
    }

    /// Worlds that a comparison will hold beside those that are kept: of each replicate the one
    /// after its warm-up, and those of the runs under way; one after a warm-up of its own where the
    /// scenario has one.
    pub fn worlds(&mut self, pair: &Pair<'_>) -> usize {
        self.turn_to(pair.reference);
        let to_warm =
            pair.extent.replicates.clone().filter(|replicate| !self.warm.contains_key(replicate)).count();
        let first = pair.extent.replicates.clone().any(|replicate| !self.runs.contains_key(&replicate));
        let runs = if first && self.shares(pair.scenario) { 2 } else { 1 };
        let each = Together::worlds(runs, pair.extent.layout.abreast());
        to_warm + each * pair.extent.layout.wide()
    }

    /// Compares a scenario with its reference, from what is kept and what has still to be run.
    /// `tick` is called after every month that is simulated and may stop everything; what was whole
    /// by then is kept.
    ///
    /// # Errors
    /// A run that was stopped or halted, threads that could not be started, or no replicate.
    pub fn compare(&mut self, pair: &Pair<'_>, tick: Tick<'_>) -> Result<Comparison, RunFault> {
        self.turn_to(pair.reference);
        let replicates = pair.extent.replicates.clone();
        let lived = over_replicates(replicates.clone(), pair.extent.layout, |replicate| {
            let mut whole = Whole::default();
            let run = self.live(pair, replicate, tick, &mut whole);
            (replicate, whole, run)
        })?;
        let mut scenario_runs = Vec::new();
        let mut stopped = None;
        for (replicate, whole, run) in lived {
            self.warm.extend(whole.warm.map(|warm| (replicate, warm)));
            self.runs.extend(whole.reference.map(|run| (replicate, run)));
            match run {
                Ok(run) => scenario_runs.push(run),
                Err(halted) => stopped = Some(halted),
            }
        }
        if let Some(halted) = stopped {
            return Err(halted.into());
        }
        if replicates.is_empty() {
            return Err(RunFault::Empty);
        }
        let country = self.country(pair, replicates.start);
        let reference_runs = replicates.filter_map(|replicate| self.runs.get(&replicate).cloned()).collect();
        let runs = vec![reference_runs, scenario_runs];
        Ok(Comparison { country, design: UncertaintySource::Chance, runs })
    }

    fn live(
        &self,
        pair: &Pair<'_>,
        replicate: u32,
        tick: Tick<'_>,
        whole: &mut Whole,
    ) -> Result<RunResults, Halted> {
        let arms = [pair.reference.clone(), pair.scenario.clone()];
        let PairRuns { reference, scenario } = self.there(pair, replicate);
        let RunScope { strata, layout, store, .. } = *pair.extent;
        let (ground, abreast) = (pair.ground, layout.abreast());
        let lives = LiveOrKept { arms: &arms, ground, number: replicate, strata, abreast, store, tick };
        let runs: [OnceLock<RunResults>; 2] = Default::default();
        let done = |arm: usize, run: RunResults| {
            runs[arm].get_or_init(|| run);
        };
        let mut wanted: Vec<usize> = Vec::new();
        wanted.extend(reference.is_none().then_some(0));
        let shares = self.shares(pair.scenario);
        wanted.extend((shares && scenario.is_none()).then_some(1));
        let mut ended = Ok(());
        if !wanted.is_empty() {
            let warm = match self.warm.get(&replicate) {
                Some(warm) => warm.clone(),
                None => {
                    whole.warm.insert(warmed_up(store, pair.reference, pair.ground, replicate, tick)?).clone()
                }
            };
            ended = lives.live_from(warm, &wanted, &done);
        }
        if ended.is_ok() && !shares && scenario.is_none() {
            ended = lives.live(&[1], &done);
        }
        let [lived_reference, lived_scenario] = runs.map(OnceLock::into_inner);
        if !self.runs.contains_key(&replicate) {
            whole.reference = reference.or(lived_reference);
        }
        ended?;
        scenario.or(lived_scenario).ok_or(Halted::Stopped)
    }

    /// The runs of a replicate that are kept, here or in the store.
    fn there(&self, pair: &Pair<'_>, replicate: u32) -> PairRuns {
        let stored = |arm: &Arm| {
            let key = arm.run_key(pair.ground, replicate, pair.extent.strata);
            pair.extent.store?.run(&key, &arm.plan.name)
        };
        let reference = self.runs.get(&replicate).cloned().or_else(|| stored(pair.reference));
        PairRuns { reference, scenario: stored(pair.scenario) }
    }

    /// The country, for its names and weights.
    fn country(&self, pair: &Pair<'_>, replicate: u32) -> Country {
        if let Some(warm) = self.warm.get(&replicate) {
            return warm.1.country.clone();
        }
        let plan = &pair.reference.plan;
        plan.setup(pair.ground, replicate).country(&plan.parameters)
    }

    /// Forgets what another reference left.
    fn turn_to(&mut self, reference: &Arm) {
        let warm_up = reference.config.hash_of(warm_up_reads);
        if self.warm_up != warm_up {
            *self = Self { warm_up, ..Self::default() };
        }
        let hash = reference.config.hash();
        if self.reference != hash {
            self.runs.clear();
            self.reference = hash;
        }
    }

    /// Whether a scenario goes on from the reference's warm-up.
    fn shares(&self, scenario: &Arm) -> bool {
        scenario.config.hash_of(warm_up_reads) == self.warm_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;
    use crate::experiments::compare::run_replicates;
    use crate::experiments::parallel::Layout;
    use crate::experiments::study;
    use crate::observation::Stratum;
    use crate::store::lived::LivedStore;
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicU32, Ordering};

    const SMALL: [&str; 4] = [
        "population.scale=0.0002",
        "simulation.years=1",
        "simulation.warm_up_months=12",
        "synthesis.commune_households=100",
    ];

    fn arm(sets: &[&str]) -> (Arm, CountryData) {
        let sets: Vec<&str> = SMALL.iter().chain(sets).copied().collect();
        study::arm(baseline_with(&sets).unwrap()).unwrap()
    }

    const SCOPE: RunScope<'_> = RunScope {
        replicates: 0..2,
        strata: &[Stratum::National],
        layout: Layout::SideBySide { runs: 2, threads: 2 },
        ensemble: None,
        store: None,
    };

    fn counted(kept: &mut ComparisonCache, pair: &Pair<'_>) -> (u32, Comparison) {
        let count = AtomicU32::new(0);
        let tick = || {
            count.fetch_add(1, Ordering::Relaxed);
            ControlFlow::Continue(())
        };
        let comparison = kept.compare(pair, &tick).unwrap();
        (count.into_inner(), comparison)
    }

    #[test]
    fn what_is_kept_is_not_run_again_and_changes_no_number() {
        let (reference, ground) = arm(&[]);
        let mut kept = ComparisonCache::default();
        let scenarios = [("0.9", 2 * (12 + 12 + 12)), ("0.3", 2 * 12)];
        for (coverage, months) in scenarios {
            let (scenario, _) = arm(&[&format!("levers.cash_transfer.coverage={coverage}")]);
            let pair = Pair { reference: &reference, scenario: &scenario, ground: &ground, extent: &SCOPE };
            assert_eq!(kept.months(&pair), months);
            let (ticks, comparison) = counted(&mut kept, &pair);
            assert_eq!(ticks, months);
            let arms = [reference.clone(), scenario.clone()];
            let whole = run_replicates(&arms, &ground, UncertaintySource::Chance, &SCOPE, &|| {
                ControlFlow::Continue(())
            })
            .unwrap();
            assert_eq!(comparison.runs, whole.runs, "coverage {coverage}");
        }
    }

    #[test]
    fn the_next_session_lives_nothing_that_is_in_the_store() {
        let place = tempfile::tempdir().unwrap();
        let store = LivedStore::open(place.path(), u64::MAX, |said| panic!("{said}")).unwrap();
        let (reference, ground) = arm(&[]);
        let extent = RunScope { store: Some(&store), ..SCOPE };
        let session = |coverage: &str| {
            let (scenario, _) = arm(&[&format!("levers.cash_transfer.coverage={coverage}")]);
            let pair = Pair { reference: &reference, scenario: &scenario, ground: &ground, extent: &extent };
            let mut kept = ComparisonCache::default();
            let months = kept.months(&pair);
            let (ticks, comparison) = counted(&mut kept, &pair);
            assert_eq!(ticks, months);
            (months, comparison.runs)
        };
        let (months, first) = session("0.9");
        assert_eq!(months, 2 * (12 + 12 + 12));
        assert_eq!(session("0.9"), (0, first));
        assert_eq!(session("0.3").0, 2 * 12, "its own years alone");
    }

    #[test]
    fn another_seed_or_parameter_is_warmed_up_by_itself() {
        let (reference, ground) = arm(&[]);
        let (other, _) = arm(&["simulation.seed=2"]);
        let (busy, _) = arm(&["recruiters.per_100k=90"]);
        let mut kept = ComparisonCache::default();
        let pair = |reference, scenario| Pair { reference, scenario, ground: &ground, extent: &SCOPE };
        assert_eq!(kept.worlds(&pair(&reference, &reference)), 2 + 2 * 2, "states, and both runs");
        counted(&mut kept, &pair(&reference, &reference));
        assert_eq!(kept.worlds(&pair(&reference, &reference)), 2);
        assert_eq!(kept.worlds(&pair(&reference, &busy)), 2, "it lives on in its own state");
        assert_eq!(kept.months(&pair(&reference, &busy)), 2 * 24);
        let (_, comparison) = counted(&mut kept, &pair(&reference, &busy));
        let arms = [reference.clone(), busy.clone()];
        let whole =
            run_replicates(&arms, &ground, UncertaintySource::Chance, &SCOPE, &|| ControlFlow::Continue(()))
                .unwrap();
        assert_eq!(comparison.runs, whole.runs);
        assert_eq!(kept.months(&pair(&other, &other)), 2 * 36);
    }

    #[test]
    fn a_stop_ends_every_replicate_at_once_and_keeps_what_was_whole() {
        let (reference, ground) = arm(&[]);
        let extent = RunScope { layout: Layout::InTurn, ..SCOPE };
        let pair = Pair { reference: &reference, scenario: &reference, ground: &ground, extent: &extent };
        let mut kept = ComparisonCache::default();
        let count = AtomicU32::new(0);
        let tick = || match count.fetch_add(1, Ordering::Relaxed) + 1 {
            0..15 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        };
        let stopped = kept.compare(&pair, &tick);
        assert!(matches!(stopped, Err(RunFault::Halted(Halted::Stopped))));
        // The first replicate was warm after 12 months and stopped at the 15th; the second ended
        // after its first.
        assert_eq!(count.into_inner(), 16);
        assert_eq!(kept.months(&pair), 12 + 12 + 36);
    }
}
