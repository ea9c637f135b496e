//! The observed patterns, and what each is used for.

use super::super::{Output, Period, Study, outputs};
use crate::config::{Effective, Setting};
use crate::experiments::posterior::{ObservedTarget, PosteriorFault};
use crate::observation::fit_table;
use std::ops::Range;

/// The share of a normal distribution that a pattern's band stands for.
const COVERAGE: f64 = 0.95;

/// What a pattern is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The parameters are fitted to it.
    Calibrated,
    /// Left out on purpose, to see how the model does where it was not fitted.
    HeldOut,
    /// One that the fit table does not judge, that was observed in years which the runs do not
    /// cover, or the survey's view of another: shown beside the others.
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
    /// The published value; none where only bounds are known.
    pub published: Option<f64>,
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

    /// A reading on the scale on which the pattern is fitted: its logarithm where the lower bound
    /// is above 0. Over the ranges of parameters a prevalence changes by factors, which an emulator
    /// learns better as sums; and a band from 3 to 8 around 5 is then even on both sides.
    pub fn scaled(&self, value: f64) -> f64 {
        if self.low.is_some_and(|low| low > 0.0) { libm::log(value) } else { value }
    }

    /// The pattern as a target on that scale, without an error of the model beside the
    /// observation's: a published value has a normal error, which its band shows; without one, no
    /// value between the bounds is better than another.
    ///
    /// # Errors
    /// A pattern without any bound, or a value whose band is open at one side.
    pub fn target(&self) -> Result<ObservedTarget, PosteriorFault> {
        let low = self.low.map_or(f64::NEG_INFINITY, |low| self.scaled(low));
        let high = self.high.map_or(f64::INFINITY, |high| self.scaled(high));
        match self.published {
            Some(_) => ObservedTarget::new(low, high, COVERAGE, 0.0),
            None => ObservedTarget::within(low, high, 0.0),
        }
    }
}

/// All patterns of the fit table. The survey's view of the truth is shown only: it is a function of
/// the truth.
pub fn patterns(study: &Study) -> Vec<Pattern> {
    let readings: Vec<Output> = outputs(study)
        .into_iter()
        .filter(|output| output.scenario == 0 && output.period == Period::AllYears)
        .collect();
    let years = years_of(&study.bases[0]);
    let constant =
        study.bases[0].book.setting("simulation.past") == Some(&Setting::Text("constant".to_owned()));
    let held = study.spec.calibration.as_ref().map_or(&[][..], |own| &own.hold_out);
    let pattern = |(row, output): (crate::observation::FitRow, Output)| {
        let role = if held.iter().any(|id| id == row.id) {
            Role::HeldOut
        } else if row.graded && row.id != "T1s" && row.is_covered_by(&years, constant) {
            Role::Calibrated
        } else {
            Role::Shown
        };
        let (published, low, high) = (row.target, row.low, row.high);
        Pattern { id: row.id, words: row.pattern, published, low, high, role, output }
    };
    fit_table([]).into_iter().zip(readings).map(pattern).collect()
}

/// The years that a configuration simulates.
fn years_of(base: &Effective) -> Range<i32> {
    let whole = |name: &str| match base.book.setting(name) {
        Some(Setting::Whole(number)) => *number as i32,
        _ => 0,
    };
    let first = whole("simulation.start_year");
    first..first + whole("simulation.years")
}
