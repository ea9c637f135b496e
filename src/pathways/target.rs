//! Whom levers are meant for, and whom they reach.

use serde::{Deserialize, Serialize};

/// Homes that a lever is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetGroup {
    /// Every home with children.
    All,
    /// Homes in the two poorest fifths of the country.
    Poor,
    /// Ethnic-minority homes.
    Minority,
    /// Homes with a child under 9.
    YoungChildren,
    /// Homes with a child of 10 to 17.
    Adolescents,
    /// Homes with a girl of 10 to 17.
    Girls,
    /// Rural homes.
    Rural,
}

impl TargetGroup {
    /// All targets.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::Poor,
        Self::Minority,
        Self::YoungChildren,
        Self::Adolescents,
        Self::Girls,
        Self::Rural,
    ];

    /// Their names in files, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut place = 0;
        while place < names.len() {
            names[place] = Self::ALL[place].name();
            place += 1;
        }
        names
    };

    /// The bit of the group in a set of groups.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Poor => "poor",
            Self::Minority => "minority",
            Self::YoungChildren => "young_children",
            Self::Adolescents => "adolescents",
            Self::Girls => "girls",
            Self::Rural => "rural",
        }
    }
}

/// Whom a lever reaches in a province: a home of the target whose fixed propensity lies below the
/// threshold of its risk class. Raising a threshold reaches a superset.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// Homes the lever is meant for.
    pub target: TargetGroup,
    /// Threshold for homes in the two poorest fifths.
    pub at_risk: f32,
    /// Threshold for all other homes.
    pub others: f32,
}
