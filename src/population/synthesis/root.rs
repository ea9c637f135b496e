//! Roots of increasing functions.

/// Steps after which no root needs more: halving alone takes fifty or so.
const STEPS: usize = 100;

/// The root of an increasing function between two numbers, to 15 digits or so; the nearer end where
/// it has none.
///
/// Chandrupatla's method (1997, doi:10.1016/s0965-9978(96)00051-8): a parabola through the last
/// three points, read the other way round, says where to look next, or the middle of the bracket
/// where they lie so that it cannot be trusted. A step takes one value of the function, and smooth
/// functions take a dozen.
pub(super) fn root(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    // The newest point, the other end of the bracket, and the point before.
    let (mut a, mut b) = ((high, f(high)), (low, f(low)));
    if b.1 >= 0.0 {
        return low;
    }
    if a.1 <= 0.0 {
        return high;
    }
    let mut part = 0.5;
    for _ in 0..STEPS {
        let place = a.0 + part * (b.0 - a.0);
        let next = (place, f(place));
        let c = if (next.1 > 0.0) == (a.1 > 0.0) { a } else { std::mem::replace(&mut b, a) };
        a = next;
        let best = if a.1.abs() < b.1.abs() { a } else { b };
        let least = 0.5e-15 * best.0.abs().max(1.0) / (b.0 - a.0).abs();
        if least > 0.5 || best.1 == 0.0 {
            return best.0;
        }
        part = inverse_parabola(a, b, c).unwrap_or(0.5).clamp(least, 1.0 - least);
    }
    if a.1.abs() < b.1.abs() { a.0 } else { b.0 }
}

/// Where between `a` (0) and `b` (1) the parabola through three points, place over value, is zero;
/// none where it may turn on the way.
fn inverse_parabola(a: (f64, f64), b: (f64, f64), c: (f64, f64)) -> Option<f64> {
    let places = (a.0 - b.0) / (c.0 - b.0);
    let values = (a.1 - b.1) / (c.1 - b.1);
    let straight_enough = values * values < places && (1.0 - values) * (1.0 - values) < 1.0 - places;
    straight_enough.then(|| {
        a.1 / (b.1 - a.1) * c.1 / (b.1 - c.1)
            + (c.0 - a.0) / (b.0 - a.0) * a.1 / (c.1 - a.1) * b.1 / (c.1 - b.1)
    })
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
        assert!(calls.get() < 12, "{}", calls.get());
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
