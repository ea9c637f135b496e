//! One run reduced to rows, and the recorder that makes them as the run goes on.

use super::fit::{FitReading, FitSums};
use super::month::{MonthRow, MonthTally, ServiceYear};
use super::tally::{YearCounts, YearTally};
use super::{
    CostRow, IndicatorRow, SecurityRow, Stratum, SurveyParams, SurveyResult, human_security, indicators,
    tabulate_costs, take_survey,
};
use crate::population::{Commune, Country, Form, ProvinceServices, REGISTER_AGES, Recruiters};
use crate::quantities::Month;
use crate::random::Draws;
use serde::{Deserialize, Serialize};

/// What is observed.
#[derive(Debug, Clone)]
pub struct ObservedWorld<'a> {
    /// Provinces and their weights.
    pub country: &'a Country,
    /// Communes, province by province; some may be shared with another run.
    pub communes: Vec<&'a Commune>,
    /// Services by province row.
    pub services: &'a [ProvinceServices],
    /// All recruiters.
    pub recruiters: &'a Recruiters,
}

/// Victims recorded in the country in a year, in real persons.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// Calendar year.
    pub year: i32,
    /// Over a border.
    pub cross_border: bool,
    /// Place in [`REGISTER_AGES`].
    pub age_class: u8,
    /// Place in [`Form::ALL`].
    pub form: u8,
    /// Counted.
    pub counted: f64,
    /// Expected: the sum of the probabilities that victims faced.
    pub expected: f64,
    /// Simulated victims behind the count.
    pub agents: u64,
}

/// A province's services in a year, in real cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ServiceRow {
    /// Calendar year.
    pub year: i32,
    /// Row of the province; none for the country.
    pub province: Option<u8>,
    /// Its numbers.
    pub cases: ServiceLoad,
}

/// Real cases of services: referrals, cases opened and referrals dropped in a year; places, open
/// cases and referrals waiting in its last month.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ServiceLoad {
    /// Referrals received.
    pub referred: f64,
    /// Cases opened.
    pub opened: f64,
    /// Referrals dropped unserved.
    pub unmet: f64,
    /// Places for open cases.
    pub places: f64,
    /// Open cases.
    pub open: f64,
    /// Referrals waiting.
    pub waiting: f64,
}

impl ServiceLoad {
    fn of(year: &ServiceYear, weight: f64) -> Self {
        Self {
            referred: weight * year.referred as f64,
            opened: weight * year.opened as f64,
            unmet: weight * year.unmet as f64,
            places: weight * year.places as f64,
            open: weight * year.open as f64,
            waiting: weight * year.waiting as f64,
        }
    }

    fn add(&mut self, more: &Self) {
        self.referred += more.referred;
        self.opened += more.opened;
        self.unmet += more.unmet;
        self.places += more.places;
        self.open += more.open;
        self.waiting += more.waiting;
    }
}

/// All that is kept of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunResults {
    /// Name of the scenario.
    pub scenario: String,
    /// Number of the replicate.
    pub replicate: u32,
    /// Measures by year, stratum and group.
    pub indicators: Vec<IndicatorRow>,
    /// The monthly series.
    pub months: Vec<MonthRow>,
    /// The survey of each year.
    pub surveys: Vec<SurveyResult>,
    /// The register of each year.
    pub register: Vec<RegisterRow>,
    /// The services of each year.
    pub services: Vec<ServiceRow>,
    /// Human security of each year.
    pub security: Vec<SecurityRow>,
    /// What levers cost.
    pub costs: Vec<CostRow>,
    /// The fit table's readings over all years.
    pub fit: Vec<FitReading>,
}

/// Makes the results of a run while it goes on: [`month`](Self::month) after every month, then,
/// where a year ends (or the run does), [`year`](Self::year).
#[derive(Debug, Clone)]
pub struct Recorder {
    strata: Vec<Stratum>,
    survey: SurveyParams,
    constant: bool,
    so_far: Recorded,
}

/// What a [`Recorder`] has recorded so far, to be stored and gone on with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recorded {
    services: Vec<ServiceYear>,
    before: Option<MonthTally>,
    fit: FitSums,
    results: RunResults,
}

impl Recorder {
    /// A recorder that reports in these strata.
    pub fn new(country: &Country, strata: &[Stratum], survey: SurveyParams) -> Self {
        let so_far = Recorded {
            services: vec![ServiceYear::default(); country.provinces.len()],
            before: None,
            fit: FitSums::default(),
            results: RunResults {
                scenario: String::new(),
                replicate: 0,
                indicators: Vec::new(),
                months: Vec::new(),
                surveys: Vec::new(),
                register: Vec::new(),
                services: Vec::new(),
                security: Vec::new(),
                costs: Vec::new(),
                fit: Vec::new(),
            },
        };
        Self { strata: strata.to_vec(), survey, constant: false, so_far }
    }

    /// The same recorder for a world without a history, or with one.
    #[must_use]
    pub fn of_a_world_that_is_constant(self, constant: bool) -> Self {
        Self { constant, ..self }
    }

    /// What it has recorded so far.
    pub fn so_far(&self) -> &Recorded {
        &self.so_far
    }

    /// The same recorder with what another of its kind had recorded.
    #[must_use]
    pub fn having(self, so_far: Recorded) -> Self {
        Self { so_far, ..self }
    }

    /// Records a month that has just been run.
    pub fn month(&mut self, world: &ObservedWorld<'_>, month: Month) {
        let tally = MonthTally::new(world, month);
        self.so_far.results.months.push(tally.row(world, self.so_far.before.as_ref()));
        self.so_far.before = Some(tally);
        let provinces = world.services.iter().zip(&world.recruiters.enforcement);
        for (year, (services, enforcement)) in self.so_far.services.iter_mut().zip(provinces) {
            year.add_month(services, enforcement);
        }
    }

    /// Records the year that ends with `month`, which its communes have counted, and takes the
    /// survey.
    pub fn year(&mut self, world: &ObservedWorld<'_>, counts: YearCounts, month: Month, draws: &Draws) {
        let country = world.country;
        let survey = take_survey(&counts.frame, &world.communes, month, &self.survey, draws);
        self.so_far.results.surveys.extend(survey);
        let tally = YearTally::new(country, counts, &self.so_far.services, world.recruiters, month);
        self.so_far.services.fill(ServiceYear::default());
        self.so_far.before = None;
        self.so_far.fit.add(&tally, self.constant);
        self.so_far.results.indicators.extend(indicators::indicator_rows(country, &tally, &self.strata));
        self.so_far.results.register.extend(register_rows(country, &tally));
        self.so_far.results.services.extend(service_rows(country, &tally));
        let security: Vec<_> = tally.provinces.iter().map(|province| province.security).collect();
        self.so_far.results.security.extend(human_security::rows(country, &security, month.year()));
    }

    /// The results, with what the levers cost by province.
    pub fn finish(
        mut self,
        country: &Country,
        scenario: &str,
        replicate: u32,
        costs: Vec<CostRow>,
    ) -> RunResults {
        self.so_far.results.scenario = scenario.to_owned();
        self.so_far.results.replicate = replicate;
        self.so_far.results.fit = self.so_far.fit.readings(country, &self.survey, self.constant);
        self.so_far.results.costs = tabulate_costs(costs);
        self.so_far.results
    }
}

fn register_rows(country: &Country, tally: &YearTally) -> Vec<RegisterRow> {
    let mut rows = Vec::new();
    for cross_border in [false, true] {
        for age_class in 0..REGISTER_AGES.len() {
            for form in Form::ALL {
                let (mut counted, mut expected, mut agents) = (0.0, 0.0, 0);
                for (province, own) in country.provinces.iter().zip(&tally.provinces) {
                    let identified = own.register.identified(cross_border, age_class, form);
                    agents += u64::from(identified);
                    counted += province.weight * f64::from(identified);
                    expected += province.weight * own.register.expected(cross_border, age_class, form);
                }
                rows.push(RegisterRow {
                    year: tally.month.year(),
                    cross_border,
                    age_class: age_class as u8,
                    form: form as u8,
                    counted,
                    expected,
                    agents,
                });
            }
        }
    }
    rows
}

fn service_rows(country: &Country, tally: &YearTally) -> Vec<ServiceRow> {
    let year = tally.month.year();
    let mut whole = ServiceLoad::default();
    let mut rows = Vec::with_capacity(country.provinces.len() + 1);
    for (row, (province, own)) in country.provinces.iter().zip(&tally.provinces).enumerate() {
        let cases = ServiceLoad::of(&own.services, province.weight);
        whole.add(&cases);
        rows.push(ServiceRow { year, province: Some(row as u8), cases });
    }
    rows.push(ServiceRow { year, province: None, cases: whole });
    rows
}
