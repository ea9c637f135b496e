//! Histories drawn from what is known, one for each replicate.
//!
//! * **Within what is known** a value lies in the range of its row: `q(u)`, the quantile of the
//!   triangle from the row's low over its value to its high. `u` is the same in all months of a
//!   condition, for what makes a series too high or too low (a definition, a coverage) does so in all
//!   its years; the course of a series is better known than its level.
//! * **Beyond the last known year** the logarithm of a condition walks at random with a drift, year by
//!   year: `d + s z` with `d` and `s` the mean and the standard deviation of its `n` = 8 last yearly
//!   changes and `z` a standard normal number. That `d` is itself a mean of `n` changes is drawn once
//!   more: `s / sqrt(n)`. This is the usual forecast of a series of which nothing but its past is
//!   known (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2 and 5.5).
//!   Closed borders, lost jobs and disasters are events and not courses: they do not walk.
//!
//! Draws are addressed by seed, replicate, condition and year, so scenarios that are compared live in
//! the same history.

use crate::config::history::HistoryRow;
use crate::pathways::Condition;
use crate::quantities::{Month, triangular_quantile};
use crate::random::{Draws, Stream, normal_quantile};

/// Yearly changes from which a walk is estimated.
const CHANGES: i32 = 8;

/// Most that a condition is taken away from its last known value, log units: a factor of 20 either
/// way. Forecasts of many years would else leave the bounds of every table.
const FARTHEST: f64 = 3.0;

/// A row's value in the world of these draws.
pub fn within(row: &HistoryRow, draws: &Draws) -> f64 {
    let unit = draws.uniform(Stream::HistoryValue, row.condition as u64, Month(0));
    triangular_quantile(row.range.0, row.value, row.range.1, unit)
}

/// How a condition goes on beyond the last year that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Walk {
    condition: Condition,
    /// Last known year.
    last: i32,
    /// Mean of the yearly changes of its logarithm.
    drift: f64,
    /// Their standard deviation.
    deviation: f64,
}

impl Walk {
    /// Of a condition that stays as it is.
    pub fn none(condition: Condition) -> Self {
        Self { condition, last: i32::MAX, drift: 0.0, deviation: 0.0 }
    }

    /// After a last year, by the mean logarithm of each of the years before.
    pub fn after(condition: Condition, last: i32, of_year: impl Fn(i32) -> f64) -> Self {
        if condition.is_event() {
            return Self::none(condition);
        }
        let change = |back: i32| of_year(last - back) - of_year(last - back - 1);
        let changes: Vec<f64> = (0..CHANGES).map(change).collect();
        let drift = changes.iter().sum::<f64>() / f64::from(CHANGES);
        let squares = changes.iter().map(|change| (change - drift).powi(2)).sum::<f64>();
        Self { condition, last, drift, deviation: (squares / f64::from(CHANGES - 1)).sqrt() }
    }

    /// What the condition is in a month against its last known value, in the world of these draws.
    pub fn factor(&self, month: Month, draws: &Draws) -> f64 {
        let steps = month.year().saturating_sub(self.last);
        if steps <= 0 || (self.drift, self.deviation) == (0.0, 0.0) {
            return 1.0;
        }
        let normal = |year: i32| {
            let address = Month::january(year);
            normal_quantile(draws.uniform(Stream::HistoryCourse, self.condition as u64, address))
        };
        let drift = self.drift + self.deviation / f64::from(CHANGES).sqrt() * normal(self.last);
        let walked: f64 = (1..=steps).map(|step| drift + self.deviation * normal(self.last + step)).sum();
        libm::exp(walked.clamp(-FARTHEST, FARTHEST))
    }
}

#[cfg(test)]
mod tests {
    use super::super::history::tests::row;
    use super::super::history::{History, HistoryChoice, HistoryValues, Past};
    use super::*;

    fn history(rows: &[HistoryRow]) -> History {
        let (past, values) = (Past::Recorded, HistoryValues::Drawn);
        History::new(rows, 1, HistoryChoice { past, fitted_until: 2030, values })
    }

    /// The logarithms of a condition in a year over many replicates: mean and standard deviation.
    fn over_replicates(history: &History, of: Condition, year: i32) -> (f64, f64) {
        let logs: Vec<f64> = (0..4000)
            .map(|replicate| {
                let draws = Draws::new(3, replicate);
                libm::log(history.times(Month::january(year), &draws)[0].of(of))
            })
            .collect();
        let mean = logs.iter().sum::<f64>() / 4000.0;
        let squares = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>();
        (mean, (squares / 3999.0).sqrt())
    }

    /// Dropout that doubles and stays by turns for eight years: changes of ln 2 and 0, so drift
    /// ln 2 / 2 and s = ln 2 / 2 * sqrt(8 / 7). After h years mean h d and variance h s^2 (1 + h / 8).
    #[test]
    fn beyond_the_table_a_condition_walks_as_it_did_before() {
        let rows: Vec<HistoryRow> = (0..9)
            .map(|n| {
                row((2010 + n, 2010 + n), Condition::Dropout, None, f64::from(1 << ((n + 1) / 2)) / 16.0)
            })
            .collect();
        let history = history(&rows);
        assert_eq!(over_replicates(&history, Condition::Dropout, 2018), (0.0, 0.0), "known");
        let half = std::f64::consts::LN_2 / 2.0;
        for years in [1, 4] {
            let h = f64::from(years);
            let (mean, deviation) = over_replicates(&history, Condition::Dropout, 2018 + years);
            let expected = half * (8.0_f64 / 7.0 * h * (1.0 + h / 8.0)).sqrt();
            assert!((mean - h * half).abs() < 4.0 * expected / 4000.0_f64.sqrt(), "{years}: {mean}");
            assert!((deviation / expected - 1.0).abs() < 4.0 / 8000.0_f64.sqrt(), "{years}: {deviation}");
        }
    }

    /// A border that closed in the last year stays as it was: an event has no course.
    #[test]
    fn events_do_not_walk() {
        let mut rows: Vec<HistoryRow> =
            (2010..2018).map(|year| row((year, year), Condition::Border, None, 1.0)).collect();
        rows.push(row((2018, 2018), Condition::Border, None, 0.25));
        let history = history(&rows);
        for replicate in 0..20 {
            let times = history.times(Month::january(2025), &Draws::new(3, replicate));
            assert_eq!(times[0].of(Condition::Border), 0.25);
        }
    }

    /// All months of a condition lie at the same place of their ranges, and another condition at
    /// another.
    #[test]
    fn a_series_errs_alike_in_all_its_years() {
        let ranged =
            |year, condition, value, range| HistoryRow { range, ..row((year, year), condition, None, value) };
        let rows = [
            ranged(2010, Condition::Border, 1.0, (0.0, 2.0)),
            ranged(2011, Condition::Border, 10.0, (0.0, 20.0)),
            ranged(2010, Condition::JobLoss, 1.0, (0.0, 2.0)),
        ];
        let history = history(&rows);
        for replicate in 0..20 {
            let draws = Draws::new(3, replicate);
            let of = |year: i32, of| history.times(Month::january(year), &draws)[0].of(of);
            let (first, second) = (of(2010, Condition::Border), of(2011, Condition::Border));
            assert!((second - 10.0 * first).abs() < 1e-9 && (0.0..2.0).contains(&first));
            assert_ne!(first, of(2010, Condition::JobLoss));
        }
    }
}
