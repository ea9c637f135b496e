//! Which factors the numbers of a study depend on, as far as its design can tell.

use super::{Design, Output, Results, Study, outputs};
use crate::experiments::sensitivity::{Bootstrap, BootstrapEstimate, chance, morris, pawn, sobol};
use rayon::prelude::*;

/// Resamples and coverage of all intervals.
const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 1_000, coverage: 0.95, seed: 0 };

/// Slices of a factor for PAWN where there are points enough, and the fewest points in one.
const SLICES: (usize, usize) = (10, 10);

/// An index of a factor for one number.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityRow {
    /// Which number.
    pub output: Output,
    /// Name of the index.
    pub index: &'static str,
    /// Dotted name of the factor; none where the row is about all of them.
    pub factor: Option<String>,
    /// The index with its interval.
    pub estimate: BootstrapEstimate,
}

/// All indices that the design allows: Morris from trajectories, Sobol from Saltelli's scheme, PAWN from any sample, and with two
/// replicates or more the parts of the variance that parameters and chance have. A number that never changes, or is missing too
/// often, has no rows.
pub fn sensitivity(study: &Study, results: &Results<'_>) -> Vec<SensitivityRow> {
    outputs(study).par_iter().flat_map_iter(|output| of_output(study, results, *output)).collect()
}

fn of_output(study: &Study, results: &Results<'_>, output: Output) -> Vec<SensitivityRow> {
    let means = results.means(&output);
    let mut rows = Vec::new();
    let first = means.iter().copied().find(|mean| mean.is_finite());
    if !means.iter().any(|mean| mean.is_finite() && Some(*mean) != first) {
        return rows;
    }
    let names: Vec<&str> = study.spec.factors.iter().map(|axis| &*axis.name).collect();
    let mut add = |found: Vec<crate::experiments::sensitivity::IndexRow>| {
        rows.extend(found.into_iter().map(|row| SensitivityRow {
            output,
            index: row.index.name(),
            factor: Some(row.factor),
            estimate: row.estimate,
        }));
    };
    if let Some(design) = &study.points.morris
        && let Ok(found) = morris(&names, design, &means, &BOOTSTRAP)
    {
        add(found);
    }
    if matches!(study.spec.design, Design::Saltelli(_))
        && let Ok(found) = sobol(&names, &means, &BOOTSTRAP)
    {
        add(found);
    }
    let (points, of_points) = sample(study, &means);
    let (most, fewest) = SLICES;
    let slices = (of_points.len() / fewest).min(most);
    if slices > 1
        && let Ok(found) = pawn(&names, &points, &of_points, slices, &BOOTSTRAP)
    {
        add(found.rows);
        for (index, value) in [
            ("pawn_median_threshold", found.threshold_median),
            ("pawn_maximum_threshold", found.threshold_maximum),
        ] {
            let estimate = BootstrapEstimate { value, low: value, high: value };
            rows.push(SensitivityRow { output, index, factor: None, estimate });
        }
    }
    if let Ok(split) = chance::of_shared_draws(&results.values(&output), &BOOTSTRAP) {
        let parts = [
            ("variance_parameters", split.parameters),
            ("variance_shared_chance", split.shared_chance),
            ("variance_own_chance", split.own_chance),
            ("share_explained_by_parameters", split.explained),
        ];
        rows.extend(parts.map(|(index, estimate)| SensitivityRow { output, index, factor: None, estimate }));
    }
    rows
}

/// The points that PAWN may look at: all of a sample, none of trajectories or single changes, which are no sample, and of
/// Saltelli's scheme the two independent halves.
fn sample(study: &Study, means: &[f64]) -> (Vec<Vec<f64>>, Vec<f64>) {
    let block = study.spec.factors.len() + 2;
    let in_sample = |place: usize| match study.spec.design {
        Design::Morris(_) | Design::OneAtATime => false,
        Design::Saltelli(_) => place % block < 2,
        Design::Grid | Design::List | Design::LatinHypercube(_) | Design::Sobol(_) => true,
    };
    let points = study.points.points.iter().map(|point| point.values.clone());
    points
        .zip(means.iter().copied())
        .enumerate()
        .filter(|(place, _)| in_sample(*place))
        .map(|(_, both)| both)
        .unzip()
}
