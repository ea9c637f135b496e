//! Percentile intervals from resampling.

use crate::random::{IndexedDraws, Stream};
use rayon::prelude::*;

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How many resamples; 1,000 is usual.
    pub resamples: usize,
    /// The share of resamples that an interval covers, such as 0.95.
    pub coverage: f64,
    /// The seed of the resamples.
    pub seed: u64,
}

/// An estimate and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BootstrapEstimate {
    /// The estimate from the whole sample.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Bootstrap {
    /// Statistics of `units` sampling units, with intervals from resamples of the units with
    /// replacement. `statistics` is given the units of a sample, some of them repeatedly, and
    /// returns the same number of statistics for each.
    pub(super) fn estimates(
        &self,
        units: usize,
        statistics: impl Fn(&[usize]) -> Vec<f64> + Sync,
    ) -> Vec<BootstrapEstimate> {
        self.intervals(units, &statistics, |_, _| 0.0)
    }

    /// As [`estimates`](Self::estimates), with the resamples moved so that their mean is the
    /// estimate: for statistics that grow with noise, such as distances, to which resampling adds
    /// noise of its own.
    pub(super) fn centred_estimates(
        &self,
        units: usize,
        statistics: impl Fn(&[usize]) -> Vec<f64> + Sync,
    ) -> Vec<BootstrapEstimate> {
        let mean = |found: &[f64]| found.iter().sum::<f64>() / found.len() as f64;
        self.intervals(units, &statistics, |value, found| value - mean(found))
    }

    fn intervals(
        &self,
        units: usize,
        statistics: &(impl Fn(&[usize]) -> Vec<f64> + Sync),
        move_by: impl Fn(f64, &[f64]) -> f64,
    ) -> Vec<BootstrapEstimate> {
        let whole = statistics(&(0..units).collect::<Vec<_>>());
        let resamples = self.resampled(units, statistics);
        let interval = |(column, &value): (usize, &f64)| {
            let mut found: Vec<f64> =
                resamples.iter().map(|sample| sample[column]).filter(|v| v.is_finite()).collect();
            found.sort_unstable_by(f64::total_cmp);
            let (tail, moved) = (0.5 * (1.0 - self.coverage), move_by(value, &found));
            BootstrapEstimate {
                value,
                low: quantile(&found, tail) + moved,
                high: quantile(&found, 1.0 - tail) + moved,
            }
        };
        whole.iter().enumerate().map(interval).collect()
    }

    fn resampled(&self, units: usize, statistics: &(impl Fn(&[usize]) -> Vec<f64> + Sync)) -> Vec<Vec<f64>> {
        let lots = IndexedDraws::new(self.seed, Stream::BootstrapResample);
        let sample = |row: usize| -> Vec<usize> {
            (0..units).map(|column| lots.below(units, row as u64, column as u32)).collect()
        };
        (0..self.resamples).into_par_iter().map(|row| statistics(&sample(row))).collect()
    }
}

/// The quantile of sorted numbers, linear between them (Hyndman and Fan's type 7); not a number if
/// there are none.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_hand() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert_eq!([0.0, 0.5, 1.0].map(|share| quantile(&sorted, share)), [1.0, 3.0, 8.0]);
        assert_eq!(quantile(&[5.0], 0.3), 5.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    /// The mean of 400 numbers of standard deviation 1: the bootstrap's 95 % interval must be 2 x
    /// 1.96 / 20 wide within 5 %.
    #[test]
    fn the_interval_of_a_mean_is_as_wide_as_theory_says() {
        let lots = IndexedDraws::new(1, Stream::DummyParameter);
        let sample: Vec<f64> = (0..400).map(|row| lots.normal(row, 0)).collect();
        let mean = sample.iter().sum::<f64>() / 400.0;
        let deviation = (sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 400.0).sqrt();
        let bootstrap = Bootstrap { resamples: 4_000, coverage: 0.95, seed: 1 };
        let of = |picked: &[usize]| vec![picked.iter().map(|&i| sample[i]).sum::<f64>() / 400.0];
        let BootstrapEstimate { value, low, high } = bootstrap.estimates(400, of)[0];
        assert!((value - mean).abs() < 1e-12 && low < mean && mean < high);
        let width = 2.0 * 1.959_964 * deviation / 20.0;
        assert!((high - low - width).abs() < 0.05 * width, "{} against {width}", high - low);
    }
}
