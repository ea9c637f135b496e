//! Means and covariances of samples.

/// The mean of each coordinate.
pub(super) fn means(samples: &[Vec<f64>]) -> Vec<f64> {
    let count = samples.len() as f64;
    (0..samples[0].len()).map(|axis| samples.iter().map(|sample| sample[axis]).sum::<f64>() / count).collect()
}

/// The covariance of two coordinates, with the number of samples less one below.
pub(super) fn covariance(samples: &[Vec<f64>], means: &[f64], a: usize, b: usize) -> f64 {
    let products = samples.iter().map(|sample| (sample[a] - means[a]) * (sample[b] - means[b]));
    products.sum::<f64>() / (samples.len() as f64 - 1.0)
}
