//! Contrasts: every measure of every group in every scenario, against the reference.
//!
//! Truth, survey, register and services stand side by side: more social work may raise the victims who are *recorded* while
//! fewer are *trafficked*.

use super::{Comparison, Paired, paired};
use crate::observation::{Better, Estimate, Group, IndicatorRow, Measure, RunResults, Stratum};

/// Who sees a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The model itself, which no one in the world can see.
    Truth,
    /// The survey.
    Survey,
    /// The authorities' register of victims.
    Register,
    /// The services' own books.
    Services,
}

impl Source {
    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truth => "truth",
            Self::Survey => "survey",
            Self::Register => "register",
            Self::Services => "services",
        }
    }

    /// Who sees a measure of the tally.
    pub fn of(measure: Measure) -> Self {
        match measure {
            Measure::Identified
            | Measure::IdentifiedExpected
            | Measure::IdentifiedUnder16
            | Measure::IdentifiedUnder16Expected
            | Measure::IdentifiedCrossBorder => Self::Register,
            Measure::Referred
            | Measure::Opened
            | Measure::Unmet
            | Measure::Places
            | Measure::Open
            | Measure::Waiting => Self::Services,
            _ => Self::Truth,
        }
    }
}

/// One measure in one group: a scenario against the reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// Calendar year; none for the mean over all simulated years.
    pub year: Option<i32>,
    /// Who sees it.
    pub source: Source,
    /// What.
    pub measure: Measure,
    /// Among whom.
    pub group: Group,
    /// The statistics; none where no replicate has a value.
    pub paired: Option<Paired>,
    /// Whether the number is hidden because it rests on too few agents.
    pub suppressed: bool,
}

/// All contrasts: nationally in every year, and in every group in the last year and over all years.
pub fn contrasts(comparison: &Comparison) -> Vec<Contrast> {
    let mut rows = Vec::new();
    for arm in 1..comparison.runs.len() {
        of_arm(comparison, arm, &mut rows);
        of_surveys(comparison, arm, &mut rows);
    }
    rows
}

fn of_arm(comparison: &Comparison, arm: usize, rows: &mut Vec<Contrast>) {
    let Some(first) = comparison.runs[0].first() else { return };
    let years = years(first);
    // Every run has the same rows in the same order: year by year, measures and groups alike.
    let of_year = first.indicators.len() / years.len().max(1);
    for place in 0..of_year {
        let row = &first.indicators[place];
        for (number, &year) in years.iter().enumerate() {
            if row.group.stratum == Stratum::National || number + 1 == years.len() {
                let places = [number * of_year + place];
                rows.push(contrast(comparison, arm, row, Some(year), &places));
            }
        }
        let places: Vec<usize> = (0..years.len()).map(|number| number * of_year + place).collect();
        rows.push(contrast(comparison, arm, row, None, &places));
    }
}

fn years(run: &RunResults) -> Vec<i32> {
    let mut years: Vec<i32> = run.indicators.iter().map(|row| row.year).collect();
    years.dedup();
    years
}

/// The contrast of a row over the years in which it stands at `places`.
fn contrast(
    comparison: &Comparison,
    arm: usize,
    row: &IndicatorRow,
    year: Option<i32>,
    places: &[usize],
) -> Contrast {
    let info = row.measure.info();
    let pooled = |arm: usize| -> Vec<Estimate> {
        let of_run = |run: &RunResults| {
            let years: Vec<Estimate> = places.iter().map(|&place| run.indicators[place].estimate).collect();
            Estimate::pooled(&info, row.group.stratum, &years)
        };
        comparison.runs[arm].iter().filter_map(of_run).collect()
    };
    let (reference, scenario) = (pooled(0), pooled(arm));
    let hidden = |runs: &[Estimate]| {
        Estimate::pooled(&info, row.group.stratum, runs).is_none_or(|pooled| pooled.suppressed)
    };
    let suppressed = hidden(&reference) || hidden(&scenario);
    let pairs: Vec<(f64, f64)> = reference
        .iter()
        .zip(&scenario)
        .filter_map(|(one, other)| {
            Some((
                info.value(one.numerator, one.denominator)?,
                info.value(other.numerator, other.denominator)?,
            ))
        })
        .collect();
    Contrast {
        arm,
        year,
        source: Source::of(row.measure),
        measure: row.measure,
        group: row.group,
        paired: paired(&pairs, info.better, comparison.design),
        suppressed,
    }
}

fn of_surveys(comparison: &Comparison, arm: usize, rows: &mut Vec<Contrast>) {
    let Some(first) = comparison.runs[0].first() else { return };
    for (place, survey) in first.surveys.iter().enumerate() {
        let estimate = |run: &RunResults| run.surveys.get(place).map(|survey| survey.estimate);
        let pairs: Vec<(f64, f64)> = comparison.runs[0]
            .iter()
            .zip(&comparison.runs[arm])
            .filter_map(|(one, other)| Some((estimate(one)?, estimate(other)?)))
            .collect();
        rows.push(Contrast {
            arm,
            year: Some(survey.year),
            source: Source::Survey,
            measure: Measure::PrevalenceLifetime,
            group: Group::NATIONAL,
            paired: paired(&pairs, Some(Better::Lower), comparison.design),
            suppressed: false,
        });
    }
}
