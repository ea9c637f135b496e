//! The generator against an independent implementation of Philox4x32-10.

use lachan::random::philox4x32_10;
use rand_philox::Philox;

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
