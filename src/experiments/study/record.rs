//! What a task leaves behind.

use super::Study;
use crate::observation::fit_table;
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
    /// What one simulated agent counts for in each of `last`; 0 where no agent is counted. Records
    /// of earlier builds have none, do not fit, and are made again.
    #[serde(default)]
    pub last_grain: Vec<f64>,
    /// The same of `mean`.
    #[serde(default)]
    pub mean_grain: Vec<f64>,
}

/// How many numbers a result of a study has. A record of another form was not written by this
/// program, whatever its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Scenarios.
    pub scenarios: usize,
    /// Indicators.
    pub indicators: usize,
    /// Patterns of the fit table.
    pub patterns: usize,
}

impl Form {
    /// The form of a study's results.
    pub fn of(study: &Study) -> Self {
        Self {
            scenarios: study.bases.len(),
            indicators: study.spec.indicators.len(),
            patterns: fit_table([]).len(),
        }
    }

    /// Whether a record has it.
    pub fn fits(&self, record: &Record) -> bool {
        let whole = |run: &ScenarioResult| {
            let of_indicators = [run.last.len(), run.mean.len(), run.last_grain.len(), run.mean_grain.len()];
            of_indicators.iter().all(|number| *number == self.indicators) && run.fit.len() == self.patterns
        };
        match &record.outcome {
            Outcome::Done(runs) => runs.len() == self.scenarios && runs.iter().all(whole),
            Outcome::Failed(_) => true,
        }
    }
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
            last_grain: vec![0.01, 0.0],
            mean_grain: vec![0.005, 1e-300],
        };
        Record { point, replicate: 2, outcome: Outcome::Done(vec![result]) }
    }

    /// The form of [`example`].
    pub const FORM: Form = Form { scenarios: 1, indicators: 2, patterns: 1 };

    #[test]
    fn a_record_of_another_form_does_not_fit() {
        let sound = example(0);
        assert!(FORM.fits(&sound));
        let Outcome::Done(runs) = &sound.outcome else { panic!() };
        let changed = |change: &dyn Fn(&mut ScenarioResult)| {
            let mut run = runs[0].clone();
            change(&mut run);
            Record { outcome: Outcome::Done(vec![run]), ..sound.clone() }
        };
        for wrong in [
            Record { outcome: Outcome::Done(Vec::new()), ..sound.clone() },
            Record { outcome: Outcome::Done([runs.clone(), runs.clone()].concat()), ..sound.clone() },
            changed(&|run| run.last.truncate(1)),
            changed(&|run| run.mean.push(None)),
            changed(&|run| run.fit.clear()),
            changed(&|run| run.last_grain.clear()),
            changed(&|run| run.mean_grain.push(0.0)),
        ] {
            assert!(!FORM.fits(&wrong), "{wrong:?}");
        }
        assert!(FORM.fits(&Record { outcome: Outcome::Failed("why".to_owned()), ..sound }));
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
