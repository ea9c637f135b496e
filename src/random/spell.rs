//! Spell clocks: one unit exponential a spell, run down by the month's hazard.
//!
//! When a spell begins a unit exponential `E` is drawn. Each month the month's hazard `h` is subtracted; the
//! event falls in the month in which the clock runs out. For a hazard that is constant within months this is
//! exact (`P(no event by month n) = exp(-sum h)`), it is monotone in the hazard for each child (a protective
//! lever can only delay that child's event): the "common reaction path"
//! coupling of stochastic kinetics (Rathinam, Sheppard and Khammash 2010, doi:10.1063/1.3314759).
//!
//! A clock has two bytes: it counts steps of 1/2048. What of a month's hazard lies below a step is kept with its probability:
//! `h` takes off `floor(2048 h + d)` steps, `d` being a uniform number of the home's month (a dither). Whatever a
//! spell's hazards, the mean taken off is `h`; where a month takes off `n` or `n + 1` steps, a spell outlasts it with probability
//! `exp(-h)` to within `1 / (8 * 2048^2)`, and as `d` is the same whatever the hazard, a smaller hazard still never
//! brings an event forward. A month's dither is the same for all clocks of a home: two of its events fall into one month
//! a little more often than by themselves, by less than one in two thousand of either.

use super::draws::{unit_from_word, unit_from_words};
use super::{Draws, Stream};
use crate::quantities::{Month, nearest_whole};
use bytemuck::must_cast;
use serde::{Deserialize, Serialize};
use wide::{f32x4, i16x8, i32x4};

/// Steps of a clock in one unit of cumulative hazard.
const STEPS: f32 = 2048.0;
/// Steps that no clock outlasts.
const MOST_STEPS: f32 = 32_767.0;
/// Bits of a dither.
const DITHER_BITS: u32 = 16;

/// What remains of a spell's unit exponential, in steps of 1/2048; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[repr(transparent)]
pub struct SpellClock(i16);

/// Which of two neighbouring whole numbers of steps a hazard takes off this month: a uniform number in [0, 1).
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(transparent)]
pub struct Dither(f32);

impl Dither {
    /// From the low 16 bits of a random word: the middle of one of 65,536 intervals.
    #[inline(always)]
    pub fn from_low_bits(word: u32) -> Self {
        Self(((word & ((1 << DITHER_BITS) - 1)) as f32 + 0.5) / (1u32 << DITHER_BITS) as f32)
    }
}

/// A month's hazard in steps of a [`SpellClock`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Hazard(i32);

impl Hazard {
    /// The hazard of a month from its rate; every clock runs out under a rate of 16 or more.
    #[inline(always)]
    pub fn from_rate(rate: f32, dither: Dither) -> Self {
        Self(nearest_whole(rate * STEPS + (dither.0 - 0.5), 0.0, MOST_STEPS))
    }
}

/// Four spell clocks in one word, because they run down together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[repr(transparent)]
pub struct FourClocks(u64);

impl FourClocks {
    /// One of the clocks.
    pub fn get(self, place: usize) -> SpellClock {
        SpellClock((self.0 >> (16 * place)) as i16)
    }

    /// Replaces one of the clocks.
    pub fn set(&mut self, place: usize, clock: SpellClock) {
        let shift = 16 * place;
        self.0 = self.0 & !(0xFFFF << shift) | u64::from(clock.0 as u16) << shift;
    }

    /// Runs the clocks down by a month's hazards, all in one register; a bit for each that ran out.
    #[inline(always)]
    pub fn run_out(&mut self, rates: f32x4, dither: Dither) -> u8 {
        let steps = rates * f32x4::splat(STEPS) + f32x4::splat(dither.0 - 0.5);
        let hazards = steps.fast_min(f32x4::splat(MOST_STEPS)).fast_round_int();
        let hazards = i16x8::from_i32x8_saturate(must_cast([hazards, i32x4::splat(0)]));
        let clocks: i16x8 = must_cast([self.0, 0]);
        let left = clocks - hazards;
        let [kept, _]: [u64; 2] = must_cast(left.max(i16x8::splat(0)));
        self.0 = kept;
        left.to_bitmask() as u8
    }
}

impl SpellClock {
    /// The clock of a spell that begins this month.
    #[inline]
    pub fn start(draws: &Draws, stream: Stream, agent: u64, month: Month) -> Self {
        let block = draws.block(stream, agent, month);
        Self::from_exponential(-libm::log(unit_from_words(block[0], block[1])))
    }

    /// The clock of a spell whose length is drawn by one word of a block.
    #[inline]
    pub fn from_word(word: u32) -> Self {
        Self::from_exponential(-libm::log(unit_from_word(word)))
    }

    /// A clock that stands at a unit exponential of this size; the largest that fits is 16, beyond which one in nine
    /// million lies.
    pub fn from_exponential(exponential: f64) -> Self {
        Self((exponential * f64::from(STEPS)).min(f64::from(MOST_STEPS) - 1.0) as i16)
    }

    /// Runs the clock down by a month's hazard; whether it ran out.
    #[inline(always)]
    pub fn runs_out(&mut self, hazard: Hazard) -> bool {
        let left = i32::from(self.0) - hazard.0;
        self.0 = left.max(0) as i16;
        left < 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dither that adds nothing to a step that has hardly begun.
    const NONE: Dither = Dither(0.5 / 65_536.0);

    #[test]
    fn a_clock_runs_out_in_the_month_its_exponential_falls_in() {
        let mut clock = SpellClock::from_exponential(0.25);
        let hazard = Hazard::from_rate(0.1, NONE);
        assert_eq!([(); 3].map(|()| clock.runs_out(hazard)), [false, false, true]);
    }

    #[test]
    fn no_hazard_no_event() {
        let mut clock = SpellClock::from_exponential(0.0);
        assert!(!clock.runs_out(Hazard::from_rate(0.0, Dither::from_low_bits(u32::MAX))));
    }

    #[test]
    fn steps_and_dither_make_the_whole_number_below_their_sum() {
        for (steps, dither, whole) in
            [(0.0, 0.999, 0), (0.25, 0.5, 0), (0.75, 0.5, 1), (204.8, 0.1, 204), (204.8, 0.3, 205)]
        {
            assert_eq!(Hazard::from_rate(steps / STEPS, Dither(dither)), Hazard(whole), "{steps} {dither}");
        }
    }

    #[test]
    fn four_clocks_in_a_word_run_as_each_would() {
        for (rate, dither) in [(0.0, 0.4), (0.1, 0.1), (0.3, 0.9), (2.0, 0.4), (20.0, 0.4)] {
            let dither = Dither(dither);
            let mut alone = [0.0, 0.2, 0.5, 3.0].map(SpellClock::from_exponential);
            let mut together = FourClocks::default();
            alone.iter().enumerate().for_each(|(place, &clock)| together.set(place, clock));
            let ended = together.run_out(f32x4::splat(rate), dither);
            let each = alone.each_mut().map(|clock| clock.runs_out(Hazard::from_rate(rate, dither)));
            assert_eq!([0, 1, 2, 3].map(|place| together.get(place)), alone, "{rate}");
            assert_eq!([0, 1, 2, 3].map(|place| ended >> place & 1 == 1), each, "{rate}");
        }
    }

    #[test]
    fn a_clock_that_is_replaced_leaves_the_other_three() {
        let mut clocks = FourClocks::default();
        (0..4).for_each(|place| clocks.set(place, SpellClock(0x0FFF)));
        clocks.set(2, SpellClock(0x0101));
        assert_eq!([0, 1, 2, 3].map(|place| clocks.get(place).0), [0x0FFF, 0x0FFF, 0x0101, 0x0FFF]);
    }

    /// A dither stands in the middle of its interval; half of all spells outlast ln 2 = 1419.57 steps.
    #[test]
    fn words_become_dithers_and_lengths_by_hand() {
        let of = |word| Dither::from_low_bits(word).0 * 65_536.0;
        assert_eq!([0, 1, 0xFFFF, 0xABCD_0001].map(of), [0.5, 1.5, 65_535.5, 1.5]);
        assert_eq!([1 << 31, u32::MAX].map(|word| SpellClock::from_word(word).0), [1419, 0]);
    }

    #[test]
    fn every_clock_ends_under_a_certain_hazard() {
        let mut clock = SpellClock::from_exponential(40.0);
        assert!(clock.runs_out(Hazard::from_rate(16.0, NONE)));
    }

    /// Survival over n months is exp(-n h): 40,000 clocks over 12 months, within four standard errors, for hazards of many
    /// steps and of a fraction of one. The dither is drawn anew each month.
    #[test]
    fn survival_follows_the_exponential_law() {
        let draws = Draws::new(11, 0);
        let agents = 40_000;
        for rate in [0.03, 0.0007, 0.0001] {
            let outlasts = |agent: &u64| {
                let mut clock = SpellClock::start(&draws, Stream::WorkSpell, *agent, Month(0));
                (0..120).all(|month| {
                    let word = draws.block(Stream::HouseholdMonth, *agent, Month(month))[0];
                    !clock.runs_out(Hazard::from_rate(rate, Dither::from_low_bits(word)))
                })
            };
            let survivors = (0..agents).filter(outlasts).count();
            let expected = libm::exp(-120.0 * f64::from(rate));
            let error = (expected * (1.0 - expected) / agents as f64).sqrt();
            assert!((survivors as f64 / agents as f64 - expected).abs() < 4.0 * error, "{rate}");
        }
    }

    #[test]
    fn a_smaller_hazard_never_brings_the_event_forward() {
        let draws = Draws::new(12, 0);
        let month_of_event = |agent, rate| {
            let mut clock = SpellClock::start(&draws, Stream::WorkSpell, agent, Month(0));
            let dither =
                |month: i32| Dither::from_low_bits((agent as u32).wrapping_mul(month as u32 * 40_503));
            (0..600).find(|&month| clock.runs_out(Hazard::from_rate(rate, dither(month)))).unwrap_or(600)
        };
        for agent in 0..2_000 {
            for (low, high) in [(0.02, 0.03), (0.000_2, 0.000_3)] {
                assert!(month_of_event(agent, low) >= month_of_event(agent, high));
            }
        }
    }
}
