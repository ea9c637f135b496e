//! Numbers as text: plain decimals, never an exponent.

use super::schema::VALUE_DIGITS;
use crate::observation::{Measure, MeasureKind};

/// The value of a measure with the digits that it is shown with: counts as they are, all else with
/// those of a value. A column that holds several measures is written with the digits of a count,
/// which leaves these as they are.
pub fn as_shown(measure: Measure, value: Option<f64>) -> Option<f64> {
    match measure.info().kind {
        MeasureKind::Count => value,
        MeasureKind::Share | MeasureKind::Rate | MeasureKind::Mean => {
            value.and_then(|value| plain(value, VALUE_DIGITS).parse().ok())
        }
    }
}

/// A number's text with a decimal point, whole or not: who guesses the kind of a column from its
/// first rows takes it for what it is.
pub fn decimal(text: String) -> String {
    if text.is_empty() || text.contains('.') { text } else { text + ".0" }
}

/// A number with at most `digits` significant digits, rounded half to even of its exact binary
/// value, without exponent and without trailing zeros. Empty where it is not finite; minus zero is
/// zero.
pub fn plain(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let scientific = format!("{:.*e}", digits.max(1) - 1, value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let all = mantissa.replacen('.', "", 1);
    let figures = all.trim_end_matches('0');
    if figures.is_empty() {
        return "0".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    if exponent < 0 {
        let zeros = "0".repeat(-exponent as usize - 1);
        return format!("{sign}0.{zeros}{figures}");
    }
    let whole = exponent as usize + 1;
    if figures.len() <= whole {
        let zeros = "0".repeat(whole - figures.len());
        format!("{sign}{figures}{zeros}")
    } else {
        format!("{sign}{}.{}", &figures[..whole], &figures[whole..])
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, plain};
    use proptest::prelude::*;

    #[test]
    fn numbers_are_plain_and_short() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.056, "0.056"),
            (1.0 / 3.0, "0.333333"),
            (2.0 / 3.0, "0.666667"),
            (0.999_999_9, "1"),
            (1e-9, "0.000000001"),
            (123_456_789.0, "123457000"),
            (25_900_000.0, "25900000"),
            (1e21, "1000000000000000000000"),
            (-1234.5678, "-1234.57"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ];
        for (value, text) in cases {
            assert_eq!(plain(value, 6), text, "{value:e}");
        }
        assert_eq!(plain(123_456_789.0, 9), "123456789");
        assert_eq!(plain(f64::MIN_POSITIVE, 1).len(), 2 + 308);
    }

    #[test]
    fn a_number_that_is_whole_keeps_its_point() {
        assert_eq!(["", "0", "-12", "0.5"].map(|text| decimal(text.to_owned())), ["", "0.0", "-12.0", "0.5"]);
    }

    proptest! {
        #[test]
        fn text_reads_back_within_half_a_unit_of_the_last_digit(value in prop::num::f64::NORMAL) {
            let text = plain(value, 6);
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-'));
            let back: f64 = text.parse().unwrap();
            if back.is_finite() {
                prop_assert!((back - value).abs() <= 0.500_000_1e-5 * value.abs());
                prop_assert_eq!(plain(back, 6), text);
            }
        }
    }
}
