//! `human_security.csv`: the seven dimensions for the country, its regions and provinces.

use super::Runs;
use super::schema::{flag, table, text, value, whole};
use crate::observation::{Dimension, Stratum};

table! {
    "human_security";
    /// Human security of the homes with children in the country, its regions and its provinces, by
    /// year and dimension.
    pub struct SecurityLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// National, region or province.
        stratum: Stratum = text().key(),
        /// Group of the stratum; a province goes by its code.
        group: String = text().key(),
        /// Dimension of human security.
        dimension: Dimension = text().key(),
        /// Simulated homes with children behind the value.
        homes: Option<u64> = whole("simulated homes").may_be_suppressed(),
        /// Mean over the homes, from 0 (insecure) to 1 (secure).
        value: Option<f64> = value("index").may_be_suppressed(),
        /// Whether the row is suppressed because it rests on too few simulated homes.
        suppressed: bool = flag(),
    }
}

/// The dimensions of every run.
pub fn human_security<'a>(runs: Runs<'a>) -> impl Iterator<Item = SecurityLine> + 'a {
    let country = runs.country;
    runs.rows(|run| &run.security).map(move |(run, row)| SecurityLine {
        scenario: run.scenario.clone(),
        replicate: run.replicate,
        year: row.year,
        stratum: row.group.stratum,
        group: row.group.label(country).into_owned(),
        dimension: row.dimension,
        homes: (!row.suppressed).then_some(row.homes),
        value: row.value,
        suppressed: row.suppressed,
    })
}
