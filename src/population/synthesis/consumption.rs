//! Consumption of homes in a province.
//!
//! Log consumption is `base + gaps(class) + residual + transitory`. The spread within a province
//! follows from its fifths: for a log-normal of standard deviation `s` the ratio of the mean
//! incomes of the richest and poorest fifths is `Phi(s - 0.8416) / Phi(-s - 0.8416)`; solving it
//! gives `s`. The residual's variance is what `s^2` leaves after the gaps and the transitory part;
//! `base` is solved so that mean consumption is the province's mean income; the poverty line is the
//! quantile of the mixture at the published poverty rate.

use super::Params;
use super::layout::HomeClass;
use super::root::root;
use crate::population::ProvinceRecord;
use rayon::prelude::*;

/// Quantile of the standard normal that parts the outer fifths.
const OUTER_FIFTH: f64 = 0.841_621_233_572_914_2;
/// Smallest residual standard deviation, for provinces whose fifths leave less.
const SMALLEST_RESIDUAL: f64 = 0.15;

/// How the permanent log consumption of a province's homes is drawn, relative to the national
/// reference.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsumptionModel {
    /// Log consumption of a rural Kinh home at the middle of the axis whose caregiver has lower
    /// secondary schooling.
    pub base: f64,
    /// Standard deviation of the residual.
    pub residual_sd: f64,
    /// Standard deviation of the transitory part.
    pub transitory_sd: f64,
}

impl ConsumptionModel {
    /// Solves spread and level for a province.
    pub fn fit(
        record: &ProvinceRecord,
        classes: &[HomeClass],
        params: &Params,
        transitory_sd: f64,
        log_reference: f64,
    ) -> Self {
        let total = log_spread(record.income_richest_fifth_kvnd / record.income_poorest_fifth_kvnd);
        let mean: f64 = classes.iter().map(|class| class.share * gap(class, params)).sum();
        let between: f64 = classes.iter().map(|class| class.share * square(gap(class, params) - mean)).sum();
        let residual = total * total - between - transitory_sd * transitory_sd;
        let residual_sd = residual.max(SMALLEST_RESIDUAL * SMALLEST_RESIDUAL).sqrt();
        let within = 0.5 * (square(residual_sd) + square(transitory_sd));
        let log_mean_of_gaps =
            libm::log(classes.iter().map(|class| class.share * libm::exp(gap(class, params))).sum::<f64>());
        let base = libm::log(record.income_kvnd) - log_reference - log_mean_of_gaps - within;
        Self { base, residual_sd, transitory_sd }
    }

    /// Mean permanent log consumption of a class of homes.
    pub fn mean(&self, class: &HomeClass, params: &Params) -> f64 {
        self.base + gap(class, params)
    }

    /// The line below which `rate` of the homes consume in a month.
    pub fn poverty_line(&self, classes: &[HomeClass], params: &Params, rate: f64) -> f64 {
        let sd = (square(self.residual_sd) + square(self.transitory_sd)).sqrt();
        root(-12.0, 12.0, |line| {
            let below: f64 =
                classes.iter().map(|c| c.share * normal_cdf((line - self.mean(c, params)) / sd)).sum();
            below - rate
        })
    }

    /// Share of the homes whose permanent log consumption lies below a cut.
    pub fn share_below(&self, classes: &[HomeClass], params: &Params, cut: f64) -> f64 {
        let below = |class: &HomeClass| normal_cdf((cut - self.mean(class, params)) / self.residual_sd);
        classes.iter().map(|class| class.share * below(class)).sum()
    }
}

/// Cuts of permanent log consumption that part the country's families into fifths; all by province.
pub fn national_fifth_cuts<'a>(
    families: &[f64],
    classes: &[Vec<HomeClass>],
    models: impl Iterator<Item = &'a ConsumptionModel>,
    params: &Params,
) -> [f32; 4] {
    let all: f64 = families.iter().sum();
    let mixture: Vec<(f64, f64, f64)> = families
        .iter()
        .zip(classes)
        .zip(models)
        .flat_map(|((families, classes), model)| {
            let weight = families / all;
            classes.iter().map(move |c| (weight * c.share, model.mean(c, params), model.residual_sd))
        })
        .collect();
    let mut cuts = [0.2, 0.4, 0.6, 0.8];
    cuts.par_iter_mut().for_each(|cut| {
        let share = f64::from(*cut);
        *cut = root(-8.0, 8.0, |at| {
            mixture.iter().map(|(weight, mean, sd)| weight * normal_cdf((at - mean) / sd)).sum::<f64>()
                - share
        }) as f32;
    });
    cuts
}

/// Standard deviation of log income whose outer fifths' means have this ratio.
fn log_spread(ratio: f64) -> f64 {
    root(0.0, 4.0, |s| normal_cdf(s - OUTER_FIFTH) / normal_cdf(-s - OUTER_FIFTH) - ratio)
}

fn gap(class: &HomeClass, params: &Params) -> f64 {
    let when = |on: bool, gap: f64| if on { gap } else { 0.0 };
    when(class.urban, params.urban_consumption_gap.get())
        + when(class.minority, params.minority_consumption_gap.get())
        + when(class.low_education, params.low_education_consumption_gap.get())
        + params.remoteness_consumption_gap.get() * (class.remoteness - 0.5)
}

fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

fn square(x: f64) -> f64 {
    x * x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For s = 0.7 the fifths' means stand as Phi(-0.1416) : Phi(-1.5416) = 0.44370 : 0.06158.
    #[test]
    fn the_spread_reproduces_the_ratio_of_the_fifths() {
        let ratio = normal_cdf(0.7 - OUTER_FIFTH) / normal_cdf(-0.7 - OUTER_FIFTH);
        assert!((ratio - 7.205).abs() < 0.01, "{ratio}");
        assert!((log_spread(ratio) - 0.7).abs() < 1e-9);
    }
}
