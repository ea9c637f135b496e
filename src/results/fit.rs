//! `fit.csv`: the fit table of every scenario, over its replicates.

use super::Runs;
use super::schema::{flag, table, text, value};
use crate::observation::fit_table;

table! {
    "fit";
    /// Each published pattern beside what the scenario gives, over its replicates and years. A band
    /// that is open at one side has an empty cell there.
    pub struct FitLine {
        /// Id of the pattern, such as T9a.
        id: String = text().key(),
        /// What is compared.
        pattern: String = text(),
        /// Published value, in the unit of the row.
        target: Option<f64> = value("as the row"),
        /// Lower end of the band.
        low: Option<f64> = value("as the row"),
        /// Upper end of the band.
        high: Option<f64> = value("as the row"),
        /// Simulated value.
        simulated: Option<f64> = value("as the row"),
        /// Its standard error: from the spread of the replicates, or of a single one from its
        /// communes.
        standard_error: Option<f64> = value("as the row"),
        /// Whether the simulated value lies in the band.
        in_band: bool = flag(),
        /// Grade of the evidence, A to D.
        grade: String = text(),
        /// Unit of the row.
        unit: String = text(),
        /// Rows of the table of evidence, parted by blanks.
        evidence: String = text(),
        /// Whether the row counts for its pattern's verdict, or is only shown.
        graded: bool = flag(),
        /// Name of the scenario.
        scenario: String = text().key(),
    }
}

impl FitLine {
    /// Whether the row is a check of the model (`C1`) and no pattern of the world.
    pub fn is_check(&self) -> bool {
        self.id.starts_with('C')
    }
}

/// The fit of every scenario.
pub fn fit<'a>(runs: Runs<'a>) -> impl Iterator<Item = FitLine> + 'a {
    runs.scenarios().into_iter().flat_map(|(scenario, runs)| {
        fit_table(runs.iter().map(|run| run.fit.as_slice())).into_iter().map(move |row| FitLine {
            id: row.id.to_owned(),
            pattern: row.pattern.to_owned(),
            target: row.target,
            low: row.low,
            high: row.high,
            simulated: row.simulated,
            standard_error: row.standard_error,
            in_band: row.in_band,
            grade: row.grade.to_owned(),
            unit: row.unit.to_owned(),
            evidence: row.evidence,
            graded: row.graded,
            scenario: scenario.to_owned(),
        })
    })
}
