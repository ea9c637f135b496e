//! The whole numbers that everything else is made of, and where a measure takes its numbers from.

use crate::population::{Enforcement, Form, REGISTER_AGES, RegisterCounts, home_flag, person_flag};

/// A whole number counted in each cell of each province.
///
/// Persons are counted at the end of the year; cases and months are counted over the year, in the
/// class the person had at the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum CountKind {
    /// Persons who live in the model now (0-24).
    Persons,
    /// Persons with an experience of trafficking before 18.
    EverBefore18,
    /// Persons whose experience before 18 went over a border.
    EverAbroad,
    /// Survivors (experience before 18) who ever received support.
    SurvivorsSupported,
    /// Survivors (experience before 18) who were ever recorded by the authorities.
    SurvivorsIdentified,
    /// Persons in exploitation now.
    Held,
    /// Persons in child labour or work.
    Working,
    /// Persons who go to school.
    Enrolled,
    /// Persons married before 18.
    MarriedBefore18,
    /// Persons away from home for work.
    Away,
    /// Persons with unsafe exposure online.
    Online,
    /// Persons in homes that use violent discipline of any kind.
    ViolentDiscipline,
    /// Persons in homes with physical violence.
    Violence,
    /// Persons in homes below the poverty line this month.
    Poor,
    /// Persons in homes with debt above the threshold.
    Indebted,
    /// Persons with a caregiver who migrated.
    CaregiverAbsent,
    /// Debt of the person's home, in sixteenths of a month of its income, summed over persons.
    DebtSixteenths,
    /// Person-months in exploitation over the year.
    MonthsHeld,
    /// Cases that began in the year.
    Cases,
    /// Cases over a border.
    CasesAbroad,
    /// Cases that began with the child's own decision to migrate.
    CasesOwnMigration,
    /// Cases of persons trafficked before.
    CasesAgain,
    /// Cases of forced labour.
    CasesLabour,
    /// Cases of courier and other illegal tasks.
    CasesCourier,
    /// Cases of sexual exploitation.
    CasesSexual,
    /// Cases of forced or sold marriage.
    CasesMarriage,
    /// Cases of illegal adoption.
    CasesAdoption,
    /// Cases recruited by family.
    CasesByFamily,
    /// Cases recruited by an intimate partner.
    CasesByPartner,
    /// Cases recruited by a friend or acquaintance.
    CasesByFriend,
    /// Cases recruited by a stranger or agency.
    CasesByOther,
}

impl CountKind {
    /// How many there are.
    pub const COUNT: usize = Self::CasesByOther as usize + 1;

    /// Cases of each form, in the order of [`Form::ALL`].
    pub const BY_FORM: [Self; 5] =
        [Self::CasesLabour, Self::CasesCourier, Self::CasesSexual, Self::CasesMarriage, Self::CasesAdoption];

    /// Cases of each network type, in the order of
    /// [`NetworkType::ALL`](crate::population::NetworkType::ALL).
    pub const BY_NETWORK: [Self; 4] =
        [Self::CasesByFamily, Self::CasesByPartner, Self::CasesByFriend, Self::CasesByOther];

    /// What is counted from a person's flags: all of the flags must be set.
    const OF_PERSON: [(Self, u16); 10] = [
        (Self::EverBefore18, person_flag::EVER_BEFORE_18),
        (Self::EverAbroad, person_flag::EVER_ABROAD),
        (Self::SurvivorsSupported, person_flag::SUPPORTED | person_flag::EVER_BEFORE_18),
        (Self::SurvivorsIdentified, person_flag::IDENTIFIED | person_flag::EVER_BEFORE_18),
        (Self::Held, person_flag::HELD),
        (Self::Working, person_flag::WORKING),
        (Self::Enrolled, person_flag::ENROLLED),
        (Self::MarriedBefore18, person_flag::MARRIED_BEFORE_18),
        (Self::Away, person_flag::AWAY),
        (Self::Online, person_flag::ONLINE),
    ];

    /// What is counted for each person from the flags of the home.
    const OF_HOME: [(Self, u16); 5] = [
        (Self::ViolentDiscipline, home_flag::VIOLENT_DISCIPLINE),
        (Self::Violence, home_flag::VIOLENT),
        (Self::Poor, home_flag::POOR),
        (Self::Indebted, home_flag::INDEBTED),
        (Self::CaregiverAbsent, home_flag::CAREGIVER_ABSENT),
    ];

    /// The flags of a person (in the lower half) and of the home (in the upper one) that must be
    /// set for each of the first kinds, which a person is counted in side by side; none for
    /// [`Persons`](Self::Persons).
    pub(super) const FLAGS: [u32; 1 + Self::OF_PERSON.len() + Self::OF_HOME.len()] = {
        let mut asked = [0; 1 + Self::OF_PERSON.len() + Self::OF_HOME.len()];
        let mut place = 0;
        while place < Self::OF_PERSON.len() {
            let (kind, flags) = Self::OF_PERSON[place];
            asked[kind as usize] = flags as u32;
            place += 1;
        }
        place = 0;
        while place < Self::OF_HOME.len() {
            let (kind, flag) = Self::OF_HOME[place];
            asked[kind as usize] = (flag as u32) << 16;
            place += 1;
        }
        asked
    };
}

/// A part of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterSlice {
    /// The expectation rather than the count.
    pub expected: bool,
    /// Only internal (`false`) or cross-border (`true`) victims.
    pub abroad: Option<bool>,
    /// How many of the age classes of [`REGISTER_AGES`], from the youngest.
    pub age_classes: usize,
}

impl RegisterSlice {
    /// All victims recorded: the count, or the expectation.
    pub const fn all(expected: bool) -> Self {
        Self { expected, abroad: None, age_classes: REGISTER_AGES.len() }
    }

    /// Victims recorded under 16.
    pub const fn under_16(expected: bool) -> Self {
        Self { expected, abroad: None, age_classes: 1 }
    }

    /// Victims recorded over a border.
    pub const fn cross_border(expected: bool) -> Self {
        Self { expected, abroad: Some(true), age_classes: REGISTER_AGES.len() }
    }

    /// The slice's victims in a register.
    pub fn of(self, register: &RegisterCounts) -> f64 {
        let mut sum = 0.0;
        for abroad in [false, true] {
            if self.abroad.is_some_and(|only| only != abroad) {
                continue;
            }
            for age in 0..self.age_classes {
                for form in Form::ALL {
                    sum += if self.expected {
                        register.expected(abroad, age, form)
                    } else {
                        f64::from(register.identified(abroad, age, form))
                    };
                }
            }
        }
        sum
    }
}

/// A number of the caseworkers' queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceCount {
    /// Referrals received in the year.
    Referred,
    /// Cases opened in the year.
    Opened,
    /// Referrals dropped unserved in the year.
    Unmet,
    /// Places for open cases in the last month.
    Places,
    /// Cases open in the last month.
    Open,
    /// Referrals waiting in the last month.
    Waiting,
}

/// A step of what the authorities do about recruiters, by expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnforcementStep {
    /// Arrests.
    Arrests,
    /// Prosecutions.
    Prosecutions,
    /// Convictions.
    Convictions,
}

impl EnforcementStep {
    /// Its number in a year of a province.
    pub fn of(self, year: &Enforcement) -> f64 {
        match self {
            Self::Arrests => year.arrests(),
            Self::Prosecutions => year.prosecutions(),
            Self::Convictions => year.convictions(),
        }
    }
}

/// Where a measure takes its numerator or denominator from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountSource {
    /// A count by cell: open to every stratum.
    Cells(CountKind),
    /// The register of a province.
    Register(RegisterSlice),
    /// The services of a province.
    Services(ServiceCount),
    /// Recruiters at work in a province in the last month.
    Recruiters,
    /// What recruiters of a province faced in the year.
    Enforcement(EnforcementStep),
}

impl CountSource {
    /// Whether it is known by cell, or by province only.
    pub const fn by_cell(self) -> bool {
        matches!(self, Self::Cells(_))
    }

    /// Whether it is an expectation, behind which no number of agents stands.
    pub const fn is_expected(self) -> bool {
        match self {
            Self::Register(slice) => slice.expected,
            Self::Enforcement(_) => true,
            Self::Cells(_) | Self::Services(_) | Self::Recruiters => false,
        }
    }

    /// Whether all of it is there in the simulated communes, of which a share of the families is
    /// kept.
    pub const fn is_of_recruiters(self) -> bool {
        matches!(self, Self::Recruiters | Self::Enforcement(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first sixteen kinds, in their order.
    #[test]
    fn kinds_that_are_counted_by_flags_come_first_and_each_asks_for_its_own() {
        let kinds = CountKind::OF_PERSON.iter().chain(&CountKind::OF_HOME).map(|(kind, _)| *kind as usize);
        assert!(kinds.eq(1..CountKind::FLAGS.len()));
        let asked = |kind: CountKind| CountKind::FLAGS[kind as usize];
        assert_eq!(asked(CountKind::Persons), 0);
        assert_eq!(asked(CountKind::Held), u32::from(person_flag::HELD));
        assert_eq!(asked(CountKind::Poor), u32::from(home_flag::POOR) << 16);
    }

    #[test]
    fn slices_add_the_parts_of_the_register_they_name() {
        let mut register = RegisterCounts::default();
        register.identify(false, 0, Form::Labour);
        register.identify(true, 0, Form::Marriage);
        register.identify(true, 2, Form::Sexual);
        register.face(true, 1, Form::Sexual, 0.25);
        assert_eq!(RegisterSlice::all(false).of(&register), 3.0);
        assert_eq!(RegisterSlice::under_16(false).of(&register), 2.0);
        assert_eq!(RegisterSlice::cross_border(false).of(&register), 2.0);
        assert_eq!(RegisterSlice::all(true).of(&register), 0.25);
        assert_eq!(RegisterSlice::under_16(true).of(&register), 0.0);
    }
}
