//! How good an emulator is, from outputs that it was not shown.

/// The errors of an emulator's predictions of each run from the other runs, with the
/// hyperparameters held fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct LeaveOneOut {
    /// Output minus prediction, in the output's unit, point by point.
    pub errors: Vec<f64>,
    /// The standard deviation that the emulator expects of each error, the noise of the point's own
    /// runs included.
    pub expected: Vec<f64>,
    /// Variance of the outputs.
    pub(super) variance: f64,
}

impl LeaveOneOut {
    /// Root mean square of the errors.
    pub fn root_mean_square(&self) -> f64 {
        (self.errors.iter().map(|error| error * error).sum::<f64>() / self.errors.len() as f64).sqrt()
    }

    /// Share of the outputs' variance that is predicted: 1 at best, about 0 if the mean would do as
    /// well. Noise is not predicted, so noisy outputs stay below 1.
    pub fn predicted_share(&self) -> f64 {
        let rms = self.root_mean_square();
        1.0 - rms * rms / self.variance
    }

    /// Share of errors within so many expected deviations; 0.9 of them should be within 1.645.
    pub fn covered(&self, deviations: f64) -> f64 {
        let within = |(error, expected): &(&f64, &f64)| error.abs() <= deviations * **expected;
        let count = self.errors.iter().zip(&self.expected).filter(within).count();
        count as f64 / self.errors.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_by_hand() {
        let found = LeaveOneOut { errors: vec![3.0, -4.0], expected: vec![2.0, 1.0], variance: 50.0 };
        assert!((found.root_mean_square() - 12.5_f64.sqrt()).abs() < 1e-12);
        assert!((found.predicted_share() - 0.75).abs() < 1e-12);
        assert_eq!([1.0, 2.0, 4.0].map(|deviations| found.covered(deviations)), [0.0, 0.5, 1.0]);
    }
}
