//! Roots of increasing functions.

/// Steps after which no root needs more; each at least halves the bracket.
const STEPS: usize = 60;

/// The root of an increasing function between two numbers, to 15 digits or so; the nearer end where it has none.
///
/// Ridders' method (1979, doi:10.1109/TCS.1979.1084580): straightens the function by an exponential through the ends and
/// the middle, so that smooth functions take a few steps where halving alone takes fifty.
pub(super) fn root(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut at_low, mut at_high) = (f(low), f(high));
    if at_low >= 0.0 {
        return low;
    }
    if at_high <= 0.0 {
        return high;
    }
    let mut last = f64::NAN;
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        let at_middle = f(middle);
        let straightened = (at_middle * at_middle - at_low * at_high).sqrt();
        let found = middle - (middle - low) * at_middle / straightened;
        let at_found = f(found);
        if at_found == 0.0 || (found - last).abs() <= 1e-15 * found.abs().max(1.0) {
            return found;
        }
        last = found;
        for (place, value) in [(middle, at_middle), (found, at_found)] {
            if value < 0.0 && place > low {
                (low, at_low) = (place, value);
            } else if value >= 0.0 && place < high {
                (high, at_high) = (place, value);
            }
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn known_roots_in_few_steps() {
        let calls = Cell::new(0);
        let counted = |x: f64| {
            calls.set(calls.get() + 1);
            x * x - 2.0
        };
        assert!((root(0.0, 2.0, counted) - std::f64::consts::SQRT_2).abs() < 1e-15);
        assert!(calls.get() < 20, "{}", calls.get());
        assert!((root(-40.0, 40.0, |x| 1.0 / (1.0 + libm::exp(-x)) - 0.25) + libm::log(3.0)).abs() < 1e-14);
    }

    #[test]
    fn a_step_and_a_missing_root_are_borne() {
        let step = |x: f64| if x < 0.3 { -1.0 } else { 1.0 };
        assert!((root(0.0, 1.0, step) - 0.3).abs() < 1e-12);
        assert_eq!(root(0.0, 1.0, |x| x + 1.0), 0.0);
        assert_eq!(root(0.0, 1.0, |x| x - 2.0), 1.0);
    }
}
