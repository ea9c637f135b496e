//! The fit table: what the model should reproduce beside what it gives.
//!
//! A reading is a share (or rate) `R = A / B`, a ratio of two shares `Q = R1 / R2`, or a count a
//! year; `A` and `B` are weighted totals over all years of the run. The standard error of one run
//! treats communes as clusters within regions: with `z_c` the linearised part of commune `c`
//! (`(a_c - R b_c) / B` for a share, `(z1_c - Q z2_c) / R2` for a ratio),
//! `V = sum over regions of n / (n - 1) x sum (z_c - mean z)^2`. Provinces of a region differ for
//! good reasons, so this is on the large side. With several runs the standard error is that of
//! their mean.

mod targets;

use super::counts::CountSource;
use super::survey::{Params as SurveyParams, expected_share};
use super::tally::{CellTable, YearTally};
use super::{MeasureDef, MeasureKind};
use crate::population::{Cell, Country, Region, RegisterCounts};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use targets::{CHECK, FitTarget, Lens, TargetPlace, targets};

/// One total that the fit table needs of every commune.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    source: CountSource,
    info: MeasureDef,
    place: TargetPlace,
}

/// The totals of all targets: numerator and denominator in the target's group, then in the group it
/// is compared with.
pub(super) fn terms() -> Vec<Term> {
    targets().iter().flat_map(terms_of).collect()
}

fn terms_of(target: &FitTarget) -> Vec<Term> {
    let info = target.info();
    let pair = |place| [info.numerator, info.denominator].map(|source| Term { source, info, place });
    target.places().flat_map(pair).collect()
}

/// A total as it is taken in the communes of one province: the cells that it adds up are found
/// once.
#[derive(Debug, Clone)]
pub(super) struct TermThere {
    source: CountSource,
    reached: bool,
    cells: Vec<Cell>,
}

impl Term {
    /// The total in a province's communes.
    pub fn there(&self, country: &Country, province: usize) -> TermThere {
        let region = country.provinces[province].record.region;
        let covered = |cell: &Cell| self.info.covers(*cell) && self.place.contains(*cell, province, region);
        let reached = self.place.reaches(country, province);
        let cells = if reached { Cell::all().filter(covered).collect() } else { Vec::new() };
        TermThere { source: self.source, reached, cells }
    }
}

impl TermThere {
    /// The total in a commune.
    pub fn in_commune(&self, cells: &CellTable, register: &RegisterCounts) -> f64 {
        match self.source {
            _ if !self.reached => 0.0,
            CountSource::Cells(what) => {
                f64::from(self.cells.iter().map(|&cell| cells.get(what, cell)).sum::<u32>())
            }
            CountSource::Register(slice) => slice.of(register),
            CountSource::Services(_) | CountSource::Recruiters => 0.0,
        }
    }
}

/// Commune totals summed over the years of a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FitSums {
    years: u32,
    clusters: Vec<f64>,
}

impl FitSums {
    /// Adds a year.
    pub fn add(&mut self, tally: &YearTally) {
        self.years += 1;
        self.clusters.resize(tally.clusters.len(), 0.0);
        for (sum, number) in self.clusters.iter_mut().zip(&tally.clusters) {
            *sum += number;
        }
    }

    /// One reading a target.
    pub fn readings(&self, country: &Country, survey: &SurveyParams) -> Vec<FitReading> {
        let width: usize = terms().len();
        let mut first = 0;
        let read = |target: &FitTarget| {
            let span = first..first + terms_of(target).len();
            first = span.end;
            self.read(target, country, survey, width, span)
        };
        targets().iter().map(read).collect()
    }

    fn read(
        &self,
        target: &FitTarget,
        country: &Country,
        survey: &SurveyParams,
        width: usize,
        span: Range<usize>,
    ) -> FitReading {
        let none = || FitReading { id: target.id.clone(), value: None, standard_error: None };
        if self.years == 0 {
            return none();
        }
        let info = target.info();
        let weights =
            country.provinces.iter().flat_map(|p| p.communes.clone().map(|_| (p.weight, p.record.region)));
        let mut communes: Vec<(Region, Vec<f64>)> = weights
            .zip(self.clusters.chunks_exact(width))
            .map(|((weight, region), own)| (region, own[span.clone()].iter().map(|n| n * weight).collect()))
            .collect();
        if target.group == TargetPlace::HighestProvince {
            keep_highest_province(country, &mut communes);
        }
        let total = |term: usize| communes.iter().map(|(_, own)| own[term]).sum::<f64>();
        let years = f64::from(self.years);
        let scale = info.per * info.numerator_unit;
        let ratio = |of: usize| (total(of + 1) > 0.0).then(|| total(of) / total(of + 1));
        let linear = |own: &[f64], of: usize, ratio: f64| {
            (own[of] - ratio * own[of + 1]) / total_or_one(total(of + 1))
        };
        let (value, parts): (f64, Vec<f64>) = match (info.kind, span.len()) {
            (MeasureKind::Count, _) => {
                (scale * total(0) / years, communes.iter().map(|(_, n)| scale * n[0] / years).collect())
            }
            (_, 2) => {
                let Some(r) = ratio(0) else { return none() };
                let denominator = total_or_one(total(1));
                (scale * r, communes.iter().map(|(_, n)| scale * (n[0] - r * n[1]) / denominator).collect())
            }
            _ => {
                let (Some(r1), Some(r2)) = (ratio(0), ratio(2)) else { return none() };
                if r2 <= 0.0 {
                    return none();
                }
                let quotient = r1 / r2;
                let part = |n: &[f64]| (linear(n, 0, r1) - quotient * linear(n, 2, r2)) / r2;
                (quotient, communes.iter().map(|(_, n)| part(n)).collect())
            }
        };
        let regions: Vec<Region> = communes.iter().map(|&(region, _)| region).collect();
        let error = clustered_error(&regions, &parts);
        let value = if target.complement { 1.0 - value } else { value };
        match target.as_seen {
            Lens::Truth => FitReading { id: target.id.clone(), value: Some(value), standard_error: error },
            Lens::Survey => FitReading {
                id: target.id.clone(),
                value: Some(expected_share(value, survey)),
                standard_error: error
                    .map(|e| e * (survey.disclosure.get() - survey.false_positive.get()).abs()),
            },
        }
    }
}

/// Empties the first numerator and denominator of every commune outside the province where their
/// ratio is highest; of two alike the first one counts.
fn keep_highest_province(country: &Country, communes: &mut [(Region, Vec<f64>)]) {
    let ratio = |own: &Range<usize>| {
        let total = |term: usize| communes[own.clone()].iter().map(|(_, n)| n[term]).sum::<f64>();
        total(0) / total_or_one(total(1))
    };
    let ranges = country.provinces.iter().map(|province| province.communes.clone());
    let highest =
        ranges.map(|own| (ratio(&own), own)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let highest = highest.map_or(0..0, |(_, own)| own);
    for (row, (_, own)) in communes.iter_mut().enumerate() {
        if !highest.contains(&row) {
            own[..2].fill(0.0);
        }
    }
}

fn total_or_one(total: f64) -> f64 {
    if total > 0.0 { total } else { 1.0 }
}

/// Root of the clustered variance; none where no region has two communes.
fn clustered_error(regions: &[Region], parts: &[f64]) -> Option<f64> {
    let mut variance = None;
    for region in Region::ALL {
        let own: Vec<f64> =
            regions.iter().zip(parts).filter(|(r, _)| **r == region).map(|(_, z)| *z).collect();
        if own.len() > 1 {
            let n = own.len() as f64;
            let mean = own.iter().sum::<f64>() / n;
            let squares: f64 = own.iter().map(|z| (z - mean) * (z - mean)).sum();
            variance = Some(variance.unwrap_or(0.0) + n / (n - 1.0) * squares);
        }
    }
    variance.map(f64::sqrt)
}

/// What one run gives for a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitReading {
    /// The target's id.
    pub id: String,
    /// The value; none where nobody stands in the denominator.
    pub value: Option<f64>,
    /// Its standard error within the run.
    pub standard_error: Option<f64>,
}

/// A row of the fit table.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRow {
    /// Id, such as `T9a`.
    pub id: &'static str,
    /// What is compared.
    pub pattern: &'static str,
    /// Published value, where there is one.
    pub target: Option<f64>,
    /// Lower end of the band.
    pub low: Option<f64>,
    /// Upper end of the band.
    pub high: Option<f64>,
    /// Mean over the runs.
    pub simulated: Option<f64>,
    /// Standard error of that mean: from the spread of the runs, or of a single run from its
    /// communes.
    pub standard_error: Option<f64>,
    /// Whether the simulated value lies in the band; a missing value does not.
    pub in_band: bool,
    /// Grade of the evidence.
    pub grade: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Rows of `evidence.csv`, separated by blanks.
    pub evidence: String,
    /// Whether it counts for its pattern's verdict.
    pub graded: bool,
}

impl FitRow {
    /// Whether it is a check of the model (`C1`): it has a band and no verdict on a pattern.
    pub fn is_check(&self) -> bool {
        self.id.starts_with(CHECK)
    }
}

/// Whether a pattern is reproduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternVerdict {
    /// Id, such as `T9`.
    pub id: &'static str,
    /// All of its graded rows lie in their bands.
    pub in_band: bool,
}

/// The fit table of some runs of one scenario, from the readings of each.
pub fn fit_table<'a>(runs: impl IntoIterator<Item = &'a [FitReading]>) -> Vec<FitRow> {
    let runs: Vec<&[FitReading]> = runs.into_iter().collect();
    let row = |target: &'static FitTarget| {
        let of_target = |run: &&'a [FitReading]| run.iter().find(|reading| reading.id == target.id);
        let readings: Vec<&FitReading> = runs.iter().filter_map(of_target).collect();
        let values: Vec<f64> = readings.iter().filter_map(|reading| reading.value).collect();
        let n = values.len() as f64;
        let simulated = (!values.is_empty()).then(|| values.iter().sum::<f64>() / n);
        let standard_error = match (simulated, values.len()) {
            (Some(mean), 2..) => {
                let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
                Some((squares / (n - 1.0) / n).sqrt())
            }
            _ => readings.iter().find_map(|reading| reading.standard_error),
        };
        FitRow {
            id: &target.id,
            pattern: &target.pattern,
            target: target.target,
            low: target.low,
            high: target.high,
            simulated,
            standard_error,
            in_band: simulated.is_some_and(|value| target.holds(value)),
            grade: &target.grade,
            unit: &target.unit,
            evidence: target.evidence.join(" "),
            graded: target.graded,
        }
    };
    targets().iter().map(row).collect()
}

/// One verdict a pattern, in the order of the table. A check is no pattern: nothing observed stands
/// behind it.
pub fn verdicts(rows: &[FitRow]) -> Vec<PatternVerdict> {
    let mut verdicts: Vec<PatternVerdict> = Vec::new();
    for target in targets().iter().filter(|target| !target.is_check()) {
        let id = target.pattern_id();
        let in_band = rows.iter().filter(|row| row.graded && row.id == target.id).all(|row| row.in_band);
        match verdicts.iter_mut().find(|verdict| verdict.id == id) {
            Some(verdict) => verdict.in_band &= in_band,
            None => verdicts.push(PatternVerdict { id, in_band }),
        }
    }
    verdicts
}

#[cfg(test)]
mod tests;
