//! How many replicates a comparison runs: as many as were asked for, or as a precision needs.

use super::{Arm, Comparison, UncertaintySource, paired, replicates_needed};
use crate::experiments::Contradiction;
use crate::experiments::ensemble::Ensemble;
use crate::observation::{Better, Group, Measure, RunResults};
use std::ops::Range;

/// Replicates where none are asked for.
const REPLICATES: u32 = 10;

/// How far to go on adding replicates.
#[derive(Debug, Clone, Copy)]
pub struct StoppingRule {
    /// Replicates to begin with.
    pub replicates: u32,
    /// The precision asked for.
    pub precision: Option<Precision>,
    /// Replicates at which it gives up.
    pub at_most: u32,
}

impl StoppingRule {
    /// Replicates that there may come to be.
    pub fn most(self) -> u32 {
        match self.precision {
            Some(_) => self.replicates.max(self.at_most),
            None => self.replicates,
        }
    }
}

/// What the replicates of a comparison differ in.
#[derive(Debug, Clone, Copy)]
pub struct Variation<'a> {
    /// The design.
    pub design: UncertaintySource,
    /// The ensemble of that design, with the number of its points that are used.
    pub ensemble: Option<(&'a Ensemble, u32)>,
}

/// How narrow an interval shall be, on either side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Precision {
    /// Share of the prevalence (0.001 is 0.1 percentage points).
    Absolute(f64),
    /// Share of the difference.
    Relative(f64),
}

impl std::str::FromStr for Precision {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| *number > 0.0);
        let found = match text.strip_suffix('%') {
            Some(percent) => number(percent).map(|percent| Self::Relative(percent / 100.0)),
            None => number(text).map(|points| Self::Absolute(points / 100.0)),
        };
        found.filter(|_| text.len() < 32).ok_or_else(|| {
            "write percentage points such as 0.1, or a part of the difference such as 20%".to_owned()
        })
    }
}

/// Replicates to begin with: those asked for, else ten; in whole blocks of the design. Where that
/// makes them more than were asked for, there is a sentence that says so.
///
/// # Errors
/// Fewer than the design can be read from. One alone is run where chance is all that varies: there
/// is no interval then.
pub fn first(reference: &Arm, design: UncertaintySource) -> Result<(u32, Option<String>), Contradiction> {
    let asked = reference.plan.horizon.replicates;
    if !reference.config.is_given("simulation.replicates") {
        return Ok((whole_blocks(REPLICATES, design), None));
    }
    let least = 2 * design.block();
    if design.block() > 1 && asked < least {
        return Err(Contradiction {
            message: format!("{asked} replicates hold no two draws of what --uncertainty draws"),
            help: format!(
                "ask for at least --replicates {least}; 8 or more blocks of {} serve better",
                design.block()
            ),
        });
    }
    let replicates = whole_blocks(asked, design);
    let more = replicates != asked;
    let note = || format!("{replicates} replicates are run, whole blocks of {}", design.block());
    Ok((replicates, more.then(note)))
}

fn whole_blocks(replicates: u32, design: UncertaintySource) -> u32 {
    replicates.div_ceil(design.block()) * design.block()
}

/// Runs as many replicates as were asked for, or as the precision needs; and what there is to say
/// about them. None where others have still to live some. `scenarios` counts the reference and what
/// is compared with it, which stand first among what is run.
///
/// # Errors
/// What `run_some` reports, which runs some replicates.
pub fn run<E>(
    patience: StoppingRule,
    scenarios: usize,
    variation: Variation<'_>,
    run_some: impl Fn(Range<u32>) -> Result<Option<Comparison>, E>,
) -> Result<Option<(Comparison, Vec<String>)>, E> {
    let Variation { design, ensemble } = variation;
    let begin = match patience.precision {
        // A spread takes two.
        Some(_) => patience.replicates.max(2),
        None => patience.replicates,
    };
    let Some(mut comparison) = run_some(0..ensemble.map_or(begin, |(_, used)| used))? else {
        return Ok(None);
    };
    let Some(precision) = patience.precision else { return Ok(Some((comparison, Vec::new()))) };
    loop {
        let done = comparison.replicates() as u32;
        let needed = most_needed(&comparison, scenarios, precision);
        match needed {
            Some(needed) if needed > done && done < patience.at_most => {
                let next = whole_blocks(needed.min(2 * done).min(patience.at_most), design)
                    .max(done + design.block());
                let Some(more) = run_some(done..next)? else { return Ok(None) };
                comparison.append(more);
            }
            Some(needed) if needed > done => {
                let line = format!(
                    "The precision asked for is not reached with {done} replicates: it would take about {needed} \
                     (--at-most {needed}), or a larger --scale."
                );
                return Ok(Some((comparison, vec![line])));
            }
            _ => {
                let line = format!("The precision asked for is reached with {done} replicates.");
                return Ok(Some((comparison, vec![line])));
            }
        }
    }
}

/// Replicates that the scenario with the widest interval needs.
fn most_needed(comparison: &Comparison, scenarios: usize, precision: Precision) -> Option<u32> {
    let prevalence = |run: &RunResults| {
        let mut rows = run.indicators.iter();
        let last =
            rows.rfind(|row| row.measure == Measure::PrevalenceLifetime && row.group == Group::NATIONAL);
        last.and_then(|row| row.estimate.value).unwrap_or(0.0)
    };
    let needed = (1..scenarios).filter_map(|arm| {
        let reference = comparison.of(0, prevalence);
        let pairs: Vec<(f64, f64)> = reference.into_iter().zip(comparison.of(arm, prevalence)).collect();
        let differences: Vec<f64> = pairs.iter().map(|(one, other)| other - one).collect();
        let mean = paired(&pairs, Some(Better::Lower), UncertaintySource::Chance, 0.0)?.difference;
        let wanted = match precision {
            Precision::Absolute(share) => share,
            Precision::Relative(part) => part * mean.abs(),
        };
        replicates_needed(&differences, wanted)
    });
    needed.max()
}

#[cfg(test)]
mod tests {
    use super::Precision;

    #[test]
    fn a_precision_is_in_points_or_relative() {
        assert_eq!("0.1".parse(), Ok(Precision::Absolute(0.001)));
        assert_eq!("20%".parse(), Ok(Precision::Relative(0.2)));
        for wrong in ["", "-1", "0", "x%", "nan", "%"] {
            assert!(wrong.parse::<Precision>().is_err(), "{wrong}");
        }
    }
}
