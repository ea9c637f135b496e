//! Newtypes over `f64`, each with the bounds its meaning gives it.

use serde::Deserialize;

/// A number that lies outside what its quantity allows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{value} is not a {quantity}: it must lie in [{low}, {high}]")]
pub struct OutOfBounds {
    /// What the number was read as.
    pub quantity: &'static str,
    /// The number itself.
    pub value: f64,
    /// Smallest value allowed.
    pub low: f64,
    /// Largest value allowed.
    pub high: f64,
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $words:literal, $low:expr, $high:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
        #[serde(try_from = "f64")]
        pub struct $name(f64);

        impl $name {
            /// The smallest and the largest number that the quantity allows.
            pub const BOUNDS: (f64, f64) = ($low, $high);

            /// The value, checked.
            ///
            /// # Errors
            /// [`OutOfBounds`] where the number is not finite or lies outside the bounds.
            pub fn new(value: f64) -> Result<Self, OutOfBounds> {
                let (low, high) = Self::BOUNDS;
                if value.is_finite() && (low..=high).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfBounds { quantity: $words, value, low, high })
                }
            }

            /// The bare number.
            #[inline]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfBounds;
            fn try_from(value: f64) -> Result<Self, OutOfBounds> {
                Self::new(value)
            }
        }
    };
}

quantity!(
    /// A share or probability, 0 to 1.
    Share, "share", 0.0, 1.0
);
quantity!(
    /// A hazard rate a month (events per person-month at risk), 0 to 5.
    MonthlyRate, "monthly rate", 0.0, 5.0
);
quantity!(
    /// A ratio of hazards; 1 changes nothing.
    HazardRatio, "hazard ratio", 1e-6, 1000.0
);
quantity!(
    /// A ratio of odds; 1 changes nothing.
    OddsRatio, "odds ratio", 1e-6, 1000.0
);
quantity!(
    /// A plain ratio or elasticity.
    Ratio, "ratio", 0.0, 1e6
);
quantity!(
    /// A number of months, 0 to 1200.
    Months, "number of months", 0.0, 1200.0
);
quantity!(
    /// Natural-log units (of consumption, or of odds).
    LogUnits, "number of log units", -20.0, 20.0
);
quantity!(
    /// Standard deviations of a trait.
    StandardDeviations, "number of standard deviations", -10.0, 10.0
);
quantity!(
    /// A number per 100,000 children.
    PerHundredThousand, "number per 100,000 children", 0.0, 1e6
);
quantity!(
    /// A number of things or persons.
    Count, "count", 0.0, 1e9
);
quantity!(
    /// Thousands of Vietnamese dong.
    ThousandDong, "number of thousand dong", 0.0, 1e12
);
quantity!(
    /// Millions of Vietnamese dong.
    MillionDong, "number of million dong", 0.0, 1e12
);

impl Share {
    /// One minus the share.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(1.0 - self.0)
    }

    /// The log odds, `ln(p / (1 - p))`; infinite at 0 and 1.
    pub fn logit(self) -> f64 {
        libm::log(self.0 / (1.0 - self.0))
    }
}

/// The probability of at least one event in a month at a constant hazard, `1 - exp(-h)`.
#[inline]
pub fn event_probability(monthly_hazard: f64) -> f64 {
    -libm::expm1(-monthly_hazard)
}

impl HazardRatio {
    /// The ratio that changes nothing.
    pub const ONE: Self = Self(1.0);

    /// The ratio raised to a power, kept within the bounds.
    #[must_use]
    pub fn to_the_power(self, power: f64) -> Self {
        Self(libm::pow(self.0, power).clamp(Self::BOUNDS.0, Self::BOUNDS.1))
    }
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self(0.0);

    /// The ratio multiplied by a number. An elasticity may turn its sign by it, though none is read
    /// with a minus.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self((self.0 * factor).clamp(-Self::BOUNDS.1, Self::BOUNDS.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_closed_and_refuse_what_is_not_a_number() {
        assert!(Share::new(0.0).is_ok() && Share::new(1.0).is_ok());
        for wrong in [-1e-9, 1.0 + 1e-9, f64::NAN, f64::INFINITY] {
            assert!(Share::new(wrong).is_err(), "{wrong}");
        }
    }

    /// What hastens leaving school slows the return by the same elasticity with a minus.
    #[test]
    fn an_elasticity_may_turn_its_sign() {
        let elasticity = Ratio::new(1.01).unwrap();
        assert_eq!(elasticity.times(-1.0).get(), -1.01);
        assert!(Ratio::new(-1.01).is_err(), "none is read with a minus");
    }

    #[test]
    fn a_hazard_turns_into_the_probability_of_a_poisson_process() {
        assert!((event_probability(0.05) - 0.048_770_575_499_285_99).abs() < 1e-15);
        assert_eq!(event_probability(0.0), 0.0);
    }
}
