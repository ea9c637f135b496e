//! A point of a design.

use super::Factor;

/// A set of values to run the model with.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The point's identity in its design; it does not depend on the order of running.
    pub index: usize,
    /// One value a factor, in the order of the factors and in their own units.
    pub values: Vec<f64>,
}

impl Point {
    /// The point at a place in the unit cube.
    pub(super) fn at(index: usize, factors: &[Factor], unit: impl IntoIterator<Item = f64>) -> Self {
        let values = factors.iter().zip(unit).map(|(factor, unit)| factor.value_at(unit)).collect();
        Self { index, values }
    }

    /// The point's place in the unit cube of its factors.
    pub fn unit(&self, factors: &[Factor]) -> Vec<f64> {
        factors.iter().zip(&self.values).map(|(factor, &value)| factor.unit_of(value)).collect()
    }
}
