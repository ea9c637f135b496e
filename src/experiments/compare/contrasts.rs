//! Contrasts: every measure of every group in every scenario, against the reference.
//!
//! Truth, survey, register and services stand side by side: more social work may raise the victims
//! who are *recorded* while fewer are *trafficked*.

use super::{Comparison, Paired, paired};
use crate::observation::{Better, Estimate, Group, IndicatorRow, Measure, MeasureDef, RunResults, Stratum};
use crate::places::Unit;
use rayon::prelude::*;

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
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Truth, Self::Survey, Self::Register, Self::Services];

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
            | Measure::IdentifiedCrossBorder
            | Measure::Arrests
            | Measure::Prosecutions
            | Measure::Convictions => Self::Register,
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
    let of_arms = (1..comparison.runs.len()).into_par_iter().flat_map_iter(|arm| {
        let mut rows = Vec::new();
        of_arm(comparison, arm, &mut rows);
        of_surveys(comparison, arm, &mut rows);
        rows
    });
    of_arms.collect()
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
                let places = vec![number * of_year + place];
                rows.push(contrast(comparison, arm, row, Some(year), &[places]));
            }
        }
        let places: Vec<usize> = (0..years.len()).map(|number| number * of_year + place).collect();
        rows.push(contrast(comparison, arm, row, None, &[places]));
    }
}

/// Measures that are contrasted in units of July 2025: those that a map of differences shows.
const OF_UNITS: [Measure; 4] =
    [Measure::PrevalenceLifetime, Measure::PrevalenceChildren, Measure::Incidence, Measure::Cases];

/// A contrast in a unit of July 2025; it has the group of the unit's first province.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitContrast {
    /// Official code of the unit.
    pub code: String,
    /// Vietnamese name of the unit.
    pub name: String,
    /// The contrast.
    pub contrast: Contrast,
}

/// Contrasts in the units of July 2025, in the last year and over all years. Numerators and
/// denominators of whole provinces add up replicate by replicate, so these are as exact as those of
/// provinces; what is hidden of one of its provinces is hidden of the unit.
pub fn unit_contrasts(comparison: &Comparison, units: &[Unit]) -> Vec<UnitContrast> {
    let Some(first) = comparison.runs.first().and_then(|runs| runs.first()) else { return Vec::new() };
    let years = years(first);
    let of_year = first.indicators.len() / years.len().max(1);
    let place = |measure: Measure, province: usize| {
        let group = Group { stratum: Stratum::Province, index: province as u8 };
        (0..of_year).find(|&place| {
            let row = &first.indicators[place];
            row.measure == measure && row.group == group
        })
    };
    let mut rows = Vec::new();
    for (measure, unit) in
        OF_UNITS.into_iter().flat_map(|measure| units.iter().map(move |unit| (measure, unit)))
    {
        let places = unit.provinces.iter().map(|&province| place(measure, province));
        let Some(places) = places.collect::<Option<Vec<usize>>>() else { continue };
        let in_years = |numbers: std::ops::Range<usize>| -> Vec<Vec<usize>> {
            let years = |place: &usize| numbers.clone().map(|number| number * of_year + place).collect();
            places.iter().map(years).collect()
        };
        let row = &first.indicators[places[0]];
        let last = years.len() - 1;
        let named = |contrast| UnitContrast { code: unit.code.clone(), name: unit.name.clone(), contrast };
        for arm in 1..comparison.runs.len() {
            let last_year = in_years(last..last + 1);
            rows.push(named(contrast(comparison, arm, row, Some(years[last]), &last_year)));
            rows.push(named(contrast(comparison, arm, row, None, &in_years(0..years.len()))));
        }
    }
    rows
}

fn years(run: &RunResults) -> Vec<i32> {
    let mut years: Vec<i32> = run.indicators.iter().map(|row| row.year).collect();
    years.dedup();
    years
}

/// The contrast of a measure among members that are added up, each given by its places in the years
/// that are pooled.
fn contrast(
    comparison: &Comparison,
    arm: usize,
    row: &IndicatorRow,
    year: Option<i32>,
    members: &[Vec<usize>],
) -> Contrast {
    let info = row.measure.info();
    let pooled = |arm: usize, places: &[usize]| -> Vec<Estimate> {
        let of_run = |run: &RunResults| {
            let years: Vec<Estimate> = places.iter().map(|&place| run.indicators[place].estimate).collect();
            Estimate::pooled(&info, row.group.stratum, &years)
        };
        comparison.runs[arm].iter().filter_map(of_run).collect()
    };
    let [reference, scenario] =
        [0, arm].map(|arm| members.iter().map(|places| pooled(arm, places)).collect::<Vec<_>>());
    let hidden = |runs: &Vec<Estimate>| {
        Estimate::pooled(&info, row.group.stratum, runs).is_none_or(|pooled| pooled.suppressed)
    };
    let suppressed = reference.iter().chain(&scenario).any(hidden);
    let value = |members: &[Vec<Estimate>], run: usize| {
        let sum = |part: fn(&Estimate) -> f64| members.iter().map(|runs| part(&runs[run])).sum();
        info.value(sum(|one| one.numerator), sum(|one| one.denominator))
    };
    let runs = reference.iter().chain(&scenario).map(Vec::len).min().unwrap_or(0);
    let pairs: Vec<(f64, f64)> =
        (0..runs).filter_map(|run| Some((value(&reference, run)?, value(&scenario, run)?))).collect();
    Contrast {
        arm,
        year,
        source: Source::of(row.measure),
        measure: row.measure,
        group: row.group,
        paired: paired(&pairs, info.better, comparison.design, grain(&info, &reference)),
        suppressed,
    }
}

/// What one simulated agent counts for in a measure among members that are added up.
fn grain(info: &MeasureDef, members: &[Vec<Estimate>]) -> f64 {
    let firsts = || members.iter().filter_map(|runs| runs.first());
    let agents: u64 = firsts().map(|estimate| estimate.agents).sum();
    let persons: f64 = firsts().map(|estimate| estimate.denominator).sum();
    info.grain(agents, persons)
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
        let respondent = 1.0 / f64::from(survey.respondents.max(1));
        rows.push(Contrast {
            arm,
            year: Some(survey.year),
            source: Source::Survey,
            measure: Measure::PrevalenceLifetime,
            group: Group::NATIONAL,
            paired: paired(&pairs, Some(Better::Lower), comparison.design, respondent),
            suppressed: false,
        });
    }
}
