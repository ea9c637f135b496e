//! The monthly tally: few numbers, light enough for every month.

use super::results::ObservedWorld;
use crate::population::{ADULT_AT, Enforcement, Form, ProvinceServices, RecruiterStatus, RegisterCounts};
use crate::quantities::Month;
use serde::{Deserialize, Serialize};

/// A province's services over a year, and what its recruiters faced: sums of the months, and the
/// state in the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceYear {
    /// Referrals received.
    pub referred: u64,
    /// Cases opened.
    pub opened: u64,
    /// Referrals dropped unserved.
    pub unmet: u64,
    /// Places for open cases in the last month.
    pub places: u64,
    /// Cases open in the last month.
    pub open: u64,
    /// Referrals waiting in the last month.
    pub waiting: u64,
    /// Arrests of recruiters and what followed.
    pub enforcement: Enforcement,
}

impl ServiceYear {
    /// Adds a month.
    pub fn add_month(&mut self, services: &ProvinceServices, enforcement: &Enforcement) {
        self.enforcement.add(enforcement);
        self.referred += u64::from(services.referred);
        self.opened += u64::from(services.opened);
        self.unmet += u64::from(services.unmet);
        self.places = u64::from(services.places);
        self.open = services.open.len() as u64;
        self.waiting = (services.survivors_waiting.len() + services.homes_waiting.len()) as u64;
    }
}

/// Whole numbers of one month by province.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthTally {
    /// The month.
    pub month: Month,
    /// By province row.
    pub provinces: Vec<ProvinceMonth>,
}

/// Whole numbers of one month in one province.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProvinceMonth {
    /// Cases of children begun this month, by form and border (0 internal, 1 cross-border).
    pub cases: [[u32; 2]; 5],
    /// Persons under 25 in exploitation.
    pub held: u32,
    /// Register since the last yearly tally.
    pub register: RegisterCounts,
    /// Referrals received, cases opened, referrals dropped unserved.
    pub services: [u32; 3],
    /// Recruiters at work.
    pub recruiters: u32,
    /// Children.
    pub children: u32,
}

/// One row of the monthly series: the country, in real persons.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Children.
    pub children: f64,
    /// Cases of children begun this month, by form (in the order of [`Form::ALL`]) and border.
    pub cases: [[f64; 2]; 5],
    /// Persons under 25 in exploitation.
    pub held: f64,
    /// Victims recorded this month.
    pub identified: f64,
    /// Their expectation.
    pub identified_expected: f64,
    /// Referrals to caseworkers this month.
    pub referred: f64,
    /// Cases opened this month.
    pub opened: f64,
    /// Referrals dropped unserved this month.
    pub unmet: f64,
    /// Recruiters at work.
    pub recruiters: f64,
}

impl MonthTally {
    /// Counts a month that has just been run; the communes' logs stay as they are.
    pub fn new(world: &ObservedWorld<'_>, month: Month) -> Self {
        let mut provinces = vec![ProvinceMonth::default(); world.country.provinces.len()];
        for commune in &world.communes {
            let own = &mut provinces[usize::from(commune.province)];
            let of_month = commune.cases.iter().rev().take_while(|case| case.month == month);
            for case in of_month.filter(|case| i32::from(case.age) < ADULT_AT) {
                own.cases[case.form as usize][usize::from(case.abroad)] += 1;
            }
            own.held += commune.episodes.len() as u32;
            own.register.add(&commune.register);
            own.children += commune.children;
        }
        for (own, services) in provinces.iter_mut().zip(world.services) {
            own.services = [services.referred, services.opened, services.unmet];
        }
        for (&province, &status) in world.recruiters.province.iter().zip(&world.recruiters.status) {
            provinces[usize::from(province)].recruiters += u32::from(status == RecruiterStatus::Active);
        }
        Self { month, provinces }
    }

    /// The month in real persons. `before` is the month before, unless the yearly logs were emptied
    /// in between.
    pub fn row(&self, world: &ObservedWorld<'_>, before: Option<&Self>) -> MonthRow {
        let sum = |number: &dyn Fn(&ProvinceMonth) -> f64| -> f64 {
            self.provinces.iter().zip(&world.country.provinces).map(|(own, p)| p.weight * number(own)).sum()
        };
        let newly = |expected: bool| {
            let now = self.recorded(world, expected);
            now - before.map_or(0.0, |before| before.recorded(world, expected))
        };
        let cases = Form::ALL
            .map(|form| [0, 1].map(|border| sum(&|own| f64::from(own.cases[form as usize][border]))));
        MonthRow {
            month: self.month,
            children: sum(&|own| f64::from(own.children)),
            cases,
            held: sum(&|own| f64::from(own.held)),
            identified: newly(false),
            identified_expected: newly(true).max(0.0),
            referred: sum(&|own| f64::from(own.services[0])),
            opened: sum(&|own| f64::from(own.services[1])),
            unmet: sum(&|own| f64::from(own.services[2])),
            recruiters: self
                .provinces
                .iter()
                .zip(&world.country.provinces)
                .map(|(own, p)| p.weight * p.sampled * f64::from(own.recruiters))
                .sum(),
        }
    }

    /// Victims recorded since the last yearly tally, in real persons.
    fn recorded(&self, world: &ObservedWorld<'_>, expected: bool) -> f64 {
        let slice = super::RegisterSlice::all(expected);
        self.provinces
            .iter()
            .zip(&world.country.provinces)
            .map(|(own, province)| province.weight * slice.of(&own.register))
            .sum()
    }
}
