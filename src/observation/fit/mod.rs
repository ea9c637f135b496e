//! The fit table: what the model should reproduce beside what it gives.
//!
//! A reading is a share (or rate) `R = A / B`, a ratio of two shares `Q = R1 / R2`, or a count a
//! year; `A` and `B` are weighted totals over the years of the run in which the fact was observed
//! (all of them where it is of no particular time). A fact of which the run covers half of the years
//! or less is shown without a value and not judged. The standard error of one run
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
pub use targets::faults_of_target;
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
            // Known by province: see `spread_over_communes`.
            CountSource::Services(_) | CountSource::Recruiters | CountSource::Enforcement(_) => 0.0,
        }
    }
}

/// What is known by province only is spread evenly over the province's communes, so that it is
/// summed like the rest.
pub(super) fn spread_over_communes(country: &Country, tally: &mut YearTally) {
    let terms = terms();
    for (province, counted) in country.provinces.iter().zip(&tally.provinces) {
        for (place, term) in terms.iter().enumerate() {
            let CountSource::Enforcement(step) = term.source else { continue };
            // All of a commune's recruiters are there, and some of its children.
            let whole = province.sampled * step.of(&counted.services.enforcement);
            for commune in province.communes.clone() {
                tally.clusters[commune * terms.len() + place] = whole / province.communes.len() as f64;
            }
        }
    }
}

/// Commune totals summed over the years of a run that each target asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FitSums {
    /// Years summed, by target.
    years: Vec<u32>,
    clusters: Vec<f64>,
}

impl FitSums {
    /// Adds a year to the sums of the targets that ask for it, in a constant world or in one with a
    /// history.
    pub fn add(&mut self, tally: &YearTally, constant: bool) {
        let year = tally.month.year();
        let asking: Vec<bool> = targets().iter().map(|target| target.asks_for(year, constant)).collect();
        self.years.resize(asking.len(), 0);
        self.years.iter_mut().zip(&asking).for_each(|(years, &asked)| *years += u32::from(asked));
        let of_terms: Vec<f64> = targets()
            .iter()
            .zip(asking)
            .flat_map(|(target, asked)| terms_of(target).into_iter().map(move |_| f64::from(asked)))
            .collect();
        self.clusters.resize(tally.clusters.len(), 0.0);
        for ((sum, number), asked) in
            self.clusters.iter_mut().zip(&tally.clusters).zip(of_terms.iter().cycle())
        {
            *sum += asked * number;
        }
    }

    /// One reading a target.
    pub fn readings(&self, country: &Country, survey: &SurveyParams, constant: bool) -> Vec<FitReading> {
        let width: usize = terms().len();
        let mut first = 0;
        let mut read = |target: &FitTarget, years: u32| {
            let covered = target.is_covered_by(years, constant);
            let span = first..first + terms_of(target).len();
            first = span.end;
            self.read((target, years, covered), country, survey, width, span)
        };
        let years = self.years.iter().copied().chain(std::iter::repeat(0));
        targets().iter().zip(years).map(|(target, years)| read(target, years)).collect()
    }

    fn read(
        &self,
        (target, years, covered): (&FitTarget, u32, bool),
        country: &Country,
        survey: &SurveyParams,
        width: usize,
        span: Range<usize>,
    ) -> FitReading {
        let reading =
            |value, standard_error| FitReading { id: target.id.clone(), value, standard_error, covered };
        let none = || reading(None, None);
        if years == 0 || !covered {
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
        let years = f64::from(years);
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
            Lens::Truth => reading(Some(value), error),
            Lens::Survey => reading(
                Some(expected_share(value, survey)),
                error.map(|e| e * (survey.disclosure.get() - survey.false_positive.get()).abs()),
            ),
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
    /// Whether the run covers more than half of the years in which the fact was observed.
    pub covered: bool,
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
    /// First and last year in which it was observed; none where it is of no particular time.
    pub years: Option<[i32; 2]>,
    /// Whether any of these years serves.
    pub any_year: bool,
    /// Whether a world without a history is held to it, whatever the year.
    pub reference: bool,
}

impl FitRow {
    /// Whether it is a check of the model (`C1`): it has a band and no verdict on a pattern.
    pub fn is_check(&self) -> bool {
        self.id.starts_with(CHECK)
    }

    /// Whether a run of these years, in a constant world or in one with a history, covers enough of
    /// the years in which it was observed to be judged.
    pub fn is_covered_by(&self, run: &Range<i32>, constant: bool) -> bool {
        if constant {
            return self.years.is_none() || self.reference;
        }
        let simulated = run.clone().filter(|year| lies_in(self.years, *year)).count() as u32;
        covers_enough_of(self.years, self.any_year, simulated)
    }
}

/// Whether a fact was observed in a year.
fn lies_in(years: Option<[i32; 2]>, year: i32) -> bool {
    years.is_none_or(|[first, last]| (first..=last).contains(&year))
}

/// Whether so many years are more than half of those in which a fact was observed, or one where any
/// serves.
fn covers_enough_of(years: Option<[i32; 2]>, any_year: bool, simulated: u32) -> bool {
    years.is_none_or(|[first, last]| {
        any_year && simulated > 0 || 2 * i64::from(simulated) > i64::from(last - first + 1)
    })
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
            graded: target.graded && readings.iter().all(|reading| reading.covered),
            years: target.years,
            any_year: target.any_year,
            reference: target.reference,
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
