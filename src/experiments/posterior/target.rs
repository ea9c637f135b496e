//! What was observed.

use super::PosteriorFault;
use crate::random::normal_quantile;

/// An observed pattern: a band, read as a normal distribution, and how far the model may miss it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    centre: f64,
    observation_variance: f64,
    model_variance: f64,
}

impl Target {
    /// A target from its band and the share of the normal distribution that the band covers (such as 0.95), in the pattern's unit.
    /// `model_variance` is what a right parameter may miss by: the model's discrepancy, and the chance of one world where the
    /// observation is of one world and outputs are means over many.
    ///
    /// # Errors
    /// If the band is not finite and in order, or covers nothing or everything.
    pub fn new(low: f64, high: f64, coverage: f64, model_variance: f64) -> Result<Self, PosteriorFault> {
        let in_order = low.is_finite() && high.is_finite() && low < high;
        let variance = model_variance.is_finite() && model_variance >= 0.0;
        if !(in_order && variance && coverage > 0.0 && coverage < 1.0) {
            return Err(PosteriorFault::Target { low, high, coverage, model_variance });
        }
        let deviation = 0.5 * (high - low) / normal_quantile(0.5 + 0.5 * coverage);
        let [centre, observation_variance] = [0.5 * (low + high), deviation * deviation];
        Ok(Self { centre, observation_variance, model_variance })
    }

    /// The middle of the band.
    pub fn centre(&self) -> f64 {
        self.centre
    }

    /// The variance of observation and model together.
    pub fn variance(&self) -> f64 {
        self.observation_variance + self.model_variance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_of_95_percent_is_1_96_deviations_each_way() {
        let target = Target::new(-1.959_963_984_540_054, 3.0 * 1.959_963_984_540_054, 0.95, 0.25).unwrap();
        assert!((target.centre() - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((target.variance() - 4.25).abs() < 1e-12);
    }

    #[test]
    fn impossible_bands_are_refused() {
        for (low, high, coverage, model) in [
            (1.0, 1.0, 0.9, 0.0),
            (2.0, 1.0, 0.9, 0.0),
            (0.0, 1.0, 1.0, 0.0),
            (0.0, 1.0, 0.9, -1.0),
            (0.0, f64::NAN, 0.9, 0.0),
        ] {
            assert!(Target::new(low, high, coverage, model).is_err(), "{low} {high} {coverage} {model}");
        }
    }
}
