//! The files of a calibration beside those of every study.

use super::Sheet;
use crate::experiments::posterior::PRIOR_DEVIATION;
use crate::experiments::study::Study;
use crate::experiments::study::calibration::{Emulators, FitOfPosterior, Learnt, Recovered, Sampled};
use std::io::{self, Write};

/// What a calibration has found.
pub struct Posterior<'a> {
    /// The sample.
    pub sampled: &'a Sampled,
    /// What it says of each factor.
    pub learnt: &'a [Learnt],
    /// The emulators it was sampled under.
    pub emulators: &'a Emulators,
}

/// `posterior.csv`: the sample, all of one weight, in the factors' own units.
///
/// # Errors
/// What the writer reports.
pub fn study_posterior(study: &Study, found: &Posterior<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names = study.spec.factors.iter().map(|axis| &*axis.name);
    let mut sheet = Sheet::new(out, ["sample", "weight", "log_likelihood"].into_iter().chain(names))?;
    let weight = 1.0 / found.sampled.values.len() as f64;
    for (sample, (values, log)) in found.sampled.values.iter().zip(&found.sampled.logs).enumerate() {
        sheet.whole(sample as i64)?.exact(weight)?.value(Some(*log))?;
        for &value in values {
            sheet.exact(value)?;
        }
        sheet.end()?;
    }
    sheet.finish()
}

/// `identified.csv`: what was learnt of each factor. Deviations are shares of its range, in which the prior is uniform.
///
/// # Errors
/// What the writer reports.
pub fn study_identified(found: &Posterior<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "factor",
        "prior_deviation",
        "posterior_deviation",
        "shrinkage",
        "identified",
        "median",
        "low_5_percent",
        "high_95_percent",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for learnt in found.learnt {
        let [median, low, high] = learnt.quantiles;
        sheet
            .text(&learnt.factor)?
            .value(Some(PRIOR_DEVIATION))?
            .value(Some(learnt.marginal.deviation))?
            .value(Some(learnt.marginal.shrinkage))?
            .flag(!learnt.marginal.is_unidentified())?
            .value(Some(median))?
            .value(Some(low))?
            .value(Some(high))?
            .end()?;
    }
    sheet.finish()
}

/// `correlations.csv`: of each two factors in the posterior.
///
/// # Errors
/// What the writer reports.
pub fn study_correlations(found: &Posterior<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, ["factor", "other", "correlation"])?;
    for (place, learnt) in found.learnt.iter().enumerate() {
        for (other, correlation) in found.learnt.iter().zip(&learnt.correlations).skip(place + 1) {
            sheet.text(&learnt.factor)?.text(&other.factor)?.value(Some(*correlation))?.end()?;
        }
    }
    sheet.finish()
}

/// `emulators.csv`: how well each emulator predicts runs that it was not shown.
///
/// # Errors
/// What the writer reports.
pub fn study_emulators(found: &Posterior<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = ["id", "predicted_share_of_variance", "root_mean_square_error", "covered_by_90_percent"];
    let mut sheet = Sheet::new(out, header)?;
    for (pattern, check) in found.emulators.checks() {
        sheet
            .text(pattern.id)?
            .value(Some(check.predicted_share()))?
            .value(Some(check.root_mean_square()))?
            .value(Some(check.covered(1.645)))?
            .end()?;
    }
    sheet.finish()
}

/// `posterior_fit.csv`: the fit of the ensemble's own runs to every pattern.
///
/// # Errors
/// What the writer reports.
pub fn study_fit(rows: &[FitOfPosterior], out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "id",
        "pattern",
        "role",
        "low",
        "high",
        "points",
        "simulated_mean",
        "simulated_5_percent",
        "simulated_95_percent",
        "share_in_band",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for row in rows {
        sheet
            .text(row.pattern.id)?
            .text(row.pattern.words)?
            .text(row.pattern.role.name())?
            .value(row.pattern.low)?
            .value(row.pattern.high)?
            .whole(row.points as i64)?
            .value(Some(row.mean))?
            .value(Some(row.low))?
            .value(Some(row.high))?
            .value(Some(row.in_band))?
            .end()?;
    }
    sheet.finish()
}

/// `ensemble.csv`: points of the posterior, with nothing beside the factors, so that a study can take it as its list of points.
///
/// # Errors
/// What the writer reports.
pub fn study_ensemble(study: &Study, points: &[Vec<f64>], out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = study.spec.factors.iter().map(|axis| &*axis.name).collect();
    writeln!(out, "{}", names.join(","))?;
    for values in points {
        let values: Vec<String> = values.iter().map(f64::to_string).collect();
        writeln!(out, "{}", values.join(","))?;
    }
    Ok(())
}

/// `recovery.csv`: known values, in the unit interval of their factor's range, beside what their data sets say of them.
///
/// # Errors
/// What the writer reports.
pub fn study_recovery(study: &Study, rows: &[Recovered], out: &mut dyn Write) -> io::Result<()> {
    let header = ["data_set", "factor", "known", "low_5_percent", "high_95_percent", "inside", "rank_of_99"];
    let mut sheet = Sheet::new(out, header)?;
    for row in rows {
        sheet
            .whole(row.set as i64)?
            .text(&study.spec.factors[row.factor].name)?
            .value(Some(row.truth))?
            .value(Some(row.interval.0))?
            .value(Some(row.interval.1))?
            .flag(row.is_inside())?
            .whole(row.rank as i64)?
            .end()?;
    }
    sheet.finish()
}
