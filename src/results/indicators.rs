//! Every measure by year, stratum and group: `indicators.csv` replicate by replicate,
//! `indicator_means.csv` over them.

use super::Runs;
use super::number::as_shown;
use super::schema::{amount, flag, table, text, whole};
use crate::observation::{Estimate, IndicatorRow, Measure, RunResults, Stratum};

table! {
    "indicators";
    /// Every indicator of each replicate by year, stratum and group. Groups of one stratum part the
    /// people; strata overlap.
    pub struct IndicatorLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Name of the indicator.
        indicator: Measure = text().key(),
        /// By what the people are parted.
        stratum: Stratum = text().key(),
        /// Group of the stratum; a province goes by its code.
        group: String = text().key(),
        /// What is counted, weighted.
        numerator: Option<f64> = amount("weighted number").may_be_suppressed(),
        /// Among what, weighted.
        denominator: Option<f64> = amount("weighted number").may_be_suppressed(),
        /// The indicator.
        value: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Whether the row is suppressed because it rests on too few simulated persons.
        suppressed: bool = flag(),
    }
}

table! {
    "indicator_means";
    /// Every indicator over the replicates of a scenario: the mean numerator and denominator, and
    /// the value that they give.
    pub struct IndicatorMeanLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates"),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Name of the indicator.
        indicator: Measure = text().key(),
        /// By what the people are parted.
        stratum: Stratum = text().key(),
        /// Group of the stratum; a province goes by its code.
        group: String = text().key(),
        /// What is counted, weighted.
        numerator: Option<f64> = amount("weighted number").may_be_suppressed(),
        /// Among what, weighted.
        denominator: Option<f64> = amount("weighted number").may_be_suppressed(),
        /// The indicator.
        value: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Whether the row is suppressed because it rests on too few simulated persons.
        suppressed: bool = flag(),
    }
}

/// The indicators of every run.
pub fn indicators<'a>(runs: Runs<'a>) -> impl Iterator<Item = IndicatorLine> + 'a {
    runs.rows(|run| &run.indicators).map(move |(run, row)| line(runs, run, row))
}

/// The national indicators of every run.
pub fn national_indicators<'a>(runs: Runs<'a>) -> impl Iterator<Item = IndicatorLine> + 'a {
    let rows = runs.rows(|run| &run.indicators);
    let national = rows.filter(|(_, row)| row.group.stratum == Stratum::National);
    national.map(move |(run, row)| line(runs, run, row))
}

fn line(runs: Runs<'_>, run: &RunResults, row: &IndicatorRow) -> IndicatorLine {
    let [numerator, denominator, value] = row.estimate.shown();
    IndicatorLine {
        scenario: run.scenario.clone(),
        replicate: run.replicate,
        year: row.year,
        indicator: row.measure,
        stratum: row.group.stratum,
        group: row.group.label(runs.country).into_owned(),
        numerator,
        denominator,
        value: as_shown(row.measure, value),
        suppressed: row.estimate.suppressed,
    }
}

/// The indicators over each scenario's replicates. Every run has the same rows in the same order.
pub fn indicator_means<'a>(runs: Runs<'a>) -> impl Iterator<Item = IndicatorMeanLine> + 'a {
    let country = runs.country;
    runs.scenarios().into_iter().flat_map(move |(scenario, runs)| {
        let rows = runs.first().map_or(0, |run| run.indicators.len());
        (0..rows).filter_map(move |place| {
            let first = runs.first()?.indicators[place];
            let estimates: Vec<Estimate> = runs.iter().map(|run| run.indicators[place].estimate).collect();
            let pooled = Estimate::pooled(&first.measure.info(), first.group.stratum, &estimates)?;
            let [numerator, denominator, value] = pooled.shown();
            Some(IndicatorMeanLine {
                scenario: scenario.to_owned(),
                replicates: runs.len() as u32,
                year: first.year,
                indicator: first.measure,
                stratum: first.group.stratum,
                group: first.group.label(country).into_owned(),
                numerator,
                denominator,
                value: as_shown(first.measure, value),
                suppressed: pooled.suppressed,
            })
        })
    })
}
