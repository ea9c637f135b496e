//! What services and the law are like in a province.

/// Capacities of a province's services, and what the law counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceAndLawSettings {
    /// Caseworkers for each 100,000 children, added to the standing ones.
    pub extra_caseworkers: f64,
    /// Multiplies the cases one worker can hold (training, coordination).
    pub caseload: f64,
    /// Hazard ratio of renewed trafficking of a supported survivor, on top of the standing one.
    pub support_effect: f64,
    /// Odds ratio of identification of a victim.
    pub identification: f64,
    /// Hazard ratio of survivors and homes asking for help or being found.
    pub referral: f64,
    /// Police effort relative to the standing one.
    pub police: f64,
    /// Hazard ratio of taking a child over the border.
    pub border: f64,
    /// Age in months below which the law counts a victim as a child.
    pub child_age: i32,
    /// Awareness added each month in every commune, as a share of what is missing.
    pub awareness: f64,
    /// How well targeting finds the homes at risk: 0 not at all, 1 perfectly.
    pub targeting: f64,
}

/// A setting that is a channel by itself. That of referral is none: it goes with the pathway of its
/// name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// `extra_caseworkers`.
    ExtraCaseworkers,
    /// `caseload`.
    Caseload,
    /// `support_effect`.
    SupportEffect,
    /// `identification`.
    Identification,
    /// `police`.
    Police,
    /// `border`.
    Border,
    /// `child_age`.
    ChildAge,
    /// `awareness`.
    Awareness,
    /// `targeting`.
    Targeting,
}

impl Setting {
    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExtraCaseworkers => "extra_caseworkers",
            Self::Caseload => "caseload",
            Self::SupportEffect => "support_effect",
            Self::Identification => "identification",
            Self::Police => "police",
            Self::Border => "border",
            Self::ChildAge => "child_age",
            Self::Awareness => "awareness",
            Self::Targeting => "targeting",
        }
    }
}

impl ServiceAndLawSettings {
    /// Takes one setting of another.
    pub(super) fn take(&mut self, setting: Setting, from: &Self) {
        match setting {
            Setting::ExtraCaseworkers => self.extra_caseworkers = from.extra_caseworkers,
            Setting::Caseload => self.caseload = from.caseload,
            Setting::SupportEffect => self.support_effect = from.support_effect,
            Setting::Identification => self.identification = from.identification,
            Setting::Police => self.police = from.police,
            Setting::Border => self.border = from.border,
            Setting::ChildAge => self.child_age = from.child_age,
            Setting::Awareness => self.awareness = from.awareness,
            Setting::Targeting => self.targeting = from.targeting,
        }
    }

    /// What stands without any lever: the present law counts children under 16 (S09).
    pub const BASELINE: Self = Self {
        extra_caseworkers: 0.0,
        caseload: 1.0,
        support_effect: 1.0,
        identification: 1.0,
        referral: 1.0,
        police: 1.0,
        border: 1.0,
        child_age: 16 * 12,
        awareness: 0.0,
        targeting: 0.0,
    };

    /// Whether communes find the same in both. Their processes do not read what casework
    /// (caseworkers and their caseload), recruiters (the police) and levers (targeting) do.
    pub(super) fn same_in_communes(&self, other: &Self) -> bool {
        let Self { extra_caseworkers, caseload, police, targeting, .. } = *self;
        Self { extra_caseworkers, caseload, police, targeting, ..*other } == *self
    }

    /// Whether people from elsewhere find the same in both.
    pub(super) fn same_for_comers(&self, other: &Self) -> bool {
        let Self { identification, border, child_age, .. } = *self;
        Self { identification, border, child_age, ..*other } == *other
    }
}
