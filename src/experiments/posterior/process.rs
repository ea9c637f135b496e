//! A Gaussian process around a polynomial whose coefficients are unknown (universal kriging),
//! conditioned on noisy outputs: Rasmussen and Williams 2006, section 2.7.

use super::PosteriorFault;
use super::kernel::Hyperparameters;
use super::trend::Trend;
use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// What an emulator says of an output at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The expected mean of the output over the model's chance.
    pub mean: f64,
    /// The variance of that mean, for want of runs.
    pub variance: f64,
}

/// A process conditioned on a design.
#[derive(Debug, Clone)]
pub(super) struct Process {
    hyper: Hyperparameters,
    trend: Trend,
    design: Vec<Vec<f64>>,
    /// The factor of the covariance K of the outputs, noise and all.
    factor: Cholesky<f64, Dyn>,
    /// K^-1 H, for the matrix H of the trend's terms at the design.
    weighted_terms: DMatrix<f64>,
    /// The factor of H' K^-1 H.
    gram: Cholesky<f64, Dyn>,
    coefficients: DVector<f64>,
    /// K^-1 (y - H b).
    weighted_residuals: DVector<f64>,
    log_likelihood: f64,
}

impl Process {
    /// Conditions a process on outputs with known noise variances.
    ///
    /// # Errors
    /// If a covariance is singular to rounding.
    pub(super) fn condition(
        hyper: Hyperparameters,
        trend: Trend,
        design: &[Vec<f64>],
        outputs: &[f64],
        noise: &[f64],
    ) -> Result<Self, PosteriorFault> {
        let count = design.len();
        let mut covariance = DMatrix::zeros(count, count);
        for column in 0..count {
            // The factorisation reads the lower half only.
            for row in column..count {
                covariance[(row, column)] = hyper.covariance(&design[row], &design[column]);
            }
            covariance[(column, column)] += noise[column] + hyper.nugget;
        }
        let factor = Cholesky::new(covariance).ok_or(PosteriorFault::Singular)?;
        let rows: Vec<f64> = design.iter().flat_map(|place| trend.at(place)).collect();
        let terms = DMatrix::from_row_slice(count, trend.terms(design[0].len()), &rows);
        let outputs = DVector::from_column_slice(outputs);
        let weighted_terms = factor.solve(&terms);
        let gram = Cholesky::new(terms.tr_mul(&weighted_terms)).ok_or(PosteriorFault::Singular)?;
        let coefficients = gram.solve(&weighted_terms.tr_mul(&outputs));
        let residuals = &outputs - &terms * &coefficients;
        let weighted_residuals = factor.solve(&residuals);
        let misfit = residuals.dot(&weighted_residuals);
        let log_likelihood = -0.5 * (log_determinant(&factor) + log_determinant(&gram) + misfit);
        let design = design.to_vec();
        Ok(Self {
            hyper,
            trend,
            design,
            factor,
            weighted_terms,
            gram,
            coefficients,
            weighted_residuals,
            log_likelihood,
        })
    }

    /// The hyperparameters and the trend.
    pub(super) fn shape(&self) -> (&Hyperparameters, Trend) {
        (&self.hyper, self.trend)
    }

    /// Number of parameters.
    pub(super) fn dimensions(&self) -> usize {
        self.hyper.lengths.len()
    }

    /// The restricted log-likelihood of the outputs, but for a constant: that of all contrasts
    /// which do not depend on the trend's coefficients.
    pub(super) fn log_likelihood(&self) -> f64 {
        self.log_likelihood
    }

    /// The output at a place, without noise.
    pub(super) fn predict(&self, place: &[f64]) -> Prediction {
        let to_design = self.design.iter().map(|known| self.hyper.covariance(known, place));
        let covariances = DVector::from_iterator(self.design.len(), to_design);
        let terms = DVector::from_vec(self.trend.at(place));
        let mean = terms.dot(&self.coefficients) + covariances.dot(&self.weighted_residuals);
        let known = self.factor.l_dirty().solve_lower_triangular_unchecked(&covariances);
        let open = &terms - self.weighted_terms.tr_mul(&covariances);
        let trend = open.dot(&self.gram.solve(&open));
        Prediction { mean, variance: (self.hyper.signal - known.norm_squared() + trend).max(0.0) }
    }

    /// For each output, the error and variance of its prediction, noise and all, from the other
    /// outputs (Dubrule 1983, doi:10.1007/BF01033232): with `Q = K^-1 - K^-1 H (H' K^-1 H)^-1 H'
    /// K^-1` they are `(Q y)_i / Q_ii` and `1 / Q_ii`.
    pub(super) fn leave_one_out(&self) -> Vec<(f64, f64)> {
        let inverse = self.factor.inverse();
        let spent = self.gram.solve(&self.weighted_terms.transpose());
        let precision =
            |i: usize| inverse[(i, i)] - self.weighted_terms.row(i).transpose().dot(&spent.column(i));
        (0..self.design.len())
            .map(|i| (self.weighted_residuals[i] / precision(i), 1.0 / precision(i)))
            .collect()
    }
}

fn log_determinant(factor: &Cholesky<f64, Dyn>) -> f64 {
    2.0 * factor.l_dirty().diagonal().iter().map(|&pivot| libm::log(pivot)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{IndexedDraws, Stream};

    const NOISE: f64 = 0.01;

    fn example(count: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
        let lots = IndexedDraws::new(2, Stream::PosteriorStart);
        let design: Vec<Vec<f64>> =
            (0..count as u64).map(|row| (0..2).map(|column| lots.uniform(row, column)).collect()).collect();
        let outputs = design.iter().map(|x| libm::sin(5.0 * x[0]) + x[1] * x[1]).collect();
        (design, outputs)
    }

    fn hyper() -> Hyperparameters {
        Hyperparameters { signal: 0.7, nugget: 0.0, lengths: vec![0.6, 0.9] }
    }

    fn condition(trend: Trend, design: &[Vec<f64>], outputs: &[f64], noise: f64) -> Process {
        Process::condition(hyper(), trend, design, outputs, &vec![noise; outputs.len()]).unwrap()
    }

    #[test]
    fn without_noise_it_goes_through_the_points_and_is_sure_of_them() {
        let (design, outputs) = example(12);
        let process = condition(Trend::Linear, &design, &outputs, 0.0);
        for (place, output) in design.iter().zip(&outputs) {
            let Prediction { mean, variance } = process.predict(place);
            assert!((mean - output).abs() < 1e-8 && variance < 1e-8, "{mean} {output} {variance}");
        }
        assert!(process.predict(&[2.0, 2.0]).variance > 0.1);
    }

    /// One point with trend "constant": nothing is known beyond it, so the mean is its output
    /// everywhere, and the variance at a correlation of r is 2 s (1 - r) plus the noise.
    #[test]
    fn a_single_point_by_hand() {
        let process = condition(Trend::Constant, &[vec![0.5, 0.5]], &[3.0], NOISE);
        let Prediction { mean, variance } = process.predict(&[0.2, 0.5]);
        let covariance = hyper().covariance(&[0.5, 0.5], &[0.2, 0.5]);
        assert!((mean - 3.0).abs() < 1e-12);
        assert!((variance - (2.0 * (0.7 - covariance) + NOISE)).abs() < 1e-12, "{variance}");
    }

    /// Two outputs 0 and 1 at one place with variances 0.1 and 0.3 count in inverse proportion:
    /// 1/4.
    #[test]
    fn a_noisy_output_counts_less_than_a_sure_one() {
        let twice = vec![vec![0.5, 0.5]; 2];
        let process = Process::condition(hyper(), Trend::Constant, &twice, &[0.0, 1.0], &[0.1, 0.3]).unwrap();
        assert!((process.predict(&twice[0]).mean - 0.25).abs() < 1e-12);
    }

    #[test]
    fn leaving_one_out_in_closed_form_is_leaving_it_out() {
        let (design, outputs) = example(25);
        let closed = condition(Trend::Quadratic, &design, &outputs, NOISE).leave_one_out();
        for left_out in 0..design.len() {
            let kept: Vec<usize> = (0..design.len()).filter(|&i| i != left_out).collect();
            let others: Vec<Vec<f64>> = kept.iter().map(|&i| design[i].clone()).collect();
            let their: Vec<f64> = kept.iter().map(|&i| outputs[i]).collect();
            let predicted = condition(Trend::Quadratic, &others, &their, NOISE).predict(&design[left_out]);
            let (error, variance) = closed[left_out];
            assert!((outputs[left_out] - predicted.mean - error).abs() < 1e-8);
            assert!((predicted.variance + NOISE - variance).abs() < 1e-8);
        }
    }

    /// Two outputs 0 and d far apart under a constant trend: the one contrast d is normal with
    /// variance v = 2 (s + noise), and the restricted likelihood is its density but for a constant:
    /// -(ln v + d d / v) / 2 up to what does not depend on d or v.
    #[test]
    fn the_likelihood_is_that_of_the_contrast() {
        let far = [vec![0.0, 0.0], vec![1e3, 1e3]];
        let at = |signal: f64, d: f64| {
            let hyper = Hyperparameters { signal, ..hyper() };
            Process::condition(hyper, Trend::Constant, &far, &[0.0, d], &[NOISE; 2]).unwrap().log_likelihood()
        };
        let expected = |signal: f64, d: f64| {
            let v = 2.0 * (signal + NOISE);
            -0.5 * (libm::log(v) + d * d / v)
        };
        let (found, known) = (at(0.5, 1.0) - at(2.0, 3.0), expected(0.5, 1.0) - expected(2.0, 3.0));
        assert!((found - known).abs() < 1e-9, "{found} {known}");
    }
}
