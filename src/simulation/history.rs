//! The history of the country: which conditions hold in a month, from `history.csv`.
//!
//! A value holds from the first to the last of its months, one of a province in place of the one of
//! the country. Before the first month of a condition its first value holds, after the last its last:
//! beyond the table nothing changes any more, which is an assumption and is said where results
//! reach so far. Values that follow from counts to which the model is fitted can be held from some
//! year on, so that what comes after is predicted without them.

use crate::config::history::{HistoryRole, HistoryRow};
use crate::pathways::{Condition, Times};
use crate::population::Country;
use crate::quantities::Month;
use serde::Deserialize;
use std::sync::Arc;

/// Which world a run is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Past {
    /// The one of the table.
    Recorded,
    /// One in which every month is like the references.
    Constant,
}

/// The conditions of every month.
#[derive(Debug, Clone)]
pub struct History {
    rows: Arc<[HistoryRow]>,
    provinces: usize,
    /// First month for which no fitted value is taken.
    fitted_until: Month,
}

impl History {
    /// The history of a table, with fitted values until the end of a year.
    pub fn new(rows: &[HistoryRow], provinces: usize, past: Past, fitted_until: i32) -> Self {
        let rows = match past {
            Past::Recorded => rows.to_vec(),
            Past::Constant => Vec::new(),
        };
        Self { rows: rows.into(), provinces, fitted_until: Month::january(fitted_until + 1) }
    }

    /// A world without a history.
    pub fn constant(provinces: usize) -> Self {
        Self::new(&[], provinces, Past::Constant, 0)
    }

    /// The conditions of a month, by province.
    pub fn times(&self, month: Month) -> Vec<Times> {
        let mut times = vec![Times::REFERENCE; self.provinces];
        for condition in Condition::ALL {
            let everywhere = self.everywhere(condition, month);
            times.iter_mut().for_each(|times| times.set(condition, everywhere));
        }
        for row in self.rows.iter().filter(|row| (row.from..=row.to).contains(&self.as_known(row, month))) {
            if let Some(province) = row.province {
                times[usize::from(province)].set(row.condition, row.value);
            }
        }
        times
    }

    /// A condition of the country as a whole.
    fn everywhere(&self, condition: Condition, month: Month) -> f64 {
        let own = self.rows.iter().filter(|row| row.condition == condition && row.province.is_none());
        let begun = |row: &&HistoryRow| row.from <= self.as_known(row, month);
        own.clone().take_while(begun).last().or_else(|| own.clone().next()).map_or(1.0, |row| row.value)
    }

    /// The month whose value is taken.
    fn as_known(&self, row: &HistoryRow, month: Month) -> Month {
        match row.role {
            HistoryRole::Fitted => month.min(self.fitted_until.plus(-1)),
            HistoryRole::Driver => month,
        }
    }

    /// Whether every month is like the references.
    pub fn is_constant(&self) -> bool {
        self.rows.is_empty()
    }

    /// Last month of which anything is known; none in a constant world.
    pub fn ends(&self) -> Option<Month> {
        self.rows.iter().map(|row| row.to).max()
    }

    /// The poverty line of each province in a month, log units against the mean consumption then.
    pub fn poverty_lines(&self, country: &Country, month: Month) -> Vec<f32> {
        let times = self.times(month);
        country.provinces.iter().zip(times).map(|(of, times)| times.poverty_line(of.poverty_line)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Evidence;

    fn row(years: (i32, i32), condition: Condition, province: Option<u8>, value: f64) -> HistoryRow {
        HistoryRow {
            from: Month::january(years.0),
            to: Month::january(years.1).plus(11),
            condition,
            province,
            value,
            range: (value, value),
            role: if condition == Condition::Identification {
                HistoryRole::Fitted
            } else {
                HistoryRole::Driver
            },
            evidence: Evidence::Assumed,
            source: String::new(),
            note: String::new(),
        }
    }

    fn rows() -> Vec<HistoryRow> {
        vec![
            row((2010, 2011), Condition::Border, None, 2.0),
            row((2012, 2012), Condition::Border, None, 3.0),
            row((2012, 2012), Condition::Border, Some(1), 0.5),
            row((2010, 2010), Condition::Identification, None, 4.0),
            row((2011, 2012), Condition::Identification, None, 5.0),
        ]
    }

    /// Two provinces, of which the second has a border of its own in 2012.
    #[test]
    fn a_value_holds_in_its_months_and_the_ends_hold_on() {
        let history = History::new(&rows(), 2, Past::Recorded, 2030);
        let border = |year: i32| {
            let times = history.times(Month::january(year));
            [0, 1].map(|row: usize| times[row].of(Condition::Border))
        };
        assert_eq!([2000, 2011, 2012, 2020].map(border), [[2.0, 2.0], [2.0, 2.0], [3.0, 0.5], [3.0, 3.0]]);
        assert_eq!(history.ends(), Some(Month::january(2013).plus(-1)));
        assert_eq!(history.times(Month::january(2012))[0].of(Condition::Dropout), 1.0);
    }

    #[test]
    fn fitted_values_are_held_after_the_year_they_may_be_used_until() {
        let of = |until| {
            let history = History::new(&rows(), 2, Past::Recorded, until);
            let times = history.times(Month::january(2012));
            (times[0].of(Condition::Identification), times[0].of(Condition::Border))
        };
        assert_eq!([of(2010), of(2011)], [(4.0, 3.0), (5.0, 3.0)]);
    }

    #[test]
    fn a_constant_world_has_no_history() {
        let history = History::new(&rows(), 2, Past::Constant, 2030);
        assert_eq!(history.times(Month::january(2012)), [Times::REFERENCE; 2]);
        assert_eq!(history.ends(), None);
    }
}
