//! Draws by address.

use super::philox::side_by_side;
use super::{Stream, philox4x32_10};
use crate::quantities::Month;

/// Blocks made at once by [`Draws::blocks`]: as many words as the widest registers hold.
const LANES: usize = 16;

/// All the chance of one run: the key made from its seed and replicate. Copied freely; it holds no
/// state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    key: [u32; 2],
}

impl Draws {
    /// The draws of a replicate of a seed.
    pub fn new(seed: u64, replicate: u32) -> Self {
        let counter = [replicate, 0, 0, Stream::RunKey as u32];
        let block = philox4x32_10(counter, [seed as u32, (seed >> 32) as u32]);
        Self { key: [block[0], block[1]] }
    }

    /// Four random words for an agent in a month.
    #[inline]
    pub fn block(&self, stream: Stream, agent: u64, month: Month) -> [u32; 4] {
        self.indexed_block(stream, agent, month, 0)
    }

    /// Four random words where an agent needs several blocks in a month; `index` below 2^24.
    #[inline]
    pub fn indexed_block(&self, stream: Stream, agent: u64, month: Month, index: u32) -> [u32; 4] {
        debug_assert!(index < 1 << 24, "the stream's number stands in the last eight bits");
        let counter = [agent as u32, (agent >> 32) as u32, month.0 as u32, index << 8 | stream as u32];
        philox4x32_10(counter, self.key)
    }

    /// A block for each of many agents whose identities share their high word; word `w` of agent
    /// `n` goes to `words[w][n]`. The same numbers as one [`Draws::indexed_block`] each, several
    /// times faster.
    ///
    /// # Panics
    /// If the columns differ in length from `low_words`.
    #[inline(always)]
    pub fn blocks(
        &self,
        stream: Stream,
        high_word: u32,
        low_words: &[u32],
        month: Month,
        index: u32,
        words: &mut [Vec<u32>; 4],
    ) {
        let [high, month, stream] =
            [high_word, month.0 as u32, index << 8 | stream as u32].map(|word| [word; LANES]);
        let (whole, rest) = low_words.as_chunks::<LANES>();
        let [(a, rest_a), (b, rest_b), (c, rest_c), (d, rest_d)] =
            words.each_mut().map(|column| column.as_chunks_mut::<LANES>());
        for ((((low, a), b), c), d) in whole.iter().zip(a).zip(b).zip(c).zip(d) {
            [*a, *b, *c, *d] = side_by_side([*low, high, month, stream], self.key);
        }
        let mut low = [0; LANES];
        low[..rest.len()].copy_from_slice(rest);
        let block = side_by_side([low, high, month, stream], self.key);
        for (column, drawn) in [rest_a, rest_b, rest_c, rest_d].into_iter().zip(&block) {
            column.copy_from_slice(&drawn[..rest.len()]);
        }
    }

    /// A uniform number in (0, 1) with 53 bits.
    #[inline]
    pub fn uniform(&self, stream: Stream, agent: u64, month: Month) -> f64 {
        let block = self.block(stream, agent, month);
        unit_from_words(block[0], block[1])
    }

    /// Whether an event of probability `p` happens to an agent in a month.
    #[inline]
    pub fn happens(&self, stream: Stream, agent: u64, month: Month, p: f64) -> bool {
        self.uniform(stream, agent, month) < p
    }
}

/// A uniform number in (0, 1) from 53 of 64 random bits; never 0 or 1, so that logarithms stay
/// finite.
#[inline]
pub fn unit_from_words(high: u32, low: u32) -> f64 {
    let bits = (u64::from(high) << 32 | u64::from(low)) >> 12;
    (bits as f64 + 0.5) / (1u64 << 52) as f64
}

/// A uniform number in (0, 1) from one random word.
#[inline]
pub fn unit_from_word(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_always_gives_the_same_words() {
        let draws = Draws::new(7, 3);
        let once = draws.block(Stream::WorkSpell, 99, Month(4));
        assert_eq!(once, Draws::new(7, 3).block(Stream::WorkSpell, 99, Month(4)));
    }

    #[test]
    fn each_part_of_the_address_matters() {
        let draws = Draws::new(7, 3);
        let here = draws.block(Stream::WorkSpell, 99, Month(4));
        assert_ne!(here, Draws::new(8, 3).block(Stream::WorkSpell, 99, Month(4)));
        assert_ne!(here, Draws::new(7, 4).block(Stream::WorkSpell, 99, Month(4)));
        assert_ne!(here, draws.block(Stream::SchoolSpell, 99, Month(4)));
        assert_ne!(here, draws.block(Stream::WorkSpell, 100, Month(4)));
        assert_ne!(here, draws.block(Stream::WorkSpell, 99, Month(5)));
        assert_ne!(here, draws.indexed_block(Stream::WorkSpell, 99, Month(4), 1));
    }

    #[test]
    fn many_blocks_at_once_are_the_blocks_one_by_one() {
        let (draws, month) = (Draws::new(7, 3), Month(-5));
        let low: Vec<u32> = (0..37).map(|n| n * 40_503).collect();
        let mut words = [0; 4].map(|_: i32| vec![0; low.len()]);
        for index in [0, 3] {
            draws.blocks(Stream::HouseholdMonth, 77, &low, month, index, &mut words);
            for (n, &low) in low.iter().enumerate() {
                let agent = 77 << 32 | u64::from(low);
                let alone = draws.indexed_block(Stream::HouseholdMonth, agent, month, index);
                assert_eq!([0, 1, 2, 3].map(|w| words[w][n]), alone);
            }
        }
    }

    #[test]
    fn units_never_reach_their_ends() {
        assert!(unit_from_words(0, 0) > 0.0);
        assert!(unit_from_words(u32::MAX, u32::MAX) < 1.0);
        assert!(unit_from_word(0) > 0.0 && unit_from_word(u32::MAX) < 1.0);
    }

    /// 20,000 agents: mean 1/2 and mean square 1/3, each within four standard errors (the variances
    /// are 1/12 and 4/45).
    #[test]
    fn uniform_numbers_have_the_moments_of_their_law() {
        let draws = Draws::new(7, 3);
        let units: Vec<f64> =
            (0..20_000).map(|agent| draws.uniform(Stream::WorkSpell, agent, Month(4))).collect();
        let mean = |of: fn(f64) -> f64| units.iter().copied().map(of).sum::<f64>() / 20_000.0;
        assert!((mean(|u| u) - 0.5).abs() < 4.0 * (1.0 / 12.0 / 20_000.0_f64).sqrt());
        assert!((mean(|u| u * u) - 1.0 / 3.0).abs() < 4.0 * (4.0 / 45.0 / 20_000.0_f64).sqrt());
    }

    #[test]
    fn an_event_happens_to_those_whose_number_lies_below_its_probability() {
        let draws = Draws::new(7, 3);
        for agent in 0..20 {
            let unit = draws.uniform(Stream::WorkSpell, agent, Month(4));
            let happens = |p| draws.happens(Stream::WorkSpell, agent, Month(4), p);
            let around = [0.0, unit, unit.next_up(), 1.0];
            assert_eq!(around.map(happens), [false, false, true, true], "agent {agent}");
        }
    }
}
