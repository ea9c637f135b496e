//! Changes from the base, one factor at a time.

use super::{Draws, Results, Study};
use crate::experiments::sensitivity::BootstrapEstimate;
use crate::observation::student_quantile;

/// A change of one factor and what it does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// Place of the factor.
    pub(super) factor: usize,
    /// The value that it takes.
    pub(super) value: f64,
    /// The output there less the output at the base; the interval is that of chance, by Student's t
    /// over replicates, and not a number with one replicate.
    pub(super) estimate: BootstrapEstimate,
}

/// The changes of an output. `values` has one list of replicates a point, in the order of the
/// points.
pub(super) fn changes(study: &Study, results: &Results<'_>, values: &[Vec<f64>]) -> Vec<Change> {
    let place = |index: usize| results.points.iter().position(|&point| point == index);
    let Some(base) = place(0) else { return Vec::new() };
    let changed = study.points.changed.iter().enumerate();
    changed
        .filter_map(|(index, factor)| {
            let (factor, own) = ((*factor)?, place(index)?);
            let value = study.points.values(index)?[factor];
            let estimate = match study.spec.draws {
                Draws::Shared => paired(&values[own], &values[base]),
                Draws::Own => apart(&values[own], &values[base]),
            };
            Some(Change { factor, value, estimate })
        })
        .collect()
}

/// The mean difference of runs with the same draws.
fn paired(own: &[f64], base: &[f64]) -> BootstrapEstimate {
    let differences: Vec<f64> = own.iter().zip(base).map(|(a, b)| a - b).filter(|d| d.is_finite()).collect();
    let (mean, variance) = mean_and_variance(&differences);
    around(mean, variance / differences.len() as f64, differences.len().saturating_sub(1))
}

/// The difference of means of runs that have nothing in common.
fn apart(own: &[f64], base: &[f64]) -> BootstrapEstimate {
    let finite = |values: &[f64]| values.iter().copied().filter(|v| v.is_finite()).collect::<Vec<f64>>();
    let (own, base) = (finite(own), finite(base));
    let ((mean, variance), (at_base, other)) = (mean_and_variance(&own), mean_and_variance(&base));
    let error = variance / own.len() as f64 + other / base.len() as f64;
    around(mean - at_base, error, own.len().min(base.len()).saturating_sub(1))
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (mean, values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0))
}

/// A mean with its interval of 95 %, from the variance of the mean and its degrees of freedom.
fn around(value: f64, variance: f64, degrees: usize) -> BootstrapEstimate {
    if degrees == 0 {
        return BootstrapEstimate { value, low: f64::NAN, high: f64::NAN };
    }
    let half = student_quantile(0.975, degrees as u32) * variance.sqrt();
    BootstrapEstimate { value, low: value - half, high: value + half }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Differences 1, 2, 3: mean 2, standard error sqrt(1/3), t of 2 degrees 4.3027.
    #[test]
    fn paired_runs_by_hand() {
        let BootstrapEstimate { value, low, high } =
            paired(&[5.0, 7.0, 9.0, f64::NAN], &[4.0, 5.0, 6.0, 1.0]);
        assert_eq!(value, 2.0);
        let half = 4.302_652_7 / 3.0_f64.sqrt();
        assert!((high - low - 2.0 * half).abs() < 1e-5, "{low} {high}");
        assert!(paired(&[1.0], &[3.0]).low.is_nan() && paired(&[1.0], &[3.0]).value == -2.0);
    }

    /// 1, 3 and 10, 14: means 2 and 12, variances 2 and 8, standard error sqrt(1 + 4).
    #[test]
    fn separate_runs_by_hand() {
        let found = apart(&[10.0, 14.0], &[1.0, 3.0]);
        assert_eq!(found.value, 10.0);
        assert!((found.high - 10.0 - 12.706_204_7 * 5.0_f64.sqrt()).abs() < 1e-4, "{found:?}");
    }
}
