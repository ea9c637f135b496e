//! `monthly.csv`: the country month by month.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;
use std::collections::BTreeMap;

/// What the page shows of a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthRead {
    /// Children.
    pub children: f64,
    /// Cases of children that began.
    pub cases: f64,
    /// Persons in exploitation.
    pub in_exploitation: f64,
    /// Recruiters at work.
    pub recruiters: f64,
}

/// By scenario and month since the year 0, the replicates' rows.
pub type Months = BTreeMap<(usize, i32), Vec<MonthRead>>;

/// Reads the table.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Months, Fault> {
    const COLUMNS: [&str; 6] =
        ["scenario", "month", "children", "cases", "in_exploitation", "recruiters_active"];
    let mut found = Months::new();
    each_row(file, &COLUMNS, |row| {
        let month = months_since_0(row.text(1)).ok_or_else(|| row.unknown(1, "a month such as 2017-01"))?;
        found.entry((scenarios.index(row.text(0)), month)).or_default().push(MonthRead {
            children: row.number(2)?,
            cases: row.number(3)?,
            in_exploitation: row.number(4)?,
            recruiters: row.number(5)?,
        });
        Ok(())
    })?;
    Ok(found)
}

fn months_since_0(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::months_since_0;

    #[test]
    fn months_are_counted_from_january_of_the_year_0() {
        assert_eq!(months_since_0("2017-01"), Some(24204));
        assert_eq!(months_since_0("2017-12"), Some(24215));
        for text in ["2017-13", "2017-00", "2017", "x-01"] {
            assert_eq!(months_since_0(text), None, "{text}");
        }
    }
}
