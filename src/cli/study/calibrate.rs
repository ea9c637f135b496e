//! A calibration: waves of runs, then a posterior, then runs of some of its points.

use super::merge::{common_tables, factors, finish};
use super::run::Keeper;
use crate::cli::output::Desk;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::experiments::study::calibration::{
    CalibrationFault, Emulators, FitOfPosterior, Learnt, Opened, emulators, fit_of_posterior, learnt,
    next_wave, overlay, patterns, places, posterior,
};
use crate::experiments::study::{Fingerprint, Gathered, Results, Roles, Study, tasks};
use crate::observation::NOTICE;
use crate::results::calibration::{
    correlations, emulators as predictions, identified, posterior as samples, posterior_fit,
};
use crate::results::study::{factor_cell, factor_columns};
use crate::results::{OutputFile, plain};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs all waves, of which those that the records hold cost nothing.
pub fn run(study: &Study, keeper: &mut Keeper<'_>) -> Result<(), Failure> {
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
    // The ensemble was drawn before its own runs were known, so the posterior that it stands for is
    // that of the waves.
    let known = fit(study, &values[..ensemble.start], gathered)?;
    let sampled = posterior(study, &known)?;
    let results = Results { points: (0..values.len()).collect(), replicates, records: gathered };
    let of_ensemble = Results { points: ensemble.clone().collect(), replicates, records: gathered };
    let fit = fit_of_posterior(&patterns(study), &of_ensemble);
    let null = known.null_threshold(&places(study, &sampled.values))?;
    let learnt = learnt(study, &sampled, null);
    let points: Vec<(usize, &[f64])> =
        values.iter().enumerate().map(|(index, values)| (index, values.as_slice())).collect();
    let values_of = |point: usize| values[point].clone();
    let roles = Roles::of_waves(&opened.waves());
    let mut tables = common_tables(study, &points, &roles, &results, &values_of);
    tables.push(OutputFile::wide(&factor_columns(study), || samples(study, &sampled)));
    tables.push(OutputFile::table(|| identified(&learnt, null)));
    tables.push(OutputFile::table(|| correlations(&learnt)));
    tables.push(OutputFile::table(|| predictions(&known)));
    tables.push(OutputFile::table(|| posterior_fit(&fit)));
    tables.push(OutputFile::text("ensemble.csv", list_of_points(study, &values[ensemble.clone()])));
    tables.push(OutputFile::text("calibrated.toml", overlay(study, &learnt)));
    say(study, &fit, &learnt, known.points(), null);
    finish(study, desk, &tables, &gathered.listed_failures(&tasks(0..values.len(), replicates)))
}

/// Points of the posterior with nothing beside the factors, so that a study can take them as its
/// list of points.
fn list_of_points(study: &Study, points: &[Vec<f64>]) -> String {
    let field = |cell: String| match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    };
    let row = |values: &Vec<f64>| {
        let cells =
            study.spec.factors.iter().zip(values).map(|(axis, &value)| field(factor_cell(axis, value)));
        cells.collect::<Vec<_>>().join(",")
    };
    std::iter::once(factors(study).join(",")).chain(points.iter().map(row)).map(|row| row + "\n").collect()
}

fn fit(study: &Study, values: &[Vec<f64>], gathered: &Gathered) -> Result<Emulators, Failure> {
    let results =
        Results { points: (0..values.len()).collect(), replicates: study.spec.replicates, records: gathered };
    Ok(emulators(&patterns(study), &places(study, values), &results)?)
}

fn say(study: &Study, fit: &[FitOfPosterior], learnt: &[Learnt], points: usize, null: f64) {
    let shown = |value: f64| plain(value, 3);
    let hidden = |value: f64| Cell::number(Some(value), |_| String::new());
    let mut table = Table::new(
        "posterior",
        &[
            ("factor", "factor"),
            ("prior_low", ""),
            ("prior_high", ""),
            ("prior", "prior"),
            ("median", "median"),
            ("low", ""),
            ("high", ""),
            ("interval", "5 to 95 %"),
            ("shrinkage", "shrinkage"),
            ("better_known", "better known"),
        ],
    );
    for (learnt, axis) in learnt.iter().zip(&study.spec.factors) {
        // Of listed values a sample holds the place; the quantiles are places then too.
        let [median, low, high] = learnt.quantiles.map(|value| match axis.choices {
            Some(_) => axis.shown(libm::round(value)),
            None => shown(value),
        });
        let [in_the_middle, lower, upper] = learnt.quantiles;
        table.row([
            learnt.factor.as_str().into(),
            hidden(axis.low),
            hidden(axis.high),
            format!("{} to {}", shown(axis.low), shown(axis.high)).into(),
            Cell::number(Some(in_the_middle), |_| median),
            hidden(lower),
            hidden(upper),
            format!("{low} to {high}").into(),
            Cell::number(Some(learnt.marginal.shrinkage), |shrinkage| format!("{shrinkage:.2}")),
            learnt.identified.into(),
        ]);
    }
    terminal::say(&format!("{NOTICE}: posterior against prior."));
    terminal::show(&table);
    let mut table = Table::new(
        "posterior_fit",
        &[
            ("id", "id"),
            ("role", "role"),
            ("mean", "mean"),
            ("low", ""),
            ("high", ""),
            ("interval", "5 to 95 %"),
            ("share_in_band", "in band"),
            ("pattern", "pattern"),
        ],
    );
    for row in fit {
        let read = row.points > 0;
        let of = |value: f64| Some(value).filter(|_| read);
        let interval =
            if read { format!("{} to {}", shown(row.low), shown(row.high)) } else { String::new() };
        table.row([
            row.pattern.id.into(),
            row.pattern.role.name().into(),
            Cell::of(of(row.mean).filter(|mean| mean.is_finite()), shown(row.mean)),
            Cell::number(of(row.low), |_| String::new()),
            Cell::number(of(row.high), |_| String::new()),
            interval.into(),
            match read {
                true => Cell::number(Some(row.in_band), |share| format!("{:.0} %", 100.0 * share)),
                false => Cell::of(None::<f64>, "no reading"),
            },
            row.pattern.words.into(),
        ]);
    }
    terminal::say(&format!("Single runs at {} points of the posterior.", study_points(fit)));
    terminal::show(&table);
    let open: Vec<&str> =
        learnt.iter().filter(|learnt| !learnt.identified).map(|learnt| learnt.factor.as_str()).collect();
    terminal::say(&match open.as_slice() {
        [] => "Every factor is known better than before.".to_owned(),
        open => format!("The patterns say nothing of {} by themselves.", open.join(", ")),
    });
    terminal::say(&format!(
        "With {points} points, a factor that cannot act would seem to shrink by up to {} (95 of 100 dummies).",
        shown(null.max(0.0))
    ));
    if null > FEW_POINTS {
        terminal::warn(&format!(
            "{points} points are too few to tell weak factors from chance: ask for more points or waves"
        ));
    }
}

/// The shrinkage of dummies above which points are called too few.
const FEW_POINTS: f64 = 0.1;

fn study_points(fit: &[FitOfPosterior]) -> usize {
    fit.iter().map(|row| row.points).max().unwrap_or(0)
}

impl From<CalibrationFault> for Failure {
    fn from(fault: CalibrationFault) -> Self {
        let help = match &fault {
            CalibrationFault::FewComplete { worst, .. } => format!(
                "run more points or a larger --scale, or leave the pattern out with --hold-out {worst} (in a file: hold_out)"
            ),
            _ => "run more points, fewer factors, or wider ranges".to_owned(),
        };
        Self::Usage { message: fault.to_string(), help }
    }
}
