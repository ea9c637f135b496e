//! The configuration of a scenario at a point.

use super::Spec;
use crate::config::{Effective, Faults};
use crate::experiments::compare::Arm;
use crate::simulation::{CountryData, configuration};

/// The scenario with the study's configuration and settings, and `point` over everything: just what
/// `lachan run` makes of the same words, so that a cell of a sweep is the run that stands alone.
///
/// # Errors
/// Every fault of every layer.
pub fn effective(spec: &Spec, scenario: &str, point: &[String]) -> Result<Effective, Faults> {
    let mut sets = Vec::new();
    sets.extend(spec.scale.map(|scale| format!("population.scale={scale}")));
    sets.extend(spec.years.map(|years| format!("simulation.years={years}")));
    sets.extend(spec.seed.map(|seed| format!("simulation.seed={seed}")));
    sets.extend(spec.set.iter().cloned());
    sets.extend(point.iter().cloned());
    configuration(Some(scenario), spec.config.as_deref(), &sets)
}

/// A configuration as the model takes it, with the country's data, whose gaps are filled by its
/// rules.
///
/// # Errors
/// What the tables or the plan find.
pub fn arm(config: Effective) -> Result<(Arm, CountryData), Faults> {
    let ground = CountryData::of(&config)?;
    let arm = Arm::read(config, &ground)?;
    Ok((arm, ground))
}
