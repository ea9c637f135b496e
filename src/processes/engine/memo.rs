//! Memoises what is costly to compute and the same for many homes of a month.

use crate::quantities::Month;

/// Values by set of levers (a home's reach bits) in a province, each computed when its set is first
/// seen.
#[derive(Debug, Clone, Default)]
pub struct PerLeverSet<T> {
    of: Option<(Month, u8)>,
    /// One more than the index of each set's value; 0 for a set not seen yet. Empty until levers
    /// act.
    places: Vec<u16>,
    met: Vec<u16>,
    values: Vec<T>,
}

impl<T> PerLeverSet<T> {
    /// Makes room for the values of a month and a province; forgets those of another.
    pub fn begin(&mut self, month: Month, province: u8) {
        if self.of == Some((month, province)) {
            return;
        }
        self.of = Some((month, province));
        self.places.resize(1 << u16::BITS, 0);
        self.forget();
    }

    fn forget(&mut self) {
        for set in self.met.drain(..) {
            self.places[usize::from(set)] = 0;
        }
        self.values.clear();
    }

    /// The value of a set of levers.
    #[inline]
    pub fn get_or_insert_with(&mut self, set: u16, make: impl FnOnce() -> T) -> &mut T {
        if self.places[usize::from(set)] == 0 {
            // One set more than places can tell apart.
            if self.met.len() == usize::from(u16::MAX) {
                self.forget();
            }
            self.values.push(make());
            self.met.push(set);
            self.places[usize::from(set)] = self.values.len() as u16;
        }
        &mut self.values[usize::from(self.places[usize::from(set)]) - 1]
    }

    /// All values, in the order in which their sets were met.
    pub fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}

/// What cash adds to log consumption in a month, by the level of log consumption: each computed when
/// its level is first met. Of one amount, the first of the month; there is seldom another.
#[derive(Debug, Clone, Default)]
pub struct CashGains {
    of: Option<(Month, f32)>,
    values: Vec<f32>,
}

/// Levels of log consumption on either side of the national reference that are memoised, in steps of
/// its column: up to 55 times the reference, and down to a 55th of it.
const LEVELS: i32 = 4 * 2048;

impl CashGains {
    /// The gain of a home whose log consumption has so many steps, the season's part apart, which
    /// `farm` homes have and others not.
    #[inline]
    pub fn get_or_insert_with(
        &mut self,
        (month, cash): (Month, f32),
        (steps, farm): (i32, bool),
        make: impl FnOnce() -> f32,
    ) -> f32 {
        if self.of.is_none_or(|(last, _)| last != month) {
            self.of = Some((month, cash));
            self.values.clear();
            self.values.resize(4 * LEVELS as usize, f32::NAN);
        }
        if self.of != Some((month, cash)) || !(-LEVELS..LEVELS).contains(&steps) {
            return make();
        }
        let gain = &mut self.values[(2 * (steps + LEVELS)) as usize + usize::from(farm)];
        if gain.is_nan() {
            *gain = make();
        }
        *gain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_is_computed_once_for_a_month_an_amount_a_level_and_a_season() {
        let mut gains = CashGains::default();
        let (june, july) = ((Month(5), 100.0), (Month(6), 100.0));
        let mut made = 0;
        let mut get = |of, level| {
            gains.get_or_insert_with(of, level, || {
                made += 1;
                made as f32
            })
        };
        let asked = [(june, 3, false), (june, 3, true), (june, 3, false), (june, -9, true), (june, 3, true)];
        assert_eq!(asked.map(|(of, steps, farm)| get(of, (steps, farm))), [1.0, 2.0, 1.0, 3.0, 2.0]);
        assert_eq!(get(june, (LEVELS, false)), 4.0);
        assert_eq!(get(june, (LEVELS, false)), 5.0, "beyond the levels each is computed");
        assert_eq!((get(july, (3, false)), get((Month(6), 90.0), (3, false))), (6.0, 7.0));
        assert_eq!((get(july, (3, false)), get((Month(6), 90.0), (3, false))), (6.0, 8.0));
    }

    #[test]
    fn a_value_is_made_once_for_a_province_and_a_month() {
        let mut memo = PerLeverSet::default();
        memo.begin(Month(3), 1);
        let mut made = Vec::new();
        for set in [3, 0, 3, u16::MAX, 0] {
            memo.begin(Month(3), 1);
            let value = *memo.get_or_insert_with(set, || {
                made.push(set);
                10 * u32::from(set)
            });
            assert_eq!(value, 10 * u32::from(set));
        }
        assert_eq!(made, [3, 0, u16::MAX]);
        assert_eq!(memo.values_mut(), [30, 0, 655_350]);
        memo.begin(Month(3), 2);
        assert_eq!(*memo.get_or_insert_with(3, || 7), 7);
        memo.begin(Month(4), 2);
        assert_eq!(*memo.get_or_insert_with(3, || 8), 8);
    }
}
