//! The numbers of a study: what they are, in which unit they are shown, and their means by point.

use crate::observation::{Measure, fit_table};
use crate::report::pool;
use crate::report::words::{Quantity, Words};
use crate::results::StudyResults;
use std::collections::BTreeMap;

/// The results of a study with the words for them.
pub struct StudyOutputs<'a> {
    /// The results.
    pub results: &'a StudyResults,
    /// The words.
    pub words: Words,
    /// Values of the replicates by scenario, indicator, period and point.
    values: BTreeMap<(&'a str, &'a str, &'a str, u32), Vec<f64>>,
}

/// A number that the study keeps of each run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StudyOutput<'a> {
    /// Name of the scenario.
    pub scenario: &'a str,
    /// Name of the indicator, or id of the pattern.
    pub indicator: &'a str,
    /// Over which time, by its name in files.
    pub period: &'a str,
}

/// A mean over the replicates of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointMean {
    /// The mean.
    pub value: f64,
    /// Its 95 % interval; none for one replicate.
    pub interval: Option<(f64, f64)>,
}

impl<'a> StudyOutputs<'a> {
    /// The numbers of a study.
    pub fn new(results: &'a StudyResults, words: Words) -> Self {
        let mut values: BTreeMap<_, Vec<f64>> = BTreeMap::new();
        for line in &results.numbers {
            let key = (line.scenario.as_str(), line.indicator.as_str(), line.period.as_str(), line.point);
            values.entry(key).or_default().extend(line.value);
        }
        Self { results, words, values }
    }

    /// Name of an indicator or pattern.
    pub fn name(&self, indicator: &str) -> String {
        if let Some(of) = indicator.strip_prefix("difference:") {
            return format!("Δ {}", self.name(of));
        }
        let named = self.words.output(indicator);
        if Measure::from_name(indicator).is_some() {
            return named.to_owned();
        }
        // A pattern goes by its id too: some are told as "the same, boys" of the one before.
        if named != indicator {
            return format!("{indicator} {named}");
        }
        // English names of patterns stand with the targets.
        let rows = fit_table([]);
        rows.iter()
            .find(|row| row.id == indicator)
            .map_or_else(|| indicator.to_owned(), |row| format!("{} {}", row.id, row.pattern))
    }

    /// In which unit an indicator or pattern is shown.
    pub fn quantity(&self, indicator: &str) -> Quantity {
        if let Some(of) = indicator.strip_prefix("difference:") {
            return self.quantity(of).difference();
        }
        match Measure::from_name(indicator) {
            Some(measure) => Quantity::of(measure),
            None => {
                let rows = fit_table([]);
                rows.iter().find(|row| row.id == indicator).map_or(Quantity::Plain, |row| match row.unit {
                    "share" => Quantity::Percent,
                    unit => Quantity::In(unit),
                })
            }
        }
    }

    /// Name of a period.
    pub fn period(&self, period: &'a str) -> &'a str {
        self.words.period(period)
    }

    /// Scenarios in the order of the files.
    pub fn scenarios(&self) -> Vec<&'a str> {
        self.results.manifest.scenarios.iter().map(String::as_str).collect()
    }

    /// The measures that are kept, in the order of the files; patterns are left out.
    pub fn measures(&self) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for line in &self.results.numbers {
            let name = line.indicator.as_str();
            if !found.contains(&name) && Measure::from_name(name).is_some() {
                found.push(name);
            }
        }
        found
    }

    /// The mean of a number at a point.
    pub fn mean(&self, output: StudyOutput<'_>, point: u32) -> Option<PointMean> {
        let values = self.values.get(&(output.scenario, output.indicator, output.period, point))?;
        if values.is_empty() {
            return None;
        }
        let value = values.iter().sum::<f64>() / values.len() as f64;
        let interval = pool::interval(value, values);
        let measure = Measure::from_name(output.indicator);
        let interval =
            interval.map(|ends| measure.map_or(ends, |measure| pool::within(&measure.info(), ends)));
        Some(PointMean { value, interval })
    }
}
