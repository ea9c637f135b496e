//! `point_contrasts.csv`: what scenarios change at every point of a study.

use crate::experiments::study::{PointContrast, Study};
use crate::results::schema::{table, text, value, whole};

table! {
    "point_contrasts";
    /// Every scenario of a study against its first one, at every point, paired by replicate.
    pub struct PointContrastLine {
        /// Number of the point, from 0.
        point: u32 = whole("").key(),
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the scenario that it is compared with.
        reference: String = text(),
        /// Name of the indicator, or id of the pattern.
        indicator: String = text().key(),
        /// Over which time the number is taken.
        period: String = text().key(),
        /// Mean difference, scenario less reference.
        difference: Option<f64> = value("as the indicator"),
        /// Lower end of its 95 % interval: the chance between replicates, and at least what one
        /// simulated person counts for. Empty with one replicate, and where the replicates agree in
        /// a pattern.
        low: Option<f64> = value("as the indicator"),
        /// Upper end of its 95 % interval.
        high: Option<f64> = value("as the indicator"),
        /// Probability that the mean difference is in the better direction; empty where neither is.
        p_better: Option<f64> = value("probability"),
        /// Variance of the difference between independent runs over that of paired ones.
        variance_ratio: Option<f64> = value("ratio"),
        /// Replicates that have the number in both scenarios.
        replicates: u32 = whole(""),
    }
}

/// All contrasts of a study.
pub fn point_contrasts<'a>(
    study: &'a Study,
    contrasts: &'a [PointContrast],
) -> impl Iterator<Item = PointContrastLine> + 'a {
    contrasts.iter().map(|contrast| {
        let (output, paired) = (contrast.output, contrast.paired);
        PointContrastLine {
            point: contrast.point as u32,
            scenario: study.bases[output.scenario].name.clone(),
            reference: study.bases[0].name.clone(),
            indicator: output.indicator.to_owned(),
            period: output.period.name().to_owned(),
            difference: Some(paired.difference),
            low: paired.interval.map(|(low, _)| low),
            high: paired.interval.map(|(_, high)| high),
            p_better: paired.p_better,
            variance_ratio: paired.variance_ratio,
            replicates: paired.replicates as u32,
        }
    })
}
