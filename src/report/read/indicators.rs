//! `indicators.csv`: readings of each replicate, those that the page shows.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;
use crate::observation::{Measure, Stratum};
use std::collections::BTreeMap;

const COLUMNS: [&str; 9] = [
    "scenario",
    "replicate",
    "year",
    "indicator",
    "stratum",
    "group",
    "numerator",
    "denominator",
    "suppressed",
];

/// One replicate's number; none where it is hidden.
pub type Reading = Option<[f64; 2]>;

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Place of the scenario.
    pub scenario: usize,
    /// The measure.
    pub measure: Measure,
    /// The stratum.
    pub stratum: Stratum,
    /// Calendar year.
    pub year: i32,
}

/// Numerator and denominator by group and replicate.
#[derive(Debug, Default)]
pub struct Indicators {
    readings: BTreeMap<Key, BTreeMap<Box<str>, BTreeMap<u32, Reading>>>,
}

/// Strata that the page shows; crossed ones stay in the file.
const SHOWN: [Stratum; 6] = [
    Stratum::National,
    Stratum::Sex,
    Stratum::WealthFifth,
    Stratum::Ethnicity,
    Stratum::Region,
    Stratum::Province,
];

/// Reads the rows of the strata that the page shows.
///
/// # Errors
/// The first fault with its line.
pub fn read(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Indicators, Fault> {
    let mut found = Indicators::default();
    each_row(file, &COLUMNS, |row| {
        let stratum = SHOWN.into_iter().find(|stratum| stratum.name() == row.text(4));
        let (Some(stratum), Some(measure)) = (stratum, Measure::from_name(row.text(3))) else {
            return Ok(());
        };
        let key = Key { scenario: scenarios.index(row.text(0)), measure, stratum, year: row.whole(2)? };
        let reading = if row.flag(8)? { None } else { Some([row.number(6)?, row.number(7)?]) };
        let groups = found.readings.entry(key).or_default();
        let of_group = match groups.get_mut(row.text(5)) {
            Some(of_group) => of_group,
            None => groups.entry(row.text(5).into()).or_default(),
        };
        // A comparison's file holds the means over its replicates, as one.
        let replicate = if row.text(1) == "mean" { 0 } else { row.whole(1)? };
        of_group.insert(replicate, reading);
        Ok(())
    })?;
    Ok(found)
}

impl Indicators {
    /// The replicates' readings of a group; none where the file has no row.
    pub fn of(&self, key: Key, group: &str) -> Option<&BTreeMap<u32, Reading>> {
        self.readings.get(&key)?.get(group)
    }

    /// All years, in order.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.readings.keys().map(|key| key.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}
