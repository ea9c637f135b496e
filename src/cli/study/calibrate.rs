//! A calibration: waves of runs, then a posterior, then runs of some of its points.

use super::merge::{common_tables, factors, finish};
use super::run::Keeper;
use crate::cli::output::Desk;
use crate::cli::{Failure, terminal};
use crate::experiments::study::calibration::{
    CalibrationFault, Emulators, FitOfPosterior, Learnt, Opened, emulators, fit_of_posterior, learnt,
    next_wave, overlay, patterns, places, posterior,
};
use crate::experiments::study::{Fingerprint, Gathered, Results, Study, tasks};
use crate::results::calibration::{
    correlations, emulators as predictions, identified, posterior as samples, posterior_fit,
};
use crate::results::{OutputFile, decimal};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs all waves, of which those that the records hold cost nothing.
pub fn run(study: &Study, keeper: &mut Keeper) -> Result<(), Failure> {
    let mut opened = Opened::read(study, keeper.desk.place(), &Fingerprint::of(study))?;
    loop {
        let points: BTreeMap<usize, Vec<f64>> = opened.values().into_iter().enumerate().collect();
        let what = format!("tasks up to {}", opened.name());
        keeper.complete(study, &points, &tasks(0..points.len(), study.spec.replicates), &what)?;
        if !open_next(study, keeper.desk.place(), &mut opened, &keeper.gathered)? {
            return write(study, &mut keeper.desk, &opened, &keeper.gathered);
        }
    }
}

/// Opens the wave that follows from all runs so far; false after the ensemble.
pub fn open_next(
    study: &Study,
    directory: &Path,
    opened: &mut Opened,
    gathered: &Gathered,
) -> Result<bool, Failure> {
    let Some(own) = study.spec.calibration.as_ref().filter(|_| !opened.is_ensemble()) else {
        return Ok(false);
    };
    let known = fit(study, &opened.values(), gathered)?;
    let wave = opened.number();
    let points = if wave < own.waves {
        next_wave(study, &known, opened.last().len(), wave)?
    } else {
        posterior(study, &known)?.ensemble(own.ensemble)
    };
    opened.open(directory, &Fingerprint::of(study), points)?;
    Ok(true)
}

/// Writes what the runs of all waves and of the ensemble say.
pub fn write(study: &Study, desk: &mut Desk, opened: &Opened, gathered: &Gathered) -> Result<(), Failure> {
    let (values, ensemble) = (opened.values(), opened.last());
    let replicates = study.spec.replicates;
    // The ensemble was drawn before its own runs were known, so the posterior that it stands for is that of the waves.
    let known = fit(study, &values[..ensemble.start], gathered)?;
    let sampled = posterior(study, &known)?;
    let results = Results { points: (0..values.len()).collect(), replicates, records: gathered };
    let of_ensemble = Results { points: ensemble.clone().collect(), replicates, records: gathered };
    let fit = fit_of_posterior(&patterns(study), &of_ensemble);
    let learnt = learnt(study, &sampled);
    let points: Vec<(usize, &[f64])> =
        values.iter().enumerate().map(|(index, values)| (index, values.as_slice())).collect();
    let values_of = |point: usize| values[point].clone();
    let mut tables = common_tables(study, &points, &results, &values_of);
    tables.push(OutputFile::wide(&factors(study), || samples(&sampled)));
    tables.push(OutputFile::table(|| identified(&learnt)));
    tables.push(OutputFile::table(|| correlations(&learnt)));
    tables.push(OutputFile::table(|| predictions(&known)));
    tables.push(OutputFile::table(|| posterior_fit(&fit)));
    tables.push(OutputFile::text("ensemble.csv", list_of_points(study, &values[ensemble.clone()])));
    tables.push(OutputFile::text("calibrated.toml", overlay(study, &learnt)));
    say(&fit, &learnt);
    finish(study, desk, &tables, &gathered.listed_failures(&tasks(0..values.len(), replicates)))
}

/// Points of the posterior with nothing beside the factors, so that a study can take them as its list of points.
fn list_of_points(study: &Study, points: &[Vec<f64>]) -> String {
    let header = factors(study).join(",");
    let rows = points
        .iter()
        .map(|values| values.iter().map(|value| decimal(value.to_string())).collect::<Vec<_>>().join(","));
    std::iter::once(header).chain(rows).map(|row| row + "\n").collect()
}

fn fit(study: &Study, values: &[Vec<f64>], gathered: &Gathered) -> Result<Emulators, Failure> {
    let results =
        Results { points: (0..values.len()).collect(), replicates: study.spec.replicates, records: gathered };
    Ok(emulators(&patterns(study), &places(study, values), &results)?)
}

fn say(fit: &[FitOfPosterior], learnt: &[Learnt]) {
    for row in fit {
        terminal::say(&format!(
            "{:5} {:10} {:.4} ({:.4} to {:.4}), in band at {:.0} % of {} points: {}",
            row.pattern.id,
            row.pattern.role.name(),
            row.mean,
            row.low,
            row.high,
            100.0 * row.in_band,
            row.points,
            row.pattern.words
        ));
    }
    let open: Vec<&str> = learnt
        .iter()
        .filter(|learnt| learnt.marginal.is_unidentified())
        .map(|learnt| learnt.factor.as_str())
        .collect();
    terminal::say(&match open.as_slice() {
        [] => "Every factor is known better than before.".to_owned(),
        open => format!("The patterns say nothing of {} by themselves.", open.join(", ")),
    });
}

impl From<CalibrationFault> for Failure {
    fn from(fault: CalibrationFault) -> Self {
        Self::Usage {
            message: fault.to_string(),
            help: "run more points, fewer factors, or wider ranges".to_owned(),
        }
    }
}
