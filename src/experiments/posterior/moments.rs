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

/// The standard deviation of some values with weights, which need not add up to 1.
pub(super) fn weighted_deviation(values: &[f64], weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    let mean = |of: &dyn Fn(f64) -> f64| {
        values.iter().zip(weights).map(|(&value, weight)| weight * of(value)).sum::<f64>() / total
    };
    let centre = mean(&|value| value);
    mean(&|value| (value - centre) * (value - centre)).sqrt()
}
