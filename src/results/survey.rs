//! `survey.csv`: what the survey of each year found, beside the truth.

use super::Runs;
use super::schema::{table, text, value, whole};

table! {
    "survey";
    /// What the simulated survey of each year found of persons aged 12-24 trafficked before 18,
    /// beside the truth of the model.
    pub struct SurveyLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Communes drawn; one drawn twice counts twice.
        clusters: u32 = whole("communes"),
        /// Respondents.
        respondents: u32 = whole("persons"),
        /// Respondents who reported an experience.
        reported: u32 = whole("persons"),
        /// Estimated share.
        estimate: f64 = value("share"),
        /// Standard error by Taylor linearisation with communes as clusters.
        standard_error: f64 = value("share"),
        /// Variance relative to that of a simple random sample of as many respondents.
        design_effect: f64 = value("ratio"),
        /// Degrees of freedom: clusters less strata.
        degrees_of_freedom: u32 = whole(""),
        /// Lower end of the 95 % interval.
        low: f64 = value("share"),
        /// Upper end of the 95 % interval.
        high: f64 = value("share"),
        /// What a survey of everyone would find on average.
        expected: f64 = value("share"),
        /// Share with an experience among all persons aged 12-24.
        truth: f64 = value("share"),
    }
}

/// The surveys of every run.
pub fn survey<'a>(runs: Runs<'a>) -> impl Iterator<Item = SurveyLine> + 'a {
    runs.rows(|run| &run.surveys).map(|(run, row)| SurveyLine {
        scenario: run.scenario.clone(),
        replicate: run.replicate,
        year: row.year,
        clusters: row.clusters,
        respondents: row.respondents,
        reported: row.reported,
        estimate: row.estimate,
        standard_error: row.standard_error,
        design_effect: row.design_effect,
        degrees_of_freedom: row.degrees,
        low: row.low,
        high: row.high,
        expected: row.expected,
        truth: row.truth,
    })
}
