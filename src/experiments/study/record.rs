//! What a task leaves behind.

use serde::{Deserialize, Serialize};

/// The result of one task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Index of the point.
    pub point: usize,
    /// Number of the replicate.
    pub replicate: u32,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The results of each scenario, in the order of the study.
    Done(Vec<ScenarioResult>),
    /// Why it failed, after a second try.
    Failed(String),
}

/// What is kept of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioResult {
    /// Hash of the configuration that was run.
    pub config: String,
    /// National values of the study's indicators in the last year.
    pub last: Vec<Option<f64>>,
    /// Their means over the years.
    pub mean: Vec<Option<f64>>,
    /// The readings of the fit table over all years.
    pub fit: Vec<Option<f64>>,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::store::checksummed_line::{body, line};

    pub fn example(point: usize) -> Record {
        let result = ScenarioResult {
            config: "abc".to_owned(),
            last: vec![Some(0.1 + point as f64), None],
            mean: vec![Some(1.0 / 3.0), Some(-2e-300)],
            fit: vec![Some(5.0)],
        };
        Record { point, replicate: 2, outcome: Outcome::Done(vec![result]) }
    }

    #[test]
    fn a_line_gives_back_every_bit() {
        let record = example(7);
        assert_eq!(body::<Record>(line(&record).unwrap().as_bytes()), Some(record));
        let failed = Record { point: 1, replicate: 0, outcome: Outcome::Failed("out\nof \"x\"".to_owned()) };
        let text = line(&failed).unwrap();
        assert!(!text.contains('\n'));
        assert_eq!(body::<Record>(text.as_bytes()), Some(failed));
    }

    #[test]
    fn every_single_flipped_bit_is_seen() {
        let sound = line(&example(3)).unwrap().into_bytes();
        for at in 0..sound.len() {
            for bit in 0..8 {
                let mut damaged = sound.clone();
                damaged[at] ^= 1 << bit;
                assert_eq!(body::<Record>(&damaged), None, "byte {at}, bit {bit}");
            }
        }
    }
}
