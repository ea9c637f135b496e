//! What scenarios that are compared must have in common: their chance, their size, their time and
//! their country.
//!
//! A child meets the same fate in every scenario that does not touch him or her only where the
//! seed, the families, the months and the warm-up are the same; and years can only be laid beside
//! each other where they are the same years.

use crate::config::{Code, Effective, Fault, Faults};

/// Sections in which every key must be the same.
const SHARED: [&str; 3] = ["simulation.", "population.", "synthesis."];

/// Every key by which a scenario cannot be compared with its reference, at the line that sets it.
pub fn unpaired(reference: &Effective, scenario: &Effective) -> Faults {
    let shared = |name: &&str| SHARED.iter().any(|section| name.starts_with(section));
    let names = scenario.book.names().filter(shared);
    names.filter_map(|name| fault(reference, scenario, name)).collect()
}

fn fault(reference: &Effective, scenario: &Effective, name: &str) -> Option<Fault> {
    let (one, other) = (reference.text_of(name)?, scenario.text_of(name)?);
    if one == other {
        return None;
    }
    let message = format!(
        "`{name}` is {other} in `{}` and {one} in `{}`: scenarios that are compared have it in common",
        scenario.name, reference.name
    );
    let help = "take the line away, and set it for all of them on the command line or in the study";
    // The baseline's own value is nobody's mistake: then it is the reference that moved away from
    // it.
    let set = if scenario.is_set(name) { scenario } else { reference };
    Some(set.fault_at(Code::Unpaired, name, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;

    #[test]
    fn levers_and_strengths_may_differ_and_nothing_that_makes_the_world() {
        let base = baseline_with::<&str>(&[]).unwrap();
        for free in ["levers.cash_transfer.coverage=0.9", "recruitment.contact=0.3", "survey.communes=40"] {
            assert!(unpaired(&base, &baseline_with(&[free]).unwrap()).is_empty(), "{free}");
        }
        for set in [
            "simulation.seed=99",
            "simulation.years=2",
            "simulation.start_year=2016",
            "simulation.warm_up_months=12",
            "simulation.replicates=7",
            "population.scale=0.001",
            "synthesis.commune_households=400",
        ] {
            let other = baseline_with(&[set]).unwrap();
            for (reference, scenario) in [(&base, &other), (&other, &base)] {
                let found = unpaired(reference, scenario);
                assert_eq!(found.len(), 1, "{set}");
                let said = found.to_string();
                assert!(said.contains("CFG041") && said.contains(&format!("--set {set}")), "{said}");
            }
            assert!(unpaired(&other, &other).is_empty());
        }
    }
}
