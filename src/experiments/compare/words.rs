//! What stands beside the numbers of a comparison, in words: what an interval holds, and what a
//! reader must know.

use super::acting::{acts, idle_levers, reached_nobody};
use super::{Arm, Comparison, FEW, UncertaintySource};
use crate::levers::REGISTRY;
use crate::observation::fit_table;
use crate::simulation::CountryData;

impl UncertaintySource {
    /// What an interval over its replicates holds.
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Chance => "chance",
            Self::Levers => "chance and lever strengths",
            Self::Ensemble => "chance and what calibration leaves open",
            Self::All => "chance, lever strengths and links",
            Self::Joint => "chance, what calibration leaves open, lever strengths and links",
        }
    }

    /// The same, and how few the replicates are that it comes from.
    pub fn holds_over(self, replicates: usize) -> String {
        let holds = self.holds();
        match replicates {
            0 => "no replicate".to_owned(),
            1 => "no interval: one replicate".to_owned(),
            2..FEW => format!("{holds}; few replicates: {replicates}"),
            _ => holds.to_owned(),
        }
    }
}

/// What an interval holds of a scenario that cannot act.
pub const NOTHING_ACTS: &str = "no interval: the scenario cannot act";

/// What a reader of a comparison must know beside its numbers, a sentence each.
pub fn notes(comparison: &Comparison, arms: &[Arm], ground: &CountryData) -> Vec<String> {
    let mut notes = Vec::new();
    let replicates = comparison.replicates();
    if replicates == 1 {
        notes.push(
            "One replicate: there is no interval, and no difference can be told from chance.".to_owned(),
        );
    } else if replicates < FEW {
        notes.push(format!(
            "{replicates} replicates are few: intervals are wide and themselves uncertain; {FEW} or more serve better."
        ));
    }
    notes.extend(drawn_fit(comparison));
    let reference = &arms[0].config;
    for (place, arm) in arms.iter().enumerate().skip(1) {
        notes.extend(
            idle_levers(reference, &arm.config, ground).iter().map(|warning| format!("{}.", warning.line())),
        );
        for slot in reached_nobody(comparison, place, reference, &arm.config, ground) {
            let (lever, name) = (REGISTRY[slot].about.name, &arm.plan.name);
            notes.push(format!(
                "`{lever}` reaches no home in `{name}`: nobody lives there for whom it is meant."
            ));
        }
        if !acts(reference, &arm.config, ground) {
            let (name, reference) = (&arm.plan.name, &arms[0].plan.name);
            notes.push(format!(
                "`{name}` cannot act otherwise than `{reference}`: its differences of 0 are no finding."
            ));
        }
    }
    notes
}

/// The pattern that the level of trafficking is fitted to.
const LEVEL: &str = "T1";

/// How many draws leave the calibrated level where it was observed. Draws are neither chosen nor
/// weighted by it, so that a reader must know how far they contradict it.
fn drawn_fit(comparison: &Comparison) -> Option<String> {
    if !matches!(comparison.design, UncertaintySource::All | UncertaintySource::Joint) {
        return None;
    }
    let rows = comparison.runs.first()?.iter().map(|run| fit_table([run.fit.as_slice()]));
    let levels: Vec<bool> = rows
        .flatten()
        .filter(|row| row.id == LEVEL && row.graded && row.simulated.is_some())
        .map(|row| row.in_band)
        .collect();
    let (held, all) = (levels.iter().filter(|held| **held).count(), levels.len());
    (all > 0).then(|| {
        format!(
            "In {held} of {all} replicates the reference keeps the level of trafficking ({LEVEL}) in its band; what was \
             drawn is neither chosen nor weighted by that."
        )
    })
}
