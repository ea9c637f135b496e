//! Why an index is not to be relied on.

use super::{Design, Study};
use crate::experiments::sensitivity::BootstrapEstimate;

/// Rows of a Saltelli design below which its indices are hardly more than chance: intervals at 100
/// rows are some 0.3 wide.
const FEW_ROWS: usize = 128;

/// Trajectories of a Morris design below which a ranking is hardly more than chance.
const FEW_TRAJECTORIES: usize = 10;

/// Points of a sample below which the slices of PAWN are few.
const FEW_POINTS: usize = 100;

/// Replicates below which a variance between them is hardly known.
const FEW_REPLICATES: u32 = 5;

/// What speaks against the indices of a design that has so many rows, trajectories or points with a
/// result.
pub(super) fn of_design(study: &Study, complete: usize) -> Vec<String> {
    let mut doubts = Vec::new();
    let few = |what: &str, least: usize| format!("{complete} {what} are few (at least {least} are wanted)");
    match study.spec.design {
        Design::Saltelli(_) if complete < FEW_ROWS => doubts.push(few("rows", FEW_ROWS)),
        Design::Morris(_) if complete < FEW_TRAJECTORIES => {
            doubts.push(few("trajectories", FEW_TRAJECTORIES))
        }
        Design::Sobol(_) | Design::LatinHypercube(_) | Design::Grid | Design::List
            if complete < FEW_POINTS =>
        {
            doubts.push(few("points", FEW_POINTS));
        }
        _ => {}
    }
    let nets = matches!(study.spec.design, Design::Saltelli(_) | Design::Sobol(_));
    if nets && !complete.is_power_of_two() {
        doubts.push(format!("{complete} is no power of two, so the sample is unbalanced"));
    }
    doubts
}

/// What speaks against what is read off the replicates.
pub(super) fn of_replicates(study: &Study) -> Vec<String> {
    match study.spec.replicates {
        1 => vec!["1 replicate: chance cannot be told from effect".to_owned()],
        few if few < FEW_REPLICATES => vec![format!("{few} replicates are few")],
        _ => Vec::new(),
    }
}

/// What speaks against an estimate. A share of variance lies between 0 and 1.
pub(super) fn of_estimate(estimate: &BootstrapEstimate, is_share: bool) -> Vec<String> {
    let inside = |value: f64| (0.0..=1.0).contains(&value);
    if !estimate.value.is_finite() {
        vec!["no estimate".to_owned()]
    } else if !(estimate.low.is_finite() && estimate.high.is_finite()) {
        vec!["no interval".to_owned()]
    } else if is_share && !(inside(estimate.low) && inside(estimate.high) && inside(estimate.value)) {
        vec!["the interval leaves 0 to 1".to_owned()]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_outside_its_range_is_doubted() {
        let of = |value, low, high| of_estimate(&BootstrapEstimate { value, low, high }, true);
        assert_eq!(of(0.5, 0.4, 0.6), Vec::<String>::new());
        assert_eq!(of(1.155, 0.55, 1.83), ["the interval leaves 0 to 1"]);
        assert_eq!(of(-0.258, -0.9, 0.2), ["the interval leaves 0 to 1"]);
        assert_eq!(of(0.5, f64::NAN, 0.6), ["no interval"]);
        assert_eq!(
            of_estimate(&BootstrapEstimate { value: 5.0, low: 4.0, high: 6.0 }, false),
            Vec::<String>::new()
        );
    }
}
