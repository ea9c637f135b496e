//! The survey: a two-stage sample like that of the 2017-19 study, asked of the simulated people.
//!
//! First stage: communes, stratified by region and residence, drawn with replacement and with
//! probability proportional to their (weighted) people of 12-24. Second stage: a simple random
//! sample of those people in each drawn commune. A survivor discloses with probability
//! `disclosure`; anyone else reports an experience with probability `false_positive`.
//!
//! Limit: people who are away or in exploitation are asked like anyone else. A household survey
//! would miss many of them and would see less than this one.

mod interval;
mod sample;
mod student;
mod variance;

pub use sample::{Frame, FrameCommune};
pub use student::{probability_below as student_probability, quantile as student_quantile};
pub use variance::{LinearisedShare, SurveyedCluster, linearised_share};

use crate::population::Commune;
use crate::quantities::{Count, Month, Share};
use crate::random::Draws;
use serde::{Deserialize, Serialize};

/// Parameters of the survey, `[survey]`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Communes drawn.
    pub communes: Count,
    /// Respondents in each drawn commune.
    pub respondents_per_commune: Count,
    /// Chance that a survivor reports an experience.
    pub disclosure: Share,
    /// Chance that someone without an experience reports one.
    pub false_positive: Share,
}

/// What the survey found, and what it would have found had it asked everyone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SurveyResult {
    /// Calendar year.
    pub year: i32,
    /// Communes drawn (a commune drawn twice counts twice).
    pub clusters: u32,
    /// Respondents.
    pub respondents: u32,
    /// Respondents who reported an experience.
    pub reported: u32,
    /// Estimated share with an experience of trafficking before 18.
    pub estimate: f64,
    /// Standard error by Taylor linearisation with communes as clusters.
    pub standard_error: f64,
    /// Variance relative to that of a simple random sample of as many respondents.
    pub design_effect: f64,
    /// Degrees of freedom: clusters minus strata.
    pub degrees: u32,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// What a survey of everyone would find on average: `truth x disclosure + (1 - truth) x
    /// false_positive`.
    pub expected: f64,
    /// Share with an experience among all people of 12-24.
    pub truth: f64,
}

/// Takes the survey at the end of a month from the communes of a frame. None where there is nobody
/// of 12-24.
pub fn take_survey(
    frame: &Frame,
    communes: &[&Commune],
    month: Month,
    params: &Params,
    draws: &Draws,
) -> Option<SurveyResult> {
    if frame.is_empty() {
        return None;
    }
    let clusters = frame.survey(communes, month, params, draws);
    let found = linearised_share(&clusters)?;
    let (low, high) = interval::confidence(found.share, found.variance, found.respondents, found.degrees);
    let truth = frame.truth();
    Some(SurveyResult {
        year: month.year(),
        clusters: clusters.len() as u32,
        respondents: found.respondents,
        reported: clusters.iter().map(|cluster| cluster.reported).sum(),
        estimate: found.share,
        standard_error: found.variance.sqrt(),
        design_effect: found.design_effect,
        degrees: found.degrees,
        low,
        high,
        expected: expected_share(truth, params),
        truth,
    })
}

/// What a survey of everyone would find on average where the true share is `truth`.
pub fn expected_share(truth: f64, params: &Params) -> f64 {
    truth * params.disclosure.get() + (1.0 - truth) * params.false_positive.get()
}

#[cfg(test)]
pub(super) mod tests;
