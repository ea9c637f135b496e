//! The year's tally: numerators and denominators in weighted people.

use crate::population::{ADULT_AT, Commune, Country, LEAVES_AT, home_flag, person_flag};
use crate::quantities::Month;
use rayon::prelude::*;

/// What is counted at the end of a year. Each is a share of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Measure {
    /// People of 12-24 with an experience of trafficking before 18.
    Prevalence,
    /// The same, boys and young men.
    PrevalenceBoys,
    /// The same, girls and young women.
    PrevalenceGirls,
    /// The same, poorest fifth.
    PrevalencePoorest,
    /// The same, richest fifth.
    PrevalenceRichest,
    /// The same, ethnic minorities.
    PrevalenceMinority,
    /// The same, Kinh.
    PrevalenceKinh,
    /// People of 12-24 whose experience went over a border.
    PrevalenceCrossBorder,
    /// Survivors of 12-24 who ever got support.
    Supported,
    /// Children of 5-17 in child labour.
    ChildLabour,
    /// Children of 6-10 in school.
    AttendancePrimary,
    /// Children of 11-14 in school.
    AttendanceLower,
    /// Children of 15-17 in school.
    AttendanceUpper,
    /// Children of 15-17 of the poorest fifth in school.
    AttendanceUpperPoorest,
    /// Children of 15-17 of the richest fifth in school.
    AttendanceUpperRichest,
    /// Children of 1-14 in homes with violent discipline.
    ViolentDiscipline,
    /// Women of 18-24 married before 18.
    MarriedBefore18,
    /// Women of 18-24 of ethnic minorities married before 18.
    MarriedBefore18Minority,
    /// Children of 12-17 away from home for work.
    Away,
    /// Children in poor homes.
    Poverty,
    /// Children in indebted homes.
    Debt,
    /// Cases of the year that crossed a border.
    CasesCrossBorder,
    /// Cases of the year that began with the child's own migration.
    CasesOwnMigration,
    /// Cases of the year with a recruiter in the family.
    CasesFamily,
    /// Cases of the year with a partner.
    CasesPartner,
    /// Cases of the year with a friend.
    CasesFriend,
}

impl Measure {
    /// Number of measures.
    pub const COUNT: usize = Self::CasesFriend as usize + 1;
}

/// Weighted numerators and denominators of one year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearTally {
    /// Calendar year.
    pub year: i32,
    counts: [(f64, f64); Measure::COUNT],
    /// Expected identified victims under 16.
    pub identified_under_16: f64,
    /// Of these, across a border.
    pub identified_cross_border: f64,
    /// Cases of trafficking that began in the year.
    pub cases: f64,
    /// Children under 18.
    pub children: f64,
}

impl YearTally {
    /// Tallies the year that ends before `month`, and empties the communes' logs.
    pub fn take(communes: &mut [Commune], country: &Country, month: Month) -> Self {
        let now = month.plus(-1);
        let of_communes: Vec<[(u64, u64); Measure::COUNT]> =
            communes.par_iter().map(|commune| count(commune, now)).collect();
        let mut tally = Self {
            year: now.year(),
            counts: [(0.0, 0.0); Measure::COUNT],
            identified_under_16: 0.0,
            identified_cross_border: 0.0,
            cases: 0.0,
            children: 0.0,
        };
        for (commune, counts) in communes.iter_mut().zip(of_communes) {
            let weight = country.provinces[usize::from(commune.province)].weight;
            for (sum, (numerator, denominator)) in tally.counts.iter_mut().zip(counts) {
                sum.0 += weight * numerator as f64;
                sum.1 += weight * denominator as f64;
            }
            tally.cases += weight * commune.cases.len() as f64;
            tally.children += weight * f64::from(commune.children);
            for form in crate::population::Form::ALL {
                let across = weight * commune.register.expected(true, 0, form);
                tally.identified_cross_border += across;
                tally.identified_under_16 += across + weight * commune.register.expected(false, 0, form);
            }
            commune.cases.clear();
            commune.months_held.clear();
            commune.register = Default::default();
        }
        tally
    }

    /// The share of a measure, 0 where nobody is asked.
    pub fn share(&self, measure: Measure) -> f64 {
        let (numerator, denominator) = self.counts[measure as usize];
        if denominator > 0.0 { numerator / denominator } else { 0.0 }
    }

    /// Weighted numerator and denominator of a measure.
    pub fn parts(&self, measure: Measure) -> (f64, f64) {
        self.counts[measure as usize]
    }
}

fn count(commune: &Commune, month: Month) -> [(u64, u64); Measure::COUNT] {
    let mut counts = [(0, 0); Measure::COUNT];
    let mut add = |measure: Measure, asked: bool, yes: bool| {
        counts[measure as usize].0 += u64::from(asked && yes);
        counts[measure as usize].1 += u64::from(asked);
    };
    for person in 0..commune.people.len() {
        let age = commune.people.age(person, month);
        if !(0..LEAVES_AT).contains(&age) {
            continue;
        }
        let years = age / 12;
        let home = commune.home_of(person);
        let is = |flag| commune.people.has(person, flag);
        let of_home = |flag| commune.homes.has(home, flag);
        let fifth = commune.homes.fifth(home);
        let (girl, minority) = (is(person_flag::FEMALE), of_home(home_flag::MINORITY));
        let surveyed = (12..=24).contains(&years);
        let ever = is(person_flag::EVER_BEFORE_18);
        add(Measure::Prevalence, surveyed, ever);
        add(Measure::PrevalenceBoys, surveyed && !girl, ever);
        add(Measure::PrevalenceGirls, surveyed && girl, ever);
        add(Measure::PrevalencePoorest, surveyed && fifth == 0, ever);
        add(Measure::PrevalenceRichest, surveyed && fifth == 4, ever);
        add(Measure::PrevalenceMinority, surveyed && minority, ever);
        add(Measure::PrevalenceKinh, surveyed && !minority, ever);
        add(Measure::PrevalenceCrossBorder, surveyed, is(person_flag::EVER_ABROAD));
        add(Measure::Supported, surveyed && ever, is(person_flag::SUPPORTED));
        add(Measure::ChildLabour, (5..=17).contains(&years), is(person_flag::WORKING));
        let enrolled = is(person_flag::ENROLLED);
        add(Measure::AttendancePrimary, (6..=10).contains(&years), enrolled);
        add(Measure::AttendanceLower, (11..=14).contains(&years), enrolled);
        let upper = (15..=17).contains(&years);
        add(Measure::AttendanceUpper, upper, enrolled);
        add(Measure::AttendanceUpperPoorest, upper && fifth == 0, enrolled);
        add(Measure::AttendanceUpperRichest, upper && fifth == 4, enrolled);
        add(Measure::ViolentDiscipline, (1..=14).contains(&years), of_home(home_flag::VIOLENT_DISCIPLINE));
        let woman = girl && years >= 18;
        add(Measure::MarriedBefore18, woman, is(person_flag::MARRIED_BEFORE_18));
        add(Measure::MarriedBefore18Minority, woman && minority, is(person_flag::MARRIED_BEFORE_18));
        add(Measure::Away, (12..=17).contains(&years), is(person_flag::AWAY));
        add(Measure::Poverty, age < ADULT_AT, of_home(home_flag::POOR));
        add(Measure::Debt, age < ADULT_AT, of_home(home_flag::INDEBTED));
    }
    for case in &commune.cases {
        use crate::population::NetworkType;
        add(Measure::CasesCrossBorder, true, case.abroad);
        add(Measure::CasesOwnMigration, true, case.own_migration);
        add(Measure::CasesFamily, true, case.network == NetworkType::Family);
        add(Measure::CasesPartner, true, case.network == NetworkType::Partner);
        add(Measure::CasesFriend, true, case.network == NetworkType::Friend);
    }
    counts
}
