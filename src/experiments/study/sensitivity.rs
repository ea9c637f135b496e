//! Which factors the numbers of a study depend on, as far as its design can tell.

use super::one_at_a_time::{Change, changes};
use super::{Design, Draws, Output, Results, Study, differences, doubts, outputs};
use crate::experiments::design::Trajectory;
use crate::experiments::sensitivity::{
    Bootstrap, BootstrapEstimate, Index, IndexRow, chance, morris, pawn, sobol,
};
use rayon::prelude::*;

/// Resamples and coverage of all intervals.
const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 1_000, coverage: 0.95, seed: 0 };

/// Slices of a factor for PAWN where there are points enough, and the fewest points in one.
pub(super) const SLICES: (usize, usize) = (10, 10);

/// An index of a factor for one number.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityRow {
    /// Which number.
    pub output: Output,
    /// Name of the index.
    pub index: &'static str,
    /// Dotted name of the factor; none where the row is about all of them.
    pub factor: Option<String>,
    /// The value that the factor takes, where the row is about one.
    pub at: Option<String>,
    /// The index with its interval.
    pub estimate: BootstrapEstimate,
    /// Why it is not to be relied on; empty if nothing speaks against it.
    pub doubts: Vec<String>,
}

/// All indices that the design allows: changes one factor at a time, Morris from trajectories,
/// Sobol from Saltelli's scheme, PAWN from any sample, and with two replicates or more the parts of
/// the variance that parameters and chance have. A number that never changes, or is missing too
/// often, has rows that say so.
pub fn sensitivity(study: &Study, results: &Results<'_>) -> Vec<SensitivityRow> {
    // Of each scenario beside the first, what its effect depends on as well.
    let all = [outputs(study), differences(study)].concat();
    all.par_iter().flat_map_iter(|output| of_output(study, results, *output)).collect()
}

/// The index by which a design ranks its factors.
pub const fn ranking_index(design: Design) -> &'static str {
    match design {
        Design::OneAtATime => "change",
        Design::Morris(_) => "morris_mean_absolute",
        Design::Saltelli(_) => "sobol_total",
        Design::Grid | Design::List | Design::LatinHypercube(_) | Design::Sobol(_) => "pawn_median",
    }
}

fn of_output(study: &Study, results: &Results<'_>, output: Output) -> Vec<SensitivityRow> {
    let means = results.means(&output);
    let first = means.iter().copied().find(|mean| mean.is_finite());
    if !means.iter().any(|mean| mean.is_finite() && Some(*mean) != first) {
        let why = if first.is_none() { "no run has this number" } else { "the number never changed" };
        return nothing_known(study, output, why);
    }
    let names: Vec<&str> = study.spec.factors.iter().map(|axis| &*axis.name).collect();
    let mut rows = of_changes(study, results, output);
    let mut add = |found: Vec<IndexRow>, complete: usize| {
        rows.extend(found.into_iter().map(|row| {
            let is_share = matches!(row.index, Index::SobolFirst | Index::SobolTotal);
            let mut doubts = doubts::of_design(study, complete);
            doubts.extend(doubts::of_estimate(&row.estimate, is_share));
            let (index, factor) = (row.index.name(), Some(row.factor));
            SensitivityRow { output, index, factor, at: None, estimate: row.estimate, doubts }
        }));
    };
    if let Some(design) = &study.points.morris
        && let Ok(found) = morris(&names, design, &means, &BOOTSTRAP)
    {
        let whole = |trajectory: &&Trajectory| {
            means[trajectory.first..=trajectory.first + names.len()].iter().all(|mean| mean.is_finite())
        };
        add(found, design.trajectories.iter().filter(whole).count());
    }
    if matches!(study.spec.design, Design::Saltelli(_))
        && let Ok(found) = sobol(&names, &means, &BOOTSTRAP)
    {
        let blocks = means.chunks_exact(names.len() + 2);
        add(found, blocks.filter(|block| block.iter().all(|mean| mean.is_finite())).count());
    }
    let (points, of_points) = sample(study, &means);
    let present = of_points.iter().filter(|mean| mean.is_finite()).count();
    let (most, fewest) = SLICES;
    let slices = (present / fewest).min(most);
    if slices > 1
        && let Ok(found) = pawn(&names, &points, &of_points, slices, &BOOTSTRAP)
    {
        // A Saltelli design has two points a row for this.
        let counted = if matches!(study.spec.design, Design::Saltelli(_)) { present / 2 } else { present };
        add(found.rows, counted);
        for (index, value) in [
            ("pawn_median_threshold", found.threshold_median),
            ("pawn_maximum_threshold", found.threshold_maximum),
        ] {
            let estimate = BootstrapEstimate { value, low: value, high: value };
            let doubts = doubts::of_design(study, counted);
            rows.push(SensitivityRow { output, index, factor: None, at: None, estimate, doubts });
        }
    }
    rows.extend(of_chance(study, results, output));
    if rows.is_empty() {
        return nothing_known(study, output, "too few points have this number");
    }
    rows
}

/// A row a factor that says why there is no index.
fn nothing_known(study: &Study, output: Output, why: &str) -> Vec<SensitivityRow> {
    let nothing = BootstrapEstimate { value: f64::NAN, low: f64::NAN, high: f64::NAN };
    let row = |axis: &super::Axis| SensitivityRow {
        output,
        index: ranking_index(study.spec.design),
        factor: Some(axis.name.clone()),
        at: None,
        estimate: nothing,
        doubts: vec![why.to_owned()],
    };
    study.spec.factors.iter().map(row).collect()
}

/// The changes of a design that moves one factor at a time.
fn of_changes(study: &Study, results: &Results<'_>, output: Output) -> Vec<SensitivityRow> {
    let found = changes(study, results, &results.values(&output));
    let row = |change: Change| {
        let axis = &study.spec.factors[change.factor];
        SensitivityRow {
            output,
            index: "change",
            factor: Some(axis.name.clone()),
            at: Some(axis.shown(change.value)),
            estimate: change.estimate,
            doubts: doubts::of_replicates(study),
        }
    };
    found.into_iter().map(row).collect()
}

/// The parts of the variance that parameters and chance have.
fn of_chance(study: &Study, results: &Results<'_>, output: Output) -> Vec<SensitivityRow> {
    let values = results.values(&output);
    let split = match study.spec.draws {
        Draws::Shared => chance::of_shared_draws(&values, &BOOTSTRAP),
        Draws::Own => chance::of_independent_draws(&values, &BOOTSTRAP),
    };
    let Ok(split) = split else { return Vec::new() };
    let parts = [
        ("variance_parameters", split.parameters),
        ("variance_shared_chance", split.shared_chance),
        ("variance_own_chance", split.own_chance),
        ("share_explained_by_parameters", split.explained),
    ];
    let row = |(index, estimate): (&'static str, BootstrapEstimate)| {
        let mut doubts = doubts::of_replicates(study);
        doubts.extend(doubts::of_estimate(&estimate, index == "share_explained_by_parameters"));
        SensitivityRow { output, index, factor: None, at: None, estimate, doubts }
    };
    parts.map(row).into()
}

/// The points that PAWN may look at: all of a sample, none of trajectories or single changes, which
/// are no sample, and of Saltelli's scheme the two independent halves.
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
