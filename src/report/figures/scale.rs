//! Axes: from values to places, and round numbers to mark on them.

/// A straight scale from values to places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    values: (f64, f64),
    places: (f64, f64),
}

impl Scale {
    /// The scale that puts the first value on the first place and the second on the second.
    pub fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { values, places }
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
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
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
        let scale = Scale::around([0.013, 0.187], true, (0.0, 100.0));
        assert_eq!(scale.ticks().len(), 5);
        assert!((scale.ticks()[4] - 0.2).abs() < 1e-12);
        assert!((scale.place(0.1) - 50.0).abs() < 1e-9);
        let below = Scale::around([-7.0, -1.0], true, (0.0, 100.0));
        assert_eq!(below.ticks(), [-8.0, -6.0, -4.0, -2.0, 0.0]);
        assert_eq!([step(1.0), step(1.1), step(2.5), step(6.0), step(0.03)], [1.0, 2.0, 5.0, 10.0, 0.05]);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_the_axis(values in prop::collection::vec(-1e6..1e6f64, 1..20), zero: bool) {
            let scale = Scale::around(values.iter().copied(), zero, (0.0, 100.0));
            for value in values {
                let place = scale.place(value);
                prop_assert!((-1e-6..=100.0 + 1e-6).contains(&place), "{} at {}", value, place);
            }
            prop_assert!((2..=8).contains(&scale.ticks().len()), "{:?}", scale.ticks());
        }
    }
}
