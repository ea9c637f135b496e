//! What was observed.

use super::{PosteriorFault, Prediction};
use crate::random::normal_quantile;
use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// An observed pattern, and how far the model may miss it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObservedTarget {
    shape: Shape,
    model_variance: f64,
}

/// What an observation says of a pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    /// A value with a normal error.
    Value { centre: f64, variance: f64 },
    /// Bounds, of which one may be infinite. Nothing within them is likelier than anything else.
    Bounds { low: f64, high: f64 },
}

impl ObservedTarget {
    /// A target from its band and the share of the normal distribution that the band covers (such
    /// as 0.95), in the pattern's unit. `model_variance` is what a right parameter may miss by: the
    /// model's discrepancy, and the chance of one world where the observation is of one world and
    /// outputs are means over many.
    ///
    /// # Errors
    /// If the band is not finite and in order, or covers nothing or everything.
    pub fn new(low: f64, high: f64, coverage: f64, model_variance: f64) -> Result<Self, PosteriorFault> {
        let in_order = low.is_finite() && high.is_finite() && low < high;
        let variance = model_variance.is_finite() && model_variance >= 0.0;
        if !(in_order && variance && coverage > 0.0 && coverage < 1.0) {
            return Err(PosteriorFault::ObservedTarget { low, high, coverage, model_variance });
        }
        let deviation = 0.5 * (high - low) / normal_quantile(0.5 + 0.5 * coverage);
        let shape = Shape::Value { centre: 0.5 * (low + high), variance: deviation * deviation };
        Ok(Self { shape, model_variance })
    }

    /// A pattern of which only bounds are known, such as "above 1" or "less than a tenth"; an open
    /// side is infinite.
    ///
    /// # Errors
    /// If the bounds are not in order, or both are open.
    pub fn within(low: f64, high: f64, model_variance: f64) -> Result<Self, PosteriorFault> {
        let bounded = low < high && (low.is_finite() || high.is_finite());
        if !(bounded && model_variance.is_finite() && model_variance >= 0.0) {
            return Err(PosteriorFault::ObservedTarget { low, high, coverage: 1.0, model_variance });
        }
        Ok(Self { shape: Shape::Bounds { low, high }, model_variance })
    }

    /// How many standard deviations lie between a prediction and the target, those of emulator,
    /// observation and model added up.
    pub fn deviations(&self, prediction: Prediction) -> f64 {
        let own = prediction.variance + self.model_variance;
        match self.shape {
            Shape::Value { centre, variance } => (prediction.mean - centre).abs() / (own + variance).sqrt(),
            Shape::Bounds { low, high } => {
                let beyond = (low - prediction.mean).max(prediction.mean - high);
                if beyond > 0.0 { beyond / own.sqrt() } else { 0.0 }
            }
        }
    }

    /// The logarithm of the density of the observed value, or of the probability that the pattern
    /// keeps its bounds.
    pub fn log_density(&self, prediction: Prediction) -> f64 {
        let own = prediction.variance + self.model_variance;
        let deviations = self.deviations(prediction);
        match self.shape {
            Shape::Value { variance, .. } => {
                -0.5 * (libm::log(2.0 * PI * (own + variance)) + deviations * deviations)
            }
            Shape::Bounds { low, high } => {
                let below = |bound: f64| normal_below((bound - prediction.mean) / own.sqrt());
                let within = below(high) - below(low);
                // Without any doubt in the prediction, 0 over 0 stands at a bound: it is kept.
                if deviations == 0.0 && own == 0.0 {
                    0.0
                } else if within > f64::MIN_POSITIVE {
                    libm::log(within)
                } else {
                    // So far out that the probability is nil to rounding, its exponent still says
                    // which way is back.
                    -0.5 * deviations * deviations
                }
            }
        }
    }
}

/// The share of a standard normal distribution below a place.
fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(mean: f64) -> Prediction {
        Prediction { mean, variance: 0.0 }
    }

    /// A band of 1.96 deviations of 2 each way around 2, and a variance of the model that makes 4
    /// into 4.25.
    #[test]
    fn a_band_of_95_percent_is_1_96_deviations_each_way() {
        let half = 2.0 * 1.959_963_984_540_054;
        let target = ObservedTarget::new(2.0 - half, 2.0 + half, 0.95, 0.25).unwrap();
        assert!((target.deviations(sure(6.25)) - 4.25 / 4.25_f64.sqrt()).abs() < 1e-12);
        let density = -0.5 * libm::log(2.0 * PI * 4.25) - 0.5 * 4.25;
        assert!((target.log_density(sure(6.25)) - density).abs() < 1e-12);
    }

    /// At a bound half of the doubt lies within; 1.96 deviations inside, 97.5 %; and where the
    /// other side is bounded too, its share is lost as well.
    #[test]
    fn bounds_by_hand() {
        let above = ObservedTarget::within(1.0, f64::INFINITY, 0.0).unwrap();
        let log_of = |target: &ObservedTarget, mean: f64, variance: f64| {
            libm::exp(target.log_density(Prediction { mean, variance }))
        };
        assert!((log_of(&above, 1.0, 0.04) - 0.5).abs() < 1e-12);
        assert!((log_of(&above, 1.0 + 0.2 * 1.959_963_984_540_054, 0.04) - 0.975).abs() < 1e-12);
        let both = ObservedTarget::within(0.0, 2.0 * 1.959_963_984_540_054, 1.0).unwrap();
        assert!((log_of(&both, 1.959_963_984_540_054, 0.0) - 0.95).abs() < 1e-12);
        assert_eq!(above.deviations(sure(1.5)), 0.0);
        assert!((above.deviations(Prediction { mean: 0.4, variance: 0.04 }) - 3.0).abs() < 1e-12);
    }

    #[test]
    fn bounds_that_are_far_off_or_met_without_doubt_have_a_density() {
        let above = ObservedTarget::within(1.0, f64::INFINITY, 0.0).unwrap();
        let far = |mean: f64| above.log_density(Prediction { mean, variance: 1e-4 });
        assert!(far(0.0).is_finite() && far(0.0) < far(0.2), "{} {}", far(0.0), far(0.2));
        assert_eq!([1.0, 2.0].map(|mean| above.log_density(sure(mean))), [0.0, 0.0]);
        assert_eq!(above.log_density(sure(0.9)), f64::NEG_INFINITY);
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
            assert!(
                ObservedTarget::new(low, high, coverage, model).is_err(),
                "{low} {high} {coverage} {model}"
            );
        }
        for (low, high) in [(f64::NEG_INFINITY, f64::INFINITY), (2.0, 1.0), (f64::NAN, 1.0)] {
            assert!(ObservedTarget::within(low, high, 0.0).is_err(), "{low} {high}");
        }
    }
}
