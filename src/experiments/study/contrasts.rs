//! Contrasts of a study: at every point, each scenario against the reference, paired replicate by
//! replicate.

use super::outputs::REFERENCE;
use super::{Output, Results, Study, outputs};
use crate::experiments::compare::{Paired, UncertaintySource, paired};
use crate::observation::Measure;

/// A number of a scenario at a point, against the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointContrast {
    /// Index of the point.
    pub point: usize,
    /// Which number, of which scenario.
    pub output: Output,
    /// Its statistics over the replicates that have the number in both runs.
    pub paired: Paired,
}

/// Every contrast, point by point. A point and number that no replicate has in both runs has none.
///
/// How much one agent weighs is not kept with a study's numbers, so an interval has no least width.
pub fn contrasts(study: &Study, results: &Results<'_>) -> Vec<PointContrast> {
    let compared: Vec<Output> =
        outputs(study).into_iter().filter(|output| output.scenario != REFERENCE).collect();
    let at = |&point: &usize| {
        let of = move |&output: &Output| {
            let reference = output.of_reference();
            let pair = |replicate| {
                let value = |output| results.value(output, point, replicate);
                value(&reference).zip(value(&output))
            };
            let pairs: Vec<(f64, f64)> = (0..results.replicates).filter_map(pair).collect();
            let better = Measure::from_name(output.indicator).and_then(|measure| measure.info().better);
            let paired = paired(&pairs, better, UncertaintySource::Chance, 0.0)?;
            Some(PointContrast { point, output: output.difference(), paired })
        };
        compared.iter().filter_map(of).collect::<Vec<_>>()
    };
    results.points.iter().flat_map(at).collect()
}
