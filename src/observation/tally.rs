//! The yearly tally: whole numbers by province and cell.
//!
//! The tally also empties the yearly logs of the communes (`cases`, `register`, `months_held`). It
//! does so once a year and not each month, so that between two tallies everything seen so far stays
//! with the commune: whoever saves the communes has saved the year. Nobody under 18 at the time of
//! a case can have left the home by the end of the year, so the class of a case is the class at its
//! time.

use super::clusters::ProvinceClusters;
use super::counts::CountKind;
use super::fit::Term;
use super::human_security::{self, SecuritySums};
use super::month::ServiceYear;
use crate::population::{
    Cell, Commune, Country, RecruiterStatus, Recruiters, RegisterCounts, home_flag, person_flag,
};
use crate::quantities::Month;
use rayon::prelude::*;

/// Communes that one task counts before its numbers are joined.
const COMMUNES_A_TASK: usize = 8;

/// Whole numbers by [`CountKind`] and [`Cell`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellTable(Vec<u32>);

impl Default for CellTable {
    fn default() -> Self {
        Self(vec![0; CountKind::COUNT * Cell::COUNT])
    }
}

impl CellTable {
    /// Adds to a number.
    #[inline]
    pub fn add(&mut self, what: CountKind, cell: Cell, number: u32) {
        self.0[cell.index() * CountKind::COUNT + what as usize] += number;
    }

    /// A number.
    #[inline]
    pub fn get(&self, what: CountKind, cell: Cell) -> u32 {
        self.0[cell.index() * CountKind::COUNT + what as usize]
    }

    /// All numbers of a cell.
    #[inline]
    pub fn of(&self, cell: Cell) -> &[u32] {
        &self.0[cell.index() * CountKind::COUNT..][..CountKind::COUNT]
    }

    fn of_mut(&mut self, cell: Cell) -> &mut [u32; CountKind::COUNT] {
        &mut self.0.as_chunks_mut().0[cell.index()]
    }

    /// Adds all numbers of another table.
    pub fn merge(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(&other.0) {
            *own += more;
        }
    }

    fn clear(&mut self) {
        self.0.fill(0);
    }
}

/// What a province has counted in a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProvinceTally {
    /// By cell.
    pub cells: CellTable,
    /// The year's register.
    pub register: RegisterCounts,
    /// The year's services.
    pub services: ServiceYear,
    /// Recruiters at work now.
    pub recruiters: u32,
    /// Human security of homes with children.
    pub security: SecuritySums,
    /// The communes, for standard errors.
    pub clusters: ProvinceClusters,
}

/// What the country has counted in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearTally {
    /// The month at whose end persons were counted.
    pub month: Month,
    /// By province row.
    pub provinces: Vec<ProvinceTally>,
    /// For each commune the numbers that the fit table asks for, commune after commune.
    pub(super) clusters: Vec<f64>,
}

/// Counts the year that ends with `month` and empties the communes' yearly logs.
///
/// Runs in parallel over communes; whole numbers are joined in the order of the communes.
pub(super) fn tally(
    country: &Country,
    communes: &mut [Commune],
    services: &[ServiceYear],
    recruiters: &Recruiters,
    month: Month,
    terms: &[Term],
) -> YearTally {
    let slices = by_province(country, communes);
    let counted: Vec<(ProvinceTally, Vec<f64>)> = slices
        .into_par_iter()
        .enumerate()
        .map(|(row, slice)| tally_province(country, row, slice, month, terms))
        .collect();
    let mut tally = YearTally { month, provinces: Vec::with_capacity(counted.len()), clusters: Vec::new() };
    for (mut province, clusters) in counted {
        if let Some(year) = services.get(tally.provinces.len()) {
            province.services = *year;
        }
        tally.provinces.push(province);
        tally.clusters.extend(clusters);
    }
    for (&province, &status) in recruiters.province.iter().zip(&recruiters.status) {
        tally.provinces[usize::from(province)].recruiters += u32::from(status == RecruiterStatus::Active);
    }
    tally
}

/// Empties the yearly logs uncounted, as at the end of a year of warm-up.
pub fn discard_logs(communes: &mut [Commune]) {
    for commune in communes {
        commune.cases.clear();
        commune.months_held.clear();
        commune.register = RegisterCounts::default();
    }
}

fn by_province<'a>(country: &Country, communes: &'a mut [Commune]) -> Vec<&'a mut [Commune]> {
    let mut rest = communes;
    country
        .provinces
        .iter()
        .map(|province| {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(province.communes.len());
            rest = others;
            own
        })
        .collect()
}

fn tally_province(
    country: &Country,
    row: usize,
    communes: &mut [Commune],
    month: Month,
    terms: &[Term],
) -> (ProvinceTally, Vec<f64>) {
    let line = country.provinces[row].poverty_line;
    let terms: Vec<_> = terms.iter().map(|term| term.there(country, row)).collect();
    let tasks: Vec<(ProvinceTally, Vec<f64>)> = communes
        .par_chunks_mut(COMMUNES_A_TASK)
        .map(|chunk| {
            let (mut total, mut clusters) = (ProvinceTally::default(), Vec::new());
            let mut own = CellTable::default();
            for commune in chunk {
                own.clear();
                count_persons(commune, month, &mut own);
                count_events(commune, &mut own);
                let register = std::mem::take(&mut commune.register);
                clusters.extend(terms.iter().map(|term| term.in_commune(&own, &register)));
                total.clusters.add(&own);
                total.cells.merge(&own);
                total.register.add(&register);
                total.security.add(&human_security::of_commune(
                    commune,
                    &country.provinces[row],
                    line,
                    month,
                ));
            }
            (total, clusters)
        })
        .collect();
    let (mut total, mut clusters) = (ProvinceTally::default(), Vec::new());
    for (task, of_task) in tasks {
        total.cells.merge(&task.cells);
        total.clusters.merge(&task.clusters);
        total.register.add(&task.register);
        total.security.add(&task.security);
        clusters.extend(of_task);
    }
    (total, clusters)
}

/// Counts the persons of a commune as they are at the end of `month`.
fn count_persons(commune: &Commune, month: Month, table: &mut CellTable) {
    let (people, homes) = (&commune.people, &commune.homes);
    for home in 0..homes.len() {
        let (fifth, debt) = (homes.fifth(home), (homes.debt[home].get() * 16.0) as u32);
        let (minority, urban) = (homes.has(home, home_flag::MINORITY), homes.has(home, home_flag::URBAN));
        for row in homes.members(home).filter(|&row| people.present(row, month)) {
            let years = people.age(row, month) / 12;
            let cell = Cell::new(people.has(row, person_flag::FEMALE), years, fifth, minority, urban);
            let counts = table.of_mut(cell);
            let flags = u32::from(people.flags[row]) | u32::from(homes.flags[home]) << 16;
            for (count, asked) in counts.iter_mut().zip(CountKind::FLAGS) {
                *count += u32::from(flags & asked == asked);
            }
            counts[CountKind::DebtSixteenths as usize] += debt;
        }
    }
}

/// Counts and empties the logs of cases and of months in exploitation.
fn count_events(commune: &mut Commune, table: &mut CellTable) {
    for case in std::mem::take(&mut commune.cases) {
        let cell = commune.cell(usize::from(case.person), i32::from(case.age));
        table.add(CountKind::Cases, cell, 1);
        table.add(CountKind::CasesAbroad, cell, u32::from(case.abroad));
        table.add(CountKind::CasesOwnMigration, cell, u32::from(case.own_migration));
        table.add(CountKind::CasesAgain, cell, u32::from(case.again));
        table.add(CountKind::BY_FORM[case.form as usize], cell, 1);
        table.add(CountKind::BY_NETWORK[case.network as usize], cell, 1);
    }
    for cell in std::mem::take(&mut commune.months_held) {
        table.add(CountKind::MonthsHeld, cell, 1);
    }
}
