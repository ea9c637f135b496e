//! The one list of all chance events. It is also the "Stochasticity" section of the ODD.

macro_rules! streams {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// A chance event, named `process.decision`. The numbers of a stream never depend on
        /// another stream.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Stream { $($(#[doc = $doc])+ $variant),+ }

        impl Stream {
            /// Every stream, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name, `process.decision`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What is decided, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+)),+ }
            }
        }
    };
}

streams! {
    /// The run's key from seed and replicate.
    RunKey = "run.key",
    /// Number of children, spacing and phase of a family's life at a place.
    SynthesisFamily = "synthesis.family",
    /// Ethnicity, caregiver education and permanent consumption of a family.
    SynthesisHome = "synthesis.home",
    /// Fixed traits of a home: temper and supervision.
    SynthesisTraits = "synthesis.traits",
    /// Sex of a child at birth (word 0), and length of the first spell before a recruiter succeeds
    /// (word 1).
    Birth = "demography.birth",
    /// Income innovation (word 0), shock (word 1), caregiver's leaving or return and memory of a
    /// shock (word 2), referral (word 3) of a home in a month.
    HouseholdMonth = "household.month",
    /// Whether a province meets a harvest failure or a disaster this month.
    ProvinceShock = "economy.province_shock",
    /// Length of a spell in school or out of it.
    SchoolSpell = "schooling.spell",
    /// Length of a spell in work or out of it.
    WorkSpell = "work.spell",
    /// Length of the spell before marriage.
    MarriageSpell = "marriage.spell",
    /// Length of a spell at home or away.
    MigrationSpell = "migration.spell",
    /// Whether a move goes abroad.
    MigrationAbroad = "migration.abroad",
    /// Fixed propensity of a child to unsafe exposure online.
    OnlineExposure = "online.exposure",
    /// Length of the spell before a recruiter succeeds.
    RecruitmentSpell = "recruitment.spell",
    /// Which of the recruiters there (word 0), and whether over a border (word 1).
    RecruitmentCase = "recruitment.case",
    /// Length of a spell in exploitation.
    ExitSpell = "exploitation.exit_spell",
    /// Whether a person in exploitation is identified this month, and then rescued (word 1).
    Identification = "protection.identification",
    /// Whether a survivor asks for help or is found by a worker this month.
    SelfReferral = "protection.self_referral",
    /// The fraction of a caseload place in a small province.
    CapacityFraction = "casework.capacity_fraction",
    /// Number (word 0) of recruiters entering a province this month.
    RecruiterEntry = "recruiters.entry",
    /// Sector, network type, effort and capacity of a new recruiter.
    RecruiterTraits = "recruiters.traits",
    /// Commune in which a recruiter starts in a province.
    RecruiterPlace = "recruiters.place",
    /// Arrest (word 0), giving up (word 1), lying low or return (word 2) of a recruiter in a month.
    RecruiterStatus = "recruiters.status",
    /// Whether (word 0) and where (word 1) a recruiter moves.
    RecruiterMove = "recruiters.move",
    /// Fixed propensity of a home to be reached by a lever.
    LeverReach = "levers.reach",
    /// Communes, respondents and answers of the survey.
    SurveySample = "observation.survey",
    /// Scrambling of the binary digits of a Sobol sequence, by dimension.
    DesignScramble = "design.scramble",
    /// Order in which a Latin hypercube visits the strata of a dimension.
    DesignStrata = "design.strata",
    /// Place of a point within its stratum of a Latin hypercube.
    DesignJitter = "design.jitter",
    /// Start, directions and order of the steps of a candidate Morris trajectory.
    DesignTrajectory = "design.trajectory",
    /// Which sampling units a bootstrap resample takes.
    BootstrapResample = "sensitivity.resample",
    /// Values of a dummy parameter on which the model does not depend.
    DummyParameter = "sensitivity.dummy",
    /// Where a particle of the posterior sampler starts in the unit cube.
    PosteriorStart = "posterior.start",
    /// Offset of the systematic resampling of particles at a stage.
    PosteriorResample = "posterior.resample",
    /// Proposal and acceptance of a particle's move.
    PosteriorMove = "posterior.move",
    /// A draw of a parameter from its interval, paired over scenarios.
    ParameterDraw = "experiments.parameter_draw",
    /// Where in the strata of the axis of remoteness the kept communes lie.
    SynthesisCommunes = "synthesis.communes",
    /// Lengths of a child's first spells: school, work, marriage, migration (words 0 to 3).
    FirstSpells = "demography.first_spells",
    /// The province that a move within the country goes to.
    MigrationDestination = "migration.destination",
    /// Where in the ranges of the history a condition lies, where histories are drawn.
    HistoryValue = "history.value",
    /// Drift and yearly step of a condition beyond what is known of it, where histories are drawn.
    HistoryCourse = "history.course",
}

#[cfg(test)]
mod tests {
    use super::Stream;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_formed_process_dot_decision() {
        let names: BTreeSet<_> = Stream::ALL.iter().map(|s| s.name()).collect();
        assert_eq!(names.len(), Stream::ALL.len());
        for name in names {
            let parts: Vec<_> = name.split('.').collect();
            assert_eq!(parts.len(), 2, "{name}");
            assert!(parts.iter().all(|p| p.chars().all(|c| c.is_ascii_lowercase() || c == '_')), "{name}");
        }
    }
}
