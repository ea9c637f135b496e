//! What of a comparison was lived before, and the rest of it.

use super::{Arm, Comparison, LiveOrKept, RunFault, RunScope, UncertaintySource, draw, warm_up_groups};
use crate::config::Faults;
use crate::experiments::parallel::until_one_fails;
use crate::observation::RunResults;
use crate::simulation::{CountryData, Tick};
use crate::store::lived::{Key, RecordKind};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

/// The runs of a comparison, or of a part of it, that are there.
#[derive(Debug)]
pub struct Known {
    design: UncertaintySource,
    replicates: Vec<KnownReplicate>,
    /// The numbers of the runs that are looked for and lived, replicate by replicate. Of a part,
    /// those of others take no memory.
    own: Range<usize>,
}

/// The runs of one replicate that are there.
#[derive(Debug)]
struct KnownReplicate {
    number: u32,
    /// By arm.
    runs: Vec<Option<RunResults>>,
    /// Arms whose run is still to be lived.
    missing: Vec<usize>,
    /// Months that they take.
    months: u32,
    /// Whether a run is still to be lived by another part.
    others_are_missing: bool,
}

impl Known {
    /// Looks for every run of a comparison, or of one part of it.
    ///
    /// # Errors
    /// The faults of a configuration with drawn parameters.
    pub fn look_up(
        arms: &[Arm],
        ground: &CountryData,
        design: UncertaintySource,
        extent: &RunScope<'_>,
        part: Part,
    ) -> Result<Self, RunFault> {
        let (start, count) = (extent.replicates.start, arms.len());
        let own = part.of_runs(extent.replicates.len() * count);
        let of = |number: u32| {
            let first = (number - start) as usize * count;
            let wanted = (0..count).filter(|arm| own.contains(&(first + arm)));
            let mut runs = vec![None; count];
            let Some(store) = extent.store else {
                let missing: Vec<usize> = wanted.collect();
                let months = months(arms, &missing, |_| false);
                return Ok(KnownReplicate {
                    number,
                    months,
                    others_are_missing: missing.len() < count,
                    missing,
                    runs,
                });
            };
            let arms = seen_by(arms, ground, design, extent, number)?;
            let key = |arm: &Arm| arm.run_key(ground, number, extent.strata);
            for arm in wanted.clone() {
                runs[arm] = store.run(&key(&arms[arm]), &arms[arm].plan.name);
            }
            let missing: Vec<usize> = wanted.filter(|&arm| runs[arm].is_none()).collect();
            let of_others = (0..count).filter(|arm| !own.contains(&(first + arm)));
            let others_are_missing =
                of_others.into_iter().any(|arm| !store.has(RecordKind::Run, &key(&arms[arm])));
            let is_warm =
                |arm: &Arm| store.has(RecordKind::WarmUp, &Key::of_warm_up(&arm.config, ground, number));
            let months = months(&arms, &missing, is_warm);
            Ok(KnownReplicate { number, months, others_are_missing, missing, runs })
        };
        let replicates = extent.replicates.clone().into_par_iter().map(of);
        let replicates = replicates.collect::<Result<_, Faults>>()?;
        Ok(Self { design, replicates, own })
    }

    /// Whether nobody has a run to live any more.
    pub fn is_whole(&self) -> bool {
        self.replicates.iter().all(|one| one.missing.is_empty() && !one.others_are_missing)
    }

    /// How many runs it is of.
    pub fn runs(&self) -> usize {
        self.own.len()
    }

    /// By arm, in how many replicates its run is there.
    pub fn kept(&self) -> Vec<usize> {
        let arms = self.replicates.first().map_or(0, |first| first.runs.len());
        let there = |arm: usize| self.replicates.iter().filter(|one| one.runs[arm].is_some()).count();
        (0..arms).map(there).collect()
    }

    /// Replicates of which a run is missing.
    pub fn missing(&self) -> u32 {
        self.replicates.iter().filter(|one| !one.missing.is_empty()).count() as u32
    }

    /// Months that are still to be lived.
    pub fn months(&self) -> u32 {
        self.replicates.iter().map(|one| one.months).sum()
    }

    /// Lives what is missing, and keeps it.
    ///
    /// # Errors
    /// As [`run_replicates`](super::run_replicates). What had ended before is kept.
    pub fn complete(
        mut self,
        arms: &[Arm],
        ground: &CountryData,
        extent: &RunScope<'_>,
        tick: Tick<'_>,
    ) -> Result<Comparison, RunFault> {
        self.live(arms, ground, extent, tick)?;
        let first = self.replicates.first().ok_or(RunFault::Empty)?.number;
        let reference = seen_by(&arms[..1.min(arms.len())], ground, self.design, extent, first)?;
        let plan = &reference.first().ok_or(RunFault::Empty)?.plan;
        let mut runs: Vec<Vec<RunResults>> = vec![Vec::new(); arms.len()];
        for replicate in self.replicates {
            for (arm, run) in replicate.runs.into_iter().enumerate() {
                runs[arm].extend(run);
            }
        }
        // Of the country the names and weights are needed, the same in every replicate.
        let country = plan.setup(ground, first).country(&plan.parameters);
        Ok(Comparison { country, design: self.design, runs })
    }

    /// Lives what is missing of a part, which is kept in the store for whoever gathers the whole.
    ///
    /// # Errors
    /// As [`complete`](Self::complete).
    pub fn live(
        &mut self,
        arms: &[Arm],
        ground: &CountryData,
        extent: &RunScope<'_>,
        tick: Tick<'_>,
    ) -> Result<(), RunFault> {
        let design = self.design;
        let missing: Vec<usize> =
            (0..self.replicates.len()).filter(|&place| !self.replicates[place].missing.is_empty()).collect();
        let lived = until_one_fails(0..missing.len() as u32, extent.layout, |place| {
            let known = &self.replicates[missing[place as usize]];
            let arms = seen_by(arms, ground, design, extent, known.number)?;
            let found: Vec<OnceLock<RunResults>> = arms.iter().map(|_| OnceLock::new()).collect();
            let RunScope { strata, layout, store, .. } = *extent;
            let abreast = layout.abreast();
            let lives =
                LiveOrKept { arms: &arms, ground, number: known.number, strata, abreast, store, tick };
            for group in warm_up_groups(&arms) {
                let wanted: Vec<usize> =
                    group.into_iter().filter(|arm| known.missing.contains(arm)).collect();
                lives.live(&wanted, &|arm, run| {
                    found[arm].get_or_init(|| run);
                })?;
            }
            Ok::<_, RunFault>(found)
        })??;
        for (place, found) in missing.into_iter().zip(lived) {
            for (run, lived) in self.replicates[place].runs.iter_mut().zip(found) {
                *run = run.take().or(lived.into_inner());
            }
        }
        Ok(())
    }
}

/// One of several parts of the runs of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which, from 1.
    pub index: usize,
    /// Of how many.
    pub of: usize,
}

impl Part {
    /// All runs.
    pub const WHOLE: Self = Self { index: 1, of: 1 };

    /// The numbers of its runs, of so many. Neighbours are together: they share their replicate's
    /// warm-up.
    fn of_runs(self, count: usize) -> Range<usize> {
        let from = |part: usize| part * count / self.of;
        from(self.index - 1)..from(self.index)
    }
}

/// The arms as a replicate runs them, with its parameters.
fn seen_by(
    arms: &[Arm],
    ground: &CountryData,
    design: UncertaintySource,
    extent: &RunScope<'_>,
    replicate: u32,
) -> Result<Vec<Arm>, Faults> {
    draw(arms, ground, design, extent.ensemble, replicate)
}

/// Months of the missing runs of a replicate and of their warm-ups.
fn months(arms: &[Arm], missing: &[usize], is_warm: impl Fn(&Arm) -> bool) -> u32 {
    let of_group = |group: Vec<usize>| {
        let wanted = group.iter().filter(|arm| missing.contains(arm));
        let years: u32 = wanted.map(|&arm| 12 * arms[arm].plan.horizon.years).sum();
        let first = &arms[group[0]];
        let before = if years == 0 || is_warm(first) { 0 } else { first.plan.horizon.warm_up_months };
        years + before
    };
    warm_up_groups(arms).into_iter().map(of_group).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_share_out_every_run_once() {
        for (count, of) in [(12, 5), (3, 7), (8, 1), (0, 2)] {
            let parts = (1..=of).flat_map(|index| Part { index, of }.of_runs(count));
            assert_eq!(parts.collect::<Vec<_>>(), (0..count).collect::<Vec<_>>(), "{count} {of}");
        }
    }
}
