//! `sensitivity.csv`: indices of a sensitivity study.

use crate::experiments::study::{SensitivityRow, Study};
use crate::results::schema::{flag, table, text, value};

table! {
    "sensitivity";
    /// Indices of sensitivity: on which factors a number depends.
    pub struct SensitivityLine {
        /// Name of the index.
        index: String = text().key(),
        /// Name of the factor; `all` where the index is about all of them together.
        factor: String = text().key(),
        /// The value that the factor takes, where the index is about one: the change of a factor by
        /// itself.
        at: Option<String> = text().key(),
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the indicator, or id of the pattern; with `difference:` before it, the difference
        /// of the scenario from the study's first one.
        indicator: String = text().key(),
        /// Over which time the number is taken.
        period: String = text().key(),
        /// The index; empty where there is none, and `note` says why.
        estimate: Option<f64> = value("as the index"),
        /// Lower end of its 95 % interval.
        low: Option<f64> = value("as the index"),
        /// Upper end of its 95 % interval.
        high: Option<f64> = value("as the index"),
        /// Whether the index is to be relied on.
        reliable: bool = flag(),
        /// Why it is not.
        note: Option<String> = text(),
    }
}

/// All indices.
pub fn sensitivity<'a>(
    study: &'a Study,
    rows: &'a [SensitivityRow],
) -> impl Iterator<Item = SensitivityLine> + 'a {
    rows.iter().map(|row| SensitivityLine {
        index: row.index.to_owned(),
        factor: row.factor.clone().unwrap_or_else(|| "all".to_owned()),
        scenario: study.bases[row.output.scenario].name.clone(),
        indicator: row.output.name(),
        period: row.output.period.name().to_owned(),
        at: row.at.clone(),
        estimate: Some(row.estimate.value).filter(|value| value.is_finite()),
        low: Some(row.estimate.low).filter(|low| low.is_finite()),
        high: Some(row.estimate.high).filter(|high| high.is_finite()),
        reliable: row.doubts.is_empty(),
        note: Some(row.doubts.join("; ")).filter(|note| !note.is_empty()),
    })
}

impl SensitivityLine {
    /// Ends of the 95 % interval.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high)
    }
}
