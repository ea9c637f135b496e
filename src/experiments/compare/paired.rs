//! The statistics of a paired difference.

use super::UncertaintySource;
use crate::observation::{Better, student_quantile};

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
    /// Probability that one more replicate is better in the scenario, `(k + 1/2) / (n + 1)` where `k` of `n` were, ties counted
    /// half; none where neither direction is better.
    pub p_better: Option<f64>,
    /// Variance that the difference would have with independent runs (the sum of both arms') over the variance it has; none
    /// where the differences do not vary.
    pub variance_ratio: Option<f64>,
    /// Replicates.
    pub replicates: usize,
}

/// The statistics of pairs `(reference, scenario)`, one a replicate, in their order; none without any.
pub fn paired(pairs: &[(f64, f64)], better: Option<Better>, design: UncertaintySource) -> Option<Paired> {
    let n = pairs.len();
    if n == 0 {
        return None;
    }
    let differences: Vec<f64> = pairs.iter().map(|(reference, scenario)| scenario - reference).collect();
    let references: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
    let scenarios: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let difference = mean(&differences);
    let own = variance(&differences);
    let interval = half_width(&differences, design).map(|half| (difference - half, difference + half));
    Some(Paired {
        reference: mean(&references),
        scenario: mean(&scenarios),
        difference,
        interval,
        p_better: better.map(|better| probability_better(&differences, better)),
        variance_ratio: (own > 0.0).then(|| (variance(&references) + variance(&scenarios)) / own),
        replicates: n,
    })
}

/// Half the width of the 95 % interval of a mean difference: what the replicates leave open about the mean, and,
/// where parameters are drawn, how far these move it. Over the points of an ensemble, parameters and chance move each difference
/// together, so the interval is that of one more point with its history: a little wide, and no narrower for more points.
pub fn half_width(differences: &[f64], design: UncertaintySource) -> Option<f64> {
    let parts = design.parts(differences)?;
    let quantile = student_quantile(0.975, parts.degrees);
    let of_a_point = if design == UncertaintySource::Ensemble { parts.chance } else { 0.0 };
    Some(quantile * (parts.of_the_mean + parts.levers + parts.links + of_a_point).sqrt())
}

/// Replicates after which the 95 % interval of the mean difference would be as narrow as `wanted` on either side, from the
/// spread seen so far; none where the spread is not known.
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

/// [`Paired::p_better`]: the mean of the posterior under Jeffreys' prior, a Beta of 1/2 and 1/2. The bare share would call two
/// replicates that agree a certainty.
fn probability_better(differences: &[f64], better: Better) -> f64 {
    let score: f64 = differences
        .iter()
        .map(|&difference| match (difference, better) {
            (0.0, _) => 0.5,
            (d, Better::Lower) => f64::from(u8::from(d < 0.0)),
            (d, Better::Higher) => f64::from(u8::from(d > 0.0)),
        })
        .sum();
    (score + 0.5) / (differences.len() as f64 + 1.0)
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

    /// Differences -1, -2, -3: mean -2, variance 1, t(0.975, 2) = 4.30265; both arms have variances 1 and 4.
    #[test]
    fn three_pairs_by_hand() {
        let pairs = [(10.0, 9.0), (11.0, 9.0), (12.0, 9.0)];
        let found = paired(&pairs, Some(Better::Lower), UncertaintySource::Chance).unwrap();
        assert_eq!((found.reference, found.scenario, found.difference), (11.0, 9.0, -2.0));
        let (low, high) = found.interval.unwrap();
        assert!((low + 2.0 + 4.302_653 / 3_f64.sqrt()).abs() < 1e-6);
        assert!((high + 2.0 - 4.302_653 / 3_f64.sqrt()).abs() < 1e-6);
        // All three better: 3.5 of 4; none: 0.5 of 4.
        assert_eq!((found.p_better, found.variance_ratio), (Some(0.875), Some(1.0)));
        let good = paired(&pairs, Some(Better::Higher), UncertaintySource::Chance).unwrap();
        assert_eq!(good.p_better, Some(0.125));
    }

    /// The same differences over points of an ensemble: the variance 1 of a point beside the 1/3 of the mean.
    #[test]
    fn over_an_ensemble_the_interval_is_that_of_a_point() {
        let found = half_width(&[-1.0, -2.0, -3.0], UncertaintySource::Ensemble).unwrap();
        assert!((found - 4.302_653 * (4.0_f64 / 3.0).sqrt()).abs() < 1e-6);
    }

    #[test]
    fn pairs_that_move_together_gain_by_pairing() {
        // References 0, 2, 4 (variance 4), scenarios 1, 3, 6 (19/3), differences 1, 1, 2 (1/3).
        let found = paired(&[(0.0, 1.0), (2.0, 3.0), (4.0, 6.0)], None, UncertaintySource::Chance).unwrap();
        assert!((found.variance_ratio.unwrap() - 31.0).abs() < 1e-9);
        assert_eq!(found.p_better, None);
    }

    #[test]
    fn equal_arms_have_no_spread_and_tie() {
        let found =
            paired(&[(1.0, 1.0), (2.0, 2.0)], Some(Better::Lower), UncertaintySource::Chance).unwrap();
        assert_eq!((found.interval, found.variance_ratio), (Some((0.0, 0.0)), None));
        assert_eq!(found.p_better, Some(0.5));
        assert_eq!(paired(&[], None, UncertaintySource::Chance), None);
        assert_eq!(paired(&[(1.0, 2.0)], None, UncertaintySource::Chance).unwrap().interval, None);
    }

    /// With variance 4 and half-width 1, n must reach t(n - 1) * 2 / sqrt(n) <= 1: 17 gives 1.0283, 18 gives 0.9946.
    #[test]
    fn the_number_of_replicates_is_the_smallest_that_suffices() {
        let root = 2_f64.sqrt();
        assert_eq!(replicates_needed(&[-root, root], 1.0), Some(18));
        assert_eq!(replicates_needed(&[3.0, 3.0], 0.1), Some(2));
        assert_eq!(replicates_needed(&[3.0], 0.1), None);
        assert_eq!(replicates_needed(&[3.0, 4.0], 0.0), None);
    }
}
