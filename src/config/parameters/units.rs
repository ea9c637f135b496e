//! The one list of units, each with the bounds that a number in it must keep.

use crate::quantities::{
    Count, HazardRatio, LogUnits, MillionDong, MonthlyRate, Months, OddsRatio, PerHundredThousand, Ratio,
    Share, StandardDeviations, ThousandDong,
};
use std::fmt;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A fraction of a whole, 0 to 1.
    Share,
    /// A fraction of a whole whose parts stand together in one table and add up to 1.
    ShareOfTotal,
    /// A fraction of a whole whose parts stand together in one table and leave a rest, so that they
    /// add up to 1 at most.
    PartOfTotal,
    /// A score from 0 to 1.
    Index,
    /// A probability, 0 to 1, over the time that the unit names.
    Probability,
    /// A hazard: expected events a month while at risk; may exceed 1.
    MonthlyRate,
    /// A hazard: expected events a year while at risk.
    YearlyRate,
    /// A hazard or rate ratio.
    HazardRatio,
    /// An odds ratio.
    OddsRatio,
    /// A ratio of two like quantities.
    Ratio,
    /// A natural logarithm of a ratio or of an amount.
    LogUnits,
    /// A number of standard deviations.
    StandardDeviations,
    /// A correlation, -1 to 1.
    Correlation,
    /// A time in months.
    Months,
    /// A time in years.
    Years,
    /// A number per hundred thousand.
    PerHundredThousand,
    /// Money, in dong or dollars, per whatever the unit names.
    Money,
    /// A number of people, households, cases or other things.
    Count,
    /// A length in kilometres.
    Kilometres,
    /// A plain number without a bound of its own.
    Number,
}

/// One line of the list.
struct UnitFamily {
    kind: UnitKind,
    /// The text of the unit, or its beginning if `prefix`.
    text: &'static str,
    /// Whether more words may follow, such as `persons` `per caseworker`.
    prefix: bool,
    /// The least and the greatest number, both included.
    bounds: (f64, f64),
}

const fn exact(text: &'static str, kind: UnitKind, bounds: (f64, f64)) -> UnitFamily {
    UnitFamily { kind, text, prefix: false, bounds }
}

const fn begins(text: &'static str, kind: UnitKind, bounds: (f64, f64)) -> UnitFamily {
    UnitFamily { kind, text, prefix: true, bounds }
}

/// To add a unit, add a line. A unit that the model reads as a quantity has the quantity's bounds.
const FAMILIES: &[UnitFamily] = &[
    exact("share", UnitKind::Share, Share::BOUNDS),
    exact("share of total", UnitKind::ShareOfTotal, Share::BOUNDS),
    exact("part of total", UnitKind::PartOfTotal, Share::BOUNDS),
    begins("share of", UnitKind::Share, Share::BOUNDS),
    begins("index", UnitKind::Index, Share::BOUNDS),
    begins("probability", UnitKind::Probability, Share::BOUNDS),
    begins("per month", UnitKind::MonthlyRate, MonthlyRate::BOUNDS),
    begins("per year", UnitKind::YearlyRate, (0.0, 60.0)),
    exact("hazard ratio", UnitKind::HazardRatio, HazardRatio::BOUNDS),
    exact("rate ratio", UnitKind::HazardRatio, HazardRatio::BOUNDS),
    exact("odds ratio", UnitKind::OddsRatio, OddsRatio::BOUNDS),
    begins("ratio", UnitKind::Ratio, Ratio::BOUNDS),
    begins("multiplier", UnitKind::Ratio, Ratio::BOUNDS),
    begins("log units", UnitKind::LogUnits, LogUnits::BOUNDS),
    begins("log odds", UnitKind::LogUnits, LogUnits::BOUNDS),
    begins("log hazard", UnitKind::LogUnits, LogUnits::BOUNDS),
    begins("log", UnitKind::LogUnits, LogUnits::BOUNDS),
    begins("standard deviations", UnitKind::StandardDeviations, StandardDeviations::BOUNDS),
    exact("correlation", UnitKind::Correlation, (-1.0, 1.0)),
    begins("months", UnitKind::Months, Months::BOUNDS),
    begins("years", UnitKind::Years, (0.0, 200.0)),
    begins("per 100,000", UnitKind::PerHundredThousand, PerHundredThousand::BOUNDS),
    begins("per 100 000", UnitKind::PerHundredThousand, PerHundredThousand::BOUNDS),
    begins("VND", UnitKind::Money, ThousandDong::BOUNDS),
    begins("thousand VND", UnitKind::Money, ThousandDong::BOUNDS),
    begins("million VND", UnitKind::Money, MillionDong::BOUNDS),
    begins("USD", UnitKind::Money, MillionDong::BOUNDS),
    begins("million USD", UnitKind::Money, MillionDong::BOUNDS),
    begins("count", UnitKind::Count, Count::BOUNDS),
    begins("persons", UnitKind::Count, Count::BOUNDS),
    begins("children", UnitKind::Count, Count::BOUNDS),
    begins("households", UnitKind::Count, Count::BOUNDS),
    begins("communes", UnitKind::Count, Count::BOUNDS),
    begins("recruiters", UnitKind::Count, Count::BOUNDS),
    begins("caseworkers", UnitKind::Count, Count::BOUNDS),
    begins("cases", UnitKind::Count, Count::BOUNDS),
    exact("km", UnitKind::Kilometres, (0.0, 1e5)),
    begins("number", UnitKind::Number, (-1e12, 1e12)),
];

/// The unit of a parameter: its text and the line of the list that it belongs to.
#[derive(Clone)]
pub struct Unit {
    text: String,
    family: &'static UnitFamily,
}

impl Unit {
    /// The unit that a text names; `None` if it is not on the list.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |family: &&UnitFamily| match text.strip_prefix(family.text) {
            Some("") => true,
            Some(rest) => family.prefix && rest.starts_with([' ', '/', ',', '(']),
            None => false,
        };
        FAMILIES.iter().find(fits).map(|family| Self { text: text.to_owned(), family })
    }

    /// The text, as in the baseline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it measures.
    pub fn kind(&self) -> UnitKind {
        self.family.kind
    }

    /// The least and the greatest number that make sense in this unit.
    pub fn bounds(&self) -> (f64, f64) {
        self.family.bounds
    }

    /// Whether a finite number keeps the bounds.
    pub fn allows(&self, number: f64) -> bool {
        let (low, high) = self.bounds();
        (low..=high).contains(&number)
    }

    /// Whether a number was probably meant as a percentage: 12 where 0.12 is needed.
    pub fn looks_like_percent(&self, number: f64) -> bool {
        self.is_fraction() && (2.0..=100.0).contains(&number)
    }

    /// Whether the unit is a fraction from 0 to 1.
    pub fn is_fraction(&self) -> bool {
        matches!(
            self.family.kind,
            UnitKind::Share
                | UnitKind::ShareOfTotal
                | UnitKind::PartOfTotal
                | UnitKind::Index
                | UnitKind::Probability
        )
    }

    /// The bounds in words.
    pub fn bounds_text(&self) -> String {
        let (low, high) = self.bounds();
        format!("a number from {low} to {high} ({})", self.text)
    }
}

/// The texts of all units, for messages.
pub fn known() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|family| family.text)
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({:?})", self.text)
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_the_design_are_known_with_their_bounds() {
        let cases = [
            ("share", 0.0, 1.0),
            ("per month", 0.0, 5.0),
            ("probability per month", 0.0, 1.0),
            ("months of income", 0.0, 1200.0),
            ("log units", -20.0, 20.0),
            ("standard deviations", -10.0, 10.0),
            ("per 100,000 children", 0.0, 1e6),
            ("million VND per child-year", 0.0, 1e12),
            ("USD per household", 0.0, 1e12),
            ("persons per caseworker", 0.0, 1e9),
        ];
        for (text, low, high) in cases {
            let unit = Unit::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(unit.bounds(), (low, high), "{text}");
        }
        assert!(Unit::parse("furlongs").is_none());
        assert!(Unit::parse("shares").is_none());
        assert_eq!(Unit::parse("share of total").unwrap().kind(), UnitKind::ShareOfTotal);
    }

    #[test]
    fn a_ratio_of_zero_is_refused_and_a_share_of_zero_is_not() {
        assert!(!Unit::parse("odds ratio").unwrap().allows(0.0));
        assert!(Unit::parse("share").unwrap().allows(0.0));
    }

    #[test]
    fn twelve_is_a_percentage_only_where_a_fraction_is_needed() {
        assert!(Unit::parse("share").unwrap().looks_like_percent(12.0));
        assert!(!Unit::parse("share").unwrap().looks_like_percent(1.2));
        assert!(!Unit::parse("months").unwrap().looks_like_percent(12.0));
    }
}
