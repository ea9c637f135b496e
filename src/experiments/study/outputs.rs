//! The numbers of a study, output by output.

use super::{Gathered, Outcome, ScenarioResult, Study, Task};
use crate::observation::fit_table;

/// Over which time a number is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// The last year.
    LastYear,
    /// The mean over the years.
    MeanOfYears,
    /// All years together, as the fit table reads them.
    AllYears,
}

impl Period {
    /// The name in tidy tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LastYear => "last_year",
            Self::MeanOfYears => "mean_of_years",
            Self::AllYears => "all_years",
        }
    }
}

/// The scenario of a study with which the others are compared: its first.
pub(super) const REFERENCE: usize = 0;

/// Which number of a run, or which difference of two runs of one replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output {
    /// Place of the scenario.
    pub scenario: usize,
    /// Whether it is the difference of the scenario from the reference.
    pub is_difference: bool,
    /// Name of the indicator, or id of the pattern.
    pub indicator: &'static str,
    /// Over which time.
    pub period: Period,
    place: usize,
}

impl Output {
    /// The name in tidy tables: that of the indicator, or of the pattern; of a difference with
    /// `difference:` before it.
    pub fn name(&self) -> String {
        let before = if self.is_difference { "difference:" } else { "" };
        format!("{before}{}", self.indicator)
    }

    /// The difference of a scenario from the reference in this number.
    pub const fn difference(self) -> Self {
        Self { is_difference: true, ..self }
    }

    /// The same number of the reference.
    pub const fn of_reference(self) -> Self {
        Self { scenario: REFERENCE, is_difference: false, ..self }
    }

    fn of(&self, run: &ScenarioResult) -> Option<f64> {
        let values = match self.period {
            Period::LastYear => &run.last,
            Period::MeanOfYears => &run.mean,
            Period::AllYears => &run.fit,
        };
        values.get(self.place).copied().flatten()
    }

    fn grain_of(&self, run: &ScenarioResult) -> f64 {
        let grains = match self.period {
            Period::LastYear => &run.last_grain,
            Period::MeanOfYears => &run.mean_grain,
            Period::AllYears => return 0.0,
        };
        grains.get(self.place).copied().unwrap_or(0.0)
    }
}

/// Every number that a study keeps of each run, scenario by scenario.
pub fn outputs(study: &Study) -> Vec<Output> {
    let patterns: Vec<&'static str> = fit_table([]).iter().map(|row| row.id).collect();
    let mut outputs = Vec::new();
    for scenario in 0..study.bases.len() {
        for (place, measure) in study.spec.indicators.iter().enumerate() {
            for period in [Period::LastYear, Period::MeanOfYears] {
                outputs.push(Output {
                    scenario,
                    is_difference: false,
                    indicator: measure.name(),
                    period,
                    place,
                });
            }
        }
        for (place, &indicator) in patterns.iter().enumerate() {
            outputs.push(Output {
                scenario,
                is_difference: false,
                indicator,
                period: Period::AllYears,
                place,
            });
        }
    }
    outputs
}

/// The difference of every scenario from the reference in every number that a study keeps.
pub fn differences(study: &Study) -> Vec<Output> {
    outputs(study).into_iter().filter(|of| of.scenario != REFERENCE).map(Output::difference).collect()
}

/// The results of some points of a study.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    /// Indices of the points.
    pub points: Vec<usize>,
    /// Replicates of each.
    pub replicates: u32,
    /// The records.
    pub records: &'a Gathered,
}

impl Results<'_> {
    /// Every point with each of its replicates.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, u32)> {
        let replicates = self.replicates;
        self.points.iter().flat_map(move |&point| (0..replicates).map(move |replicate| (point, replicate)))
    }

    /// The runs of a point in a replicate, by scenario; none where the task has no result.
    pub fn runs(&self, point: usize, replicate: u32) -> Option<&[ScenarioResult]> {
        match self.records.outcome(Task { point, replicate })? {
            Outcome::Done(runs) => Some(runs),
            Outcome::Failed(_) => None,
        }
    }

    /// A number of one run.
    pub fn value(&self, output: &Output, point: usize, replicate: u32) -> Option<f64> {
        let runs = self.runs(point, replicate)?;
        let own = output.of(runs.get(output.scenario)?)?;
        if !output.is_difference {
            return Some(own);
        }
        Some(own - output.of_reference().of(runs.get(REFERENCE)?)?)
    }

    /// What one simulated agent counts for in a number of a point; 0 where that is not known, as of
    /// the patterns of the fit table.
    pub fn grain(&self, output: &Output, point: usize) -> f64 {
        let first = (0..self.replicates).find_map(|replicate| self.runs(point, replicate));
        first.and_then(|runs| runs.get(output.scenario)).map_or(0.0, |run| output.grain_of(run))
    }

    /// A number by point and replicate; not a number where there is none.
    pub fn values(&self, output: &Output) -> Vec<Vec<f64>> {
        let of_point = |&point: &usize| {
            let value = |replicate| self.value(output, point, replicate).unwrap_or(f64::NAN);
            (0..self.replicates).map(value).collect()
        };
        self.points.iter().map(of_point).collect()
    }

    /// The mean over a point's replicates that have the number; not a number where none has.
    pub fn means(&self, output: &Output) -> Vec<f64> {
        self.values(output).iter().map(|values| mean(values)).collect()
    }
}

/// The mean of the finite numbers; not a number where there are none.
pub(super) fn mean(values: &[f64]) -> f64 {
    let present: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    present.iter().sum::<f64>() / present.len() as f64
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::example;
    use super::*;

    #[test]
    fn numbers_are_found_by_period_and_missing_ones_are_left_out_of_means() {
        let mut records = Gathered::default();
        [example(0), example(1)].into_iter().for_each(|record| records.add(record));
        let results = Results { points: vec![1, 0, 5], replicates: 3, records: &records };
        let output =
            |period, place| Output { scenario: 0, is_difference: false, indicator: "x", period, place };
        assert_eq!(results.value(&output(Period::LastYear, 0), 1, 2), Some(1.1));
        assert_eq!(results.value(&output(Period::LastYear, 1), 1, 2), None);
        assert_eq!(results.value(&output(Period::MeanOfYears, 0), 0, 2), Some(1.0 / 3.0));
        assert_eq!(results.value(&output(Period::AllYears, 0), 0, 2), Some(5.0));
        assert_eq!(results.value(&output(Period::AllYears, 0), 0, 1), None);
        let grains = [Period::LastYear, Period::MeanOfYears, Period::AllYears];
        assert_eq!(grains.map(|period| results.grain(&output(period, 0), 1)), [0.01, 0.005, 0.0]);
        let means = results.means(&output(Period::LastYear, 0));
        assert_eq!(means[..2], [1.1, 0.1]);
        assert!(means[2].is_nan());
    }
}
