//! How likely the observed patterns are at a place.

use super::{ObservedTarget, Prediction};

/// The log-density of the targets given what is predicted: independent of each other, each with the
/// variances of emulator, observation and model added up.
pub fn log_likelihood(predictions: &[Prediction], targets: &[ObservedTarget]) -> f64 {
    predictions.iter().zip(targets).map(|(prediction, target)| target.log_density(*prediction)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// Two targets missed by 0 and by 2 deviations: -(ln(2 pi 4) + ln(2 pi 4) + 4) / 2 at a
    /// variance of 1 + 3 each.
    #[test]
    fn a_density_by_hand() {
        let target = ObservedTarget::new(-1.959_963_984_540_054, 1.959_963_984_540_054, 0.95, 0.0).unwrap();
        let predictions = [Prediction { mean: 0.0, variance: 3.0 }, Prediction { mean: 4.0, variance: 3.0 }];
        let expected = -libm::log(8.0 * PI) - 2.0;
        assert!((log_likelihood(&predictions, &[target, target]) - expected).abs() < 1e-12);
    }
}
