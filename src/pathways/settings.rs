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

impl ServiceAndLawSettings {
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
