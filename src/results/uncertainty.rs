//! `uncertainty.csv`: which share of the variance behind an interval is chance's (what the
//! replicates leave open), the lever strengths' and the links'.

use super::Findings;
use super::cell::words;
use super::schema::{table, text, value};
use crate::experiments::compare::Effect;

/// Where uncertainty comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Chance.
    Chance,
    /// Strength of levers.
    Levers,
    /// Parameters of the model.
    Parameters,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 3] = [Self::Chance, Self::Levers, Self::Parameters];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chance => "chance",
            Self::Levers => "levers",
            Self::Parameters => "parameters",
        }
    }
}

words!(Part);

table! {
    "uncertainty";
    /// Where the variance behind the interval of an effect comes from.
    pub struct UncertaintyLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// Name of the effect.
        indicator: Effect = text().key(),
        /// Where the variance comes from.
        part: Part = text().key(),
        /// Share of the variance; empty where it cannot be estimated.
        share: Option<f64> = value("share"),
    }
}

/// The parts of every effect.
pub fn uncertainty(findings: &Findings) -> impl Iterator<Item = UncertaintyLine> {
    findings.parts.iter().flat_map(|(arm, effect, parts)| {
        let whole = parts.of_the_mean + parts.levers + parts.links;
        Part::ALL.map(|part| {
            let own = match part {
                Part::Chance => parts.of_the_mean,
                Part::Levers => parts.levers,
                Part::Parameters => parts.links,
            };
            UncertaintyLine {
                scenario: findings.scenario(*arm),
                reference: findings.reference(),
                indicator: *effect,
                part,
                share: (whole > 0.0).then(|| own / whole),
            }
        })
    })
}
