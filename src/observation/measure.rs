//! The one list of measures: name, meaning, unit, what is divided by what, for whom, and the
//! evidence it answers to.

use super::counts::{CountKind, CountSource, EnforcementStep, RegisterSlice, ServiceCount};
use super::definition::{MeasureDef, MeasureKind, count, enforcement, of_cases, register, services, share};
use serde::{Deserialize, Serialize};

macro_rules! measures {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal => $info:expr),+ $(,)?) => {
        /// Something that is reported, each with its definition.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Measure { $($(#[doc = $doc])+ #[serde(rename = $name)] $variant),+ }

        impl Measure {
            /// Every measure, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it means, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+)),+ }
            }

            /// Its definition.
            pub const fn info(self) -> MeasureDef {
                match self { $(Self::$variant => const { $info }),+ }
            }
        }
    };
}

measures! {
    /// Persons aged 12-24 with an experience of trafficking before 18, among persons aged 12-24.
    PrevalenceLifetime = "prevalence_lifetime_12_24"
        => share(CountKind::EverBefore18, CountKind::Persons).ages(12, 24).trafficking().evidence("C03 C06").lower_is_better(),
    /// Children with an experience of trafficking, among children.
    PrevalenceChildren = "prevalence_children"
        => share(CountKind::EverBefore18, CountKind::Persons).ages(0, 17).trafficking().evidence("S01").lower_is_better(),
    /// Persons aged 12-24 whose experience before 18 went over a border, among persons aged 12-24.
    PrevalenceCrossBorder = "prevalence_cross_border_12_24"
        => share(CountKind::EverAbroad, CountKind::Persons).ages(12, 24).trafficking().evidence("C08 C09").lower_is_better(),
    /// Persons whose experience before 18 went over a border, among survivors aged 12-24.
    CrossBorderShareOfSurvivors = "cross_border_share_of_survivors"
        => share(CountKind::EverAbroad, CountKind::EverBefore18).ages(12, 24).trafficking().evidence("C07"),
    /// Persons under 25 with an experience of trafficking before 18.
    EverTrafficked = "persons_ever_trafficked"
        => count(CountSource::Cells(CountKind::EverBefore18), "persons").trafficking().lower_is_better(),
    /// Cases of children that began in the year, for each child.
    Incidence = "incidence_12_months"
        => MeasureDef::new(MeasureKind::Rate, "cases a child and year", CountSource::Cells(CountKind::Cases),
            CountSource::Cells(CountKind::Persons)).ages(0, 17).trafficking().lower_is_better(),
    /// Person-months that persons under 25, adults of 18-24 among them, spent in exploitation in
    /// the year.
    PersonMonths = "person_months_in_exploitation"
        => count(CountSource::Cells(CountKind::MonthsHeld), "person-months a year").trafficking().lower_is_better(),
    /// Persons under 25 in exploitation at the end of the year.
    Held = "persons_in_exploitation"
        => count(CountSource::Cells(CountKind::Held), "persons").trafficking().lower_is_better(),
    /// Cases of children that began in the year.
    Cases = "cases" => count(CountSource::Cells(CountKind::Cases), "cases a year").ages(0, 17).trafficking().lower_is_better(),
    /// Cases of children over a border, among cases of children.
    CaseShareCrossBorder = "case_share_cross_border" => of_cases(CountKind::CasesAbroad).evidence("C07"),
    /// Cases of forced labour, among cases of children.
    CaseShareLabour = "case_share_labour" => of_cases(CountKind::CasesLabour),
    /// Cases of courier and other illegal tasks, among cases of children.
    CaseShareCourier = "case_share_courier" => of_cases(CountKind::CasesCourier),
    /// Cases of sexual exploitation, among cases of children.
    CaseShareSexual = "case_share_sexual" => of_cases(CountKind::CasesSexual),
    /// Cases of forced or sold marriage, among cases of children.
    CaseShareMarriage = "case_share_marriage" => of_cases(CountKind::CasesMarriage),
    /// Cases of illegal adoption, among cases of children.
    CaseShareAdoption = "case_share_adoption" => of_cases(CountKind::CasesAdoption),
    /// Cases recruited by family, among cases of children.
    CaseShareFamily = "case_share_by_family" => of_cases(CountKind::CasesByFamily).evidence("M07"),
    /// Cases recruited by an intimate partner, among cases of children.
    CaseSharePartner = "case_share_by_partner" => of_cases(CountKind::CasesByPartner).evidence("M07"),
    /// Cases recruited by a friend or acquaintance, among cases of children.
    CaseShareFriend = "case_share_by_friend" => of_cases(CountKind::CasesByFriend).evidence("M07"),
    /// Cases recruited by a stranger or agency, among cases of children.
    CaseShareOther = "case_share_by_other" => of_cases(CountKind::CasesByOther).evidence("M07"),
    /// Cases that began with the child's own decision to migrate, among cases of children.
    CaseShareOwnMigration = "case_share_own_migration"
        => of_cases(CountKind::CasesOwnMigration).evidence("C14"),
    /// Cases of children trafficked before, among cases of children.
    CaseShareAgain = "case_share_again" => of_cases(CountKind::CasesAgain).evidence("I38").lower_is_better(),
    /// Survivors aged 12-24 who ever received support, among survivors aged 12-24.
    SurvivorsSupported = "survivors_ever_supported"
        => share(CountKind::SurvivorsSupported, CountKind::EverBefore18).ages(12, 24).trafficking().evidence("C13").higher_is_better(),
    /// Survivors aged 12-24 whom the authorities ever recorded, among survivors aged 12-24.
    SurvivorsIdentified = "survivors_identified"
        => share(CountKind::SurvivorsIdentified, CountKind::EverBefore18).ages(12, 24).trafficking()
            .evidence("O39").higher_is_better(),
    /// Victims under 25 whom the authorities recorded in the year.
    Identified = "identified" => register(RegisterSlice::all(false)),
    /// The expectation of victims under 25 recorded in the year (sum of the probabilities they
    /// faced).
    IdentifiedExpected = "identified_expected" => register(RegisterSlice::all(true)),
    /// Victims under 16 whom the authorities recorded in the year.
    IdentifiedUnder16 = "identified_under_16"
        => register(RegisterSlice::under_16(false)).ages(0, 17).evidence("O19 O38"),
    /// The expectation of victims under 16 recorded in the year.
    IdentifiedUnder16Expected = "identified_under_16_expected"
        => register(RegisterSlice::under_16(true)).ages(0, 17).evidence("O19 O38"),
    /// Cross-border victims among recorded victims under 25, by expectation.
    IdentifiedCrossBorder = "identified_cross_border_share"
        => MeasureDef::new(MeasureKind::Share, "share", CountSource::Register(RegisterSlice::cross_border(true)),
            CountSource::Register(RegisterSlice::all(true))).trafficking().evidence("O26 O27 O37"),
    /// Children aged 5-17 in child labour, among children of that age.
    ChildLabour = "child_labour_5_17" => share(CountKind::Working, CountKind::Persons).ages(5, 17).evidence("H01").lower_is_better(),
    /// Children aged 6-10 who go to school, among children of that age.
    AttendancePrimary = "attendance_primary"
        => share(CountKind::Enrolled, CountKind::Persons).ages(6, 10).evidence("H25").higher_is_better(),
    /// Children aged 11-14 who go to school, among children of that age.
    AttendanceLower = "attendance_lower_secondary"
        => share(CountKind::Enrolled, CountKind::Persons).ages(11, 14).evidence("H25").higher_is_better(),
    /// Children aged 15-17 who go to school, among children of that age.
    AttendanceUpper = "attendance_upper_secondary"
        => share(CountKind::Enrolled, CountKind::Persons).ages(15, 17).evidence("H25 H26").higher_is_better(),
    /// Children aged 1-14 in homes that use violent discipline of any kind, among children of that
    /// age.
    ViolentDiscipline = "violent_discipline_1_14"
        => share(CountKind::ViolentDiscipline, CountKind::Persons).ages(1, 14).evidence("H08 H09").lower_is_better(),
    /// Children aged 1-14 in homes with physical violence against children, among children of that
    /// age.
    PhysicalViolence = "physical_violence_1_14"
        => share(CountKind::Violence, CountKind::Persons).ages(1, 14).evidence("H08").lower_is_better(),
    /// Women aged 18-24 married before 18, among women of that age.
    MarriedBefore18 = "married_before_18"
        => share(CountKind::MarriedBefore18, CountKind::Persons).ages(18, 24).women().evidence("H10 H11").lower_is_better(),
    /// Children aged 12-17 away from home for work, among children of that age.
    Away = "away_12_17" => share(CountKind::Away, CountKind::Persons).ages(12, 17),
    /// Children aged 12-17 with unsafe exposure online, among children of that age.
    OnlineExposure = "online_exposure_12_17"
        => share(CountKind::Online, CountKind::Persons).ages(12, 17).evidence("M19 M20").lower_is_better(),
    /// Children in homes below their province's poverty line in the last month, among children.
    Poverty = "child_poverty" => share(CountKind::Poor, CountKind::Persons).ages(0, 17).lower_is_better(),
    /// Children in homes with debt above the threshold, among children.
    Indebted = "indebted" => share(CountKind::Indebted, CountKind::Persons).ages(0, 17).lower_is_better(),
    /// Mean debt of children's homes, in months of the home's income.
    Debt = "debt_months"
        => MeasureDef::new(MeasureKind::Mean, "months of income", CountSource::Cells(CountKind::DebtSixteenths),
            CountSource::Cells(CountKind::Persons)).ages(0, 17).in_sixteenths().lower_is_better(),
    /// Children with a caregiver who migrated, among children.
    CaregiverAbsent = "caregiver_absent" => share(CountKind::CaregiverAbsent, CountKind::Persons).ages(0, 17),
    /// Referrals to caseworkers in the year.
    Referred = "services_referred" => services(ServiceCount::Referred, "referrals a year"),
    /// Cases that caseworkers opened in the year.
    Opened = "services_opened" => services(ServiceCount::Opened, "cases a year"),
    /// Referrals dropped unserved in the year.
    Unmet = "services_unmet" => services(ServiceCount::Unmet, "referrals a year").lower_is_better(),
    /// Places for open cases in the last month.
    Places = "services_places" => services(ServiceCount::Places, "places"),
    /// Cases open in the last month.
    Open = "services_open" => services(ServiceCount::Open, "cases"),
    /// Referrals waiting in the last month.
    Waiting = "services_waiting" => services(ServiceCount::Waiting, "referrals").lower_is_better(),
    /// Recruiters at work in the last month, for each 100,000 children.
    RecruitersActive = "recruiters_active_per_100k"
        => MeasureDef::new(MeasureKind::Rate, "per 100,000 children", CountSource::Recruiters, CountSource::Cells(CountKind::Persons))
            .ages(0, 17).per_100_000().trafficking().lower_is_better(),
    /// Recruiters of children arrested in the year, by expectation (sum of the probabilities they
    /// faced).
    Arrests = "arrests" => enforcement(EnforcementStep::Arrests, "arrests a year").evidence("O18 O19"),
    /// Recruiters prosecuted among those arrested in the year, by expectation.
    Prosecutions = "prosecutions"
        => enforcement(EnforcementStep::Prosecutions, "prosecutions a year").evidence("O31"),
    /// Recruiters convicted among those arrested in the year, by expectation.
    Convictions = "convictions"
        => enforcement(EnforcementStep::Convictions, "convictions a year").evidence("O32"),
    /// Children.
    Children = "children" => count(CountSource::Cells(CountKind::Persons), "children").ages(0, 17),
}

impl Measure {
    /// The measure of a name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::Cell;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_can_be_read_back() {
        let names: BTreeSet<_> = Measure::ALL.iter().map(|measure| measure.name()).collect();
        assert_eq!(names.len(), Measure::ALL.len());
        for &measure in Measure::ALL {
            assert_eq!(Measure::from_name(measure.name()), Some(measure));
        }
    }

    #[test]
    fn every_measure_names_rows_of_the_evidence_table() {
        let evidence = include_str!("../../configs/viet_nam/evidence.csv");
        for &measure in Measure::ALL {
            for id in measure.info().evidence.split_whitespace() {
                assert!(evidence.lines().any(|line| line.starts_with(&format!("{id},"))), "{id}");
            }
        }
    }

    #[test]
    fn a_measure_looks_at_its_ages_and_sex_only() {
        let married = Measure::MarriedBefore18.info();
        assert!(married.covers(Cell::new(true, 18, 0, false, false)));
        assert!(!married.covers(Cell::new(false, 18, 0, false, false)));
        assert!(!married.covers(Cell::new(true, 17, 0, false, false)));
        let labour = Measure::ChildLabour.info();
        assert!(!labour.covers(Cell::new(true, 4, 0, false, false)));
        assert!(labour.covers(Cell::new(true, 5, 0, false, false)));
    }
}
