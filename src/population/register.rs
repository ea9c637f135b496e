//! What the authorities record: identified victims, counted and expected.

use super::expected;
use super::recruiters::Form;
use serde::{Deserialize, Serialize};

/// Age class of the register: under 16, 16-17, 18 and over.
pub const REGISTER_AGES: [&str; 3] = ["under_16", "16_17", "18_24"];

/// Identified victims by border (0 internal, 1 cross-border), age class and form.
///
/// `expected` sums the probability that each victim faced each month; it has the mean of the count
/// and, for events this rare, a far smaller variance.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegisterCounts {
    identified: [[[u32; 5]; 3]; 2],
    expected: [[[u64; 5]; 3]; 2],
}

impl RegisterCounts {
    /// Age class of an age in months.
    pub fn age_class(months: i32) -> usize {
        match months {
            ..192 => 0,
            192..216 => 1,
            _ => 2,
        }
    }

    /// Adds the probability that a victim faced this month.
    #[inline]
    pub fn face(&mut self, abroad: bool, age_class: usize, form: Form, probability: f64) {
        self.expected[usize::from(abroad)][age_class][form as usize] += expected::fixed(probability);
    }

    /// Adds a victim who was identified.
    pub fn identify(&mut self, abroad: bool, age_class: usize, form: Form) {
        self.identified[usize::from(abroad)][age_class][form as usize] += 1;
    }

    /// Identified victims.
    pub fn identified(&self, abroad: bool, age_class: usize, form: Form) -> u32 {
        self.identified[usize::from(abroad)][age_class][form as usize]
    }

    /// Expected identified victims.
    pub fn expected(&self, abroad: bool, age_class: usize, form: Form) -> f64 {
        expected::unfixed(self.expected[usize::from(abroad)][age_class][form as usize])
    }

    /// Adds the counts of another register.
    pub fn add(&mut self, other: &Self) {
        for border in 0..2 {
            for age in 0..3 {
                for form in 0..5 {
                    self.identified[border][age][form] += other.identified[border][age][form];
                    self.expected[border][age][form] += other.expected[border][age][form];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expectations_add_up_in_any_order() {
        let faced = [0.1, 3e-7, 0.03, 1e-9];
        let (mut forwards, mut backwards) = (RegisterCounts::default(), RegisterCounts::default());
        faced.iter().for_each(|&p| forwards.face(true, 0, Form::Sexual, p));
        faced.iter().rev().for_each(|&p| backwards.face(true, 0, Form::Sexual, p));
        assert_eq!(forwards, backwards);
        assert!((forwards.expected(true, 0, Form::Sexual) - 0.130_000_301).abs() < 1e-11);
    }

    #[test]
    fn sixteenth_and_eighteenth_birthdays_change_the_class() {
        assert_eq!([0, 191, 192, 215, 216, 299].map(RegisterCounts::age_class), [0, 0, 1, 1, 2, 2]);
    }
}
