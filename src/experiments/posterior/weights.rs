//! Posterior weights of the points that were run, without an emulator.

use super::fault::check_length;
use super::resample::from_logs;
use super::{ObservedTarget, PosteriorFault, Prediction, log_likelihood};

/// The weight of each point of a design that was drawn from the prior: the likelihood of the
/// targets given its own outputs, adding up to 1. This is approximate Bayesian computation with a
/// normal kernel of the targets' own width (Wilkinson 2013, doi:10.1515/sagmb-2013-0010), so the
/// kernel is not an approximation here. `outputs` and `noise` (the variances of the mean outputs)
/// have one list a point. Look at [`effective_size`](super::effective_size): few points carry the
/// weight where the posterior is narrow.
///
/// # Errors
/// If lists do not match, or no point has any likelihood.
pub fn weights(
    outputs: &[Vec<f64>],
    noise: &[Vec<f64>],
    targets: &[ObservedTarget],
) -> Result<Vec<f64>, PosteriorFault> {
    check_length("lists of noise variances", noise.len(), outputs.len())?;
    for lists in [outputs, noise] {
        lists.iter().try_for_each(|list| check_length("outputs of a point", list.len(), targets.len()))?;
    }
    let log = |(outputs, noise): (&Vec<f64>, &Vec<f64>)| {
        let measured = outputs.iter().zip(noise).map(|(&mean, &variance)| Prediction { mean, variance });
        let log = log_likelihood(&measured.collect::<Vec<_>>(), targets);
        // A point without a result says nothing.
        if log.is_nan() { f64::NEG_INFINITY } else { log }
    };
    let logs: Vec<f64> = outputs.iter().zip(noise).map(log).collect();
    if logs.iter().all(|&log| log == f64::NEG_INFINITY) {
        return Err(PosteriorFault::NothingPossible);
    }
    let weights = from_logs(logs.iter().copied());
    let total: f64 = weights.iter().sum();
    Ok(weights.into_iter().map(|weight| weight / total).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Misses of 0 and 2 deviations weigh 1 to exp(-2); a point without a result weighs nothing.
    #[test]
    fn weights_by_hand() {
        let target = ObservedTarget::new(-1.959_963_984_540_054, 1.959_963_984_540_054, 0.95, 0.0).unwrap();
        let found =
            weights(&[vec![0.0], vec![2.0], vec![f64::NAN]], &[vec![0.0], vec![0.0], vec![0.0]], &[target])
                .unwrap();
        let small = libm::exp(-2.0);
        assert!((found[0] - 1.0 / (1.0 + small)).abs() < 1e-12);
        assert!((found[1] - small / (1.0 + small)).abs() < 1e-12);
        assert_eq!(found[2], 0.0);
        let nothing = weights(&[vec![f64::NAN]], &[vec![0.0]], &[target]);
        assert_eq!(nothing, Err(PosteriorFault::NothingPossible));
    }
}
