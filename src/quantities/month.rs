//! The calendar: whole months.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar month, counted from January 2017 (month 0); earlier months are negative. Stored as
/// that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(pub i32);

/// The year that month 0 stands in.
const EPOCH_YEAR: i32 = 2017;

/// A text that is not a month such as `2017-03`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month: write it as YYYY-MM, such as 2017-03")]
pub struct NotAMonth(pub String);

impl Month {
    /// January of a year.
    pub const fn january(year: i32) -> Self {
        Self((year - EPOCH_YEAR) * 12)
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        EPOCH_YEAR + self.0.div_euclid(12)
    }

    /// Month of the year, 0 for January to 11 for December.
    pub const fn of_year(self) -> u8 {
        self.0.rem_euclid(12) as u8
    }

    /// This month moved by some months.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// The number of a month that counts from the beginning of a run: 1 for `month 1`.
    pub fn counted(text: &str) -> Option<i32> {
        let number = text.strip_prefix("month ")?;
        let plain = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|&number| plain && number > 0)
    }

    /// Whole months from `earlier` to this month.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year() + 1)
    }
}

impl FromStr for Month {
    type Err = NotAMonth;
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let read = |part: &str, length| {
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<i32>().ok()).flatten()
        };
        text.split_once('-')
            .and_then(|(year, month)| Some((read(year, 4)?, read(month, 2)?)))
            .filter(|(year, month)| (1900..=2200).contains(year) && (1..=12).contains(month))
            .map(|(year, month)| Self::january(year).plus(month - 1))
            .ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_before_the_epoch_keep_their_calendar() {
        assert_eq!(Month(-1).to_string(), "2016-12");
        assert_eq!(Month(0).to_string(), "2017-01");
        assert_eq!("2021-12".parse::<Month>().unwrap(), Month(59));
    }

    #[test]
    fn months_of_a_run_count_from_one() {
        let read =
            ["month 1", "month 240", "month 0", "month", "month -1", "month 1.5", "Month 1", "month +1"];
        assert_eq!(read.map(Month::counted), [Some(1), Some(240), None, None, None, None, None, None]);
    }

    #[test]
    fn only_year_and_month_are_read() {
        for wrong in [
            "2017",
            "2017-13",
            "2017-00",
            "2017-1",
            "+017-01",
            "2017-01-01",
            "1899-12",
            "March",
            "17-3-1",
            "none",
        ] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
