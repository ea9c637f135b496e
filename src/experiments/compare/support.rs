//! What the difference between a scenario and its reference rests on: by which levers they differ,
//! and how well their numbers are known.

use crate::config::{Effective, Evidence, Parameter};
use crate::levers::REGISTRY;

/// How many of the numbers behind a difference are assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Slots of the levers by which the scenario differs.
    pub levers: Vec<usize>,
    /// Numbers of these levers, and numbers outside all levers by which the scenario differs.
    pub numbers: usize,
    /// Those of them that are assumed.
    pub assumed: usize,
}

/// What the difference between a reference and a scenario rests on.
pub fn support(reference: &Effective, scenario: &Effective) -> Support {
    let levers = differing_levers(reference, scenario);
    let of_levers = levers.iter().flat_map(|&slot| numbers_of_lever(scenario, slot));
    let others = scenario.book.parameters().filter(|own| {
        !own.name.starts_with("levers.")
            && reference.book.get(&own.name).map(|other| other.value) != Some(own.value)
    });
    let all: Vec<&Parameter> = of_levers.chain(others).collect();
    let assumed = all.iter().filter(|number| number.evidence == Evidence::Assumed).count();
    Support { numbers: all.len(), assumed, levers }
}

/// The numbers of a lever.
pub fn numbers_of_lever(config: &Effective, slot: usize) -> impl Iterator<Item = &Parameter> {
    let section = section(slot);
    config.book.parameters().filter(move |own| own.name.starts_with(&section))
}

/// Slots of the levers by which two configurations differ in any number or setting.
pub fn differing_levers(reference: &Effective, scenario: &Effective) -> Vec<usize> {
    let differs = |slot: &usize| {
        let section = section(*slot);
        let mut names = scenario.book.names().filter(|name| name.starts_with(&section));
        names.any(|name| reference.text_of(name) != scenario.text_of(name))
    };
    (0..REGISTRY.len()).filter(differs).collect()
}

fn section(slot: usize) -> String {
    format!("levers.{}.", REGISTRY[slot].about.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;
    use crate::levers::slot_of;

    #[test]
    fn only_what_differs_counts() {
        let base = baseline_with::<&str>(&[]).unwrap();
        let same = support(&base, &base);
        assert_eq!((same.levers.len(), same.numbers, same.assumed), (0, 0, 0));
        // All six numbers of the police are assumed, as `lachan levers law_enforcement` says.
        let police = support(&base, &baseline_with(&["levers.law_enforcement.coverage=1"]).unwrap());
        assert_eq!(police.levers, [slot_of("law_enforcement").unwrap()]);
        assert_eq!((police.assumed, police.numbers), (6, 6));
        let moved = support(&base, &baseline_with(&["recruitment.contact=0.3"]).unwrap());
        assert_eq!((moved.levers.len(), moved.numbers), (0, 1));
        let place = support(&base, &baseline_with(&["levers.cash_transfer.provinces=all"]).unwrap());
        assert_eq!(place.levers, [slot_of("cash_transfer").unwrap()]);
        assert!(place.assumed < place.numbers);
    }
}
