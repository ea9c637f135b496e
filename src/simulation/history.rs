//! The history of the country: which conditions hold in a month, from `history.csv`.
//!
//! A value holds from the first to the last of its months, one of a province in place of the one of
//! the country. Before the first month of a condition its first value holds, after the last its last:
//! beyond the table nothing changes any more, which is an assumption and is said where results
//! reach so far. Values that follow from counts to which the model is fitted can be held from some
//! year on, so that what comes after is predicted without them.
//!
//! A replicate can also live in a history of its own, drawn from what is known of it
//! ([`HistoryValues::Drawn`]); see [`super::drawn_history`].

use super::drawn_history::{Walk, within};
use crate::config::history::{HistoryRole, HistoryRow};
use crate::pathways::{Condition, Times};
use crate::population::Country;
use crate::quantities::Month;
use crate::random::Draws;
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

/// Which values of the table a run takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryValues {
    /// Each row's value; beyond what is known, the last one.
    Best,
    /// In each replicate others: within the rows' ranges and, beyond what is known, a random walk.
    Drawn,
}

/// What a run takes of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryChoice {
    /// The world that it is in.
    pub past: Past,
    /// Last year for which fitted values are taken.
    pub fitted_until: i32,
    /// Which values.
    pub values: HistoryValues,
}

/// The conditions of every month.
#[derive(Debug, Clone)]
pub struct History {
    rows: Arc<[HistoryRow]>,
    provinces: usize,
    /// First month for which no fitted value is taken.
    fitted_until: Month,
    /// How each condition goes on beyond what is known of it; none where values are not drawn.
    walks: Option<Arc<[Walk]>>,
}

impl History {
    /// What a run takes of the rows of a table.
    pub fn new(rows: &[HistoryRow], provinces: usize, choice: HistoryChoice) -> Self {
        let rows = match choice.past {
            Past::Recorded => rows.to_vec(),
            Past::Constant => Vec::new(),
        };
        let fitted_until = Month::january(choice.fitted_until + 1);
        let mut history = Self { rows: rows.into(), provinces, fitted_until, walks: None };
        if choice.values == HistoryValues::Drawn {
            history.walks = Some(Condition::ALL.map(|of| history.walk(of)).into());
        }
        history
    }

    /// A world without a history.
    pub fn constant(provinces: usize) -> Self {
        let (past, values) = (Past::Constant, HistoryValues::Best);
        Self::new(&[], provinces, HistoryChoice { past, fitted_until: 0, values })
    }

    /// The conditions of a month, by province. `draws` are those of the world that lives it.
    pub fn times(&self, month: Month, draws: &Draws) -> Vec<Times> {
        let mut times = vec![Times::REFERENCE; self.provinces];
        for condition in Condition::ALL {
            let everywhere = self.everywhere(condition, month, draws);
            times.iter_mut().for_each(|times| times.set(condition, everywhere));
        }
        for row in self.rows.iter().filter(|row| (row.from..=row.to).contains(&self.as_known(row, month))) {
            if let Some(province) = row.province {
                times[usize::from(province)].set(row.condition, self.value(row, draws));
            }
        }
        times
    }

    /// A condition of the country as a whole.
    fn everywhere(&self, condition: Condition, month: Month, draws: &Draws) -> f64 {
        let Some(row) = self.row(condition, month) else { return 1.0 };
        let beyond = self.walks.as_ref().map_or(1.0, |walks| walks[condition as usize].factor(month, draws));
        self.value(row, draws) * beyond
    }

    /// The row of the whole country that holds in a month.
    fn row(&self, condition: Condition, month: Month) -> Option<&HistoryRow> {
        let own = self.rows.iter().filter(|row| row.condition == condition && row.province.is_none());
        let begun = |row: &&HistoryRow| row.from <= self.as_known(row, month);
        own.clone().take_while(begun).last().or_else(|| own.clone().next())
    }

    /// A row's value in a world.
    fn value(&self, row: &HistoryRow, draws: &Draws) -> f64 {
        if self.walks.is_some() { within(row, draws) } else { row.value }
    }

    /// The month whose value is taken.
    fn as_known(&self, row: &HistoryRow, month: Month) -> Month {
        match row.role {
            HistoryRole::Fitted => month.min(self.fitted_until.plus(-1)),
            HistoryRole::Driver => month,
        }
    }

    /// How a condition goes on after the last year of which its values are taken, by the years before.
    fn walk(&self, condition: Condition) -> Walk {
        let own = || self.rows.iter().filter(|row| row.condition == condition && row.province.is_none());
        let Some(last) = own().map(|row| self.as_known(row, row.to)).max() else {
            return Walk::none(condition);
        };
        let of_year = |year: i32| {
            let logs = (0..12).map(|month| {
                let row = self.row(condition, Month::january(year).plus(month));
                libm::log(row.map_or(1.0, |row| row.value))
            });
            logs.sum::<f64>() / 12.0
        };
        Walk::after(condition, last.year(), of_year)
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
    pub fn poverty_lines(&self, country: &Country, month: Month, draws: &Draws) -> Vec<f32> {
        let times = self.times(month, draws);
        country.provinces.iter().zip(times).map(|(of, times)| times.poverty_line(of.poverty_line)).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::config::Evidence;

    pub fn row(years: (i32, i32), condition: Condition, province: Option<u8>, value: f64) -> HistoryRow {
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

    fn draws() -> Draws {
        Draws::new(1, 0)
    }

    fn history(rows: &[HistoryRow], past: Past, fitted_until: i32) -> History {
        History::new(rows, 2, HistoryChoice { past, fitted_until, values: HistoryValues::Best })
    }

    /// Two provinces, of which the second has a border of its own in 2012.
    #[test]
    fn a_value_holds_in_its_months_and_the_ends_hold_on() {
        let history = history(&rows(), Past::Recorded, 2030);
        let border = |year: i32| {
            let times = history.times(Month::january(year), &draws());
            [0, 1].map(|row: usize| times[row].of(Condition::Border))
        };
        assert_eq!([2000, 2011, 2012, 2020].map(border), [[2.0, 2.0], [2.0, 2.0], [3.0, 0.5], [3.0, 3.0]]);
        assert_eq!(history.ends(), Some(Month::january(2013).plus(-1)));
        assert_eq!(history.times(Month::january(2012), &draws())[0].of(Condition::Dropout), 1.0);
    }

    #[test]
    fn fitted_values_are_held_after_the_year_they_may_be_used_until() {
        let of = |until| {
            let times = history(&rows(), Past::Recorded, until).times(Month::january(2012), &draws());
            (times[0].of(Condition::Identification), times[0].of(Condition::Border))
        };
        assert_eq!([of(2010), of(2011)], [(4.0, 3.0), (5.0, 3.0)]);
    }

    #[test]
    fn a_constant_world_has_no_history() {
        let history = history(&rows(), Past::Constant, 2030);
        assert_eq!(history.times(Month::january(2012), &draws()), [Times::REFERENCE; 2]);
        assert_eq!(history.ends(), None);
    }
}
