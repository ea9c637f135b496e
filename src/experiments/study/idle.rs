//! Levers of a study that never act: no fault, but their points would differ in nothing, and equal
//! results would be taken for a finding.

use super::{Study, effective};
use crate::config::{Code, Effective, Fault, Place};
use crate::experiments::compare::idle_levers;
use crate::levers::{Idle, Levers, REGISTRY};
use crate::simulation::{CountryData, Horizon};

/// Points at which it is asked whether a lever that is varied acts.
const MOST_TRIED: usize = 100;

/// What never acts: levers that a scenario changes against the baseline, and levers of which a
/// factor is varied and that act at no point. `places` has one for each factor.
pub(super) fn find(study: &Study, baseline: &Effective, places: &[Place]) -> Vec<Fault> {
    let Ok(ground) = CountryData::of(&study.bases[0]) else { return Vec::new() };
    let varied = |slot: usize| {
        let section = format!("levers.{}.", REGISTRY[slot].about.name);
        study.spec.factors.iter().position(|axis| axis.name.starts_with(&section))
    };
    let slots: Vec<(usize, usize)> =
        (0..REGISTRY.len()).filter_map(|slot| Some((slot, varied(slot)?))).collect();
    let mut found = Vec::new();
    for (place, base) in study.bases.iter().enumerate() {
        let of_varied = |warning: &Fault| {
            let mut names = slots.iter().map(|(slot, _)| REGISTRY[*slot].about.name);
            names.any(|name| warning.message.starts_with(&format!("`{name}`")))
        };
        found.extend(idle_levers(baseline, base, &ground).into_iter().filter(|warning| !of_varied(warning)));
        for &(slot, factor) in &slots {
            let Some(idle) = idle_at_all_points(study, place, slot, &ground) else { continue };
            let name = &study.spec.factors[factor].name;
            let message = format!("`{name}` changes nothing in `{}`: {}", base.name, idle.why);
            let help = format!(
                "set levers.{}.{} so that it acts, or vary something else",
                REGISTRY[slot].about.name, idle.key
            );
            found.push(
                Fault::new(Code::NeverActs, message).at(places[factor].clone(), "varied here").help(help),
            );
        }
    }
    found
}

/// Why a lever acts at none of the points of a scenario; none where it acts at one.
fn idle_at_all_points(study: &Study, scenario: usize, slot: usize, ground: &CountryData) -> Option<Idle> {
    let provinces = ground.lever_provinces();
    let step = study.points.points.len().div_ceil(MOST_TRIED).max(1);
    let mut last = None;
    for point in study.points.points.iter().step_by(step) {
        let settings = study.settings(&point.values);
        let config = effective(&study.spec, &study.spec.scenarios[scenario], &settings).ok()?;
        let horizon = config.section::<Horizon>("simulation").ok()?;
        let levers = Levers::read(config.section("levers").ok()?, &ground.places, horizon.begins()).ok()?;
        last = Some(levers.planned[slot].idle(&provinces, horizon.begins(), horizon.ends())?);
    }
    last
}
