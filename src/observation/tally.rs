//! The yearly tally: whole numbers by province and cell.
//!
//! Once counted, the yearly logs of the communes (`cases`, `register`, `months_held`) are emptied.
//! That is done once a year and not each month, so that between two tallies everything seen so far stays
//! with the commune: whoever saves the communes has saved the year. Nobody under 18 at the time of
//! a case can have left the home by the end of the year, so the class of a case is the class at its
//! time.

use super::clusters::ProvinceClusters;
use super::counts::CountKind;
use super::elsewhere::CountsElsewhere;
use super::fit::{self, Term, TermThere, terms};
use super::human_security::{self, SecuritySums};
use super::month::ServiceYear;
use super::results::ObservedWorld;
use super::survey::{Frame, FrameCommune};
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
}

/// What a province has counted in a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProvinceTally {
    /// By cell.
    pub cells: CellTable,
    /// The year's register.
    pub register: RegisterCounts,
    /// What happened to its people in other provinces.
    pub elsewhere: CountsElsewhere,
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

impl YearTally {
    /// The tally of a run with these counts of its communes.
    pub(super) fn new(
        country: &Country,
        counts: YearCounts,
        services: &[ServiceYear],
        recruiters: &Recruiters,
        month: Month,
    ) -> Self {
        let YearCounts { mut provinces, clusters, .. } = counts;
        for (province, year) in provinces.iter_mut().zip(services) {
            province.services = *year;
        }
        for (&province, &status) in recruiters.province.iter().zip(&recruiters.status) {
            provinces[usize::from(province)].recruiters += u32::from(status == RecruiterStatus::Active);
        }
        let mut tally = Self { month, provinces, clusters };
        fit::spread_over_communes(country, &mut tally);
        tally
    }
}

/// What a run's communes have counted in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearCounts {
    provinces: Vec<ProvinceTally>,
    clusters: Vec<f64>,
    pub(super) frame: Frame,
}

impl YearCounts {
    /// Counts the year that ends with `month` in the communes of one run. `lines` are the poverty
    /// lines of that month, by province.
    pub fn of(world: &ObservedWorld<'_>, lines: &[f32], month: Month) -> Self {
        let mut counted = count_year(world.country, lines, std::slice::from_ref(&world.communes), month);
        counted.swap_remove(0)
    }
}

/// Counts the year that ends with `month` in the communes of some runs. A commune that a run shares
/// with the first one is counted once. `lines` are the poverty lines of that month, by province.
///
/// Runs in parallel over communes; whole numbers are joined in the order of the communes.
pub fn count_year(country: &Country, lines: &[f32], runs: &[Vec<&Commune>], month: Month) -> Vec<YearCounts> {
    let terms = terms();
    let of_provinces: Vec<Vec<CommuneCounts>> = country
        .provinces
        .par_iter()
        .enumerate()
        .map(|(row, _)| count_province(country, (row, lines[row]), runs, month, &terms))
        .collect();
    let mut counted: Vec<YearCounts> = runs
        .iter()
        .map(|_| YearCounts { provinces: Vec::new(), clusters: Vec::new(), frame: Frame::default() })
        .collect();
    for province in of_provinces {
        for (run, own) in counted.iter_mut().zip(province) {
            run.provinces.push(own.tally);
            run.clusters.extend(own.clusters);
            run.frame.extend(own.frame);
        }
    }
    counted
}

/// Empties the yearly logs, counted or, in the warm-up, uncounted.
pub fn empty_logs<'a>(communes: impl IntoIterator<Item = &'a mut Commune>) {
    for commune in communes {
        commune.cases.clear();
        commune.months_held.clear();
        commune.elsewhere.empty_log();
        commune.register = RegisterCounts::default();
    }
}

/// What a commune has counted, or several of one province together.
#[derive(Debug, Clone, Default)]
struct CommuneCounts {
    tally: ProvinceTally,
    clusters: Vec<f64>,
    frame: Vec<FrameCommune>,
}

impl CommuneCounts {
    fn add(&mut self, more: &Self) {
        self.tally.cells.merge(&more.tally.cells);
        self.tally.clusters.merge(&more.tally.clusters);
        self.tally.register.add(&more.tally.register);
        self.tally.elsewhere.add(&more.tally.elsewhere);
        self.tally.security.add(&more.tally.security);
        self.clusters.extend(&more.clusters);
        self.frame.extend(&more.frame);
    }
}

/// The counts of one province's communes in each run; the province with its poverty line.
fn count_province(
    country: &Country,
    (row, line): (usize, f32),
    runs: &[Vec<&Commune>],
    month: Month,
    terms: &[Term],
) -> Vec<CommuneCounts> {
    let province = &country.provinces[row];
    let terms: Vec<TermThere> = terms.iter().map(|term| term.there(country, row)).collect();
    let count = |commune: &Commune, place: usize| {
        let mut own = CommuneCounts::default();
        count_persons(commune, month, &mut own.tally.cells);
        count_events(commune, &mut own.tally.cells);
        own.tally.register = commune.register.clone();
        own.tally.elsewhere = CountsElsewhere::of(commune);
        own.tally.clusters.add(&own.tally.cells);
        own.tally.security = human_security::of_commune(commune, province, line, month);
        own.clusters =
            terms.iter().map(|term| term.in_commune(&own.tally.cells, &commune.register)).collect();
        own.frame = FrameCommune::of(commune, place, province, month).into_iter().collect();
        own
    };
    let places: Vec<usize> = province.communes.clone().collect();
    let none = || vec![CommuneCounts::default(); runs.len()];
    places
        .par_chunks(COMMUNES_A_TASK)
        .map(|places| {
            let mut totals = none();
            for &place in places {
                let of_first = count(runs[0][place], place);
                for (run, total) in runs.iter().zip(&mut totals) {
                    if std::ptr::eq(run[place], runs[0][place]) {
                        total.add(&of_first);
                    } else {
                        total.add(&count(run[place], place));
                    }
                }
            }
            totals
        })
        // Neighbours are joined as they are done, so that few counts wait in memory.
        .reduce_with(|mut totals, next| {
            totals.iter_mut().zip(&next).for_each(|(total, more)| total.add(more));
            totals
        })
        .unwrap_or_else(none)
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

/// Counts the logs of cases and of months in exploitation.
fn count_events(commune: &Commune, table: &mut CellTable) {
    for case in &commune.cases {
        let cell = commune.cell(usize::from(case.person), i32::from(case.age));
        table.add(CountKind::Cases, cell, 1);
        table.add(CountKind::CasesAbroad, cell, u32::from(case.abroad));
        table.add(CountKind::CasesOwnMigration, cell, u32::from(case.own_migration));
        table.add(CountKind::CasesAgain, cell, u32::from(case.again));
        table.add(CountKind::BY_FORM[case.form as usize], cell, 1);
        table.add(CountKind::BY_NETWORK[case.network as usize], cell, 1);
    }
    for &cell in &commune.months_held {
        table.add(CountKind::MonthsHeld, cell, 1);
    }
}
