//! The statistics of a paired difference.
//!
//! The mean difference over replicates has a standard error `s` and so many degrees of freedom; the
//! 95 % interval and the probability of being better are both read from Student's t at that `s`, so
//! neither can contradict the other: an interval excludes 0 just where the probability lies beyond
//! 0.025 or 0.975.
//!
//! *Grain*: one agent's weight in the number's own unit. Replicates in which not one more agent is
//! affected agree to the last digit, and that is no certainty: an interval is at least one grain
//! wide. Differences below [`ROUNDING`] of the level come from sums in another order; they are 0.

use super::UncertaintySource;
use crate::observation::{Better, student_probability, student_quantile};

/// Largest part of a level by which sums of the same numbers in another order differ.
const ROUNDING: f64 = 1e-12;

/// Replicates below which an interval is called one of few.
pub const FEW: usize = 5;

/// A difference between a scenario and the reference over paired replicates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Mean in the reference.
    pub reference: f64,
    /// Mean in the scenario.
    pub scenario: f64,
    /// Mean of the differences, scenario less reference.
    pub difference: f64,
    /// 95 % interval of the difference; none from a single replicate.
    pub interval: Option<(f64, f64)>,
    /// Probability that the mean difference lies in the better direction; none where neither
    /// direction is better, from a single replicate, and where all replicates agree, which tells
    /// nothing about chance.
    pub p_better: Option<f64>,
    /// Variance that the difference would have with independent runs (the sum of both arms') over
    /// the variance it has; none where the differences do not vary.
    pub variance_ratio: Option<f64>,
    /// Replicates.
    pub replicates: usize,
}

impl Paired {
    /// Whether the interval holds 0; none without an interval.
    pub fn may_be_nothing(&self) -> Option<bool> {
        self.interval.map(|(low, high)| low <= 0.0 && 0.0 <= high)
    }
}

/// The statistics of pairs `(reference, scenario)`, one a replicate, in their order; none without
/// any. `grain` is one agent's weight, 0 where no agent is counted.
pub fn paired(
    pairs: &[(f64, f64)],
    better: Option<Better>,
    design: UncertaintySource,
    grain: f64,
) -> Option<Paired> {
    if pairs.is_empty() {
        return None;
    }
    let differences = differences(pairs);
    let references: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
    let scenarios: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let difference = mean(&differences);
    let own = variance(&differences);
    let spread = Spread::of(&differences, design, grain);
    Some(Paired {
        reference: mean(&references),
        scenario: mean(&scenarios),
        difference,
        interval: spread.map(|spread| (difference - spread.half, difference + spread.half)),
        p_better: better.zip(spread).and_then(|(better, spread)| spread.probability(difference, better)),
        variance_ratio: (own > 0.0).then(|| (variance(&references) + variance(&scenarios)) / own),
        replicates: pairs.len(),
    })
}

/// The differences, scenario less reference, without what is rounding alone.
fn differences(pairs: &[(f64, f64)]) -> Vec<f64> {
    let level = pairs.iter().fold(0.0_f64, |level, (one, other)| level.max(one.abs()).max(other.abs()));
    let rounding = ROUNDING * level;
    let difference = |&(one, other): &(f64, f64)| match other - one {
        small if small.abs() <= rounding => 0.0,
        difference => difference,
    };
    let mut found: Vec<f64> = pairs.iter().map(difference).collect();
    let low = found.iter().copied().fold(f64::INFINITY, f64::min);
    let high = found.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if high - low <= rounding {
        let middle = mean(&found);
        found.fill(middle);
    }
    found
}

/// What replicates leave open about the mean of some differences.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// Half the width of the 95 % interval of the mean.
    pub half: f64,
    /// Degrees of freedom.
    degrees: u32,
    /// Whether the differences vary at all.
    varies: bool,
}

impl Spread {
    /// The spread of some differences: what the replicates leave open about the mean, and, where
    /// parameters are drawn, how far these move it. Over the points of an ensemble, parameters and
    /// chance move each difference together, so the interval is that of one more point with its
    /// history: a little wide, and no narrower for more points.
    pub fn of(differences: &[f64], design: UncertaintySource, grain: f64) -> Option<Self> {
        let parts = design.parts(differences)?;
        let quantile = student_quantile(0.975, parts.degrees);
        let of_a_point = if design.by_point() { parts.chance } else { 0.0 };
        let half = quantile * (parts.of_the_mean + parts.levers + parts.links + of_a_point).sqrt();
        let varies = variance(differences) > 0.0;
        Some(Self { half: half.max(0.5 * grain), degrees: parts.degrees, varies })
    }

    /// The probability that the mean lies in the better direction, where this is its estimate.
    fn probability(&self, mean: f64, better: Better) -> Option<f64> {
        let towards = match better {
            Better::Lower => -mean,
            Better::Higher => mean,
        };
        let error = self.half / student_quantile(0.975, self.degrees);
        (self.varies && error > 0.0).then(|| student_probability(towards / error, self.degrees))
    }
}

/// Replicates after which the 95 % interval of the mean difference would be as narrow as `wanted`
/// on either side, from the spread seen so far; none where the spread is not known.
pub fn replicates_needed(differences: &[f64], wanted: f64) -> Option<u32> {
    let variance = variance(differences);
    if differences.len() < 2 || wanted.is_nan() || wanted <= 0.0 {
        return None;
    }
    let enough = |n: u32| {
        let quantile = student_quantile(0.975, n - 1);
        quantile * (variance / f64::from(n)).sqrt() <= wanted
    };
    let mut high = 2;
    while !enough(high) {
        high = high.checked_mul(2)?;
    }
    let (mut low, mut high) = (high / 2, high);
    while low + 1 < high {
        let middle = low.midpoint(high);
        if enough(middle) { high = middle } else { low = middle }
    }
    Some(high.max(2))
}

/// The mean of some numbers.
pub(super) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The sample variance of some numbers; 0 of fewer than two.
pub(super) fn variance(numbers: &[f64]) -> f64 {
    if numbers.len() < 2 {
        return 0.0;
    }
    let mean = mean(numbers);
    numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (numbers.len() - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DESIGNS: [UncertaintySource; 4] = [
        UncertaintySource::Chance,
        UncertaintySource::Levers,
        UncertaintySource::Ensemble,
        UncertaintySource::All,
    ];

    /// Differences -1, -2, -3: mean -2, variance 1, t(0.975, 2) = 4.30265; both arms have variances
    /// 1 and 4. P(better) is that of t = 2 sqrt(3) with 2 degrees of freedom, 1/2 + t / (2 sqrt(2 +
    /// t^2)) = 0.962910.
    #[test]
    fn three_pairs_by_hand() {
        let pairs = [(10.0, 9.0), (11.0, 9.0), (12.0, 9.0)];
        let found = paired(&pairs, Some(Better::Lower), UncertaintySource::Chance, 0.0).unwrap();
        assert_eq!((found.reference, found.scenario, found.difference), (11.0, 9.0, -2.0));
        let (low, high) = found.interval.unwrap();
        assert!((low + 2.0 + 4.302_653 / 3_f64.sqrt()).abs() < 1e-6);
        assert!((high + 2.0 - 4.302_653 / 3_f64.sqrt()).abs() < 1e-6);
        assert!((found.p_better.unwrap() - 0.962_910).abs() < 1e-6);
        assert_eq!(found.variance_ratio, Some(1.0));
        let other = paired(&pairs, Some(Better::Higher), UncertaintySource::Chance, 0.0).unwrap();
        assert!((other.p_better.unwrap() - 0.037_090).abs() < 1e-6);
    }

    /// The same differences over points of an ensemble: the variance 1 of a point beside the 1/3 of
    /// the mean.
    #[test]
    fn over_an_ensemble_the_interval_is_that_of_a_point() {
        let found = Spread::of(&[-1.0, -2.0, -3.0], UncertaintySource::Ensemble, 0.0).unwrap();
        assert!((found.half - 4.302_653 * (4.0_f64 / 3.0).sqrt()).abs() < 1e-6);
    }

    #[test]
    fn pairs_that_move_together_gain_by_pairing() {
        // References 0, 2, 4 (variance 4), scenarios 1, 3, 6 (19/3), differences 1, 1, 2 (1/3).
        let found =
            paired(&[(0.0, 1.0), (2.0, 3.0), (4.0, 6.0)], None, UncertaintySource::Chance, 0.0).unwrap();
        assert!((found.variance_ratio.unwrap() - 31.0).abs() < 1e-9);
        assert_eq!(found.p_better, None);
    }

    /// Replicates that agree tell nothing about chance: no probability, and an interval of one
    /// agent's weight.
    #[test]
    fn replicates_that_agree_are_no_certainty() {
        for (pairs, difference) in [([(1.0, 1.0), (2.0, 2.0)], 0.0), ([(50.0, 20.0), (70.0, 40.0)], -30.0)] {
            let found = paired(&pairs, Some(Better::Lower), UncertaintySource::Chance, 50.0).unwrap();
            assert_eq!(found.difference, difference);
            assert_eq!(found.interval, Some((difference - 25.0, difference + 25.0)));
            assert_eq!((found.p_better, found.variance_ratio), (None, None));
        }
    }

    #[test]
    fn one_replicate_has_neither_interval_nor_probability_and_none_has_nothing() {
        assert_eq!(paired(&[], None, UncertaintySource::Chance, 1.0), None);
        let alone = paired(&[(1.0, 2.0)], Some(Better::Lower), UncertaintySource::Chance, 1.0).unwrap();
        assert_eq!((alone.difference, alone.interval, alone.p_better), (1.0, None, None));
    }

    /// A tenth added three times is not three tenths: the difference of 4e-17 is none, and so is
    /// its spread.
    #[test]
    fn rounding_is_no_difference() {
        let sum = 0.1 + 0.1 + 0.1;
        assert_ne!(sum, 0.3);
        let found = paired(
            &[(0.3, sum), (sum, 0.3), (0.3, 0.3)],
            Some(Better::Lower),
            UncertaintySource::Chance,
            0.0,
        );
        let found = found.unwrap();
        assert_eq!((found.difference, found.interval), (0.0, Some((0.0, 0.0))));
        assert_eq!((found.p_better, found.variance_ratio), (None, None));
        // Two differences of one that were rounded on the way: they agree.
        let found =
            paired(&[(1e3, 1e3 + 1.0), (0.3, 1.0 + sum)], None, UncertaintySource::Chance, 0.0).unwrap();
        assert_eq!((found.difference, found.variance_ratio), (1.0, None));
    }

    /// With variance 4 and half-width 1, n must reach t(n - 1) * 2 / sqrt(n) <= 1: 17 gives 1.0283,
    /// 18 gives 0.9946.
    #[test]
    fn the_number_of_replicates_is_the_smallest_that_suffices() {
        let root = 2_f64.sqrt();
        assert_eq!(replicates_needed(&[-root, root], 1.0), Some(18));
        assert_eq!(replicates_needed(&[3.0, 3.0], 0.1), Some(2));
        assert_eq!(replicates_needed(&[3.0], 0.1), None);
        assert_eq!(replicates_needed(&[3.0, 4.0], 0.0), None);
    }

    proptest! {
        /// The interval excludes 0 on the better side just where the probability is above 0.975, on
        /// the other just where it is below 0.025; and it leans the way of the difference.
        #[test]
        fn probability_and_interval_never_contradict_each_other(
            pairs in prop::collection::vec((0.0..1e6_f64, -1e3..1e3_f64), 2..24),
            shift in -2e3..2e3_f64,
            grain in prop_oneof![Just(0.0), 0.0..500.0_f64],
            design in 0..4_usize,
            lower in any::<bool>(),
        ) {
            let better = if lower { Better::Lower } else { Better::Higher };
            let pairs: Vec<(f64, f64)> = pairs.iter().map(|&(one, by)| (one, one + by + shift)).collect();
            let found = paired(&pairs, Some(better), DESIGNS[design], grain).unwrap();
            if let (Some((low, high)), Some(p)) = (found.interval, found.p_better) {
                let (good, bad) = if lower { (high < 0.0, low > 0.0) } else { (low > 0.0, high < 0.0) };
                prop_assert!(high - low >= grain * (1.0 - 1e-9));
                prop_assert!(!good || p > 0.975 - 1e-9, "{p} in {low}..{high}");
                prop_assert!(!bad || p < 0.025 + 1e-9, "{p} in {low}..{high}");
                prop_assert!(good || bad || (0.025 - 1e-9..=0.975 + 1e-9).contains(&p), "{p} in {low}..{high}");
                let leans = if lower { found.difference < 0.0 } else { found.difference > 0.0 };
                prop_assert!(found.difference == 0.0 || leans == (p > 0.5), "{p} at {}", found.difference);
            } else {
                prop_assert!(found.p_better.is_none());
            }
        }

        /// No number of replicates caps it: any clear difference comes as near to 1 as it is clear.
        #[test]
        fn two_clear_replicates_may_be_nearly_sure(size in 1.0..1e5_f64) {
            let pairs = [(1e6, 1e6 - size), (1e6, 1e6 - size * 1.000_1)];
            let found = paired(&pairs, Some(Better::Lower), UncertaintySource::Chance, 0.0).unwrap();
            prop_assert!(found.p_better.unwrap() > 0.999);
        }
    }
}
