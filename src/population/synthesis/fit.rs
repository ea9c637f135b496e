//! What the populations of every scale, seed and replicate have in common: where homes lie on the
//! axes of their provinces, how consumption is drawn, and the lines and cuts that part it.
//!
//! It is solved for the whole country and takes longer than a month of a small world. It is
//! therefore solved once for the settings that it follows from, and kept for whoever asks again:
//! replicates, the points of a study, and the estimate of a world's size.

use super::consumption::{ConsumptionModel, national_fifth_cuts};
use super::layout::{HomeClass, RemotenessLayout};
use super::size::families;
use super::{Params, log_mean_income};
use crate::population::ProvinceRecord;
use rayon::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// What a province's population follows from.
#[derive(Debug)]
pub(super) struct FittedProvince {
    /// The axis of remoteness.
    pub layout: RemotenessLayout,
    /// Real families with a member under 25.
    pub families: f64,
    /// How consumption is drawn.
    pub consumption: ConsumptionModel,
    /// Poverty line, log consumption relative to the national reference.
    pub poverty_line: f64,
    /// Share of its homes in the two poorest fifths of the country.
    pub poorest_two_fifths_share: f64,
}

/// The country's provinces, fitted.
#[derive(Debug)]
pub struct Fit {
    /// In the order of the records.
    pub(super) provinces: Vec<FittedProvince>,
    /// Log of the national mean consumption, thousand dong a month.
    pub(super) log_reference: f64,
    /// Log consumption that parts the national wealth fifths.
    pub(super) fifth_cuts: [f32; 4],
}

/// All that a fit follows from.
#[derive(Debug, PartialEq)]
struct Settings {
    records: Vec<ProvinceRecord>,
    params: Params,
    transitory_sd: f64,
}

/// Fits that are kept: a study over parameters of the population has many.
const KEPT: usize = 4;

/// The fits solved last, the newest at the end.
static LATEST: Mutex<Vec<(Settings, Arc<Fit>)>> = Mutex::new(Vec::new());

impl Fit {
    /// The fit of these rows, with their gaps filled: a kept one, or solved now. Two threads that
    /// ask at once may both solve it and then share the first that was kept; waiting for one
    /// another they could come to a standstill, since each solves on the threads of all.
    pub fn of(records: &[ProvinceRecord], params: &Params, transitory_sd: f64) -> Arc<Self> {
        let same = |settings: &Settings| {
            settings.transitory_sd == transitory_sd
                && settings.params == *params
                && settings.records == *records
        };
        let latest = || LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = |latest: &[(Settings, Arc<Self>)]| {
            latest.iter().find(|(settings, _)| same(settings)).map(|(_, fit)| Arc::clone(fit))
        };
        if let Some(fit) = kept(&latest()) {
            return fit;
        }
        let fit = Arc::new(Self::solve(records, params, transitory_sd));
        let settings = Settings { records: records.to_vec(), params: params.clone(), transitory_sd };
        let mut latest = latest();
        if let Some(fit) = kept(&latest) {
            return fit;
        }
        if latest.len() == KEPT {
            latest.remove(0);
        }
        latest.push((settings, Arc::clone(&fit)));
        fit
    }

    fn solve(records: &[ProvinceRecord], params: &Params, transitory_sd: f64) -> Self {
        let layouts: Vec<RemotenessLayout> =
            records.par_iter().map(|record| RemotenessLayout::new(record, params)).collect();
        let classes: Vec<Vec<HomeClass>> = layouts.par_iter().map(|layout| layout.classes(params)).collect();
        let log_reference = log_mean_income(records);
        let consumption: Vec<(ConsumptionModel, f64)> = records
            .par_iter()
            .zip(&classes)
            .map(|(record, classes)| {
                let model = ConsumptionModel::fit(record, classes, params, transitory_sd, log_reference);
                let line = model.poverty_line(classes, params, record.poverty_rate.unwrap_or(0.0));
                (model, line)
            })
            .collect();
        let families: Vec<f64> =
            records.iter().zip(&layouts).map(|(record, layout)| families(record, layout, params)).collect();
        let models = consumption.iter().map(|(model, _)| model);
        let fifth_cuts = national_fifth_cuts(&families, &classes, models, params);
        let parts = layouts.into_iter().zip(families).zip(consumption).zip(&classes);
        let provinces = parts.map(|(((layout, families), (consumption, poverty_line)), classes)| {
            let cut = f64::from(fifth_cuts[1]);
            let poorest_two_fifths_share = consumption.share_below(classes, params, cut);
            FittedProvince { layout, families, consumption, poverty_line, poorest_two_fifths_share }
        });
        Self { provinces: provinces.collect(), log_reference, fifth_cuts }
    }
}
