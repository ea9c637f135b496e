//! The points of a study, in the order in which they run.

use super::{Axis, Design, Spec};
use crate::config::{Effective, Setting};
use crate::experiments::design::{
    DesignFault, Factor, Morris, Point, Scale, full_grid, latin_hypercube, morris, one_at_a_time, saltelli,
    sobol,
};

/// Levels of a Morris lattice, and random walks tried for each that is chosen: both as usual.
const MORRIS: (usize, usize) = (4, 20);

/// The points of a design.
#[derive(Debug, Clone)]
pub struct Points {
    /// The factors.
    pub factors: Vec<Factor>,
    /// The points in the order of running; of a calibration, those of the first wave.
    pub points: Vec<Point>,
    /// The trajectories, where the design has them.
    pub morris: Option<Morris>,
}

impl Points {
    /// Makes the design of a study.
    ///
    /// # Errors
    /// A design that cannot be made, or is too large.
    pub(super) fn new(spec: &Spec, base: &Effective, listed: Option<&[Point]>) -> Result<Self, DesignFault> {
        if let Some(points) = listed {
            return Ok(Self { factors: Vec::new(), points: points.to_vec(), morris: None });
        }
        let factors = factors(&spec.factors)?;
        let seed = spec.seed.unwrap_or_else(|| seed_of(base));
        let mut trajectories = None;
        let points = match spec.design {
            Design::Grid => grid(&spec.factors)?,
            Design::List => Vec::new(),
            Design::LatinHypercube(count) => latin_hypercube(&factors, count, seed)?,
            Design::Sobol(count) => sobol(&factors, count, seed)?,
            Design::OneAtATime => one_at_a_time(&factors, &values_of(&spec.factors, base))?,
            Design::Saltelli(rows) => saltelli(&factors, rows, seed)?,
            Design::Morris(count) => {
                let (levels, tries) = MORRIS;
                let design = morris(&factors, count, levels, count.saturating_mul(tries), seed)?;
                let points = design.points.clone();
                trajectories = Some(design);
                points
            }
        };
        Ok(Self { factors, points, morris: trajectories })
    }

    /// The values of a point.
    pub fn values(&self, point: usize) -> Option<&[f64]> {
        self.points.iter().find(|candidate| candidate.index == point).map(|point| &*point.values)
    }
}

fn factors(axes: &[Axis]) -> Result<Vec<Factor>, DesignFault> {
    // Listed levels may be equal to each other; a factor's ends may not.
    let sampled = axes.iter().filter(|axis| axis.low < axis.high);
    sampled.map(|axis| Factor::new(&axis.name, axis.low, axis.high, axis.spacing())).collect()
}

/// A grid in which a factor may have listed values: its steps are counted first and then looked up.
fn grid(axes: &[Axis]) -> Result<Vec<Point>, DesignFault> {
    let factor = |axis: &Axis| match &axis.values {
        Some(values) => Factor::new(&axis.name, 0.0, (values.len() - 1) as f64, Scale::Linear),
        None => Factor::new(&axis.name, axis.low, axis.high, axis.spacing()),
    };
    let factors: Vec<Factor> = axes.iter().map(factor).collect::<Result<_, _>>()?;
    let levels: Vec<usize> = axes.iter().map(|axis| axis.levels).collect();
    let mut points = full_grid(&factors, &levels)?;
    for point in &mut points {
        for (value, axis) in point.values.iter_mut().zip(axes) {
            if let Some(values) = &axis.values {
                *value = values[libm::round(*value) as usize];
            }
        }
    }
    Ok(points)
}

fn values_of(axes: &[Axis], base: &Effective) -> Vec<f64> {
    let value = |axis: &Axis| match (base.book.get(&axis.name), base.book.setting(&axis.name)) {
        (Some(parameter), _) => parameter.value,
        (None, Some(Setting::Whole(number))) => *number as f64,
        (None, Some(Setting::Number(number))) => *number,
        _ => f64::NAN,
    };
    axes.iter().map(value).collect()
}

pub(super) fn seed_of(base: &Effective) -> u64 {
    match base.book.setting("simulation.seed") {
        Some(Setting::Whole(seed)) => *seed as u64,
        _ => 0,
    }
}
