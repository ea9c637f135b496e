//! What a posterior has learnt.

use super::moments::{covariance, means};
use crate::experiments::sensitivity::quantile;

/// The standard deviation of a uniform number between 0 and 1: the prior's.
pub const PRIOR_DEVIATION: f64 = 0.288_675_134_594_812_9;

/// The posterior of one parameter, in the unit interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marginal {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// Lower end of the central interval.
    pub low: f64,
    /// Upper end of the central interval.
    pub high: f64,
    /// How much narrower than the prior: 1 less the ratio of standard deviations. About 0 means
    /// that the patterns say nothing of this parameter by itself; below it, that they prefer both
    /// ends to the middle.
    pub shrinkage: f64,
}

/// Less shrinkage than this is what sampling gives a thousand samples: some three times its noise.
const SAMPLING: f64 = 0.1;

impl Marginal {
    /// Whether the patterns say more of the parameter than they would seem to say of one that
    /// cannot act, which reaches `null` (see [`null_threshold`](super::null_threshold)).
    pub fn is_identified(&self, null: f64) -> bool {
        self.shrinkage > null.max(SAMPLING)
    }
}

/// The marginal of each parameter, with intervals that cover this share of the samples.
pub fn marginals(samples: &[Vec<f64>], coverage: f64) -> Vec<Marginal> {
    let means = means(samples);
    let tail = 0.5 * (1.0 - coverage);
    let marginal = |(axis, &mean): (usize, &f64)| {
        let mut sorted: Vec<f64> = samples.iter().map(|sample| sample[axis]).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let deviation = covariance(samples, &means, axis, axis).sqrt();
        let [low, high] = [tail, 1.0 - tail].map(|share| quantile(&sorted, share));
        Marginal { mean, deviation, low, high, shrinkage: 1.0 - deviation / PRIOR_DEVIATION }
    };
    means.iter().enumerate().map(marginal).collect()
}

/// The correlation of each two parameters. Two that are unsure alone and strongly correlated are
/// known only together.
pub fn correlations(samples: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let means = means(samples);
    let deviations: Vec<f64> =
        (0..means.len()).map(|axis| covariance(samples, &means, axis, axis).sqrt()).collect();
    let correlation =
        |a: usize, b: usize| covariance(samples, &means, a, b) / (deviations[a] * deviations[b]);
    (0..means.len()).map(|a| (0..means.len()).map(|b| correlation(a, b)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_samples_by_hand() {
        let samples: Vec<Vec<f64>> = [0.1, 0.3, 0.5, 0.7, 0.9]
            .iter()
            .zip([0.5, 0.6, 0.5, 0.4, 0.5])
            .map(|(&a, b)| vec![a, b])
            .collect();
        let [a, b] = marginals(&samples, 0.5)[..] else { panic!("two parameters") };
        assert!((a.mean - 0.5).abs() < 1e-12 && (a.deviation - 0.1_f64.sqrt()).abs() < 1e-12);
        assert!((a.low - 0.3).abs() < 1e-12 && (a.high - 0.7).abs() < 1e-12);
        assert!((a.shrinkage - (1.0 - (0.1_f64 * 12.0).sqrt())).abs() < 1e-12);
        assert!(!a.is_identified(0.0) && b.is_identified(0.0) && !b.is_identified(0.9));
        let found = correlations(&samples);
        assert!((found[0][1] + 0.04 / (0.4_f64 * 0.02).sqrt()).abs() < 1e-12, "{found:?}");
        assert!((found[0][0] - 1.0).abs() < 1e-12 && found[0][1] == found[1][0]);
    }
}
