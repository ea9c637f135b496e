//! `provinces.csv` and `human_security.csv`: numbers by province.

use super::rows::{ResultFile, each_row};
use super::scenarios::ScenarioNames;
use crate::config::Fault;
use crate::observation::{Dimension, Measure};
use std::collections::BTreeMap;

/// The last year of a scenario's province, pooled over replicates.
#[derive(Debug, Clone, Default)]
pub struct ProvinceRead {
    /// Values that are shown.
    pub values: BTreeMap<Measure, f64>,
    /// Measures that are hidden.
    pub hidden: Vec<Measure>,
}

/// By scenario and code of the province.
pub type Provinces = BTreeMap<(usize, String), ProvinceRead>;

/// Human security of a group.
#[derive(Debug, Clone, Copy)]
pub struct SecurityRead {
    /// Simulated homes.
    pub homes: f64,
    /// 0 insecure to 1 secure; none where hidden or without homes.
    pub value: Option<f64>,
}

/// What human security is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecurityKey {
    /// Place of the scenario.
    pub scenario: usize,
    /// Calendar year.
    pub year: i32,
    /// national, region or province.
    pub stratum: String,
    /// Group of the stratum.
    pub group: String,
    /// The dimension.
    pub dimension: Dimension,
}

/// The replicates' rows.
pub type Security = BTreeMap<SecurityKey, Vec<SecurityRead>>;

/// Reads `provinces.csv`, of it the measures asked for. The second result is its year.
///
/// # Errors
/// The first fault with its line.
pub fn provinces(
    file: ResultFile<'_>,
    measures: &[Measure],
    scenarios: &mut ScenarioNames,
) -> Result<(Provinces, i32), Fault> {
    let mut columns = vec!["scenario", "code", "year", "suppressed"];
    columns.extend(measures.iter().map(|measure| measure.name()));
    let (mut found, mut last) = (Provinces::new(), i32::MIN);
    each_row(file, &columns, |row| {
        let hidden: Vec<&str> = row.text(3).split_whitespace().collect();
        let mut province = ProvinceRead::default();
        for (at, &measure) in measures.iter().enumerate() {
            if let Some(value) = row.maybe(4 + at)? {
                province.values.insert(measure, value);
            }
            if hidden.contains(&measure.name()) {
                province.hidden.push(measure);
            }
        }
        last = last.max(row.whole(2)?);
        found.insert((scenarios.index(row.text(0)), row.text(1).to_owned()), province);
        Ok(())
    })?;
    Ok((found, last))
}

/// Reads `human_security.csv`.
///
/// # Errors
/// The first fault with its line.
pub fn security(file: ResultFile<'_>, scenarios: &mut ScenarioNames) -> Result<Security, Fault> {
    const COLUMNS: [&str; 7] = ["scenario", "year", "stratum", "group", "dimension", "homes", "value"];
    let mut found = Security::new();
    each_row(file, &COLUMNS, |row| {
        let dimension = Dimension::ALL.into_iter().find(|dimension| dimension.name() == row.text(4));
        let key = SecurityKey {
            scenario: scenarios.index(row.text(0)),
            year: row.whole(1)?,
            stratum: row.text(2).to_owned(),
            group: row.text(3).to_owned(),
            dimension: dimension.ok_or_else(|| row.unknown(4, "one of the seven dimensions"))?,
        };
        let read = SecurityRead { homes: row.number(5)?, value: row.maybe(6)? };
        found.entry(key).or_default().push(read);
        Ok(())
    })?;
    Ok(found)
}
