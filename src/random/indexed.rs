//! Chance for studies: the draws of one stream, addressed by row and column.

use super::draws::unit_from_words;
use super::{Draws, Stream, normal_quantile};
use crate::quantities::Month;

/// The draws of one [`Stream`] under one seed. A study has neither agents nor months, so a draw's
/// address is a row and a column, whose meaning the caller states. Holds no state: the same address
/// gives the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexedDraws {
    draws: Draws,
    stream: Stream,
}

impl IndexedDraws {
    /// The draws of a stream under a seed.
    pub fn new(seed: u64, stream: Stream) -> Self {
        Self { draws: Draws::new(seed, 0), stream }
    }

    /// A random word.
    pub fn word(&self, row: u64, column: u32) -> u32 {
        self.words(row, column)[0]
    }

    /// A uniform number in (0, 1) with 52 bits.
    pub fn uniform(&self, row: u64, column: u32) -> f64 {
        let [high, low, ..] = self.words(row, column);
        unit_from_words(high, low)
    }

    /// A standard normal number.
    pub fn normal(&self, row: u64, column: u32) -> f64 {
        normal_quantile(self.uniform(row, column))
    }

    /// A whole number below `bound`; from 64 bits, so that no number is favoured by more than
    /// `bound` in 2^64.
    pub fn below(&self, bound: usize, row: u64, column: u32) -> usize {
        let [high, low, ..] = self.words(row, column);
        let bits = u64::from(high) << 32 | u64::from(low);
        ((u128::from(bits) * bound as u128) >> 64) as usize
    }

    /// The numbers from 0 up to `count` in a random order (Fisher and Yates), from the columns of
    /// one row.
    pub fn shuffled(&self, count: usize, row: u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.below(last + 1, row, last as u32));
        }
        order
    }

    fn words(&self, row: u64, column: u32) -> [u32; 4] {
        self.draws.block(self.stream, row, Month(column as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEXED: fn() -> IndexedDraws = || IndexedDraws::new(5, Stream::BootstrapResample);

    #[test]
    fn each_part_of_the_address_matters() {
        let here = INDEXED().word(1, 2);
        assert_eq!(here, INDEXED().word(1, 2));
        assert_ne!(here, INDEXED().word(2, 2));
        assert_ne!(here, INDEXED().word(1, 3));
        assert_ne!(here, INDEXED().word(1, 2 | 1 << 31));
        assert_ne!(here, IndexedDraws::new(6, Stream::BootstrapResample).word(1, 2));
        assert_ne!(here, IndexedDraws::new(5, Stream::DummyParameter).word(1, 2));
    }

    /// 20,000 rows: the mean and the mean square of a uniform number (1/2, 1/3) and of a normal one
    /// (0, 1), each within four standard errors (the variances of both are 1/12, 4/45 and 1, 2).
    #[test]
    fn numbers_have_the_moments_of_their_laws() {
        let rows = 20_000_u32;
        let near = |draw: &dyn Fn(u64) -> f64, expected: f64, variance: f64| {
            let mean = (0..u64::from(rows)).map(draw).sum::<f64>() / f64::from(rows);
            let error = (variance / f64::from(rows)).sqrt();
            assert!((mean - expected).abs() < 4.0 * error, "{mean} for {expected}");
        };
        let square = |x: f64| x * x;
        near(&|row| INDEXED().uniform(row, 3), 0.5, 1.0 / 12.0);
        near(&|row| square(INDEXED().uniform(row, 3)), 1.0 / 3.0, 4.0 / 45.0);
        near(&|row| INDEXED().normal(row, 3), 0.0, 1.0);
        near(&|row| square(INDEXED().normal(row, 3)), 1.0, 2.0);
    }

    /// 30,000 draws below 3: each count within four standard errors (82) of 10,000.
    #[test]
    fn whole_numbers_below_a_bound_are_equally_likely() {
        let mut counts = [0_i32; 3];
        (0..30_000).for_each(|row| counts[INDEXED().below(3, row, 0)] += 1);
        assert!(counts.iter().all(|count| (count - 10_000).abs() < 4 * 82), "{counts:?}");
    }

    /// 24,000 shuffles of four: each of the 24 orders within four standard errors (31) of 1,000.
    #[test]
    fn every_order_is_equally_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for row in 0..24_000 {
            *counts.entry(INDEXED().shuffled(4, row)).or_insert(0_i32) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| (count - 1_000).abs() < 4 * 31), "{counts:?}");
    }
}
