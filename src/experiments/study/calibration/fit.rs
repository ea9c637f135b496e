//! Emulators of the patterns, from the runs of all waves.

use super::super::Results;
use super::super::outputs::mean;
use super::{CalibrationFault, Pattern, Role};
use crate::experiments::posterior::{
    Emulator, LeaveOneOut, Lessons, ObservedTarget, Prediction, fewest_points, fit_all, implausibilities,
    log_likelihood, nth_greatest, null_threshold,
};

/// An emulator for each pattern that is fitted, with its target.
#[derive(Debug, Clone)]
pub struct Emulators {
    /// The patterns.
    pub patterns: Vec<Pattern>,
    pub(super) targets: Vec<ObservedTarget>,
    pub(super) emulators: Vec<Emulator>,
    /// What they were learnt from: places, outputs and the variance of each output.
    pub(super) design: Vec<Vec<f64>>,
    pub(super) outputs: Vec<Vec<f64>>,
    pub(super) noise: Vec<Vec<f64>>,
}

impl Emulators {
    /// The logarithm of the likelihood of the patterns at a place in the unit cube.
    pub fn log_likelihood(&self, place: &[f64]) -> f64 {
        let predicted: Vec<Prediction> =
            self.emulators.iter().map(|emulator| emulator.predict(place)).collect();
        log_likelihood(&predicted, &self.targets)
    }

    /// The second greatest implausibility of a place: one poor emulator alone rules nothing out.
    pub fn implausibility(&self, place: &[f64]) -> f64 {
        let all = implausibilities(&self.emulators, &self.targets, place);
        nth_greatest(&all, if all.len() > 1 { 2 } else { 1 })
    }

    /// The shrinkage that a factor which cannot act stays below, 95 times in 100. `samples` are
    /// places of the posterior.
    ///
    /// # Errors
    /// If emulators cannot be learnt with a dummy.
    pub fn null_threshold(&self, samples: &[Vec<f64>]) -> Result<f64, CalibrationFault> {
        let lessons = Lessons { design: &self.design, outputs: &self.outputs, noise: &self.noise };
        Ok(null_threshold(&self.emulators, lessons, &self.targets, samples, 0)?)
    }

    /// How many points they were learnt from.
    pub fn points(&self) -> usize {
        self.design.len()
    }

    /// Number of factors.
    pub(super) fn dimensions(&self) -> usize {
        self.emulators.first().map_or(0, Emulator::dimensions)
    }

    /// How well each predicts runs that it was not shown.
    pub fn checks(&self) -> impl Iterator<Item = (&Pattern, LeaveOneOut)> {
        self.patterns.iter().zip(self.emulators.iter().map(Emulator::leave_one_out))
    }
}

/// Learns the patterns from all points that have every one of them. `unit` are the points' places
/// in the unit cube, in the order of `results`.
///
/// The noise of a mean is taken from all points together: replicates are few, and a point whose two
/// runs happen to agree must not be believed more than others.
///
/// # Errors
/// If nothing is left to fit, or points are too few.
pub fn emulators(
    patterns: &[Pattern],
    unit: &[Vec<f64>],
    results: &Results<'_>,
) -> Result<Emulators, CalibrationFault> {
    let fitted: Vec<Pattern> =
        patterns.iter().filter(|pattern| pattern.role == Role::Calibrated).cloned().collect();
    if fitted.is_empty() {
        return Err(CalibrationFault::NoPatterns);
    }
    let targets = fitted.iter().map(Pattern::target).collect::<Result<Vec<_>, _>>()?;
    let readings: Vec<Vec<Vec<f64>>> =
        fitted.iter().map(|pattern| scaled_readings(pattern, results)).collect();
    let means: Vec<Vec<f64>> =
        readings.iter().map(|of_pattern| of_pattern.iter().map(|point| mean(point)).collect()).collect();
    let noise: Vec<f64> = readings.iter().map(|of_pattern| noise_of_mean(of_pattern)).collect();
    let complete: Vec<usize> =
        (0..unit.len()).filter(|&row| means.iter().all(|of_pattern| of_pattern[row].is_finite())).collect();
    enough(&complete, unit, &fitted, &means)?;
    let design: Vec<Vec<f64>> = complete.iter().map(|&row| unit[row].clone()).collect();
    let outputs: Vec<Vec<f64>> =
        complete.iter().map(|&row| means.iter().map(|of_pattern| of_pattern[row]).collect()).collect();
    let noise = vec![noise; complete.len()];
    let emulators = fit_all(&design, &outputs, &noise)?;
    Ok(Emulators { patterns: fitted, targets, emulators, design, outputs, noise })
}

/// Refuses points of which too few have every pattern, and names the pattern that is missing most.
fn enough(
    complete: &[usize],
    unit: &[Vec<f64>],
    fitted: &[Pattern],
    means: &[Vec<f64>],
) -> Result<(), CalibrationFault> {
    let needed = fewest_points(unit.first().map_or(0, Vec::len));
    if complete.len() >= needed {
        return Ok(());
    }
    let without = |of_pattern: &Vec<f64>| of_pattern.iter().filter(|mean| !mean.is_finite()).count();
    let counts = fitted.iter().zip(means).map(|(pattern, means)| (without(means), pattern.id));
    let (without, worst) = counts.max_by_key(|(count, _)| *count).unwrap_or((0, ""));
    Err(CalibrationFault::FewComplete {
        points: unit.len(),
        complete: complete.len(),
        needed,
        worst,
        without,
    })
}

/// The readings of a pattern by point and replicate, on its scale.
pub(super) fn scaled_readings(pattern: &Pattern, results: &Results<'_>) -> Vec<Vec<f64>> {
    let scaled = |point: Vec<f64>| point.into_iter().map(|value| pattern.scaled(value)).collect();
    results.values(&pattern.output).into_iter().map(scaled).collect()
}

/// The variance of a point's mean, from the variance within all points; 0 where no point has two
/// replicates, which leaves the noise to the emulator's nugget.
fn noise_of_mean(values: &[Vec<f64>]) -> f64 {
    let (mut squares, mut free, mut replicates) = (0.0, 0.0, 0.0_f64);
    for point in values {
        let present: Vec<f64> = point.iter().copied().filter(|value| value.is_finite()).collect();
        let count = present.len() as f64;
        let mean = present.iter().sum::<f64>() / count;
        squares += present.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        free += (count - 1.0).max(0.0);
        replicates = replicates.max(count);
    }
    if free > 0.0 { squares / free / replicates } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points (1, 3) and (5, 7, 9): squares 2 and 8 over 1 + 2 degrees of freedom, over the 3
    /// replicates of a whole point.
    #[test]
    fn noise_is_pooled_over_points() {
        let found = noise_of_mean(&[vec![1.0, 3.0], vec![5.0, 7.0, 9.0], vec![4.0, f64::NAN]]);
        assert!((found - 10.0 / 9.0).abs() < 1e-12, "{found}");
        assert_eq!(noise_of_mean(&[vec![1.0], vec![2.0]]), 0.0);
    }
}
