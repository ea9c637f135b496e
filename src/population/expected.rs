//! Expected counts of rare events, in fixed point: sums of whole numbers do not depend on their order.

/// Steps of one event.
const UNIT: f64 = (1u64 << 40) as f64;

/// A probability in steps.
#[inline]
pub fn fixed(probability: f64) -> u64 {
    (probability * UNIT) as u64
}

/// The events that a sum of steps stands for.
#[inline]
pub fn unfixed(steps: u64) -> f64 {
    steps as f64 / UNIT
}
