//! Spell clocks: one unit exponential a spell, run down by the month's hazard.
//!
//! When a spell begins a unit exponential `E` is drawn. Each month the month's hazard `h` is
//! subtracted; the event falls in the month in which the clock runs out. For a hazard that is
//! constant within months this is exact (`P(no event by month n) = exp(-sum h)`), it is monotone in
//! the hazard for each child (a protective lever can only delay that child's event): the "common
//! reaction path" coupling of stochastic kinetics (Rathinam, Sheppard and Khammash 2010,
//! doi:10.1063/1.3314759).
//!
//! A clock has two bytes: it counts steps of 1/2048. What of a month's hazard lies below a step is
//! kept with its probability: `h` takes off `floor(2048 h + d)` steps, `d` being a uniform number
//! of the home's month (a dither). Whatever a spell's hazards, the mean taken off is `h`; where a
//! month takes off `n` or `n + 1` steps, a spell outlasts it with probability `exp(-h)` to within
//! `1 / (8 * 2048^2)`, and as `d` is the same whatever the hazard, a smaller hazard still never
//! brings an event forward. A month's dither is the same for all clocks of a home: two of its
//! events fall into one month a little more often than by themselves, by less than one in two
//! thousand of either.

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

/// Which of two neighbouring whole numbers of steps a hazard takes off this month: a uniform number
/// in [0, 1), less a half, so that rounding to the nearest whole number leaves the one below the
/// sum.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(transparent)]
pub struct Dither(f32);

impl Dither {
    /// From the low 16 bits of a random word: the middle of one of 65,536 intervals.
    #[inline(always)]
    pub fn from_low_bits(word: u32) -> Self {
        Self::new(((word & ((1 << DITHER_BITS) - 1)) as f32 + 0.5) / (1u32 << DITHER_BITS) as f32)
    }

    /// From a number in [0, 1).
    #[inline(always)]
    fn new(unit: f32) -> Self {
        Self(unit - 0.5)
    }
}

/// A month's hazard in steps of a [`SpellClock`] with its dither, not yet a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(transparent)]
pub struct FractionalSteps(f32);

impl FractionalSteps {
    /// The steps of a rate.
    #[inline(always)]
    pub fn new(rate: f32, dither: Dither) -> Self {
        Self(rate * STEPS + dither.0)
    }

    /// The whole number of them that a clock loses.
    #[inline(always)]
    pub fn whole(self) -> HazardSteps {
        HazardSteps(nearest_whole(self.0, 0.0, MOST_STEPS) as i16)
    }
}

/// A month's hazard in steps of a [`SpellClock`]; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(transparent)]
pub struct HazardSteps(i16);

impl HazardSteps {
    /// The hazard of a month from its rate; every clock runs out under a rate of 16 or more.
    #[inline(always)]
    pub fn from_rate(rate: f32, dither: Dither) -> Self {
        FractionalSteps::new(rate, dither).whole()
    }

    /// The hazards of four spells side by side.
    #[inline(always)]
    pub fn from_rates(rates: f32x4, dither: Dither) -> [Self; 4] {
        let steps = rates * f32x4::splat(STEPS) + f32x4::splat(dither.0);
        let whole = steps.fast_min(f32x4::splat(MOST_STEPS)).fast_round_int();
        let narrow = i16x8::from_i32x8_saturate(must_cast([whole, i32x4::splat(0)]));
        let [hazards, _]: [[i16; 4]; 2] = must_cast(narrow);
        hazards.map(Self)
    }
}

/// Runs clocks down by a month's hazards, each by its own; a bit for each that ran out, the first
/// the lowest.
#[inline(always)]
pub fn run_out<const N: usize>(clocks: &mut [SpellClock; N], hazards: &[HazardSteps; N]) -> u32 {
    const { assert!(N <= 32, "a bit for each") };
    let mut left = [0; N];
    for (left, (clock, hazard)) in left.iter_mut().zip(clocks.iter().zip(hazards)) {
        *left = clock.0 - hazard.0;
    }
    for (clock, left) in clocks.iter_mut().zip(left) {
        clock.0 = left.max(0);
    }
    // The sign of all of them together is that of a number below zero, if there is one.
    if left.into_iter().fold(0, std::ops::BitOr::bitor) < 0 { below_zero(&left) } else { 0 }
}

/// A bit for each number below zero.
#[cold]
fn below_zero(numbers: &[i16]) -> u32 {
    numbers.iter().zip(0..).fold(0, |bits, (&number, place)| bits | u32::from(number < 0) << place)
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

    /// A clock that stands at a unit exponential of this size; the largest that fits is 16, beyond
    /// which one in nine million lies.
    pub fn from_exponential(exponential: f64) -> Self {
        Self((exponential * f64::from(STEPS)).min(f64::from(MOST_STEPS) - 1.0) as i16)
    }

    /// Runs the clock down by a month's hazard; whether it ran out.
    #[inline(always)]
    pub fn runs_out(&mut self, hazard: HazardSteps) -> bool {
        let left = self.0 - hazard.0;
        self.0 = left.max(0);
        left < 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dither that adds nothing to a step that has hardly begun.
    const NONE: Dither = Dither(0.5 / 65_536.0 - 0.5);

    #[test]
    fn a_clock_runs_out_in_the_month_its_exponential_falls_in() {
        let mut clock = SpellClock::from_exponential(0.25);
        let hazard = HazardSteps::from_rate(0.1, NONE);
        assert_eq!([(); 3].map(|()| clock.runs_out(hazard)), [false, false, true]);
    }

    #[test]
    fn no_hazard_no_event() {
        let mut clock = SpellClock::from_exponential(0.0);
        assert!(!clock.runs_out(HazardSteps::from_rate(0.0, Dither::from_low_bits(u32::MAX))));
    }

    #[test]
    fn steps_and_dither_make_the_whole_number_below_their_sum() {
        for (steps, dither, whole) in
            [(0.0, 0.999, 0), (0.25, 0.5, 0), (0.75, 0.5, 1), (204.8, 0.1, 204), (204.8, 0.3, 205)]
        {
            assert_eq!(
                HazardSteps::from_rate(steps / STEPS, Dither::new(dither)),
                HazardSteps(whole),
                "{steps} {dither}"
            );
        }
    }

    #[test]
    fn clocks_side_by_side_run_as_each_would() {
        for (rate, dither) in [(0.0, 0.4), (0.1, 0.1), (0.3, 0.9), (2.0, 0.4), (20.0, 0.4), (1e5, 0.4)] {
            let dither = Dither::new(dither);
            let mut alone = [0.0, 0.2, 0.5, 3.0].map(SpellClock::from_exponential);
            let mut together = alone;
            let hazards = HazardSteps::from_rates(f32x4::new([rate, 0.5 * rate, rate, 2.0 * rate]), dither);
            let each = [rate, 0.5 * rate, rate, 2.0 * rate].map(|rate| HazardSteps::from_rate(rate, dither));
            assert_eq!(hazards, each, "{rate}");
            let ended = run_out(&mut together, &hazards);
            let bits = alone.iter_mut().zip(each).map(|(clock, hazard)| clock.runs_out(hazard));
            assert_eq!(
                ended,
                bits.zip(0..).fold(0, |bits, (ran_out, place)| bits | u32::from(ran_out) << place)
            );
            assert_eq!(together, alone, "{rate}");
        }
    }

    /// A dither stands in the middle of its interval; half of all spells outlast ln 2 = 1419.57
    /// steps.
    #[test]
    fn words_become_dithers_and_lengths_by_hand() {
        let of = |word| (Dither::from_low_bits(word).0 + 0.5) * 65_536.0;
        assert_eq!([0, 1, 0xFFFF, 0xABCD_0001].map(of), [0.5, 1.5, 65_535.5, 1.5]);
        assert_eq!([1 << 31, u32::MAX].map(|word| SpellClock::from_word(word).0), [1419, 0]);
    }

    #[test]
    fn every_clock_ends_under_a_certain_hazard() {
        let mut clock = SpellClock::from_exponential(40.0);
        assert!(clock.runs_out(HazardSteps::from_rate(16.0, NONE)));
    }

    /// Survival over n months is exp(-n h): 40,000 clocks over 12 months, within four standard
    /// errors, for hazards of many steps and of a fraction of one. The dither is drawn anew each
    /// month.
    #[test]
    fn survival_follows_the_exponential_law() {
        let draws = Draws::new(11, 0);
        let agents = 40_000;
        for rate in [0.03, 0.0007, 0.0001] {
            let outlasts = |agent: &u64| {
                let mut clock = SpellClock::start(&draws, Stream::WorkSpell, *agent, Month(0));
                (0..120).all(|month| {
                    let word = draws.block(Stream::HouseholdMonth, *agent, Month(month))[0];
                    !clock.runs_out(HazardSteps::from_rate(rate, Dither::from_low_bits(word)))
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
            (0..600).find(|&month| clock.runs_out(HazardSteps::from_rate(rate, dither(month)))).unwrap_or(600)
        };
        for agent in 0..2_000 {
            for (low, high) in [(0.02, 0.03), (0.000_2, 0.000_3)] {
                assert!(month_of_event(agent, low) >= month_of_event(agent, high));
            }
        }
    }
}
