//! What each point is for in its design, as columns of `points.csv`: without them nobody could tell
//! which rows of a Saltelli design to set against each other.

use super::{Design, Study};
use std::collections::BTreeMap;
use std::ops::Range;

/// The columns and their cells by point.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    cells: BTreeMap<usize, Vec<String>>,
}

impl Roles {
    /// The roles of a study's points.
    ///
    /// * Saltelli: `row` of the two samples, and `block`: A, B, or AB_i, which is A with the i-th
    ///   factor of B.
    /// * Morris: `trajectory`, `step` from 0, and the factor that `moved` to come here from the
    ///   step before.
    /// * One at a time: the factor that is `changed`; empty at the base.
    pub fn of(study: &Study) -> Self {
        let factors = study.spec.factors.len();
        let name = |place: usize| study.spec.factors[place].name.clone();
        let points = || study.points.points.iter().map(|point| point.index);
        match study.spec.design {
            Design::Saltelli(_) => {
                let block = |place: usize| match place {
                    0 => "A".to_owned(),
                    1 => "B".to_owned(),
                    mixed => format!("AB_{}", mixed - 1),
                };
                let cells = |index: usize| {
                    (index, vec![(index / (factors + 2)).to_string(), block(index % (factors + 2))])
                };
                Self { columns: vec!["row", "block"], cells: points().map(cells).collect() }
            }
            Design::Morris(_) => {
                let mut cells = BTreeMap::new();
                let trajectories = study.points.morris.iter().flat_map(|design| &design.trajectories);
                for (number, trajectory) in trajectories.enumerate() {
                    let moved = trajectory.steps.iter().map(|step| name(step.factor));
                    for (step, moved) in std::iter::once(String::new()).chain(moved).enumerate() {
                        let own = vec![number.to_string(), step.to_string(), moved];
                        cells.insert(trajectory.first + step, own);
                    }
                }
                Self { columns: vec!["trajectory", "step", "moved"], cells }
            }
            Design::OneAtATime => {
                let changed = study.points.changed.iter().enumerate();
                let cells =
                    changed.map(|(index, changed)| (index, vec![changed.map_or(String::new(), name)]));
                Self { columns: vec!["changed"], cells: cells.collect() }
            }
            Design::Grid | Design::List | Design::LatinHypercube(_) | Design::Sobol(_) => Self::default(),
        }
    }

    /// The `wave` of each point of a calibration.
    pub fn of_waves(waves: &[(String, Range<usize>)]) -> Self {
        let cells =
            waves.iter().flat_map(|(name, range)| range.clone().map(|point| (point, vec![name.clone()])));
        Self { columns: vec!["wave"], cells: cells.collect() }
    }

    /// The cells of a point.
    pub fn cells(&self, point: usize) -> Vec<String> {
        let empty = || vec![String::new(); self.columns.len()];
        self.cells.get(&point).cloned().unwrap_or_else(empty)
    }
}
