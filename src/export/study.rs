//! The files of a study.

use super::{Sheet, quoted};
use crate::experiments::study::{Gathered, Results, SensitivityRow, Study, Task, outputs};
use std::io::{self, Write};

/// `points.csv`: the values of every factor at every point. `points` are indices with values, in their order.
///
/// # Errors
/// What the writer reports.
pub fn study_points(study: &Study, points: &[(usize, &[f64])], out: &mut dyn Write) -> io::Result<()> {
    let names = study.spec.factors.iter().map(|axis| &*axis.name);
    let mut sheet = Sheet::new(out, std::iter::once("point").chain(names))?;
    for (point, values) in points {
        sheet.whole(*point as i64)?;
        for &value in *values {
            sheet.exact(value)?;
        }
        sheet.end()?;
    }
    sheet.finish()
}

/// `results.csv`: every number of every run, point by point.
///
/// # Errors
/// What the writer reports.
pub fn study_results(study: &Study, results: &Results<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = ["point", "scenario", "replicate", "indicator", "period", "value", "seed", "config_hash"];
    let mut sheet = Sheet::new(out, header)?;
    let outputs = outputs(study);
    for (&point, replicate) in pairs(results) {
        let Some(runs) = results.runs(point, replicate) else { continue };
        for output in &outputs {
            let (base, run) = (&study.bases[output.scenario], &runs[output.scenario]);
            sheet
                .whole(point as i64)?
                .text(&base.name)?
                .whole(replicate)?
                .text(output.indicator)?
                .text(output.period.name())?
                .value(results.value(output, point, replicate))?
                .text(&study.seed_at(point, output.scenario).to_string())?
                .text(&run.config)?
                .end()?;
        }
    }
    sheet.finish()
}

/// `runs.csv`: what came of every run, and the command that makes it again; its replicate is then the last of those it runs.
///
/// # Errors
/// What the writer reports.
pub fn study_runs(
    study: &Study,
    results: &Results<'_>,
    values: &dyn Fn(usize) -> Vec<f64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sheet = Sheet::new(out, ["point", "scenario", "replicate", "outcome", "command"])?;
    for (&point, replicate) in pairs(results) {
        let task = Task { point, replicate };
        let done = results.runs(point, replicate).is_some();
        let failed = || failure(results.records, task).unwrap_or_else(|| "not run".to_owned());
        let outcome = if done { "done".to_owned() } else { failed() };
        for (place, base) in study.bases.iter().enumerate() {
            let command = command(study, task, place, &values(point));
            sheet
                .whole(point as i64)?
                .text(&base.name)?
                .whole(replicate)?
                .text(&outcome)?
                .text(&command)?
                .end()?;
        }
    }
    sheet.finish()
}

/// `sensitivity.csv`.
///
/// # Errors
/// What the writer reports.
pub fn study_sensitivity(study: &Study, rows: &[SensitivityRow], out: &mut dyn Write) -> io::Result<()> {
    let header = ["index", "factor", "scenario", "indicator", "period", "estimate", "low", "high"];
    let mut sheet = Sheet::new(out, header)?;
    for row in rows {
        sheet
            .text(row.index)?
            .text(row.factor.as_deref().unwrap_or("all"))?
            .text(&study.bases[row.output.scenario].name)?
            .text(row.output.indicator)?
            .text(row.output.period.name())?
            .value(Some(row.estimate.value))?
            .value(Some(row.estimate.low))?
            .value(Some(row.estimate.high))?
            .end()?;
    }
    sheet.finish()
}

fn pairs<'a>(results: &'a Results<'_>) -> impl Iterator<Item = (&'a usize, u32)> {
    results.points.iter().flat_map(|point| (0..results.replicates).map(move |replicate| (point, replicate)))
}

fn failure(records: &Gathered, task: Task) -> Option<String> {
    let tasks = [task];
    records.failed(&tasks).next().map(|(_, why)| why.lines().next().unwrap_or_default().to_owned())
}

/// The words of `lachan run` that make a run again.
fn command(study: &Study, task: Task, scenario: usize, values: &[f64]) -> String {
    let spec = &study.spec;
    let mut words = vec!["lachan run".to_owned()];
    words.extend(spec.config.as_ref().map(|path| quoted(&path.display().to_string())));
    words.push(format!("--scenario {}", quoted(&spec.scenarios[scenario])));
    words.extend(spec.scale.map(|scale| format!("--scale {scale}")));
    words.extend(spec.years.map(|years| format!("--years {years}")));
    words.push(format!("--seed {}", study.seed_at(task.point, scenario)));
    words.push(format!("--replicates {}", task.replicate + 1));
    let sets = spec.set.iter().cloned().chain(study.settings(values));
    words.extend(sets.map(|set| format!("--set {}", quoted(&set))));
    words.join(" ")
}
