//! Memoises a value per commune for each set of levers that reaches a home.

/// Values by set of levers (a home's reach bits), each computed when its set is first seen.
#[derive(Debug, Clone, Default)]
pub struct PerLeverSet<T> {
    /// One more than the index of each set's value; 0 for a set not seen yet. Empty until levers
    /// act.
    places: Vec<u16>,
    met: Vec<u16>,
    values: Vec<T>,
}

impl<T: Copy> PerLeverSet<T> {
    /// Forgets all values.
    pub fn clear(&mut self) {
        for set in self.met.drain(..) {
            self.places[usize::from(set)] = 0;
        }
        self.values.clear();
    }

    /// The value of a set of levers.
    #[inline]
    pub fn get_or_insert_with(&mut self, set: u16, make: impl FnOnce() -> T) -> T {
        self.places.resize(1 << u16::BITS, 0);
        let place = &mut self.places[usize::from(set)];
        if *place == 0 {
            self.values.push(make());
            self.met.push(set);
            // A commune has fewer homes than a u16 counts, and no more sets than homes.
            *place = self.values.len() as u16;
        }
        self.values[usize::from(*place) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_until_all_are_forgotten() {
        let mut memo = PerLeverSet::default();
        let mut made = Vec::new();
        for set in [3, 0, 3, u16::MAX, 0] {
            assert_eq!(
                memo.get_or_insert_with(set, || {
                    made.push(set);
                    10 * u32::from(set)
                }),
                10 * u32::from(set)
            );
        }
        assert_eq!(made, [3, 0, u16::MAX]);
        memo.clear();
        assert_eq!(memo.get_or_insert_with(3, || 7), 7);
    }
}
