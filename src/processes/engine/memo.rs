//! Homes that the same levers reach are moved alike: what levers do to them is reckoned once a commune for each set of levers.

/// Values by set of levers (a home's reach bits), made when a set is met first.
#[derive(Debug, Clone, Default)]
pub struct PerLeverSet<T> {
    /// One more than the place of each set's value; 0 where the set has not been met. Empty until levers act.
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
    pub fn of(&mut self, set: u16, make: impl FnOnce() -> T) -> T {
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
        let mut alike = PerLeverSet::default();
        let mut made = Vec::new();
        for set in [3, 0, 3, u16::MAX, 0] {
            assert_eq!(
                alike.of(set, || {
                    made.push(set);
                    10 * u32::from(set)
                }),
                10 * u32::from(set)
            );
        }
        assert_eq!(made, [3, 0, u16::MAX]);
        alike.clear();
        assert_eq!(alike.of(3, || 7), 7);
    }
}
