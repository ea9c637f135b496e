//! Small fixed-point numbers for the columns of homes.

use crate::quantities::nearest_whole;
use serde::{Deserialize, Serialize};

macro_rules! signed_column {
    ($(#[$doc:meta])* $name:ident, $steps:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[repr(transparent)]
        pub struct $name(i16);

        impl $name {
            /// Nearest step; saturates.
            #[inline(always)]
            pub fn new(value: f32) -> Self {
                Self(nearest_whole(value * $steps, -32_768.0, 32_767.0) as i16)
            }

            /// The number.
            #[inline(always)]
            pub fn get(self) -> f32 {
                f32::from(self.0) / $steps
            }

            /// The number in whole steps.
            #[inline(always)]
            pub fn steps(self) -> i32 {
                self.0.into()
            }
        }
    };
}

signed_column!(
    /// Log consumption relative to the national reference, in steps of 1/2048 (range -16 to 16).
    LogConsumption, 2048.0
);
signed_column!(
    /// A trait in standard deviations, in steps of 1/4096 (range -8 to 8).
    StandardScore, 4096.0
);

/// Debt in months of the home's income, in steps of 1/16 (range 0 to 15.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[repr(transparent)]
pub struct Debt(u8);

impl Debt {
    const STEPS: f32 = 16.0;

    /// Nearest step; saturates at 0 and 15.9 months.
    #[inline(always)]
    pub fn new(months: f32) -> Self {
        Self(nearest_whole(months * Self::STEPS, 0.0, 255.0) as u8)
    }

    /// Months of income.
    #[inline(always)]
    pub fn get(self) -> f32 {
        f32::from(self.0) / Self::STEPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_round_to_the_nearest_step_and_saturate() {
        assert_eq!(LogConsumption::new(-1.25).get(), -1.25);
        assert!((LogConsumption::new(0.3).get() - 0.3).abs() <= 0.5 / 2048.0);
        assert_eq!(Debt::new(-1.0).get(), 0.0);
        assert_eq!(Debt::new(40.0).get(), 255.0 / 16.0);
        assert!((StandardScore::new(-2.5).get() + 2.5).abs() < 1e-6);
        assert!(StandardScore::new(20.0).get() < 8.0);
    }
}
