//! A calibration: waves of runs, then a posterior, then runs of some of its points.

use super::merge::{common_tables, finish};
use super::run::Keeper;
use crate::cli::{Failure, terminal};
use crate::experiments::study::calibration::{
    CalibrationFault, Emulators, best_point, emulators, first_wave, fit_of_posterior, learnt, next_wave,
    overlay, patterns, places, posterior,
};
use crate::experiments::study::{Results, Study, Task, tasks};
use crate::export::{
    Posterior, study_correlations, study_emulators, study_ensemble, study_fit, study_identified,
    study_posterior,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs all waves, of which those that the ledger holds cost nothing.
pub fn run(study: &Study, directory: &Path, keeper: &mut Keeper) -> Result<(), Failure> {
    let Some(own) = &study.spec.calibration else { unreachable!("the caller has looked") };
    let patterns = patterns(study);
    let mut values = first_wave(study);
    let size = values.len();
    complete(study, keeper, &values, 0..size, "tasks of wave 1")?;
    let mut known = fit(study, &patterns, &values, keeper)?;
    for wave in 1..own.waves {
        let first = values.len();
        values.extend(next_wave(study, &known, size, wave)?);
        let all = first..values.len();
        complete(study, keeper, &values, all, &format!("tasks of wave {}", wave + 1))?;
        known = fit(study, &patterns, &values, keeper)?;
    }
    let sampled = posterior(study, &known)?;
    let first = values.len();
    let ensemble = sampled.ensemble(own.ensemble);
    values.extend(ensemble.iter().cloned());
    let chosen = first..values.len();
    complete(study, keeper, &values, chosen.clone(), "tasks of the ensemble")?;

    let replicates = study.spec.replicates;
    let results = Results { points: (0..values.len()).collect(), replicates, records: &keeper.gathered };
    let of_ensemble = Results { points: chosen.collect(), replicates, records: &keeper.gathered };
    let fit = fit_of_posterior(&patterns, &of_ensemble);
    let found = Posterior { sampled: &sampled, learnt: &learnt(study, &sampled), emulators: &known };
    let best = best_point(&known, &values, &results);
    let points: Vec<(usize, &[f64])> =
        values.iter().enumerate().map(|(index, values)| (index, values.as_slice())).collect();
    let values_of = |point: usize| values[point].clone();
    let mut tables = common_tables(study, &points, &results, &values_of);
    tables.push(("posterior.csv", Box::new(|out| study_posterior(study, &found, out))));
    tables.push(("identified.csv", Box::new(|out| study_identified(&found, out))));
    tables.push(("correlations.csv", Box::new(|out| study_correlations(&found, out))));
    tables.push(("emulators.csv", Box::new(|out| study_emulators(&found, out))));
    tables.push(("posterior_fit.csv", Box::new(|out| study_fit(&fit, out))));
    tables.push(("ensemble.csv", Box::new(|out| study_ensemble(study, &ensemble, out))));
    if let Some(best) = &best {
        let text = overlay(study, &best.values);
        tables.push(("calibrated.toml", Box::new(move |out| out.write_all(text.as_bytes()))));
    }
    say(&fit, &found);
    let tried = tasks(0..values.len(), replicates);
    let failed: Vec<(usize, u32, String)> = keeper
        .gathered
        .failed(&tried)
        .map(|(task, why)| (task.point, task.replicate, why.to_owned()))
        .collect();
    finish(study, directory, &tables, &failed)
}

fn complete(
    study: &Study,
    keeper: &mut Keeper,
    values: &[Vec<f64>],
    points: std::ops::Range<usize>,
    what: &str,
) -> Result<(), Failure> {
    let by_point: BTreeMap<usize, Vec<f64>> =
        points.clone().map(|point| (point, values[point].clone())).collect();
    let all: Vec<Task> = tasks(points, study.spec.replicates);
    keeper.complete(study, &by_point, &all, what)
}

fn fit(
    study: &Study,
    patterns: &[crate::experiments::study::calibration::Pattern],
    values: &[Vec<f64>],
    keeper: &Keeper,
) -> Result<Emulators, Failure> {
    let results = Results {
        points: (0..values.len()).collect(),
        replicates: study.spec.replicates,
        records: &keeper.gathered,
    };
    Ok(emulators(patterns, &places(study, values), &results)?)
}

fn say(fit: &[crate::experiments::study::calibration::FitOfPosterior], found: &Posterior<'_>) {
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
