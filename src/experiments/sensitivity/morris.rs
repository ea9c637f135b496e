//! Elementary effects (Morris 1991, doi:10.1080/00401706.1991.10484804; the mean absolute effect of
//! Campolongo, Cariboni and Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004).

use super::fault::{check_enough, check_length};
use super::row::rows;
use super::{Bootstrap, Index, IndexRow, SensitivityFault};
use crate::experiments::design::Morris;

/// The mean, mean absolute value and standard deviation of each factor's elementary effects, with
/// intervals from resampled trajectories. An effect is the output's change divided by the step, so
/// it is in the output's unit over the whole range of the factor. `outputs` has one a point; one
/// that is not a number drops the effects that need it.
///
/// # Errors
/// If outputs or names do not match the design, or a factor has fewer than two effects.
pub fn morris(
    names: &[&str],
    design: &Morris,
    outputs: &[f64],
    bootstrap: &Bootstrap,
) -> Result<Vec<IndexRow>, SensitivityFault> {
    check_length("outputs", outputs.len(), design.points.len())?;
    let factors = design.trajectories.first().map_or(0, |trajectory| trajectory.steps.len());
    check_length("names", names.len(), factors)?;
    let effects = effects(design, outputs);
    let present = |factor: usize| effects.iter().filter(|of| of[factor].is_finite()).count();
    (0..factors).try_for_each(|factor| check_enough("elementary effects", present(factor), 2))?;
    let statistics =
        |picked: &[usize]| (0..factors).flat_map(|factor| moments(&effects, picked, factor)).collect();
    let estimates = bootstrap.estimates(effects.len(), statistics);
    Ok(rows(names, &[Index::MorrisMean, Index::MorrisMeanAbsolute, Index::MorrisSpread], estimates))
}

/// Share of a factor's range below which a step is rounding: a part of a whole that leaves no room
/// does not move.
const LEAST_STEP: f64 = 1e-6;

/// The effect of each factor in each trajectory; not a number where an output is missing, or where
/// the factor could not move.
fn effects(design: &Morris, outputs: &[f64]) -> Vec<Vec<f64>> {
    let of_trajectory = |trajectory: &crate::experiments::design::Trajectory| {
        let mut effects = vec![f64::NAN; trajectory.steps.len()];
        for (offset, step) in trajectory.steps.iter().enumerate() {
            if step.size.abs() < LEAST_STEP {
                continue;
            }
            let before = trajectory.first + offset;
            effects[step.factor] = (outputs[before + 1] - outputs[before]) / step.size;
        }
        effects
    };
    design.trajectories.iter().map(of_trajectory).collect()
}

/// Mean, mean absolute value and standard deviation of a factor's effects in some trajectories.
fn moments(effects: &[Vec<f64>], picked: &[usize], factor: usize) -> [f64; 3] {
    let present: Vec<f64> =
        picked.iter().map(|&row| effects[row][factor]).filter(|e| e.is_finite()).collect();
    let count = present.len() as f64;
    let mean = present.iter().sum::<f64>() / count;
    let absolute = present.iter().map(|e| e.abs()).sum::<f64>() / count;
    let squares: f64 = present.iter().map(|e| (e - mean) * (e - mean)).sum();
    [mean, absolute, (squares / (count - 1.0)).sqrt()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::{self, Factor, Scale};

    const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 200, coverage: 0.95, seed: 1 };

    fn design(trajectories: usize) -> (Vec<Factor>, Morris) {
        let factors: Vec<_> =
            ["a", "b", "c"].iter().map(|name| Factor::new(name, 1.0, 3.0, Scale::Linear).unwrap()).collect();
        let design = design::morris(&factors, trajectories, 4, 7).unwrap();
        (factors, design)
    }

    fn find(rows: &[IndexRow], factor: &str, index: Index) -> f64 {
        rows.iter().find(|row| row.factor == factor && row.index == index).unwrap().estimate.value
    }

    #[test]
    fn effects_of_a_linear_function_are_its_slopes_times_the_ranges() {
        let (_, design) = design(6);
        let outputs: Vec<_> =
            design.points.iter().map(|p| 5.0 + 3.0 * p.values[0] - 0.5 * p.values[1]).collect();
        let rows = morris(&["a", "b", "c"], &design, &outputs, &BOOTSTRAP).unwrap();
        for (factor, effect) in [("a", 6.0), ("b", -1.0), ("c", 0.0_f64)] {
            assert!((find(&rows, factor, Index::MorrisMean) - effect).abs() < 1e-12);
            assert!((find(&rows, factor, Index::MorrisMeanAbsolute) - effect.abs()).abs() < 1e-12);
            assert!(find(&rows, factor, Index::MorrisSpread) < 1e-12);
        }
    }

    /// For x y on the unit square the effect of x is y at the time: uniform over the four levels,
    /// mean 1/2, variance 5/36.
    #[test]
    fn an_interaction_shows_as_spread() {
        let (factors, design) = design(400);
        let unit: Vec<_> = design.points.iter().map(|point| point.unit(&factors)).collect();
        let outputs: Vec<_> = unit.iter().map(|u| u[0] * u[1]).collect();
        let rows = morris(&["a", "b", "c"], &design, &outputs, &BOOTSTRAP).unwrap();
        assert!((find(&rows, "a", Index::MorrisMean) - 0.5).abs() < 0.05);
        assert!((find(&rows, "a", Index::MorrisSpread) - (5.0_f64 / 36.0).sqrt()).abs() < 0.03);
        let a = rows.iter().find(|row| row.factor == "a" && row.index == Index::MorrisMean).unwrap().estimate;
        let standard_error = (5.0_f64 / 36.0 / 400.0).sqrt();
        assert!(((a.high - a.low) / (2.0 * 1.96 * standard_error) - 1.0).abs() < 0.2, "{a:?}");
    }

    /// The step is 1e-9 of the range and changes nothing: that is no effect of 0.
    #[test]
    fn a_step_that_moves_nothing_is_left_out() {
        let (_, mut design) = design(6);
        let outputs: Vec<_> = design.points.iter().map(|p| 3.0 * p.values[0]).collect();
        let mut rounded = outputs.clone();
        let first = &mut design.trajectories[0];
        let at = first.steps.iter().position(|step| step.factor == 0).unwrap();
        first.steps[at].size = 1e-9;
        rounded[first.first + at + 1] = rounded[first.first + at];
        let rows = morris(&["a", "b", "c"], &design, &rounded, &BOOTSTRAP).unwrap();
        assert!((find(&rows, "a", Index::MorrisMean) - 6.0).abs() < 1e-12);
        assert!(find(&rows, "a", Index::MorrisSpread) < 1e-12);
    }

    #[test]
    fn a_failed_point_drops_only_the_effects_that_need_it() {
        let (_, design) = design(6);
        let mut outputs: Vec<_> = design.points.iter().map(|p| 3.0 * p.values[0]).collect();
        outputs[5] = f64::NAN;
        let rows = morris(&["a", "b", "c"], &design, &outputs, &BOOTSTRAP).unwrap();
        assert!((find(&rows, "a", Index::MorrisMean) - 6.0).abs() < 1e-12);
        assert!(rows.iter().all(|row| row.estimate.low.is_finite()));
        let fault = morris(&["a", "b", "c"], &design, &[f64::NAN; 24], &BOOTSTRAP).unwrap_err();
        assert_eq!(fault, SensitivityFault::TooFew { what: "elementary effects", found: 0, needed: 2 });
    }
}
