//! Running down a column of spell clocks.

use crate::random::{HazardSteps, SpellClock, run_out};

/// Clocks that run down together: a register of 512 bits, or two of 256.
const TOGETHER: usize = 32;

/// Runs down the clocks of people who have `EACH` of them, by as many hazards, and tells of every
/// person with a clock that ran out: the row, and a bit for each such clock. Rows come in their
/// order.
///
/// # Panics
/// If there are fewer hazards than clocks.
#[inline(always)]
pub fn run_down<const EACH: usize>(
    clocks: &mut [SpellClock],
    hazards: &[HazardSteps],
    mut ran_out: impl FnMut(u16, u8),
) {
    const { assert!(TOGETHER.is_multiple_of(EACH) && EACH <= 8) };
    let hazards = &hazards[..clocks.len()];
    let people = (0u16..).step_by(TOGETHER / EACH);
    let mut tell = |first: u16, mut ended: u32| {
        while ended != 0 {
            let person = ended.trailing_zeros() / EACH as u32;
            let all = ((1 << EACH) - 1) << (person * EACH as u32);
            ran_out(first + person as u16, ((ended & all) >> (person * EACH as u32)) as u8);
            ended &= !all;
        }
    };
    let (groups, rest) = clocks.as_chunks_mut::<TOGETHER>();
    let (hazards, hazards_of_rest) = hazards.as_chunks::<TOGETHER>();
    let first_of_rest = (groups.len() * TOGETHER / EACH) as u16;
    for ((clocks, hazards), first) in groups.iter_mut().zip(hazards).zip(people) {
        tell(first, run_out(clocks, hazards));
    }
    if rest.is_empty() {
        return;
    }
    // The last ones beside clocks that stand still.
    let (mut last, mut hazards) = ([SpellClock::default(); TOGETHER], [HazardSteps::default(); TOGETHER]);
    last[..rest.len()].copy_from_slice(rest);
    hazards[..rest.len()].copy_from_slice(hazards_of_rest);
    let ended = run_out(&mut last, &hazards);
    rest.copy_from_slice(&last[..rest.len()]);
    tell(first_of_rest, ended);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Dither;

    /// Seventy people with four clocks each, which stand at 0 to 1.39, under hazards of 0 to 0.9.
    #[test]
    fn a_column_runs_down_as_each_clock_would() {
        let mut clocks: Vec<[SpellClock; 4]> = (0..70)
            .map(|person| {
                [0, 1, 2, 3]
                    .map(|n| SpellClock::from_exponential(f64::from((7 * person + 3 * n) % 140) / 100.0))
            })
            .collect();
        let hazard = |n: usize| HazardSteps::from_rate((n * n % 10) as f32 / 10.0, Dither::from_low_bits(0));
        let hazards: Vec<HazardSteps> = (0..4 * clocks.len()).map(hazard).collect();
        let mut alone = clocks.clone();
        let mut expected = Vec::new();
        for (person, clocks) in alone.iter_mut().enumerate() {
            let ran_out = |n: usize| u8::from(clocks[n].runs_out(hazards[4 * person + n])) << n;
            let bits = [0, 1, 2, 3].map(ran_out).iter().sum::<u8>();
            if bits != 0 {
                expected.push((person as u16, bits));
            }
        }
        let mut seen = Vec::new();
        run_down::<4>(clocks.as_flattened_mut(), &hazards, |row, bits| seen.push((row, bits)));
        assert_eq!((clocks, seen), (alone, expected.clone()));
        assert!(
            expected.iter().any(|&(row, _)| row >= 64)
                && expected.iter().any(|(_, bits)| bits.count_ones() > 1)
        );
    }

    #[test]
    fn a_person_with_one_clock_is_one_row() {
        let mut clocks = vec![SpellClock::from_exponential(0.5); 40];
        let mut hazards = vec![HazardSteps::default(); 40];
        for row in [3, 31, 32, 39] {
            hazards[row] = HazardSteps::from_rate(1.0, Dither::from_low_bits(0));
        }
        let mut seen = Vec::new();
        run_down::<1>(&mut clocks, &hazards, |row, bits| seen.push((row, bits)));
        assert_eq!(seen, [(3, 1), (31, 1), (32, 1), (39, 1)]);
    }
}
