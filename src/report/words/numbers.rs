//! Numbers as a language writes them: 1,234.5 in English, 1.234,5 in Vietnamese.

use super::{Phrase, Quantity, Words};
use crate::language::Language;

impl Words {
    /// A number with so many decimals, digits in groups of three.
    pub fn decimal(&self, value: f64, decimals: usize) -> String {
        let text = format!("{:.*}", decimals, value.abs());
        let negative = value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
        let (group, point) = match self.language {
            Language::English => (',', '.'),
            Language::Vietnamese => ('.', ','),
        };
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        if let Some(fraction) = fraction {
            grouped.push(point);
            grouped.push_str(fraction);
        }
        if negative { format!("\u{2212}{grouped}") } else { grouped }
    }

    /// A number rounded to so many significant digits, without zeros at the end of its decimals.
    pub fn significant(&self, value: f64, digits: i32) -> String {
        let value = rounded(value, digits);
        self.decimal(value, decimals_of(&[value], 9))
    }

    /// A number in its unit, which is not written: what stands in tables.
    pub fn bare(&self, quantity: Quantity, value: f64) -> String {
        let scaled = quantity.scaled(value);
        match quantity {
            Quantity::Count | Quantity::Dollars => self.decimal(rounded(scaled, 4), 0),
            _ => self.decimal(scaled, decimals(scaled)),
        }
    }

    /// A number in its unit with so many decimals.
    pub fn bare_to(&self, quantity: Quantity, value: f64, decimals: usize) -> String {
        self.decimal(quantity.scaled(value), decimals)
    }

    /// A number with its unit, where that is short enough to stand behind each number.
    pub fn value(&self, quantity: Quantity, value: f64) -> String {
        self.with_unit(quantity, self.bare(quantity, value))
    }

    /// A number with its unit and, where there is one, the interval around it, all three with the
    /// same decimals: `5.15 % (4.30 to 6.00 %)`.
    pub fn estimate(&self, quantity: Quantity, value: f64, interval: Option<(f64, f64)>) -> String {
        let Some((low, high)) = interval else { return self.value(quantity, value) };
        let decimals = common_decimals(quantity, &[value, low, high]);
        let value = self.with_unit(quantity, self.even(quantity, value, decimals));
        format!("{value} ({})", self.between(quantity, (low, high), decimals))
    }

    /// A difference with its sign, its unit and its interval: `−0.12 pp (−0.15 to −0.09 pp)`.
    /// `quantity` is that of the difference.
    pub fn difference(&self, quantity: Quantity, value: f64, interval: Option<(f64, f64)>) -> String {
        let sign = if value > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.estimate(quantity, value, interval))
    }

    /// Two ends of an interval.
    pub fn interval(&self, quantity: Quantity, (low, high): (f64, f64)) -> String {
        self.between(quantity, (low, high), common_decimals(quantity, &[low, high]))
    }

    /// A level under the reference and under a scenario, their difference and its interval, with as
    /// many decimals as it takes for the shown difference to be that of the shown levels.
    pub fn agreeing(&self, quantity: Quantity, reference: f64, scenario: f64, difference: f64) -> usize {
        let first = match quantity {
            Quantity::Count => 0,
            _ => decimals(quantity.scaled(difference)).max(decimals(quantity.scaled(reference))),
        };
        let agree = |decimals: &usize| {
            let unit = libm::pow(10.0, *decimals as f64);
            let [r, s, d] =
                [reference, scenario, difference].map(|value| (quantity.scaled(value) * unit).round());
            s - r == d
        };
        (first..first + 6).find(agree).unwrap_or(first)
    }

    /// Labels of the marks of an axis, all with the fewest decimals that tell them apart.
    pub fn ticks(&self, quantity: Quantity, ticks: &[f64]) -> Vec<String> {
        let scaled: Vec<f64> = ticks.iter().map(|tick| quantity.scaled(*tick)).collect();
        let decimals = decimals_of(&scaled, 6);
        scaled.iter().map(|tick| self.decimal(*tick, if *tick == 0.0 { 0 } else { decimals })).collect()
    }

    /// The edge of a class, which is a round number, with no more decimals than it needs.
    pub fn edge(&self, quantity: Quantity, value: f64) -> String {
        self.significant(quantity.scaled(value), 6)
    }

    /// A text of a number with its unit behind it.
    pub fn with_unit(&self, quantity: Quantity, bare: String) -> String {
        match (quantity, self.language) {
            // Vietnamese writes a percentage without a gap.
            (Quantity::Percent, Language::Vietnamese) => format!("{bare}%"),
            (Quantity::Percent, Language::English) => format!("{bare}\u{a0}%"),
            (Quantity::Points | Quantity::MillionDong | Quantity::BillionDong | Quantity::Dollars, _) => {
                format!("{bare}\u{a0}{}", quantity.unit(*self))
            }
            (Quantity::PerThousand | Quantity::Count | Quantity::In(_) | Quantity::Plain, _) => bare,
        }
    }

    fn between(&self, quantity: Quantity, (low, high): (f64, f64), decimals: usize) -> String {
        let high = self.with_unit(quantity, self.even(quantity, high, decimals));
        format!("{} {} {high}", self.even(quantity, low, decimals), self.phrase(Phrase::To))
    }

    fn even(&self, quantity: Quantity, value: f64, decimals: usize) -> String {
        match quantity {
            Quantity::Count | Quantity::Dollars => self.bare(quantity, value),
            _ => self.bare_to(quantity, value, decimals),
        }
    }
}

/// Decimals that leave about three significant digits.
fn decimals(value: f64) -> usize {
    match value.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.1 || size == 0.0 => 2,
        size if size >= 0.01 => 3,
        _ => 4,
    }
}

/// Decimals for numbers that are read together: those of the largest.
fn common_decimals(quantity: Quantity, values: &[f64]) -> usize {
    decimals(values.iter().map(|value| quantity.scaled(*value).abs()).fold(0.0, f64::max))
}

/// The fewest decimals, at most `most`, that write all numbers as they are.
fn decimals_of(values: &[f64], most: usize) -> usize {
    let written = |decimals: &usize| {
        let unit = libm::pow(10.0, *decimals as f64);
        values.iter().all(|value| {
            let scaled = value * unit;
            (scaled - scaled.round()).abs() <= 1e-6 * scaled.abs().max(1e-3)
        })
    };
    (0..most).find(written).unwrap_or(most)
}

/// Rounded to so many significant digits.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let size = libm::floor(libm::log10(value.abs())) as i32 + 1;
    // A unit below one is divided by and not multiplied with: its inverse is a whole number, it is
    // not.
    match size - digits {
        places @ 0.. => {
            let unit = libm::pow(10.0, f64::from(places));
            (value / unit).round() * unit
        }
        places => {
            let unit = libm::pow(10.0, f64::from(-places));
            (value * unit).round() / unit
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Words = Words { language: Language::English };
    const VI: Words = Words { language: Language::Vietnamese };

    #[test]
    fn digits_are_grouped_as_the_language_does() {
        assert_eq!(EN.decimal(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(VI.decimal(1_234_567.891, 1), "1.234.567,9");
        assert_eq!(EN.decimal(-0.04, 1), "0.0");
        assert_eq!(EN.decimal(-999.6, 0), "\u{2212}1,000");
    }

    #[test]
    fn shares_are_percentages_and_counts_are_rounded() {
        assert_eq!(EN.value(Quantity::Percent, 0.051_48), "5.15\u{a0}%");
        assert_eq!(VI.value(Quantity::Percent, 0.119_34), "11,9%");
        assert_eq!(EN.value(Quantity::PerThousand, 0.001_619_6), "1.62");
        assert_eq!(EN.value(Quantity::Count, 115_599.2), "115,600");
        assert_eq!(EN.value(Quantity::Count, 87.4), "87");
        assert_eq!(VI.difference(Quantity::Count, 1_500.0, None), "+1.500");
    }

    #[test]
    fn a_difference_of_shares_is_in_points_and_so_is_its_interval() {
        let difference =
            |words: Words| words.difference(Quantity::Percent.difference(), -2.4e-5, Some((-9.3e-5, 4.4e-5)));
        assert_eq!(difference(EN), "\u{2212}0.0024\u{a0}pp (\u{2212}0.0093 to 0.0044\u{a0}pp)");
        assert_eq!(
            difference(VI),
            "\u{2212}0,0024\u{a0}điểm phần trăm (\u{2212}0,0093 đến 0,0044\u{a0}điểm phần trăm)"
        );
        // One number of digits for all three.
        let said = EN.difference(Quantity::Points, -0.001_17, Some((-0.001_47, -0.000_86)));
        assert_eq!(said, "\u{2212}0.12\u{a0}pp (\u{2212}0.15 to \u{2212}0.09\u{a0}pp)");
    }

    #[test]
    fn a_shown_difference_is_that_of_the_shown_levels() {
        // 5.503 less 5.387 is 0.116: with two decimals 5.50 less 5.39 would be 0.12.
        let shown = |reference: f64, scenario: f64| {
            let difference = scenario - reference;
            let decimals = EN.agreeing(Quantity::Percent, reference, scenario, difference);
            [reference, scenario, difference].map(|value| EN.bare_to(Quantity::Percent, value, decimals))
        };
        assert_eq!(shown(0.055_03, 0.053_87), ["5.503", "5.387", "\u{2212}0.116"]);
        assert_eq!(shown(0.055_0, 0.053_8), ["5.50", "5.38", "\u{2212}0.12"]);
    }

    #[test]
    fn marks_of_an_axis_have_no_needless_digits() {
        assert_eq!(EN.ticks(Quantity::Percent, &[0.0, 0.2, 0.4]), ["0", "20", "40"]);
        assert_eq!(EN.ticks(Quantity::Percent, &[0.0, 0.005, 0.01]), ["0", "0.5", "1.0"]);
        assert_eq!(VI.ticks(Quantity::PerThousand, &[-0.000_1, 0.0]), ["\u{2212}0,1", "0"]);
        assert_eq!(EN.edge(Quantity::Percent, 0.079), "7.9");
        assert_eq!(EN.edge(Quantity::Percent, 0.11), "11");
        assert_eq!(EN.significant(0.000_123_4, 2), "0.00012");
    }
}
