//! Whether a scenario does anything at all: a lever that starts after the run, selects no province
//! or has coverage 0 changes nothing, and a difference of 0 would be taken for a finding.

use super::Comparison;
use super::support::differing_levers;
use crate::config::{Code, Effective, Fault};
use crate::levers::{LeverProvince, Levers, REGISTRY, Scope, pathways};
use crate::quantities::Month;
use crate::simulation::{CountryData, Horizon};

/// Levers that a scenario changes against its reference and that never act in it, each at the key
/// that keeps it from acting. A lever that acts in the reference may be taken away on purpose, by a
/// coverage of 0 or an end before the run; places that are none and a start too late are slips.
pub fn idle_levers(reference: &Effective, scenario: &Effective, ground: &CountryData) -> Vec<Fault> {
    let Some((own, provinces, [begins, ends])) = planned(scenario, ground) else { return Vec::new() };
    let Some((other, ..)) = planned(reference, ground) else { return Vec::new() };
    let warning = |slot: usize| {
        let idle = own.planned[slot].idle(&provinces, begins, ends)?;
        let taken_away = other.planned[slot].idle(&provinces, begins, ends).is_none();
        if taken_away && matches!(idle.key, "coverage" | "stop") {
            return None;
        }
        let name = REGISTRY[slot].about.name;
        let mut message = format!("`{name}` never acts in `{}`: {}", scenario.name, idle.why);
        if taken_away {
            let reference = &reference.name;
            message.push_str(&format!("; it acts in `{reference}`, so that the difference is its absence"));
        }
        let help = match idle.key {
            "start" | "stop" => "choose other months, or simulate other years",
            "provinces" => "name provinces, `all`, `border`, a region, or a lower poverty rate",
            _ => "give it a coverage above 0, or leave it out",
        };
        Some(scenario.fault_at(Code::NeverActs, &format!("levers.{name}.{}", idle.key), message, help))
    };
    differing_levers(reference, scenario).into_iter().filter_map(warning).collect()
}

/// What is said where levers that a configuration has as its reference has them, with a coverage, all
/// start after a run that was made short; none where there are none.
pub fn not_yet_begun(reference: &Effective, config: &Effective, ground: &CountryData) -> Option<String> {
    let (own, _, [begins, ends]) = planned(config, ground)?;
    let changed = differing_levers(reference, config);
    let late: Vec<(usize, Month)> = (0..REGISTRY.len())
        .filter(|slot| !changed.contains(slot) && own.planned[*slot].plan.coverage.get() > 0.0)
        .map(|slot| (slot, own.planned[slot].plan.start))
        .filter(|(_, start)| *start >= ends)
        .collect();
    let last = late.iter().map(|(_, start)| *start).max()?;
    let names: Vec<String> =
        late.iter().map(|(slot, start)| format!("`{}` ({start})", REGISTRY[*slot].about.name)).collect();
    Some(format!(
        "the run ends in {}, before these levers of `{}` start: {}; --years {} reaches them all",
        ends.plus(-1),
        config.name,
        names.join(", "),
        last.since(begins) / 12 + 1
    ))
}

/// Whether anything that a scenario changes against its reference can act on children within the
/// run.
pub fn acts(reference: &Effective, scenario: &Effective, ground: &CountryData) -> bool {
    if reference.hash_without("levers") != scenario.hash_without("levers") {
        return true;
    }
    let Some((own, provinces, [begins, ends])) = planned(scenario, ground) else { return true };
    let Some((other, ..)) = planned(reference, ground) else { return true };
    let mut months = (0..ends.since(begins)).map(|month| begins.plus(month));
    months.any(|month| pathways(&own, month, &provinces) != pathways(&other, month, &provinces))
}

/// Slots of levers for homes that a scenario changes, that can act, and that reached no home in any
/// run: nobody was there for whom they are meant.
pub fn reached_nobody(
    comparison: &Comparison,
    arm: usize,
    reference: &Effective,
    scenario: &Effective,
    ground: &CountryData,
) -> Vec<usize> {
    let Some((own, provinces, [begins, ends])) = planned(scenario, ground) else { return Vec::new() };
    let nobody = |slot: &usize| {
        let about = REGISTRY[*slot].about;
        let mut rows = comparison.runs[arm].iter().flat_map(|run| &run.costs);
        about.scope == Scope::Homes
            && own.planned[*slot].idle(&provinces, begins, ends).is_none()
            && !rows.any(|row| row.lever == about.name && row.home_months > 0.0)
    };
    differing_levers(reference, scenario).into_iter().filter(nobody).collect()
}

/// The levers of a configuration, the provinces and the first month and the one after the last;
/// none for one that the model cannot take, which is refused elsewhere.
fn planned(config: &Effective, ground: &CountryData) -> Option<(Levers, Vec<LeverProvince>, [Month; 2])> {
    let horizon = config.section::<Horizon>("simulation").ok()?;
    let levers = Levers::read(config.section("levers").ok()?, &ground.places, horizon.begins()).ok()?;
    Some((levers, ground.lever_provinces(), [horizon.begins(), horizon.ends()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;
    use crate::experiments::study;

    fn found(sets: &[&str]) -> (Vec<String>, bool) {
        let year = ["simulation.years=1"];
        let base = baseline_with(&year).unwrap();
        let scenario = baseline_with(&[&year[..], sets].concat()).unwrap();
        let (_, ground) = study::arm(base.clone()).unwrap();
        let warnings = idle_levers(&base, &scenario, &ground);
        (warnings.iter().map(Fault::warning).collect(), acts(&base, &scenario, &ground))
    }

    #[test]
    fn a_programme_that_cannot_act_says_so_at_the_key_that_keeps_it_from_it() {
        for (sets, words) in [
            (&["levers.parenting_programme.coverage=0.9"][..], "it starts in 2018-01, after the run"),
            (
                &["levers.cash_transfer.provinces=poverty_above:0.5", "levers.legal_age_18.ramp_months=3"],
                "CFG040",
            ),
            (&["levers.legal_age_18.ramp_months=3"], "its coverage is 0"),
        ] {
            let (warnings, acts) = found(sets);
            if sets[0].contains("cash_transfer") {
                // It acts in the baseline: without it there is a difference, but not the one that
                // was meant.
                assert!(acts && warnings.len() == 2, "{warnings:?}");
                let own = warnings.iter().find(|warning| warning.contains("`cash_transfer`")).unwrap();
                assert!(own.contains("the difference is its absence") && own.contains("highest is"), "{own}");
                continue;
            }
            assert!(!acts, "{sets:?}");
            assert!(warnings.len() == 1 && warnings[0].starts_with("warning[CFG040]"), "{warnings:?}");
            assert!(warnings[0].contains(words), "{warnings:?}");
        }
    }

    #[test]
    fn levers_that_start_after_a_short_run_are_named_with_the_years_that_reach_them() {
        let said = |sets: &[&str]| {
            let base = baseline_with::<&str>(&[]).unwrap();
            let config = baseline_with(sets).unwrap();
            let (_, ground) = study::arm(base.clone()).unwrap();
            not_yet_begun(&base, &config, &ground)
        };
        let short = said(&["simulation.years=1"]).unwrap();
        assert!(short.contains("ends in 2017-12") && short.contains("--years 2 "), "{short}");
        assert!(
            short.contains("`parenting_programme` (2018-01)") && !short.contains("cash_transfer"),
            "{short}"
        );
        // One that was changed is told by itself.
        let changed = said(&["simulation.years=1", "levers.parenting_programme.coverage=0.9"]).unwrap();
        assert!(!changed.contains("parenting"), "{changed}");
        assert_eq!(said(&["simulation.years=2"]), None);
    }

    #[test]
    fn what_acts_or_takes_away_is_left_alone() {
        for set in [
            "levers.cash_transfer.coverage=0.9",
            "levers.cash_transfer.coverage=0",
            "recruitment.contact=0.3",
        ] {
            assert_eq!(found(&[set]), (Vec::new(), true), "{set}");
        }
        assert_eq!(found(&[]), (Vec::new(), false));
    }
}
