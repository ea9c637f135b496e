//! Numbers as a language writes them: 1,234.5 in English, 1.234,5 in Vietnamese.

use super::{Language, Phrase, Words};
use crate::observation::{Measure, MeasureKind};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A share, as a percentage.
    Percent,
    /// A rate for each person, as a number for each thousand.
    PerThousand,
    /// A number of persons or cases, rounded.
    Count,
    /// A plain number with three significant digits.
    Plain,
}

impl Format {
    /// How a measure is shown.
    pub fn of(measure: Measure) -> Self {
        match (measure, measure.info().kind) {
            (Measure::Incidence, _) => Self::PerThousand,
            (_, MeasureKind::Share) => Self::Percent,
            (_, MeasureKind::Count) => Self::Count,
            (_, MeasureKind::Rate | MeasureKind::Mean) => Self::Plain,
        }
    }

    /// What a shown number is multiplied by.
    pub const fn factor(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            Self::PerThousand => 1000.0,
            Self::Count | Self::Plain => 1.0,
        }
    }
}

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

    /// A number in its format, without a unit: what stands on axes and in tables.
    pub fn bare(&self, format: Format, value: f64) -> String {
        let scaled = value * format.factor();
        match format {
            Format::Count => self.decimal(rounded(scaled, 4), 0),
            Format::Percent | Format::PerThousand | Format::Plain => self.decimal(scaled, decimals(scaled)),
        }
    }

    /// A number in its format with its unit.
    pub fn value(&self, format: Format, value: f64) -> String {
        match format {
            Format::Percent => format!("{}\u{a0}%", self.bare(format, value)),
            _ => self.bare(format, value),
        }
    }

    /// A difference with its sign and unit; shares differ by percentage points.
    pub fn difference(&self, format: Format, value: f64) -> String {
        let sign = if value > 0.0 { "+" } else { "" };
        let bare = self.bare(format, value);
        match format {
            Format::Percent => format!("{sign}{bare}\u{a0}{}", Phrase::PercentagePoints.text(self.language)),
            _ => format!("{sign}{bare}"),
        }
    }

    /// Two ends of an interval.
    pub fn interval(&self, format: Format, (low, high): (f64, f64)) -> String {
        let to = Phrase::To.text(self.language);
        format!("{} {to} {}", self.bare(format, low), self.value(format, high))
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

/// Rounded to so many significant digits.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let size = libm::floor(libm::log10(value.abs())) as i32 + 1;
    let unit = libm::pow(10.0, f64::from((size - digits).max(0)));
    (value / unit).round() * unit
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
        assert_eq!(EN.value(Format::Percent, 0.051_48), "5.15\u{a0}%");
        assert_eq!(VI.value(Format::Percent, 0.119_34), "11,9\u{a0}%");
        assert_eq!(EN.value(Format::PerThousand, 0.001_619_6), "1.62");
        assert_eq!(EN.value(Format::Count, 115_599.2), "115,600");
        assert_eq!(EN.value(Format::Count, 87.4), "87");
        assert_eq!(EN.difference(Format::Percent, -0.002), "\u{2212}0.20\u{a0}pp");
        assert_eq!(VI.difference(Format::Count, 1_500.0), "+1.500");
    }
}
