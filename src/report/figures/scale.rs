//! Axes: from values to places, and round numbers to mark on them.

/// Values that span more than this many times stand on a logarithmic axis.
const SPAN: f64 = 30.0;

/// A scale from values to places, straight or logarithmic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisScale {
    values: (f64, f64),
    places: (f64, f64),
    logarithmic: bool,
}

impl AxisScale {
    /// The scale that puts the first value on the first place and the second on the second.
    pub fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { values, places, logarithmic: false }
    }

    /// A scale that holds all values: from zero, or logarithmic where that is allowed and the
    /// values, all above zero, span orders of magnitude.
    pub fn of(values: &[f64], logarithmic: bool, places: (f64, f64)) -> Self {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !(logarithmic && least > 0.0 && greatest.is_finite() && greatest / least > SPAN) {
            return Self::around(values.iter().copied(), true, places);
        }
        let power = |value: f64| libm::pow(10.0, value);
        let low = power(libm::floor(libm::log10(least) + 1e-9));
        let high = power(libm::ceil(libm::log10(greatest) - 1e-9));
        Self { values: (low, high), places, logarithmic: true }
    }

    /// A scale that holds all values, with ends at round numbers; it holds zero if asked to.
    pub fn around(values: impl IntoIterator<Item = f64>, zero: bool, places: (f64, f64)) -> Self {
        let mut ends: Option<(f64, f64)> = if zero { Some((0.0, 0.0)) } else { None };
        for value in values.into_iter().filter(|value| value.is_finite()) {
            ends = Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        let (low, high) = ends.unwrap_or((0.0, 1.0));
        let (low, high) =
            if low == high { (low - 0.5 * pad(low), high + 0.5 * pad(high)) } else { (low, high) };
        let step = step((high - low) / 4.0);
        let low = if zero && low >= 0.0 { 0.0 } else { (low / step).floor() * step };
        let high = if zero && high <= 0.0 { 0.0 } else { (high / step).ceil() * step };
        Self::new((low, high), places)
    }

    /// The place of a value.
    pub fn place(&self, value: f64) -> f64 {
        let on = |value: f64| if self.logarithmic { libm::log10(value) } else { value };
        let share = (on(value) - on(self.values.0)) / (on(self.values.1) - on(self.values.0));
        self.places.0 + share * (self.places.1 - self.places.0)
    }

    /// The place of a value, or the nearest end.
    pub fn held(&self, value: f64) -> f64 {
        self.place(value.clamp(self.values.0, self.values.1))
    }

    /// Whether a value lies between the ends.
    pub fn holds(&self, value: f64) -> bool {
        (self.values.0..=self.values.1).contains(&value)
    }

    /// Round values to mark, from end to end.
    pub fn ticks(&self) -> Vec<f64> {
        let (low, high) = self.values;
        if self.logarithmic {
            let powers = libm::round(libm::log10(high / low)) as i32;
            // At most five marks, always at powers of ten.
            let every = (powers / 5 + 1) as usize;
            return (0..=powers).step_by(every).map(|at| low * libm::pow(10.0, f64::from(at))).collect();
        }
        let step = step((high - low) / 4.0);
        let first = (low / step - 1e-9).ceil() as i64;
        let last = (high / step + 1e-9).floor() as i64;
        (first..=last).map(|at| at as f64 * step).collect()
    }
}

fn pad(value: f64) -> f64 {
    if value == 0.0 { 1.0 } else { value.abs() }
}

/// The smallest of 1, 2, 5 times a power of ten that is no smaller than `rough`.
pub fn step(rough: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(rough.max(f64::MIN_POSITIVE))));
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| times * power >= rough * (1.0 - 1e-9));
    times.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_and_ticks_are_round() {
        let scale = AxisScale::around([0.013, 0.187], true, (0.0, 100.0));
        assert_eq!(scale.ticks().len(), 5);
        assert!((scale.ticks()[4] - 0.2).abs() < 1e-12);
        assert!((scale.place(0.1) - 50.0).abs() < 1e-9);
        let below = AxisScale::around([-7.0, -1.0], true, (0.0, 100.0));
        assert_eq!(below.ticks(), [-8.0, -6.0, -4.0, -2.0, 0.0]);
        assert_eq!([step(1.0), step(1.1), step(2.5), step(6.0), step(0.03)], [1.0, 2.0, 5.0, 10.0, 0.05]);
    }

    #[test]
    fn values_that_span_orders_of_magnitude_stand_on_a_logarithmic_axis() {
        let scale = AxisScale::of(&[3e3, 2e6], true, (0.0, 300.0));
        assert_eq!(scale.ticks().len(), 5);
        assert!((scale.place(1e3), scale.place(1e7)) == (0.0, 300.0));
        assert!((scale.place(1e5) - 150.0).abs() < 1e-9);
        // Without orders of magnitude, below zero, or where it is not allowed, the axis is straight
        // and holds zero.
        for straight in [
            AxisScale::of(&[3.0, 20.0], true, (0.0, 1.0)),
            AxisScale::of(&[-3.0, 2e6], true, (0.0, 1.0)),
            AxisScale::of(&[3.0, 2e6], false, (0.0, 1.0)),
        ] {
            assert!(straight.holds(0.0));
        }
    }

    proptest! {
        #[test]
        fn every_value_lies_on_the_axis(values in prop::collection::vec(-1e6..1e6f64, 1..20), zero: bool) {
            let scale = AxisScale::around(values.iter().copied(), zero, (0.0, 100.0));
            for value in values {
                let place = scale.place(value);
                prop_assert!((-1e-6..=100.0 + 1e-6).contains(&place), "{} at {}", value, place);
            }
            prop_assert!((2..=8).contains(&scale.ticks().len()), "{:?}", scale.ticks());
        }
    }
}
