//! Has a study enough points for what it shall say, and not more than anyone can run?

use super::sensitivity::SLICES;
use super::{Design, Kind, Spec};
use crate::config::{Code, Fault, Faults, Place};
use crate::experiments::posterior::fewest_points;
use crate::quantities::counted;

/// The most tasks of one study: points times replicates.
pub const MOST_TASKS: usize = 1_000_000;

/// Refuses a study from whose points nothing could follow.
pub(super) fn check(spec: &Spec, design: &Place) -> Faults {
    let mut faults = Faults::new();
    let mut few = |what: &str, points: usize, needed: usize| {
        faults.push(
            Fault::new(Code::DesignRefused, format!("{} too few for {what}", are(points)))
                .at(design.clone(), format!("at least {needed} are needed"))
                .help(format!("write `points = {needed}` or more")),
        );
    };
    match (spec.kind, spec.design) {
        (Kind::Calibration, Design::Sobol(points) | Design::LatinHypercube(points)) => {
            let needed = fewest_points(spec.factors.len());
            if points < needed {
                let factors = counted(spec.factors.len(), "factor");
                few(&format!("a calibration of {factors}"), points, needed);
            }
        }
        (Kind::Sensitivity, Design::Saltelli(1)) => few("Sobol indices", 1, 2),
        (Kind::Sensitivity, Design::Sobol(points) | Design::LatinHypercube(points)) => {
            let needed = 2 * SLICES.1;
            if points < needed {
                few("any index of sensitivity", points, needed);
            }
        }
        _ => {}
    }
    if spec.kind == Kind::Calibration {
        for axis in &spec.factors {
            let words = axis.choices.as_ref().is_some_and(|all| all.iter().any(|one| one.number.is_none()));
            if words && axis.choices.as_ref().is_some_and(|all| all.len() > 2) {
                let message = format!("`{}` has no order that a calibration could learn", axis.name);
                faults.push(
                    Fault::new(Code::DesignRefused, message)
                        .at(design.clone(), "learns from numbers")
                        .help("list two values, or vary it in a sweep"),
                );
            }
        }
    }
    faults
}

/// So many points, as the beginning of a sentence that goes on with what they are.
fn are(points: usize) -> String {
    format!("{} {}", counted(points, "point"), if points == 1 { "is" } else { "are" })
}

/// Refuses more tasks than a study can mean; a sensitivity analysis of a grid or list too small to
/// say anything.
pub(super) fn bounded(spec: &Spec, points: usize, design: &Place) -> Faults {
    let mut faults = Faults::new();
    let all = spec.calibration.as_ref().map_or(points, |own| points * own.waves + own.ensemble);
    let tasks = all.saturating_mul(spec.replicates as usize);
    if tasks > MOST_TASKS {
        let message = format!("{all} points x {} replicates are {tasks} tasks", spec.replicates);
        faults.push(
            Fault::new(Code::DesignRefused, message)
                .at(design.clone(), format!("a study has at most {MOST_TASKS}"))
                .help("ask for fewer points or replicates, or cut the study into several"),
        );
    }
    let of_levels = matches!(spec.design, Design::Grid | Design::List);
    if spec.kind == Kind::Sensitivity && of_levels && points < 2 * SLICES.1 {
        let message = format!("{} too few for any index of sensitivity", are(points));
        faults.push(
            Fault::new(Code::DesignRefused, message)
                .at(design.clone(), format!("at least {} are needed", 2 * SLICES.1))
                .help(
                    "choose `design = \"one_at_a_time\"`, \"morris\" or more points; or `kind = \"sweep\"`",
                ),
        );
    }
    faults
}
