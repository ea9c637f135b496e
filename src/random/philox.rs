//! Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
//! numbers: as easy as 1, 2, 3", SC '11, doi:10.1145/2063384.2063405.

const MULTIPLIER: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEP: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// Four random words for a counter of four words under a key of two.
///
/// A bijection of the counter for each key; passes BigCrush (Salmon et al., section 4).
#[inline]
pub fn philox4x32_10(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    side_by_side(counter.map(|word| [word]), key).map(|[word]| word)
}

/// The same for `N` counters at once, word by word: `counters[w][n]` is word `w` of counter `n`.
/// Written so that a compiler can lay the counters side by side in wide registers.
#[inline(always)]
pub(super) fn side_by_side<const N: usize>(counters: [[u32; N]; 4], key: [u32; 2]) -> [[u32; N]; 4] {
    let ([mut a, mut b, mut c, mut d], mut k) = (counters, key);
    for round in 0..ROUNDS {
        if round > 0 {
            k = [k[0].wrapping_add(KEY_STEP[0]), k[1].wrapping_add(KEY_STEP[1])];
        }
        for n in 0..N {
            let (high0, low0) = wide_product::<N>(MULTIPLIER[0], a[n]);
            let (high1, low1) = wide_product::<N>(MULTIPLIER[1], c[n]);
            (a[n], b[n], c[n], d[n]) = (high1 ^ b[n] ^ k[0], low1, high0 ^ d[n] ^ k[1], low0);
        }
    }
    [a, b, c, d]
}

/// The high and the low word of a product, one of `N` side by side. In wide registers the low words
/// come at less cost from a product of their own; one product alone has both.
#[inline(always)]
fn wide_product<const N: usize>(a: u32, b: u32) -> (u32, u32) {
    let product = u64::from(a) * u64::from(b);
    let low = if N == 1 { product as u32 } else { a.wrapping_mul(b) };
    ((product >> 32) as u32, low)
}

#[cfg(test)]
mod tests {
    use super::philox4x32_10;

    /// The three vectors of Random123's `kat_vectors` for philox4x32-10.
    #[test]
    fn known_answers_of_random123() {
        let cases = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, answer) in cases {
            assert_eq!(philox4x32_10(counter, key), answer);
        }
    }
}
