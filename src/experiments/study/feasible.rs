//! Can every point be run? Found before the first is.

use super::resolve::{arm, effective};
use super::{Study, wholes};
use crate::config::{Code, Fault, Faults, Place};
use crate::simulation::Plan;
use std::collections::BTreeSet;

/// Points whose whole configuration is read. Numbers have been held to their bounds; this finds
/// what only several keys together make wrong, such as a lever that would start before the first
/// year.
const MOST_READ: usize = 200;

/// What is wrong with the scenarios and with the points. `places` has one for each factor.
pub(super) fn check(study: &Study, places: &[Place]) -> Faults {
    let mut faults = Faults::new();
    let mut ground = None;
    for base in &study.bases {
        match arm(base.clone()) {
            Ok((_, found)) => ground = Some(found),
            Err(found) => faults.append(found),
        }
    }
    let Some(ground) = ground.filter(|_| faults.is_empty()) else { return faults };
    let axes = &study.spec.factors;
    for point in &study.points.points {
        if let Some(why) = study.parts.iter().find_map(|parts| parts.excess(axes, &point.values)) {
            let place = study.parts.first().and_then(|parts| parts.first_member()).unwrap_or(0);
            let help = if wholes::is_sample(study.spec.design) {
                "lower the ends of the parts"
            } else {
                "list the points that can be (design \"list\"), or let a sample (\"sobol\") share the whole out"
            };
            faults.push(
                Fault::new(Code::SumNotOne, format!("point {} cannot be run: {why}", point.index))
                    .at(places[place].clone(), "a part of one whole")
                    .help(help),
            );
            return faults;
        }
    }
    let joint: Vec<usize> = (0..axes.len())
        .filter(|&place| {
            let name = &axes[place].name;
            study.bases[0].book.setting(name).is_some()
                || name.starts_with("synthesis.")
                || name.starts_with("survey.")
        })
        .collect();
    let mut met: BTreeSet<Vec<u64>> = BTreeSet::new();
    for point in &study.points.points {
        if joint.is_empty() || met.len() >= MOST_READ {
            break;
        }
        if !met.insert(joint.iter().map(|&place| point.values[place].to_bits()).collect()) {
            continue;
        }
        for scenario in &study.spec.scenarios {
            let read = effective(&study.spec, scenario, &study.settings(&point.values))
                .and_then(|config| Plan::read(&config, &ground));
            let Err(found) = read else { continue };
            for fault in found {
                let named = |place: &&usize| fault.message.contains(&axes[**place].name);
                let place = joint.iter().find(named).copied().unwrap_or(joint[0]);
                let values: Vec<String> =
                    joint.iter().map(|&place| axes[place].setting(point.values[place])).collect();
                let message = format!(
                    "point {} cannot be run in `{scenario}` ({}): {}",
                    point.index,
                    values.join(", "),
                    fault.message
                );
                let help = fault.help.clone().unwrap_or_else(|| "leave this value out".to_owned());
                faults.push(
                    Fault::new(fault.code, message).at(places[place].clone(), "this factor").help(help),
                );
            }
        }
        if !faults.is_empty() {
            break;
        }
    }
    faults
}
