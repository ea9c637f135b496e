//! Who benefits: the share of the children protected by a scenario who live in each wealth fifth.
//!
//! A share is one of a benefit that there is: where the total may be 0, or a fifth loses while the
//! whole gains, there is none, and the row says why.

use super::ratio::ratio_of_means;
use super::{Comparison, Effect, Paired, UncertaintySource, paired};
use crate::observation::{Better, Group, Stratum};

/// A wealth fifth's part of the benefit of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct EquityRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// The fifth.
    pub group: Group,
    /// Children protected in it: `difference` is reference less scenario.
    pub protected: Paired,
    /// Their share among all children protected, 0 to 1, or why there is none.
    pub share: Result<f64, NoShare>,
    /// 95 % interval of the share, within 0 to 1.
    pub interval: Option<(f64, f64)>,
}

/// Why a fifth has no share of a benefit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoShare {
    /// A single replicate does not say whether there is a benefit.
    OneReplicate,
    /// The interval of the whole holds 0.
    PerhapsNothing,
    /// The scenario harms.
    Harm,
    /// The fifth loses while the whole gains.
    Loses,
    /// Others lose, so that the fifth gains more than the whole.
    OthersLose,
}

impl NoShare {
    /// In words, for the file.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OneReplicate => "one replicate does not say whether anyone is protected",
            Self::PerhapsNothing => "the interval of all children protected holds 0",
            Self::Harm => "the scenario protects nobody",
            Self::Loses => "this group loses while the whole gains",
            Self::OthersLose => "other groups lose, so this one gains more than the whole",
        }
    }
}

/// The parts of all fifths, scenario by scenario.
pub fn equity(comparison: &Comparison) -> Vec<EquityRow> {
    let mut rows = Vec::new();
    for arm in 1..comparison.runs.len() {
        let whole = averted(comparison, arm, Group::NATIONAL);
        for fifth in 0..5 {
            let group = Group::new(Stratum::WealthFifth, fifth);
            let own = averted(comparison, arm, group);
            let grain = Effect::ChildrenProtected.grain(&comparison.runs[0][0], group);
            let Some(protected) = of(&own, comparison.design, grain) else { continue };
            let found = share(&whole, &own, comparison.design, grain);
            rows.push(EquityRow {
                arm,
                group,
                protected,
                share: found.map(|(share, _)| share),
                interval: found.ok().and_then(|(_, interval)| interval),
            });
        }
    }
    rows
}

/// Children protected in a group, replicate by replicate.
fn averted(comparison: &Comparison, arm: usize, group: Group) -> Vec<f64> {
    let harm = |arm: usize| comparison.of(arm, |run| Effect::ChildrenProtected.harm(run, group));
    harm(0).iter().zip(harm(arm)).map(|(one, other)| one - other).collect()
}

fn of(averted: &[f64], design: UncertaintySource, grain: f64) -> Option<Paired> {
    let pairs: Vec<(f64, f64)> = averted.iter().map(|&averted| (0.0, averted)).collect();
    paired(&pairs, Some(Better::Higher), design, grain)
}

type Share = (f64, Option<(f64, f64)>);

fn share(whole: &[f64], own: &[f64], design: UncertaintySource, grain: f64) -> Result<Share, NoShare> {
    let total = of(whole, design, grain).ok_or(NoShare::OneReplicate)?;
    match total.may_be_nothing() {
        None => return Err(NoShare::OneReplicate),
        Some(true) => return Err(NoShare::PerhapsNothing),
        Some(false) => {}
    }
    let found = ratio_of_means(own, whole, design, grain).ok_or(NoShare::Harm)?;
    if found.value < 0.0 {
        return Err(NoShare::Loses);
    }
    if found.value > 1.0 {
        return Err(NoShare::OthersLose);
    }
    let within = |end: Option<f64>, open: f64| end.unwrap_or(open).clamp(0.0, 1.0);
    Ok((found.value, found.interval.map(|(low, high)| (within(low, 0.0), within(high, 1.0)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_that_may_be_nothing_has_no_shares() {
        let of = |whole: &[f64], own: &[f64]| share(whole, own, UncertaintySource::Chance, 1.0);
        // The total 475 (-856 to 1806) of a bug report on such shares: three replicates with that
        // mean and interval.
        let whole = [475.0 - 535.8, 475.0, 475.0 + 535.8];
        assert_eq!(of(&whole, &whole), Err(NoShare::PerhapsNothing));
        assert_eq!(of(&[7.0], &[7.0]), Err(NoShare::OneReplicate));
        assert_eq!(of(&[-50.0, -51.0], &[-7.0, -7.5]), Err(NoShare::Harm));
        assert_eq!(of(&[50.0, 51.0], &[-7.0, -7.5]), Err(NoShare::Loses));
        assert_eq!(of(&[50.0, 51.0], &[57.0, 57.5]), Err(NoShare::OthersLose));
        let (value, interval) = of(&[50.0, 50.5, 49.5], &[25.0, 25.1, 24.9]).unwrap();
        let (low, high) = interval.unwrap();
        assert!((value - 0.5).abs() < 1e-12 && 0.0 < low && low < 0.5 && 0.5 < high && high < 1.0);
    }

    #[test]
    fn an_interval_of_a_share_stays_a_share() {
        let (whole, own) = ([50.0, 50.1, 49.9], [48.0, 40.0, 50.0]);
        let (value, interval) = share(&whole, &own, UncertaintySource::Chance, 1.0).unwrap();
        let (low, high) = interval.unwrap();
        assert!((0.9..1.0).contains(&value) && low > 0.0 && high == 1.0, "{value} {low} {high}");
    }
}
