//! Covariance between places: Matern with smoothness 5/2 and a length for each parameter (Rasmussen
//! and Williams 2006, equation 4.17); twice differentiable, so smooth without being as stiff as a
//! Gaussian.

/// What a process is like, in units of the standardised output.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hyperparameters {
    /// Variance of the process around its trend.
    pub signal: f64,
    /// Variance of noise beyond what replicates have shown.
    pub nugget: f64,
    /// Length scale of each parameter, as a fraction of its range.
    pub lengths: Vec<f64>,
}

impl Hyperparameters {
    /// The covariance of the process between two places.
    pub(super) fn covariance(&self, a: &[f64], b: &[f64]) -> f64 {
        let scaled = |((a, b), length): ((&f64, &f64), &f64)| (a - b) / length;
        let squared: f64 = a.iter().zip(b).zip(&self.lengths).map(scaled).map(|step| step * step).sum();
        let distance = (5.0 * squared).sqrt();
        self.signal * (1.0 + distance + distance * distance / 3.0) * libm::exp(-distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One length apart along one axis: (1 + sqrt 5 + 5/3) exp(-sqrt 5) = 0.523994.
    #[test]
    fn known_values() {
        let process = Hyperparameters { signal: 2.0, nugget: 0.0, lengths: vec![0.5, 3.0] };
        assert_eq!(process.covariance(&[0.2, 0.1], &[0.2, 0.1]), 2.0);
        assert!((process.covariance(&[0.1, 0.3], &[0.6, 0.3]) - 2.0 * 0.523_994_108_8).abs() < 1e-9);
        assert_eq!(
            process.covariance(&[0.1, 0.3], &[0.6, 0.9]),
            process.covariance(&[0.6, 0.9], &[0.1, 0.3])
        );
    }
}
