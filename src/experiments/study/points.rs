//! The points of a study, in the order in which they run.

use super::axes::own_choice;
use super::space::Space;
use super::wholes::{self, Parts};
use super::{Axis, Design, Spec};
use crate::config::{Effective, Setting};
use crate::experiments::design::{
    DesignFault, Factor, Morris, OneAtATime, Point, full_grid, latin_hypercube, morris, one_at_a_time,
    saltelli, sobol,
};
use std::collections::BTreeMap;

/// Levels of a Morris lattice, as usual.
const MORRIS_LEVELS: usize = 4;

/// The points of a design.
#[derive(Debug, Clone)]
pub struct Points {
    /// The space they lie in; without factors where the points are listed.
    pub space: Space,
    /// The points in the order of running; of a calibration, those of the first wave.
    pub points: Vec<Point>,
    /// The trajectories, where the design has them.
    pub morris: Option<Morris>,
    /// Which factor each point changes, where they are changed one at a time.
    pub changed: Vec<Option<usize>>,
    /// Where each index stands.
    places: BTreeMap<usize, usize>,
}

impl Points {
    /// Makes the design of a study.
    ///
    /// # Errors
    /// A design that cannot be made, or is too large.
    pub(super) fn new(
        spec: &Spec,
        base: &Effective,
        parts: &[Parts],
        listed: Vec<Point>,
    ) -> Result<Self, DesignFault> {
        let seed = spec.seed.unwrap_or_else(|| seed_of(base));
        let (mut trajectories, mut changed) = (None, Vec::new());
        let factors: Vec<Factor> = match spec.design {
            Design::List => Vec::new(),
            _ => spec.factors.iter().map(Axis::factor).collect::<Result<_, _>>()?,
        };
        let mut points = match spec.design {
            Design::Grid => {
                let levels: Vec<usize> = spec.factors.iter().map(|axis| axis.levels).collect();
                full_grid(&factors, &levels)?
            }
            Design::List => listed,
            Design::LatinHypercube(count) => latin_hypercube(&factors, count, seed)?,
            Design::Sobol(count) => sobol(&factors, count, seed)?,
            Design::OneAtATime => {
                let design: OneAtATime = one_at_a_time(&factors, &own_values(&spec.factors, base))?;
                changed = design.changed;
                design.points
            }
            Design::Saltelli(rows) => saltelli(&factors, rows, seed)?,
            Design::Morris(count) => {
                let mut design = morris(&factors, count, MORRIS_LEVELS, seed)?;
                let points = std::mem::take(&mut design.points);
                trajectories = Some(design);
                points
            }
        };
        let simplices = wholes::simplices(parts, &spec.factors, spec.design);
        let space = Space { factors, simplices };
        if !space.simplices.is_empty() {
            points.iter_mut().for_each(|point| point.values = space.joined(&point.values));
        }
        if let Some(design) = &mut trajectories {
            real_steps(design, &space, &points);
        }
        let places = points.iter().enumerate().map(|(place, point)| (point.index, place)).collect();
        Ok(Self { space, points, morris: trajectories, changed, places })
    }

    /// The values of a point.
    pub fn values(&self, point: usize) -> Option<&[f64]> {
        self.places.get(&point).map(|&place| &*self.points[place].values)
    }
}

/// Gives every step the size that it has between the values as they are used.
fn real_steps(design: &mut Morris, space: &Space, points: &[Point]) {
    for trajectory in &mut design.trajectories {
        for (offset, step) in trajectory.steps.iter_mut().enumerate() {
            let value = |point: usize| points[point].values[step.factor];
            let first = trajectory.first + offset;
            step.size = space.factors[step.factor].step(value(first), value(first + 1));
        }
    }
    design.points = points.to_vec();
}

/// The configuration's own value of each factor, as points hold it.
fn own_values(axes: &[Axis], base: &Effective) -> Vec<f64> {
    let value = |axis: &Axis| {
        let Some(own) = own_choice(&axis.name, base) else { return f64::NAN };
        match &axis.choices {
            Some(choices) => {
                choices.iter().position(|choice| *choice == own).map_or(f64::NAN, |place| place as f64)
            }
            None => own.number.unwrap_or(f64::NAN),
        }
    };
    axes.iter().map(value).collect()
}

pub(super) fn seed_of(base: &Effective) -> u64 {
    match base.book.setting("simulation.seed") {
        Some(Setting::Whole(seed)) => *seed as u64,
        _ => 0,
    }
}
