//! The generator against an independent implementation of Philox4x32-10, and its addresses: none is
//! used twice, and neighbours have nothing to do with each other.

#[path = "random/lattice.rs"]
mod lattice;

use lachan::population::keys;
use lachan::quantities::Month;
use lachan::random::{Draws, Stream, philox4x32_10};
use proptest::prelude::*;
use rand_philox::Philox;
use std::collections::BTreeSet;

#[test]
fn ten_thousand_blocks_equal_those_of_an_independent_crate() {
    let mut word: u32 = 12_345;
    let mut next = || {
        word = word.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        word
    };
    for _ in 0..10_000 {
        let (counter, key) = ([next(), next(), next(), next()], [next(), next()]);
        let joined = counter.iter().rev().fold(0u128, |sum, &part| sum << 32 | u128::from(part));
        let mut theirs = [0; 4];
        Philox::new(key, joined).fill_u32(&mut theirs);
        assert_eq!(philox4x32_10(counter, key), theirs);
    }
}

/// Words of the lattice of persons, months and decisions (streams, four words each). A release
/// looks at a thousand million: `LACHAN_DRAWS=1000000000`.
#[test]
fn along_persons_months_and_decisions_the_words_are_those_of_chance() {
    let wanted: u64 = std::env::var("LACHAN_DRAWS").map_or(3_000_000, |text| text.parse().unwrap());
    let (months, decisions) = (120, 4 * Stream::ALL.len() as u64);
    let persons = (wanted / 3 / months / decisions).max(2);
    let draws = Draws::new(2_017, 0);
    let word = |person: u64, month: u64, decision: u64| {
        // Four people a home, 100 homes a commune, five communes a province.
        let (home, slot) = (person / 4, (person % 4) as u8);
        let (commune, home) = (home / 100, (home % 100) as u16);
        let key = keys::person((commune / 5 % 63) as u8, (commune % 5 + commune / 315) as u16, home, 0, slot);
        let stream = Stream::ALL[(decision / 4) as usize];
        draws.block(stream, key, Month(month as i32 - 60))[(decision % 4) as usize]
    };
    for (axis, tally) in ["persons", "months", "decisions"]
        .iter()
        .zip(lattice::along_each_axis([persons, months, decisions], word))
    {
        let found = tally.distances();
        println!(
            "along {axis}: ones {:+.2}, changes {:+.2}, neighbours {:+.2} standard errors",
            found[0], found[1], found[2]
        );
        // Nine distances, each beyond 4.5 in 7 of a million seeds.
        assert!(found.iter().all(|distance| distance.abs() < 4.5), "{axis}: {found:?}");
    }
}

/// Half a million addresses of neighbouring agents, months and streams, seeds and replicates: no 64
/// bits come twice. Chance alone would bring a pair in one of 10^8 tries.
#[test]
fn no_two_addresses_give_the_same_words() {
    let mut seen = BTreeSet::new();
    let mut addresses = 0;
    for (seed, replicate) in [(1, 0), (1, 1), (2, 0), (u64::MAX, 0), (1 << 32, 0), (1 << 32 | 1, 0)] {
        let draws = Draws::new(seed, replicate);
        for agent in (0..300).chain((0..300).map(|high| high << 32)) {
            for month in [-240, -1, 0, 1] {
                for &stream in Stream::ALL {
                    let [high, low, ..] = draws.block(stream, agent, Month(month));
                    seen.insert(u64::from(high) << 32 | u64::from(low));
                    addresses += 1;
                }
            }
        }
    }
    // Agent 0 stands in both lists.
    assert_eq!(seen.len(), addresses / 600 * 599);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A key is its parts side by side: every part can be read back, so no two agents share one.
    #[test]
    fn the_parts_of_a_key_can_be_read_back(province in 0..63_u8, commune: u16, home: u16, generation: u8, slot in 0..255_u8, serial: u32) {
        let person = keys::person(province, commune, home, generation, slot);
        prop_assert_eq!(person.to_be_bytes()[..2].to_vec(), vec![0, province]);
        prop_assert_eq!((person >> 32) as u16, commune);
        prop_assert_eq!((person >> 16) as u16, home);
        prop_assert_eq!([(person >> 8) as u8, person as u8], [generation, slot]);
        // What is no person differs from every person, and from the others, in the first byte or in
        // the slot.
        let others = [
            keys::home(province, commune, home, generation),
            keys::place(province, commune, home),
            keys::commune(province, commune),
            keys::province(province),
            keys::recruiter(province, serial),
        ];
        // The first byte, and whether the last is the slot that stands for a home.
        let kinds: BTreeSet<(u8, bool)> = others.iter().chain([&person]).map(|key| ((key >> 56) as u8, *key as u8 == 0xFF && key >> 56 == 0)).collect();
        prop_assert_eq!(kinds.len(), 6);
    }
}
