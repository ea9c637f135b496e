//! Displacement: whether risk moves from provinces where a scenario acts to others.

use super::{Arm, Comparison, Paired, paired};
use crate::levers::{LeverProvince, pathways};
use crate::observation::{Better, Group, Measure, RunResults, Stratum};

/// Where provinces lie in respect of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Its levers act otherwise than in the reference.
    Treated,
    /// They do not, but the province touches one where they do.
    Neighbour,
    /// Neither.
    Elsewhere,
}

impl Zone {
    /// All zones.
    pub const ALL: [Self; 3] = [Self::Treated, Self::Neighbour, Self::Elsewhere];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Treated => "treated",
            Self::Neighbour => "neighbour",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// What changes in a zone under a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplacementRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// The zone: where levers act, next to that, or elsewhere.
    pub zone: Zone,
    /// Provinces in the zone.
    pub provinces: usize,
    /// Cases of children, all simulated years.
    pub cases: Paired,
    /// Recruiters at work at the end, for each 100,000 children.
    pub recruiters: Paired,
}

/// The zones of every scenario that have provinces.
pub fn displacement(comparison: &Comparison, arms: &[Arm]) -> Vec<DisplacementRow> {
    let mut rows = Vec::new();
    for arm in 1..comparison.runs.len() {
        let zones = zones(comparison, &arms[0], &arms[arm]);
        for zone in Zone::ALL {
            let provinces: Vec<usize> = (0..zones.len()).filter(|&row| zones[row] == zone).collect();
            if provinces.is_empty() {
                continue;
            }
            let grain = |per: &dyn Fn(f64) -> f64| {
                comparison.runs[0].first().map_or(0.0, |run| per(weight(run, &provinces)))
            };
            let compare = |number: &dyn Fn(&RunResults) -> f64, grain: f64| {
                let pairs: Vec<(f64, f64)> = comparison.runs[0]
                    .iter()
                    .zip(&comparison.runs[arm])
                    .map(|(one, other)| (number(one), number(other)))
                    .collect();
                paired(&pairs, Some(Better::Lower), comparison.design, grain)
            };
            let children = comparison.runs[0].first().map_or(0.0, |run| children(run, &provinces));
            let cases = compare(&|run| cases(run, &provinces), grain(&|weight| weight));
            let recruiter = grain(&|weight| if children > 0.0 { 1e5 * weight / children } else { 0.0 });
            let recruiters = compare(&|run| recruiters(run, &provinces), recruiter);
            if let (Some(cases), Some(recruiters)) = (cases, recruiters) {
                rows.push(DisplacementRow { arm, zone, provinces: provinces.len(), cases, recruiters });
            }
        }
    }
    rows
}

/// The zone of each province.
fn zones(comparison: &Comparison, reference: &Arm, scenario: &Arm) -> Vec<Zone> {
    let country = &comparison.country;
    let places = LeverProvince::list(country);
    let horizon = scenario.plan.horizon;
    let months = (0..).map(|month| horizon.begins().plus(month)).take_while(|&month| month < horizon.ends());
    let mut treated = vec![false; places.len()];
    for month in months {
        let one = pathways(&reference.plan.levers, month, &places);
        let other = pathways(&scenario.plan.levers, month, &places);
        for (row, treated) in treated.iter_mut().enumerate() {
            *treated |= one.provinces[row] != other.provinces[row];
        }
    }
    let zone = |row: usize| {
        let mut neighbours = country.provinces[row].neighbours.iter();
        match treated[row] {
            true => Zone::Treated,
            false if neighbours.any(|&other| treated[usize::from(other)]) => Zone::Neighbour,
            false => Zone::Elsewhere,
        }
    };
    (0..places.len()).map(zone).collect()
}

fn of_provinces<'a>(
    run: &'a RunResults,
    measure: Measure,
    provinces: &'a [usize],
) -> impl DoubleEndedIterator<Item = &'a crate::observation::IndicatorRow> {
    let within = move |group: Group| {
        group.stratum == Stratum::Province && provinces.contains(&usize::from(group.index))
    };
    run.indicators.iter().filter(move |row| row.measure == measure && within(row.group))
}

fn cases(run: &RunResults, provinces: &[usize]) -> f64 {
    of_provinces(run, Measure::Cases, provinces).map(|row| row.estimate.numerator).sum()
}

/// Persons for whom one simulated agent stands in some provinces.
fn weight(run: &RunResults, provinces: &[usize]) -> f64 {
    let last: Vec<_> = of_provinces(run, Measure::Cases, provinces).rev().take(provinces.len()).collect();
    let agents: u64 = last.iter().map(|row| row.estimate.agents).sum();
    last.iter().map(|row| row.estimate.denominator).sum::<f64>() / agents.max(1) as f64
}

fn children(run: &RunResults, provinces: &[usize]) -> f64 {
    let last = of_provinces(run, Measure::RecruitersActive, provinces).rev().take(provinces.len());
    last.map(|row| row.estimate.denominator).sum()
}

fn recruiters(run: &RunResults, provinces: &[usize]) -> f64 {
    let last = of_provinces(run, Measure::RecruitersActive, provinces).rev().take(provinces.len());
    let recruiters: f64 = last.map(|row| row.estimate.numerator).sum();
    let children = children(run, provinces);
    if children > 0.0 { 1e5 * recruiters / children } else { 0.0 }
}
