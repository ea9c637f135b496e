//! Sobol indices from a Saltelli design: first order after Saltelli et al. 2010
//! (doi:10.1016/j.cpc.2009.09.018, table 2b), total after Jansen 1999
//! (doi:10.1016/S0010-4655(98)00154-4; table 2f).

use super::fault::check_enough;
use super::row::rows;
use super::{Bootstrap, Index, IndexRow, SensitivityFault};

/// First-order and total index of each factor with intervals from resampled rows. `outputs` has one
/// a point of a [`saltelli`](crate::experiments::design::saltelli) design, or of a beginning of it;
/// a block that is not complete, or in which an output is not a number, is left out.
///
/// # Errors
/// If fewer than two blocks are complete, or the output never changes.
pub fn sobol(
    names: &[&str],
    outputs: &[f64],
    bootstrap: &Bootstrap,
) -> Result<Vec<IndexRow>, SensitivityFault> {
    let complete = |block: &&[f64]| block.iter().all(|output| output.is_finite());
    let blocks: Vec<&[f64]> = outputs.chunks_exact(names.len() + 2).filter(complete).collect();
    check_enough("rows of the design", blocks.len(), 2)?;
    let all: Vec<usize> = (0..blocks.len()).collect();
    if moments(&blocks, &all).1 <= 0.0 {
        return Err(SensitivityFault::NoVariance);
    }
    let estimates = bootstrap.estimates(blocks.len(), |picked| indices(&blocks, picked, names.len()));
    Ok(rows(names, &[Index::SobolFirst, Index::SobolTotal], estimates))
}

/// Mean and variance of the outputs of A and B together.
fn moments(blocks: &[&[f64]], picked: &[usize]) -> (f64, f64) {
    let count = 2.0 * picked.len() as f64;
    let mean = picked.iter().map(|&row| blocks[row][0] + blocks[row][1]).sum::<f64>() / count;
    let square = |output: f64| (output - mean) * (output - mean);
    let squares: f64 = picked.iter().map(|&row| square(blocks[row][0]) + square(blocks[row][1])).sum();
    (mean, squares / count)
}

fn indices(blocks: &[&[f64]], picked: &[usize], factors: usize) -> Vec<f64> {
    let (mean, variance) = moments(blocks, picked);
    let scale = 1.0 / (picked.len() as f64 * variance);
    let of_factor = |factor: usize| {
        let (mut first, mut total) = (0.0, 0.0);
        for &row in picked {
            let [a, b, mixed] = [0, 1, 2 + factor].map(|place| blocks[row][place]);
            // The mean is taken off B, which changes nothing in expectation and much in variance.
            first += (b - mean) * (mixed - a);
            total += (a - mixed) * (a - mixed);
        }
        [first * scale, 0.5 * total * scale]
    };
    (0..factors).flat_map(of_factor).collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_functions::{
        G_WEIGHTS, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, g_first_order, g_function, g_total, ishigami, unit_factors,
    };
    use super::*;
    use crate::experiments::design::saltelli;

    const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 300, coverage: 0.99, seed: 1 };

    fn analyse(names: &[&str], rows: usize, function: impl Fn(&[f64]) -> f64) -> Vec<IndexRow> {
        let design = saltelli(&unit_factors(names), rows, 11).unwrap();
        let outputs: Vec<_> = design.iter().map(|point| function(&point.values)).collect();
        sobol(names, &outputs, &BOOTSTRAP).unwrap()
    }

    /// Every index within `bound` of the truth and the truth within the interval.
    fn assert_near(rows: &[IndexRow], first: &[f64], total: &[f64], bound: f64) {
        for (pair, (first, total)) in rows.chunks(2).zip(first.iter().zip(total)) {
            for (row, truth) in pair.iter().zip([first, total]) {
                let IndexRow { estimate: e, .. } = row;
                assert!((e.value - truth).abs() < bound, "{row:?} is not {truth}");
                assert!(e.low - 1e-12 <= *truth && *truth <= e.high + 1e-12, "{row:?} does not hold {truth}");
            }
        }
    }

    #[test]
    fn indices_of_ishigami_are_within_a_hundredth_at_4096_rows() {
        let rows = analyse(&["x1", "x2", "x3"], 4_096, ishigami);
        assert_near(&rows, &ISHIGAMI_FIRST, &ISHIGAMI_TOTAL, 0.01);
    }

    #[test]
    fn indices_of_the_g_function_are_within_a_hundredth_at_4096_rows() {
        let rows = analyse(&["x1", "x2", "x3", "x4", "x5", "x6"], 4_096, g_function);
        let first: Vec<_> = (0..G_WEIGHTS.len()).map(g_first_order).collect();
        let total: Vec<_> = (0..G_WEIGHTS.len()).map(g_total).collect();
        assert_near(&rows, &first, &total, 0.01);
    }

    #[test]
    fn failed_points_and_a_cut_end_drop_whole_rows_only() {
        let names = ["x1", "x2", "x3"];
        let design = saltelli(&unit_factors(&names), 1_024, 11).unwrap();
        let mut outputs: Vec<_> = design.iter().map(|point| ishigami(&point.values)).collect();
        outputs[7] = f64::NAN;
        outputs.truncate(5 * 1_000 + 3);
        let spoilt = sobol(&names, &outputs, &BOOTSTRAP).unwrap();
        let whole = sobol(&names, &[&outputs[..5], &outputs[10..5_000]].concat(), &BOOTSTRAP).unwrap();
        assert_eq!(spoilt, whole);
    }

    #[test]
    fn nothing_to_explain_is_said() {
        assert_eq!(sobol(&["a"], &[1.0; 30], &BOOTSTRAP), Err(SensitivityFault::NoVariance));
        let few = SensitivityFault::TooFew { what: "rows of the design", found: 1, needed: 2 };
        assert_eq!(sobol(&["a"], &[1.0, 2.0, 3.0], &BOOTSTRAP), Err(few));
    }
}
