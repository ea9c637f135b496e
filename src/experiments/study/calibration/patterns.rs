//! The observed patterns, and what each is used for.

use super::super::{Output, Period, Study, outputs};
use crate::experiments::posterior::{PosteriorFault, Target};
use crate::observation::fit_table;

/// The share of a normal distribution that a pattern's band stands for.
const COVERAGE: f64 = 0.95;

/// What a pattern is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The parameters are fitted to it.
    Calibrated,
    /// Left out on purpose, to see how the model does where it was not fitted.
    HeldOut,
    /// A bound at one side, or one that the fit table does not judge: shown beside the others.
    Shown,
}

impl Role {
    /// The name in tidy tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calibrated => "calibrated",
            Self::HeldOut => "held_out",
            Self::Shown => "shown",
        }
    }
}

/// A pattern of the fit table.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Id.
    pub id: &'static str,
    /// What is compared.
    pub words: &'static str,
    /// Lower end of the band.
    pub low: Option<f64>,
    /// Upper end of the band.
    pub high: Option<f64>,
    /// What it is used for.
    pub role: Role,
    /// Where its reading stands; in the first scenario, which is the one that happened.
    pub output: Output,
}

impl Pattern {
    /// Whether a reading lies in the band.
    pub fn holds(&self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low) && self.high.is_none_or(|high| value <= high)
    }

    /// The band as a target: a normal observation error, and no error of the model beside it.
    ///
    /// # Errors
    /// A band that is open at one side.
    pub fn target(&self) -> Result<Target, PosteriorFault> {
        let end = |bound: Option<f64>| bound.unwrap_or(f64::NAN);
        Target::new(end(self.low), end(self.high), COVERAGE, 0.0)
    }
}

/// All patterns of the fit table. The survey's view of the truth is shown only: it is a function of the truth.
pub fn patterns(study: &Study) -> Vec<Pattern> {
    let readings: Vec<Output> = outputs(study)
        .into_iter()
        .filter(|output| output.scenario == 0 && output.period == Period::AllYears)
        .collect();
    let held = study.spec.calibration.as_ref().map_or(&[][..], |own| &own.hold_out);
    let pattern = |(row, output): (crate::observation::FitRow, Output)| {
        let two_ends = row.low.zip(row.high).is_some_and(|(low, high)| low < high);
        let role = if held.iter().any(|id| id == row.id) {
            Role::HeldOut
        } else if row.graded && two_ends && row.id != "T1s" {
            Role::Calibrated
        } else {
            Role::Shown
        };
        Pattern { id: row.id, words: row.pattern, low: row.low, high: row.high, role, output }
    };
    fit_table([]).into_iter().zip(readings).map(pattern).collect()
}
