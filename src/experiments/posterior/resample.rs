//! Drawing from weighted points.

/// Systematic resampling (Kitagawa 1996, doi:10.1080/10618600.1996.10474692): `count` places in the
/// list of weights, in order, each taken as often as its share of `count` up to rounding. `offset`
/// is a uniform number; weights need not add up to 1.
pub fn resample(weights: &[f64], count: usize, offset: f64) -> Vec<usize> {
    let total: f64 = weights.iter().sum();
    let (mut place, mut passed) = (0, weights.first().copied().unwrap_or(0.0));
    (0..count)
        .map(|drawn| {
            let mark = (drawn as f64 + offset) / count as f64 * total;
            while passed < mark && place + 1 < weights.len() {
                place += 1;
                passed += weights[place];
            }
            place
        })
        .collect()
}

/// How many equally weighted points some weighted ones are worth (Kish): `(sum w)^2 / sum w^2`.
pub fn effective_size(weights: &[f64]) -> f64 {
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    sum * sum / squares
}

/// Weights from their logarithms, the greatest being 1.
pub(super) fn from_logs(logs: impl Iterator<Item = f64> + Clone) -> Vec<f64> {
    let greatest = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    logs.map(|log| libm::exp(log - greatest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_is_taken_as_often_as_its_share() {
        assert_eq!(resample(&[1.0, 0.0, 2.0, 1.0], 8, 0.5), [0, 0, 2, 2, 2, 2, 3, 3]);
        assert_eq!(resample(&[0.3, 0.7], 1, 0.2), [0]);
        assert_eq!(resample(&[0.3, 0.7], 1, 0.4), [1]);
        assert_eq!(resample(&[0.1; 10], 10, 0.999_999), (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn sizes_by_hand() {
        assert_eq!(effective_size(&[2.0; 5]), 5.0);
        assert_eq!(effective_size(&[1.0, 0.0]), 1.0);
        assert_eq!(effective_size(&[3.0, 1.0]), 1.6);
    }
}
