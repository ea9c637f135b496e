//! How likely a whole data set of one run is, whose patterns share the run's chance.
//!
//! Attendance of all and attendance of the poorest come from the same children: in a run where one
//! is high by chance, the other mostly is too, and so are the emulators' errors, which were learnt
//! from such runs. Taken as independent they would count as two witnesses.

use super::{Emulator, PosteriorFault, Prediction};
use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use std::f64::consts::PI;

/// Values of several outputs in one run, and how their errors go together.
#[derive(Debug, Clone)]
pub struct RunData {
    values: Vec<f64>,
    /// The variance of each by chance.
    chance: Vec<f64>,
    /// The factor of the errors' correlation.
    correlation: Cholesky<f64, Dyn>,
}

impl RunData {
    /// The values of one run, an output for each emulator. Correlations are those of the errors
    /// that the emulators, which learnt from the same points, make at points that were left out.
    ///
    /// # Errors
    /// If there is no output, or two are the same up to a factor.
    pub fn new(values: &[f64], emulators: &[&Emulator]) -> Result<Self, PosteriorFault> {
        let errors: Vec<Vec<f64>> = emulators.iter().map(|emulator| standardised_errors(emulator)).collect();
        let correlation = correlation(&errors);
        Ok(Self {
            values: values.to_vec(),
            chance: emulators.iter().map(|emulator| emulator.chance()).collect(),
            correlation: Cholesky::new(correlation).ok_or(PosteriorFault::Singular)?,
        })
    }

    /// The logarithm of the density of the values where this is predicted: normal, each with the
    /// variances of prediction and chance added up.
    pub fn log_density(&self, predictions: &[Prediction]) -> f64 {
        let deviations: Vec<f64> = predictions
            .iter()
            .zip(&self.chance)
            .map(|(prediction, chance)| (prediction.variance + chance).sqrt())
            .collect();
        let misses = (0..self.values.len())
            .map(|output| (predictions[output].mean - self.values[output]) / deviations[output]);
        let misses = DVector::from_iterator(self.values.len(), misses);
        let factor = self.correlation.l_dirty();
        let whitened = factor.solve_lower_triangular_unchecked(&misses);
        let log_scale: f64 =
            deviations.iter().enumerate().map(|(output, d)| libm::log(d * factor[(output, output)])).sum();
        -0.5 * (self.values.len() as f64 * libm::log(2.0 * PI) + whitened.norm_squared()) - log_scale
    }
}

fn standardised_errors(emulator: &Emulator) -> Vec<f64> {
    let left_out = emulator.leave_one_out();
    left_out.errors.iter().zip(&left_out.expected).map(|(error, expected)| error / expected).collect()
}

/// The correlation of lists whose means are 0.
fn correlation(lists: &[Vec<f64>]) -> DMatrix<f64> {
    let product = |a: usize, b: usize| lists[a].iter().zip(&lists[b]).map(|(x, y)| x * y).sum::<f64>();
    let size: Vec<f64> = (0..lists.len()).map(|list| product(list, list).sqrt()).collect();
    DMatrix::from_fn(
        lists.len(),
        lists.len(),
        |a, b| {
            if a == b { 1.0 } else { product(a, b) / (size[a] * size[b]) }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two values missed by 1 and 2 deviations with a correlation of 0.6: the quadratic form is (1 -
    /// 2 x 0.6 x 2 + 4) / 0.64 = 4.0625, the determinant 0.64 times the variances 4 and 1.
    #[test]
    fn two_values_by_hand() {
        let correlation = DMatrix::from_row_slice(2, 2, &[1.0, 0.6, 0.6, 1.0]);
        let data = RunData {
            values: vec![0.0, 0.0],
            chance: vec![3.0, 0.5],
            correlation: Cholesky::new(correlation).unwrap(),
        };
        let found = data
            .log_density(&[Prediction { mean: 2.0, variance: 1.0 }, Prediction { mean: 2.0, variance: 0.5 }]);
        let expected = -0.5 * (4.0625 + libm::log(0.64 * 4.0)) - libm::log(2.0 * PI);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    /// (1, -1, 1, -1) and (1, -1, -1, 1) have nothing in common; with (2, 0, 0, 0) each shares
    /// half.
    #[test]
    fn correlations_by_hand() {
        let lists = [vec![1.0, -1.0, 1.0, -1.0], vec![1.0, -1.0, -1.0, 1.0], vec![2.0, 0.0, 0.0, 0.0]];
        let expected = DMatrix::from_row_slice(3, 3, &[1.0, 0.0, 0.5, 0.0, 1.0, 0.5, 0.5, 0.5, 1.0]);
        assert!((correlation(&lists) - expected).abs().max() < 1e-12);
    }
}
