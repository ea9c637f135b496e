//! Whole numbers: from floating-point ones, for columns, and in words.

/// Added to a number below 2^22 in size, 1.5 * 2^23 rounds it to a whole one, which then stands in
/// the low bits.
const SHIFT: f32 = 12_582_912.0;

/// The nearest whole number (of two, the even one), held within `least` and `most`, which lie
/// within 2^22 of zero. Not-a-number gives `most`.
///
/// A saturating cast does nearly the same; this form has no branch, so that loops over columns run
/// in wide registers.
#[inline(always)]
pub fn nearest_whole(number: f32, least: f32, most: f32) -> i32 {
    let below = if number < most { number } else { most };
    let held = if below > least { below } else { least };
    (held + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i32
}

/// So many things, in words: `1 task`, `2 tasks`.
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::nearest_whole;

    #[test]
    fn rounds_to_the_nearest_and_holds_the_ends() {
        let of = |number| nearest_whole(number, -1000.0, 1000.0);
        assert_eq!([of(0.0), of(0.49), of(0.51), of(-0.51), of(-7.4)], [0, 0, 1, -1, -7]);
        assert_eq!([of(0.5), of(1.5), of(-0.5)], [0, 2, 0], "halves go to the even neighbour");
        assert_eq!([of(1e30), of(-1e30), of(f32::INFINITY), of(f32::NAN)], [1000, -1000, 1000, 1000]);
    }
}
