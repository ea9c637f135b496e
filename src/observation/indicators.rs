//! From a year's whole numbers to estimates by stratum and group.

use super::counts::{CountSource, ServiceCount};
use super::elsewhere::at_places;
use super::tally::{ProvinceTally, YearTally};
use super::{Estimate, Group, Measure, MeasureDef, Stratum};
use crate::population::{Cell, Country, Province, Region};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One measure in one group and year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct IndicatorRow {
    /// Calendar year.
    pub year: i32,
    /// What is measured.
    pub measure: Measure,
    /// Among whom.
    pub group: Group,
    /// The number.
    pub estimate: Estimate,
}

/// Sums over a province: `amount` as measured, `agents` where agents are counted.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    numerator: f64,
    denominator: f64,
    affected: u64,
    agents: u64,
}

/// What a measure counts in the cells that it covers, by province: numerator and denominator, 0
/// where they are not counted by cell.
struct Counts {
    cells: Vec<Cell>,
    provinces: Vec<Vec<[u32; 2]>>,
}

impl Counts {
    /// Picks a measure's numbers out of the tally, where those of a cell stand side by side.
    fn of(info: &MeasureDef, tally: &YearTally) -> Self {
        let cells: Vec<Cell> = Cell::all().filter(|&cell| info.covers(cell)).collect();
        let provinces = tally.provinces.iter().map(|counted| {
            let number = |source: CountSource, cell: Cell| match source {
                CountSource::Cells(what) => counted.cells.get(what, cell),
                _ => 0,
            };
            cells.iter().map(|&cell| [number(info.numerator, cell), number(info.denominator, cell)]).collect()
        });
        Self { provinces: provinces.collect(), cells }
    }

    /// Runs of cells that belong to the same group in any province.
    fn runs(&self, stratum: Stratum) -> Vec<Range<usize>> {
        let group = |&cell: &Cell| stratum.group_of(cell, 0, Region::ALL[0]);
        let mut end = 0;
        let runs = self.cells.chunk_by(|one, next| group(one) == group(next)).map(|run| {
            let start = end;
            end += run.len();
            start..end
        });
        runs.collect()
    }
}

fn sum(numbers: &[[u32; 2]]) -> [u64; 2] {
    numbers
        .iter()
        .fold([0, 0], |[first, second], &[one, other]| [first + u64::from(one), second + u64::from(other)])
}

/// All measures of a year in the groups of some strata. Measures known by province only appear in
/// the strata that are made of whole provinces.
pub fn indicator_rows(country: &Country, tally: &YearTally, strata: &[Stratum]) -> Vec<IndicatorRow> {
    let year = tally.month.year();
    let rows_of = |&measure: &Measure| {
        let info = measure.info();
        let counts = Counts::of(&info, tally);
        let mut rows = Vec::new();
        for &stratum in strata.iter().filter(|stratum| stratum.knows(&info)) {
            let estimates = estimates(country, tally, &counts, measure, stratum);
            for (index, estimate) in estimates.into_iter().enumerate() {
                let group = Group::new(stratum, index);
                if group.applies_to(&info) {
                    rows.push(IndicatorRow { year, measure, group, estimate });
                }
            }
        }
        rows
    };
    Measure::ALL.par_iter().flat_map_iter(rows_of).collect()
}

/// A measure in every group of a stratum: province by province in their order, whole numbers first,
/// then weighted.
fn estimates(
    country: &Country,
    tally: &YearTally,
    counts: &Counts,
    measure: Measure,
    stratum: Stratum,
) -> Vec<Estimate> {
    let info = &measure.info();
    if let (Stratum::PlaceOfExploitation, Some(source)) = (stratum, info.at_place()) {
        let of_origin = estimates(country, tally, counts, measure, Stratum::Province);
        return at_places(country, tally, info, source, &of_origin);
    }
    let groups = stratum.groups(country);
    let mut totals = vec![Sums::default(); groups];
    let mut own = vec![Sums::default(); groups];
    let runs = counts.runs(stratum);
    let provinces = country.provinces.iter().zip(&tally.provinces).zip(&counts.provinces);
    for (row, ((province, counted), numbers)) in provinces.enumerate() {
        own.fill(Sums::default());
        let region = province.record.region;
        for places in &runs {
            let sums = &mut own[stratum.group_of(counts.cells[places.start], row, region)];
            let [affected, agents] = sum(&numbers[places.clone()]);
            sums.affected += affected;
            sums.agents += agents;
        }
        if !info.by_cell() {
            let any_cell = Cell::new(false, 0, 0, false, false);
            by_province(info, province, counted, &mut own[stratum.group_of(any_cell, row, region)]);
        }
        for (total, own) in totals.iter_mut().zip(&own) {
            let of_cells = |source: CountSource, agents: u64, amount: f64| {
                if source.by_cell() { agents as f64 } else { amount }
            };
            total.numerator += province.weight * of_cells(info.numerator, own.affected, own.numerator);
            total.denominator += province.weight * of_cells(info.denominator, own.agents, own.denominator);
            total.affected += own.affected;
            total.agents += own.agents;
        }
    }
    let counts_agents = !info.numerator.is_expected();
    let estimate = |(index, sums): (usize, Sums)| {
        let numerator = sums.numerator * info.numerator_unit;
        let affected = counts_agents.then_some(sums.affected);
        let estimate = Estimate::new(info, stratum, numerator, sums.denominator, sums.agents, affected);
        if stratum != Stratum::Province {
            return estimate;
        }
        let agents = [sums.affected, sums.agents];
        let clusters = &tally.provinces[index].clusters;
        estimate.with_error(clusters.standard_error(measure, agents, country.provinces[index].weight))
    };
    totals.into_iter().enumerate().map(estimate).collect()
}

/// Numbers that are known for the province as a whole. A denominator that is no count of agents
/// rests on the persons of the province.
fn by_province(info: &MeasureDef, province: &Province, counted: &ProvinceTally, sums: &mut Sums) {
    if !info.numerator.by_cell() {
        sums.numerator = amount(info.numerator, counted);
        if !info.numerator.is_expected() {
            sums.affected = sums.numerator as u64;
        }
        if info.numerator.is_of_recruiters() {
            // All of a commune's recruiters are there, and some of its children.
            sums.numerator *= province.sampled;
        }
    }
    if !info.denominator.by_cell() {
        sums.denominator = amount(info.denominator, counted);
        sums.agents = Cell::all()
            .filter(|&cell| info.covers(cell))
            .map(|cell| u64::from(counted.cells.get(super::CountKind::Persons, cell)))
            .sum();
    }
}

fn amount(source: CountSource, counted: &ProvinceTally) -> f64 {
    let services = &counted.services;
    match source {
        CountSource::Cells(_) => 0.0,
        CountSource::Register(slice) => slice.of(&counted.register),
        CountSource::Recruiters => f64::from(counted.recruiters),
        CountSource::Enforcement(step) => step.of(&services.enforcement),
        CountSource::Services(ServiceCount::Referred) => services.referred as f64,
        CountSource::Services(ServiceCount::Opened) => services.opened as f64,
        CountSource::Services(ServiceCount::Unmet) => services.unmet as f64,
        CountSource::Services(ServiceCount::Places) => services.places as f64,
        CountSource::Services(ServiceCount::Open) => services.open as f64,
        CountSource::Services(ServiceCount::Waiting) => services.waiting as f64,
    }
}
