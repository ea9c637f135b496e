//! What levers move in the homes that they reach, and what they give them.

/// A pathway on which levers multiply an odds or a hazard in the homes they reach; 1 changes
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Pathway {
    /// Odds of violent discipline and violence in the home.
    Violence,
    /// Hazard of leaving school.
    Dropout,
    /// Hazard of returning to school.
    SchoolReturn,
    /// Hazard of starting work.
    WorkStart,
    /// Hazard of marriage before 18.
    Marriage,
    /// Hazard of leaving home for work.
    Migration,
    /// Odds of unsafe exposure online.
    OnlineExposure,
    /// Hazard of recruitment while away from home.
    RecruitmentAway,
    /// Hazard of recruitment by recruiters for forced or sold marriage.
    RecruitmentMarriage,
    /// Hazard of recruitment by recruiters for illegal adoption.
    RecruitmentAdoption,
    /// Hazard of recruitment by recruiters for courier and illegal tasks.
    RecruitmentCourier,
    /// Hazard of renewed recruitment of a recent survivor.
    Retrafficking,
    /// Hazard with which a survivor returns to school.
    SurvivorSchoolReturn,
    /// Odds that a home or survivor is referred for help.
    Referral,
}

impl Pathway {
    /// All pathways, in the order of their numbers.
    pub const ALL: [Self; 14] = [
        Self::Violence,
        Self::Dropout,
        Self::SchoolReturn,
        Self::WorkStart,
        Self::Marriage,
        Self::Migration,
        Self::OnlineExposure,
        Self::RecruitmentAway,
        Self::RecruitmentMarriage,
        Self::RecruitmentAdoption,
        Self::RecruitmentCourier,
        Self::Retrafficking,
        Self::SurvivorSchoolReturn,
        Self::Referral,
    ];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Dropout => "dropout",
            Self::SchoolReturn => "school_return",
            Self::WorkStart => "work_start",
            Self::Marriage => "marriage",
            Self::Migration => "migration",
            Self::OnlineExposure => "online_exposure",
            Self::RecruitmentAway => "recruitment_away",
            Self::RecruitmentMarriage => "recruitment_marriage",
            Self::RecruitmentAdoption => "recruitment_adoption",
            Self::RecruitmentCourier => "recruitment_courier",
            Self::Retrafficking => "retrafficking",
            Self::SurvivorSchoolReturn => "survivor_school_return",
            Self::Referral => "referral",
        }
    }
}

/// Something that levers give to the homes they reach, in its own unit; amounts add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Provision {
    /// Parenting quality taught, standard deviations, mean attendance already counted.
    Parenting,
    /// Cash, thousand dong a person and month.
    Cash,
}

impl Provision {
    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parenting => "parenting",
            Self::Cash => "cash",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_of_pathways_agree_with_their_order() {
        for (number, pathway) in Pathway::ALL.into_iter().enumerate() {
            assert_eq!(pathway as usize, number);
        }
    }
}
