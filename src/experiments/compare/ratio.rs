//! The ratio of two means over replicates, with an interval that is right for ratios.
//!
//! The ratio is not normal where its denominator is uncertain. What is asked of each possible ratio
//! `q` instead, as Fieller did (Journal of the Royal Statistical Society B 16, 1954, 175-185), is
//! whether the mean of `numerator - q denominator` may be 0: the interval holds every `q` for which
//! the 95 % interval of that mean does. Both are taken from the same replicate, so what moves them
//! together (a draw of parameters, a chance) is joined. An end is open where no ratio is too large,
//! which happens just where the denominator itself may be 0.

use super::UncertaintySource;
use super::paired::{Spread, mean};

/// A ratio of means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The ratio.
    pub value: f64,
    /// Ends of its 95 % interval, an open one none; no interval from a single replicate.
    pub interval: Option<(Option<f64>, Option<f64>)>,
}

/// Doublings of a step after which an end counts as open, and halvings that find one.
const STEPS: u32 = 64;

/// `mean(numerators) / mean(denominators)`; none where the denominators' mean is not above 0.
/// `grain` is the least that a numerator can change by.
pub fn ratio_of_means(
    numerators: &[f64],
    denominators: &[f64],
    design: UncertaintySource,
    grain: f64,
) -> Option<Ratio> {
    if numerators.is_empty() {
        return None;
    }
    let base = mean(denominators);
    if base.is_nan() || base <= 0.0 {
        return None;
    }
    let value = mean(numerators) / base;
    let residuals = |ratio: f64| -> Vec<f64> {
        numerators.iter().zip(denominators).map(|(one, other)| one - ratio * other).collect()
    };
    let half = |residuals: &[f64]| Spread::of(residuals, design, grain).map(|spread| spread.half);
    let holds = |ratio: f64| {
        let residuals = residuals(ratio);
        half(&residuals).is_some_and(|half| mean(&residuals).abs() <= half)
    };
    let Some(half) = half(&residuals(value)) else { return Some(Ratio { value, interval: None }) };
    let step = half / base;
    // Where the whole may be nothing, ratios of either sign hold and those around 0 do not: steps
    // could pass over them, so the way towards 0 is searched between the ratio and 0.
    let towards_nothing = |sign: f64| sign * value < 0.0 && !holds(0.0);
    let end = |sign: f64| match step > 0.0 {
        true if towards_nothing(sign) => Some(between(value, 0.0, holds)),
        true => outermost(value, sign * step, holds),
        false => Some(value),
    };
    Some(Ratio { value, interval: Some((end(-1.0), end(1.0))) })
}

/// The last ratio that holds on the way from one that does; none if all do.
fn outermost(from: f64, step: f64, holds: impl Fn(f64) -> bool) -> Option<f64> {
    let mut inside = from;
    let outside = (0..STEPS).find_map(|doubling| {
        let tried = from + step * f64::from(doubling).exp2();
        let held = holds(tried);
        if held {
            inside = tried;
        }
        (!held).then_some(tried)
    })?;
    Some(between(inside, outside, holds))
}

/// The last ratio that holds on the way from one that does to one that does not.
fn between(mut inside: f64, mut outside: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..STEPS {
        let middle = 0.5 * (inside + outside);
        if holds(middle) { inside = middle } else { outside = middle }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::student_quantile;
    use proptest::prelude::*;

    /// Fieller's closed form: the roots of `(x - q y)^2 = t^2 (Sxx - 2 q Sxy + q^2 Syy) / n`.
    fn closed_form(x: &[f64], y: &[f64]) -> (f64, f64, f64) {
        let n = x.len() as f64;
        let (mx, my) = (mean(x), mean(y));
        let covariance = |a: &[f64], b: &[f64]| {
            let (ma, mb) = (mean(a), mean(b));
            a.iter().zip(b).map(|(a, b)| (a - ma) * (b - mb)).sum::<f64>() / (n - 1.0)
        };
        let t = student_quantile(0.975, x.len() as u32 - 1);
        let k = t * t / n;
        let a = my * my - k * covariance(y, y);
        let b = mx * my - k * covariance(x, y);
        let c = mx * mx - k * covariance(x, x);
        let root = (b * b - a * c).max(0.0).sqrt();
        (a, (b - root) / a, (b + root) / a)
    }

    #[test]
    fn a_part_of_a_sure_whole_has_the_interval_of_its_mean() {
        // VarianceParts 1, 3 of wholes 4, 4: t(1) = 12.7062, standard error 1 of the mean 2.
        let found = ratio_of_means(&[1.0, 3.0], &[4.0, 4.0], UncertaintySource::Chance, 0.0).unwrap();
        let (low, high) = found.interval.unwrap();
        assert_eq!(found.value, 0.5);
        assert!((high.unwrap() - 0.5 - 12.706_205 / 4.0).abs() < 1e-5);
        assert!((0.5 - low.unwrap() - 12.706_205 / 4.0).abs() < 1e-5);
    }

    #[test]
    fn what_is_always_the_same_share_is_known_to_one_agent() {
        let found = ratio_of_means(
            &[1.0, 2.0, 1.5, 1.5, 1.0, 2.0, 1.5, 1.5],
            &[2.0, 4.0, 3.0, 3.0, 2.0, 4.0, 3.0, 3.0],
            UncertaintySource::Chance,
            0.3,
        )
        .unwrap();
        let (low, high) = found.interval.unwrap();
        assert_eq!(found.value, 0.5);
        // Half a grain of 0.3 over the mean whole of 3.
        assert!((low.unwrap() - 0.45).abs() < 1e-9 && (high.unwrap() - 0.55).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn no_ratio_to_what_is_not_above_nothing_and_no_interval_from_one() {
        assert_eq!(ratio_of_means(&[1.0], &[-2.0], UncertaintySource::Chance, 0.0), None);
        assert_eq!(ratio_of_means(&[], &[], UncertaintySource::Chance, 0.0), None);
        let alone = ratio_of_means(&[1.0], &[2.0], UncertaintySource::Chance, 0.0).unwrap();
        assert_eq!((alone.value, alone.interval), (0.5, None));
    }

    #[test]
    fn the_upper_end_is_open_where_the_denominator_may_be_nothing() {
        // Wholes -1, 5, -1, 5: mean 2 with an interval over 0.
        let found = ratio_of_means(
            &[100.0, 101.0, 100.0, 101.0],
            &[-1.0, 5.0, -1.0, 5.0],
            UncertaintySource::Chance,
            0.0,
        )
        .unwrap();
        let (low, high) = found.interval.unwrap();
        assert!(low.unwrap() > 0.0 && high.is_none(), "{found:?}");
    }

    proptest! {
        #[test]
        fn the_ends_are_those_of_the_closed_form(
            pairs in prop::collection::vec((-50.0..50.0_f64, -20.0..20.0_f64), 3..12),
            level in 1.0..400.0_f64,
        ) {
            let x: Vec<f64> = pairs.iter().map(|pair| 0.4 * level + pair.0).collect();
            let y: Vec<f64> = pairs.iter().map(|pair| level + pair.1).collect();
            let (a, low, high) = closed_form(&x, &y);
            prop_assume!(a.abs() > 1e-3 * level * level && mean(&y) > 0.0);
            let found = ratio_of_means(&x, &y, UncertaintySource::Chance, 0.0).unwrap();
            let Some((Some(own_low), own_high)) = found.interval else { return Ok(()) };
            if a > 0.0 {
                let size = high.abs().max(low.abs()).max(1.0);
                prop_assert!((own_low - low).abs() < 1e-6 * size, "{own_low} {low}");
                prop_assert!((own_high.unwrap() - high).abs() < 1e-6 * size, "{own_high:?} {high}");
            } else {
                prop_assert_eq!(own_high, None);
            }
        }
    }
}
