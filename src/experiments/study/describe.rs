//! `study.json`: what a study is, in full, so that its directory can be read without the program.

use super::{Axis, Design, Draws, Kind, Parts, Study, points};
use serde::Serialize;

/// A study with every default filled in.
#[derive(Debug, Clone, Serialize)]
pub struct Description {
    name: String,
    kind: Kind,
    design: &'static str,
    /// How the rows of `points.csv` are ordered and what its columns before the factors say.
    rows: &'static str,
    /// Points of the design; of a calibration, those of a wave.
    points: usize,
    scenarios: Vec<String>,
    replicates: u32,
    seed: u64,
    draws: Draws,
    /// What the points' chance has in common, in words.
    chance: &'static str,
    factors: Vec<Factor>,
    /// Parts of a whole that follow from the factors.
    following: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<super::Calibration>,
}

/// A factor as it was varied.
#[derive(Debug, Clone, Serialize)]
struct Factor {
    name: String,
    /// `number`, `whole_number` or `listed`.
    takes: &'static str,
    low: f64,
    high: f64,
    scale: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

impl Description {
    /// The description as indented JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Describes a study.
    pub fn of(study: &Study) -> Self {
        let spec = &study.spec;
        Self {
            name: spec.name.clone(),
            kind: spec.kind,
            design: spec.design.word(),
            rows: rows(spec.design),
            points: study.points.points.len(),
            scenarios: study.scenarios().map(str::to_owned).collect(),
            replicates: spec.replicates,
            seed: spec.seed.unwrap_or_else(|| points::seed_of(&study.bases[0])),
            draws: spec.draws,
            chance: match spec.draws {
                Draws::Shared => {
                    "Common random numbers: replicate k has the same draws at every point, on purpose, so that points differ by their values."
                }
                Draws::Own => {
                    "Every point has a seed of its own, a hash of the study's seed, the point's index and its values; no two points share draws."
                }
            },
            factors: spec.factors.iter().map(|axis| factor(axis, study)).collect(),
            following: study.parts.iter().flat_map(Parts::following).map(str::to_owned).collect(),
            calibration: spec.calibration.clone(),
        }
    }
}

fn factor(axis: &Axis, study: &Study) -> Factor {
    let parameter = study.bases[0].book.get(&axis.name);
    Factor {
        name: axis.name.clone(),
        takes: match (&axis.choices, axis.whole) {
            (Some(_), _) => "listed",
            (None, true) => "whole_number",
            (None, false) => "number",
        },
        low: axis.low,
        high: axis.high,
        scale: if axis.log { "log" } else { "linear" },
        values: axis.choices.as_ref().map(|all| all.iter().map(|one| one.shown.clone()).collect()),
        unit: parameter.map(|parameter| parameter.unit.text().to_owned()),
        evidence: parameter.map(|parameter| parameter.evidence.to_string()),
    }
}

const fn rows(design: Design) -> &'static str {
    match design {
        Design::Grid => {
            "Every combination of levels; a point's number counts them with the last factor fastest."
        }
        Design::List => "The lines of the list, in its order.",
        Design::LatinHypercube(_) => "Points of a Latin hypercube, in the order of running.",
        Design::Sobol(_) => "Points of a scrambled Sobol sequence, in the order of the sequence.",
        Design::OneAtATime => {
            "The base, then each factor alone at its ends or listed values; `changed` names it, and is empty at the base."
        }
        Design::Morris(_) => {
            "Trajectories one after the other; `trajectory` and `step` count from 0, `moved` names the factor that differs from the step before."
        }
        Design::Saltelli(_) => {
            "Blocks of one `row` each in the order A, B, AB_1, AB_2, ...; AB_i is A with the i-th factor taken from B."
        }
    }
}
