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
/// An interval is at least as wide as one agent weighs. How much that is is not known of the
/// patterns of the fit table: where replicates agree in one, there is no interval, for an interval
/// of no width would be a certainty.
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
            let grain = results.grain(&reference, point);
            let mut paired = paired(&pairs, better, UncertaintySource::Chance, grain)?;
            paired.interval = paired.interval.filter(|(low, high)| low < high);
            Some(PointContrast { point, output: output.difference(), paired })
        };
        compared.iter().filter_map(of).collect::<Vec<_>>()
    };
    results.points.iter().flat_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Gathered, Outcome, Record, ScenarioResult, outputs::Period, read};
    use super::*;
    use crate::config::Source;
    use crate::observation::fit_table;
    use std::path::Path;

    /// Two replicates in which a scenario has two cases fewer: the difference is known to an agent
    /// of weight 100, or to 50 in the mean of two years; of a pattern nothing says how well.
    #[test]
    fn replicates_that_agree_are_no_certainty() {
        let text = "[study]\nname = \"agreed\"\nkind = \"sweep\"\nreplicates = 2\nindicators = [\"cases\"]\n\
                    scenarios = [\"baseline\", \"no_programme\"]\n\
                    [[factor]]\nname = \"recruitment.contact\"\nvalues = [0.4, 0.5]\n";
        let study = read(&Source::new("agreed.toml", text), Path::new("")).unwrap();
        let run = |cases: f64| ScenarioResult {
            config: String::new(),
            last: vec![Some(cases)],
            mean: vec![Some(cases)],
            fit: vec![Some(cases); fit_table([]).len()],
            last_grain: vec![100.0],
            mean_grain: vec![50.0],
        };
        let mut records = Gathered::default();
        for replicate in 0..2 {
            let outcome = Outcome::Done(vec![run(900.0), run(700.0)]);
            records.add(Record { point: 0, replicate, outcome });
        }
        let results = Results { points: vec![0], replicates: 2, records: &records };
        let found = contrasts(&study, &results);
        let interval = |period: Period| {
            let own = found.iter().find(|contrast| contrast.output.period == period).unwrap();
            assert_eq!(own.paired.difference, -200.0);
            own.paired.interval
        };
        assert_eq!(interval(Period::LastYear), Some((-250.0, -150.0)));
        assert_eq!(interval(Period::MeanOfYears), Some((-225.0, -175.0)));
        assert_eq!(interval(Period::AllYears), None);
    }
}
