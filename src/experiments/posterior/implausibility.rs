//! History matching (Craig et al. 1997, doi:10.1007/978-1-4612-2290-3_2; Vernon, Goldstein and
//! Bower 2010, doi:10.1214/10-BA524): places that no pattern allows are ruled out before any are
//! preferred.

use super::{Emulator, ObservedTarget, Prediction};

/// How many standard deviations lie between prediction and target, those of emulator, observation
/// and model added up; above 3 a place is usually ruled out, since hardly any distribution of one
/// peak reaches farther (Pukelsheim 1994).
pub fn implausibility(prediction: Prediction, target: &ObservedTarget) -> f64 {
    target.deviations(prediction)
}

/// The implausibility of each pattern at a place.
pub fn implausibilities(emulators: &[Emulator], targets: &[ObservedTarget], place: &[f64]) -> Vec<f64> {
    emulators
        .iter()
        .zip(targets)
        .map(|(emulator, target)| implausibility(emulator.predict(place), target))
        .collect()
}

/// The `n`-th greatest of some implausibilities, 1 being the greatest; 0 if there are fewer.
/// Judging by the second or third forgives a pattern whose emulator is poor.
pub fn nth_greatest(implausibilities: &[f64], n: usize) -> f64 {
    let mut sorted = implausibilities.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    n.checked_sub(1).and_then(|place| sorted.get(place)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The band of 0 +- 1.96 has variance 1; with 2 for the model and 6 for the emulator a miss of
    /// 6 is 6 / sqrt 9 = 2.
    #[test]
    fn variances_add_up() {
        let target = ObservedTarget::new(-1.959_963_984_540_054, 1.959_963_984_540_054, 0.95, 2.0).unwrap();
        assert!((implausibility(Prediction { mean: -6.0, variance: 6.0 }, &target) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn ranks_count_from_the_greatest() {
        let found = [1.0, 5.0, 3.0];
        assert_eq!([1, 2, 3, 4].map(|n| nth_greatest(&found, n)), [5.0, 3.0, 1.0, 0.0]);
    }
}
