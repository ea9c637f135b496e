//! `results.csv`: every number of every run of a study.

use crate::experiments::study::{Output, Results, Study, outputs};
use crate::results::schema::{table, text, value, whole};

table! {
    "results";
    /// Every number of every run of a study, point by point.
    pub struct NumberLine {
        /// Number of the point, from 0.
        point: u32 = whole("").key(),
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Name of the indicator, or id of the pattern.
        indicator: String = text().key(),
        /// Over which time the number is taken.
        period: String = text().key(),
        /// The number; empty where the run has none.
        value: Option<f64> = value("as the indicator"),
        /// Seed of the run.
        seed: u64 = whole(""),
        /// Hash of the run's effective configuration.
        config_hash: String = text(),
    }
}

/// All numbers; `values` are those of a point.
pub fn numbers<'a>(
    study: &'a Study,
    results: &'a Results<'a>,
    values: &'a dyn Fn(usize) -> Vec<f64>,
) -> impl Iterator<Item = NumberLine> + 'a {
    let outputs = outputs(study);
    let tried = results
        .pairs()
        .filter_map(|(point, replicate)| Some((point, replicate, results.runs(point, replicate)?)));
    tried.flat_map(move |(point, replicate, runs)| {
        let own = values(point);
        let seeds: Vec<u64> =
            (0..study.bases.len()).map(|scenario| study.seed_at(point, &own, scenario)).collect();
        let line = |output: Output| {
            let (base, run) = (&study.bases[output.scenario], &runs[output.scenario]);
            NumberLine {
                point: point as u32,
                scenario: base.name.clone(),
                replicate,
                indicator: output.indicator.to_owned(),
                period: output.period.name().to_owned(),
                value: results.value(&output, point, replicate),
                seed: seeds[output.scenario],
                config_hash: run.config.clone(),
            }
        };
        outputs.iter().copied().map(line).collect::<Vec<_>>()
    })
}
