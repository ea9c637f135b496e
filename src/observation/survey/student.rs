//! Student's t: probabilities from the regularised incomplete beta function (continued fraction of
//! Lentz, Press et al., Numerical Recipes, section 6.4), quantiles by bisection of it, on `libm`.

use std::cell::Cell;

thread_local! {
    /// What was asked last, and the answer: a table asks thousands of times for the same one.
    static LAST: Cell<((f64, u32), f64)> = const { Cell::new(((f64::NAN, 0), f64::NAN)) };
}

/// The value below which Student's t with `degrees` of freedom falls with probability `p` (0.5 to
/// 1).
pub fn quantile(p: f64, degrees: u32) -> f64 {
    let (asked, known) = LAST.get();
    if asked == (p, degrees) {
        return known;
    }
    let found = solve(p, degrees);
    LAST.set(((p, degrees), found));
    found
}

/// The probability that Student's t with `degrees` of freedom falls below `t`.
pub fn probability_below(t: f64, degrees: u32) -> f64 {
    let tail = upper_tail(degrees)(t.abs());
    if t < 0.0 { tail } else { 1.0 - tail }
}

/// `P(T > t)` for `t >= 0`: half of `I_x(n/2, 1/2)` at `x = n / (n + t^2)`.
fn upper_tail(degrees: u32) -> impl Fn(f64) -> f64 {
    let n = f64::from(degrees);
    let (a, b) = (0.5 * n, 0.5);
    let log_beta = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    move |t: f64| 0.5 * incomplete_beta(a, b, log_beta, n / (n + t * t))
}

fn solve(p: f64, degrees: u32) -> f64 {
    let upper_tail = upper_tail(degrees);
    let (mut low, mut high) = (0.0, 1e6);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if upper_tail(middle) > 1.0 - p { low = middle } else { high = middle }
    }
}

/// The regularised incomplete beta function `I_x(a, b)`; `log_beta` is the logarithm of `1 / B(a,
/// b)`.
fn incomplete_beta(a: f64, b: f64, log_beta: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = libm::exp(log_beta + a * libm::log(x) + b * libm::log1p(-x));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(a, b, x) / a
    } else {
        1.0 - front * continued_fraction(b, a, 1.0 - x) / b
    }
}

fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..=10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for step in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + step * d);
            c = away_from_zero(1.0 + step / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::{probability_below, quantile};
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn agrees_with_the_tables_and_with_an_independent_library() {
        for (degrees, known) in [(1, 12.706_204_736), (2, 4.302_652_730), (24, 2.063_898_562)] {
            assert!(
                (quantile(0.975, degrees) - known).abs() < 1e-8,
                "{degrees}: {}",
                quantile(0.975, degrees)
            );
        }
        for degrees in [1, 3, 5, 11, 30, 100, 3_000] {
            let law = StudentsT::new(0.0, 1.0, f64::from(degrees)).unwrap();
            for p in [0.6, 0.9, 0.975, 0.995] {
                assert!((law.cdf(quantile(p, degrees)) - p).abs() < 1e-9, "{degrees} {p}");
            }
            for t in [-40.0, -2.5, -0.3, 0.0, 0.7, 3.0, 25.0] {
                let (found, known) = (probability_below(t, degrees), law.cdf(t));
                assert!((found - known).abs() < 1e-10, "{degrees} {t}: {found} for {known}");
            }
        }
    }
}
