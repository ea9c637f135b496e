//! What a study varies.

use super::DesignFault;
use std::collections::BTreeSet;

/// How a factor's values are spread between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios, for rates and ratios known only to an order of magnitude.
    Log,
}

/// A parameter or lever field that a study varies between two ends, by its dotted name.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    name: String,
    low: f64,
    high: f64,
    scale: Scale,
}

impl Factor {
    /// A factor from its name, ends (in the parameter's own unit) and scale.
    ///
    /// # Errors
    /// If the ends are not finite or not in order, or if a logarithmic factor is not positive.
    pub fn new(name: &str, low: f64, high: f64, scale: Scale) -> Result<Self, DesignFault> {
        let named = |fault: fn(String, f64, f64) -> DesignFault| Err(fault(name.to_owned(), low, high));
        if !(low.is_finite() && high.is_finite() && low < high) {
            return named(|name, low, high| DesignFault::Ends { name, low, high });
        }
        if scale == Scale::Log && low <= 0.0 {
            return named(|name, low, _| DesignFault::LogOfNothing { name, low });
        }
        Ok(Self { name: name.to_owned(), low, high, scale })
    }

    /// The dotted name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value at a place in the unit interval: 0 is the low end, 1 the high end.
    pub fn value_at(&self, unit: f64) -> f64 {
        let value = match self.scale {
            Scale::Linear => self.low + unit * (self.high - self.low),
            Scale::Log => self.low * libm::exp(unit * libm::log(self.high / self.low)),
        };
        // Rounding must not carry a value past a bound that the model checks.
        value.clamp(self.low, self.high)
    }

    /// The place of a value in the unit interval; outside it for a value beyond the ends.
    pub fn unit_of(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => libm::log(value / self.low) / libm::log(self.high / self.low),
        }
    }
}

/// Refuses an empty list of factors, and two factors of one name.
pub(super) fn check(factors: &[Factor]) -> Result<(), DesignFault> {
    if factors.is_empty() {
        return Err(DesignFault::NoFactors);
    }
    let mut names = BTreeSet::new();
    for factor in factors {
        if !names.insert(factor.name()) {
            return Err(DesignFault::NameTwice { name: factor.name.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_a_mean_or_a_geometric_mean() {
        let linear = Factor::new("a", 1.0, 4.0, Scale::Linear).unwrap();
        let log = Factor::new("a", 1.0, 4.0, Scale::Log).unwrap();
        assert_eq!(linear.value_at(0.5), 2.5);
        assert!((log.value_at(0.5) - 2.0).abs() < 1e-15);
    }

    #[test]
    fn ends_are_met_exactly_and_places_come_back() {
        for scale in [Scale::Linear, Scale::Log] {
            let factor = Factor::new("a", 0.3, 0.7, scale).unwrap();
            assert_eq!((factor.value_at(0.0), factor.value_at(1.0)), (0.3, 0.7));
            for unit in [0.0, 0.1, 0.77, 1.0] {
                assert!((factor.unit_of(factor.value_at(unit)) - unit).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn impossible_factors_are_refused() {
        let ends =
            |low, high| matches!(Factor::new("a", low, high, Scale::Linear), Err(DesignFault::Ends { .. }));
        assert!(ends(1.0, 1.0) && ends(2.0, 1.0) && ends(f64::NAN, 1.0) && ends(0.0, f64::INFINITY));
        let log = Factor::new("a", 0.0, 1.0, Scale::Log);
        assert!(matches!(log, Err(DesignFault::LogOfNothing { .. })));
        let twice = vec![Factor::new("a", 0.0, 1.0, Scale::Linear).unwrap(); 2];
        assert_eq!(check(&twice), Err(DesignFault::NameTwice { name: "a".into() }));
        assert_eq!(check(&[]), Err(DesignFault::NoFactors));
    }
}
