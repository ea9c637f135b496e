//! Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788): if parameters are drawn from
//! the prior, data simulated from them, and a posterior sampled from the data, then the parameter's
//! rank among the samples is uniform. A posterior that is too narrow crowds the end ranks, one that
//! is too wide the middle.

/// How many samples lie below the true value: a number from 0 to the number of samples.
pub fn rank_of(truth: f64, samples: impl IntoIterator<Item = f64>) -> usize {
    samples.into_iter().filter(|&sample| sample < truth).count()
}

/// The chi-square statistic of ranks from 0 to `most` gathered into `bins` bins of equally many
/// ranks. It has `bins` less one degrees of freedom if the ranks are uniform; there should be five
/// or more ranks a bin.
///
/// # Panics
/// If the bins do not divide the ranks evenly.
pub fn uniformity(ranks: &[usize], most: usize, bins: usize) -> f64 {
    assert!((most + 1).is_multiple_of(bins), "{bins} bins do not divide {} ranks evenly", most + 1);
    let mut counts = vec![0.0; bins];
    ranks.iter().for_each(|&rank| counts[rank * bins / (most + 1)] += 1.0);
    let expected = ranks.len() as f64 / bins as f64;
    counts.iter().map(|count| (count - expected) * (count - expected) / expected).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_their_statistic_by_hand() {
        assert_eq!(rank_of(0.5, [0.1, 0.7, 0.2, 0.5]), 2);
        assert_eq!(uniformity(&[0, 1, 2, 3], 3, 2), 0.0);
        assert_eq!(uniformity(&[0, 1, 1, 3], 3, 2), 1.0);
    }
}
