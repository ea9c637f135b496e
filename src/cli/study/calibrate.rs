//! A calibration: waves of runs, then a posterior, then runs of some of its points.

use super::merge::{common_tables, finish};
use super::run::Keeper;
use crate::cli::{Failure, terminal};
use crate::experiments::study::calibration::{
    CalibrationFault, Emulators, FitOfPosterior, Opened, emulators, fit_of_posterior, learnt, next_wave,
    overlay, patterns, places, posterior,
};
use crate::experiments::study::{Fingerprint, Gathered, Results, Study, tasks};
use crate::export::{
    Posterior, study_correlations, study_emulators, study_ensemble, study_fit, study_identified,
    study_posterior,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs all waves, of which those that the records hold cost nothing.
pub fn run(study: &Study, directory: &Path, keeper: &mut Keeper) -> Result<(), Failure> {
    let mut opened = Opened::read(study, directory, &Fingerprint::of(study))?;
    loop {
        let points: BTreeMap<usize, Vec<f64>> = opened.values().into_iter().enumerate().collect();
        let what = format!("tasks up to {}", opened.name());
        keeper.complete(study, &points, &tasks(0..points.len(), study.spec.replicates), &what)?;
        if !open_next(study, directory, &mut opened, &keeper.gathered)? {
            return write(study, directory, &opened, &keeper.gathered);
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
pub fn write(study: &Study, directory: &Path, opened: &Opened, gathered: &Gathered) -> Result<(), Failure> {
    let (values, ensemble) = (opened.values(), opened.last());
    let replicates = study.spec.replicates;
    // The ensemble was drawn before its own runs were known, so the posterior that it stands for is that of the waves.
    let known = fit(study, &values[..ensemble.start], gathered)?;
    let sampled = posterior(study, &known)?;
    let results = Results { points: (0..values.len()).collect(), replicates, records: gathered };
    let of_ensemble = Results { points: ensemble.clone().collect(), replicates, records: gathered };
    let fit = fit_of_posterior(&patterns(study), &of_ensemble);
    let learnt = learnt(study, &sampled);
    let found = Posterior { sampled: &sampled, learnt: &learnt, emulators: &known };
    let points: Vec<(usize, &[f64])> =
        values.iter().enumerate().map(|(index, values)| (index, values.as_slice())).collect();
    let values_of = |point: usize| values[point].clone();
    let mut tables = common_tables(study, &points, &results, &values_of);
    tables.push(("posterior.csv", Box::new(|out| study_posterior(study, &found, out))));
    tables.push(("identified.csv", Box::new(|out| study_identified(&found, out))));
    tables.push(("correlations.csv", Box::new(|out| study_correlations(&found, out))));
    tables.push(("emulators.csv", Box::new(|out| study_emulators(&found, out))));
    tables.push(("posterior_fit.csv", Box::new(|out| study_fit(&fit, out))));
    tables.push(("ensemble.csv", Box::new(|out| study_ensemble(study, &values[ensemble.clone()], out))));
    tables.push(("calibrated.toml", Box::new(|out| out.write_all(overlay(study, &learnt).as_bytes()))));
    say(&fit, &found);
    finish(study, directory, &tables, &gathered.listed_failures(&tasks(0..values.len(), replicates)))
}

fn fit(study: &Study, values: &[Vec<f64>], gathered: &Gathered) -> Result<Emulators, Failure> {
    let results =
        Results { points: (0..values.len()).collect(), replicates: study.spec.replicates, records: gathered };
    Ok(emulators(&patterns(study), &places(study, values), &results)?)
}

fn say(fit: &[FitOfPosterior], found: &Posterior<'_>) {
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
    let open: Vec<&str> = found
        .learnt
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
