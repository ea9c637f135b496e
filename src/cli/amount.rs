//! Amounts of money on the command line: `2000000` (million dong), `20bn`, `1.5 nghìn tỷ`,
//! `900000 USD`.

use crate::report::DONG_PER_DOLLAR;

/// Words for how many dong one of a unit is. Million dong is what a bare number counts.
const UNITS: [(&[&str], f64); 4] = [
    (&["k", "thousand", "nghìn", "nghin", "ngàn"], 1e3),
    (&["", "m", "mn", "million", "millions", "tr", "triệu", "trieu"], 1e6),
    (&["bn", "b", "billion", "billions", "tỷ", "tỉ", "ty", "ti"], 1e9),
    (&["tn", "t", "trillion", "trillions", "nghìn tỷ", "nghìn tỉ", "nghin ty", "ngàn tỷ"], 1e12),
];

/// Words for the currency.
const DONG: [&str; 5] = ["vnd", "dong", "đồng", "đ", "₫"];
const DOLLARS: [&str; 4] = ["usd", "dollars", "dollar", "$"];

/// The amount in million dong.
///
/// # Errors
/// In words, what cannot be read, or that it is not above 0.
pub fn million_dong(text: &str) -> Result<f64, String> {
    let wrong = |what: &str| {
        format!("{what}; write million dong as 2000000, or a unit: 20bn, 1.5tn, 2 nghìn tỷ, 900000 USD")
    };
    let text = text.trim().to_lowercase();
    let end = text
        .char_indices()
        .find(|(at, letter)| !in_number(&text, *at, *letter))
        .map_or(text.len(), |(at, _)| at);
    let (digits, words) = (text[..end].trim(), text[end..].trim());
    if let Some((whole, thousandths)) = point_or_thousands(digits) {
        return Err(wrong(&format!(
            "`{digits}` may mean {whole}{thousandths} or {}: write the one that is meant",
            shown(number(digits).unwrap_or_default())
        )));
    }
    let number = number(digits).ok_or_else(|| wrong("no number that can be read"))?;
    let in_dollars = DOLLARS.iter().find_map(|word| words.strip_suffix(word));
    let in_dong = DONG.iter().find_map(|word| words.strip_suffix(word));
    let unit = in_dollars.or(in_dong).unwrap_or(words).trim();
    let size = UNITS.iter().find(|(known, _)| known.contains(&unit)).map(|(_, size)| *size);
    let size = size.ok_or_else(|| wrong(&format!("`{unit}` is no unit of money")))?;
    let dong = match (in_dollars, in_dong, unit) {
        // A bare number of dollars or dong counts these, and not millions of them.
        (Some(_), _, "") => number * DONG_PER_DOLLAR,
        (Some(_), ..) => number * size * DONG_PER_DOLLAR,
        (None, Some(_), "") => number,
        _ => number * size,
    };
    let amount = dong / 1e6;
    if amount.is_finite() && amount > 0.0 { Ok(amount) } else { Err(wrong("a budget must be above 0")) }
}

/// Whether a letter belongs to the number in front: digits, signs, separators, and the exponent of
/// `2e6`.
fn in_number(text: &str, at: usize, letter: char) -> bool {
    let exponent = || {
        let rest = text[at + 1..].trim_start_matches(['+', '-']);
        at > 0 && rest.starts_with(|next: char| next.is_ascii_digit())
    };
    letter.is_ascii_digit()
        || matches!(letter, '.' | ',' | '_' | ' ' | '+' | '-')
        || letter == 'e' && exponent()
}

/// A number with a decimal point, whose thousands may be parted by commas, underscores or spaces in
/// threes. Anything else that a comma or a second point may mean is for the user to say.
fn number(text: &str) -> Option<f64> {
    let whole = text.split(['.', 'e']).next().unwrap_or_default();
    let groups: Vec<&str> = whole.trim_start_matches(['+', '-']).split([',', '_', ' ']).collect();
    let in_threes = groups.len() == 1 || (1..=3).contains(&groups[0].len());
    if !in_threes || groups[1..].iter().any(|group| group.len() != 3) {
        return None;
    }
    let rest = &text[whole.len()..];
    let bare: String = whole.chars().filter(|letter| !matches!(letter, ',' | '_' | ' ')).collect();
    format!("{bare}{rest}").parse().ok()
}

/// A number as this reads it again, without a doubt whether its point parts thousands.
pub fn shown(number: f64) -> String {
    let text = number.to_string();
    if point_or_thousands(&text).is_some() { format!("{text}0") } else { text }
}

/// The two sides of a single point with three digits behind it, which parts thousands where a comma
/// is the decimal sign, as in Viet Nam.
fn point_or_thousands(text: &str) -> Option<(&str, &str)> {
    let (whole, rest) = text.split_once('.')?;
    let is_digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    // No thousands are written before a nought, or behind more than three digits.
    let may_be_thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    (may_be_thousands && is_digits(whole) && rest.len() == 3 && is_digits(rest)).then_some((whole, rest))
}

#[cfg(test)]
mod tests {
    use super::{million_dong, shown};

    #[test]
    fn a_budget_is_read_as_people_write_it() {
        for (text, million) in [
            ("2000000", 2e6),
            ("2e6", 2e6),
            ("20.5", 20.5),
            ("20.0000 tỷ", 20e3),
            ("0.125bn", 125.0),
            ("1234.125", 1234.125),
            ("20,000,000", 2e7),
            ("20_000_000", 2e7),
            ("20 000 000", 2e7),
            ("20bn", 20e3),
            ("20 BN", 20e3),
            ("1.5tn", 1.5e6),
            ("20 tỷ", 20e3),
            ("20 tỷ đồng", 20e3),
            ("1.5 nghìn tỷ", 1.5e6),
            ("20 billion dong", 20e3),
            ("900,000 USD", 20_700.0),
            ("1.2 million usd", 27_600.0),
            ("5000000000 VND", 5_000.0),
            ("3 triệu", 3.0),
        ] {
            let read = million_dong(text).unwrap();
            assert!((read - million).abs() < 1e-9 * million, "{text}: {read}");
        }
    }

    /// Manifests hold the amount in the command that makes the results again.
    #[test]
    fn an_amount_that_is_written_out_is_read_again() {
        for (million, text) in [(20.125, "20.1250"), (2e6, "2000000"), (0.125, "0.125"), (20.5, "20.5")] {
            assert_eq!(shown(million), text);
            assert_eq!(million_dong(text).unwrap().to_bits(), million.to_bits());
        }
    }

    #[test]
    fn what_could_mean_two_amounts_or_none_is_asked_for() {
        for (text, said) in [
            ("", "no number"),
            ("abc", "no number"),
            ("1,5 tỷ", "no number"),
            ("1.500.000", "no number"),
            ("20.000 tỷ", "may mean 20000 or 20: write"),
            ("1.500", "may mean 1500 or 1.5: write"),
            ("1.125bn", "may mean 1125 or 1.1250: write"),
            ("900.000 USD", "may mean 900000"),
            ("20 bananas", "`bananas` is no unit"),
            ("-5", "above 0"),
            ("0", "above 0"),
            ("nan", "no number"),
            ("1e999", "above 0"),
        ] {
            let fault = million_dong(text).unwrap_err();
            assert!(fault.contains(said) && fault.contains("20bn"), "{text}: {fault}");
        }
    }
}
