//! The scenarios that are built in, by name: the programmes, then one for each lever.

use super::catalogue::REGISTRY;

/// Name and text of each programme.
const PROGRAMMES: [(&str, &str); 6] = [
    ("no_programme", include_str!("../../configs/scenarios/no_programme.toml")),
    ("child_protection_programme", include_str!("../../configs/scenarios/child_protection_programme.toml")),
    ("prevention_only", include_str!("../../configs/scenarios/prevention_only.toml")),
    ("enforcement_only", include_str!("../../configs/scenarios/enforcement_only.toml")),
    ("uniform", include_str!("../../configs/scenarios/uniform.toml")),
    ("risk_targeted", include_str!("../../configs/scenarios/risk_targeted.toml")),
];

const COUNT: usize = PROGRAMMES.len() + REGISTRY.len();

/// Name and text of each scenario, in the order in which they are listed.
pub static LIBRARY: &[(&str, &str)] = &ALL;

static ALL: [(&str, &str); COUNT] = {
    let mut all = [("", ""); COUNT];
    let mut place = 0;
    while place < COUNT {
        all[place] = match place.checked_sub(PROGRAMMES.len()) {
            None => PROGRAMMES[place],
            Some(slot) => (REGISTRY[slot].about.name, REGISTRY[slot].scenario),
        };
        place += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::LIBRARY;
    use crate::levers::testing::{TABLES, levers_with, province};
    use crate::levers::{LeverProvince, Levers, REGISTRY, pathways, slot_of, timing};
    use crate::pathways::Pathways;
    use crate::quantities::Month;

    fn text(name: &str) -> &'static str {
        LIBRARY.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}")).1
    }

    fn levers(name: &str) -> Levers {
        levers_with(&[("file", "", text(name))])
    }

    fn provinces() -> Vec<LeverProvince> {
        ["11", "62", "64"]
            .iter()
            .enumerate()
            .map(|(row, place)| LeverProvince { row, ..province(place) })
            .collect()
    }

    #[test]
    fn every_file_has_its_header_and_changes_only_what_the_baseline_has() {
        let all: toml::Table = TABLES.parse().unwrap();
        for (name, text) in LIBRARY {
            let file: toml::Table = text.parse().unwrap();
            assert_eq!(file["schema"].as_integer(), Some(1), "{name}");
            assert_eq!(file["name"].as_str(), Some(*name));
            assert_eq!(file["extends"].as_str(), Some("baseline"), "{name}");
            assert!(file["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
            for (lever, own) in file["levers"].as_table().unwrap() {
                for (key, value) in own.as_table().unwrap() {
                    let shipped = all["levers"].get(lever).and_then(|table| table.get(key));
                    let shipped = shipped.unwrap_or_else(|| panic!("{name}: {lever}.{key}"));
                    if !shipped.is_table() {
                        assert!(shipped.same_type(value), "{name}: {lever}.{key}");
                    }
                    assert_ne!(
                        shipped.get("value"),
                        Some(value),
                        "{name}: {lever}.{key} is as in the baseline"
                    );
                    assert_ne!(shipped, value, "{name}: {lever}.{key} is as in the baseline");
                }
            }
            assert_eq!(levers(name).planned.len(), REGISTRY.len(), "{name}");
        }
    }

    #[test]
    fn every_lever_has_a_scenario_that_changes_it_alone_and_raises_it() {
        let month = Month(59);
        let reach = |levers: &Levers, slot: usize| {
            timing::phase(&levers.planned[slot].plan, month).map_or(0.0, |phase| phase.coverage)
        };
        let baseline = levers_with(&[]);
        for (slot, entry) in REGISTRY.iter().enumerate() {
            let name = entry.about.name;
            let file: toml::Table = text(name).parse().unwrap();
            assert_eq!(file["levers"].as_table().unwrap().keys().collect::<Vec<_>>(), [name]);
            assert!(reach(&levers(name), slot) > reach(&baseline, slot), "{name}");
        }
    }

    #[test]
    fn without_a_programme_nothing_acts() {
        let levers = levers("no_programme");
        for month in [0, 12, 60, 240] {
            let month = Month(month);
            assert_eq!(pathways(&levers, month, &provinces()), Pathways::idle(3, month));
        }
    }

    #[test]
    fn the_whole_programme_has_the_levers_of_both_halves_and_these_have_theirs_alone() {
        let at_work = |name: &str| -> Vec<&str> {
            let levers = levers(name);
            let acting = levers.planned.iter().filter(|planned| planned.plan.coverage.get() > 0.0);
            acting.map(|planned| planned.about.name).collect()
        };
        let whole = at_work("child_protection_programme");
        for half in ["enforcement_only", "prevention_only"] {
            assert!(at_work(half).iter().all(|lever| whole.contains(lever)), "{half}");
        }
        assert_eq!(at_work("enforcement_only"), ["legal_age_18", "law_enforcement"]);
        let prevention = at_work("prevention_only");
        assert_eq!(prevention.len(), 7);
        assert!(!prevention.contains(&"law_enforcement") && prevention.contains(&"cash_transfer"));
    }

    #[test]
    fn targeted_and_uniform_reach_the_same_number_of_homes() {
        let (uniform, targeted) = (levers("uniform"), levers("risk_targeted"));
        let mut differ = 0;
        for month in [Month(3), Month(24), Month(59)] {
            let (one, other) =
                (pathways(&uniform, month, &provinces()), pathways(&targeted, month, &provinces()));
            for (place, (one, other)) in provinces().iter().zip(one.provinces.iter().zip(&other.provinces)) {
                let s = place.poorest_two_fifths_share as f32;
                for slot in 0..REGISTRY.len() {
                    let of = |reach: Option<crate::pathways::Reach>| {
                        reach.map_or(0.0, |reach| s * reach.at_risk + (1.0 - s) * reach.others)
                    };
                    assert!((of(one.reach[slot]) - of(other.reach[slot])).abs() < 1e-6);
                    differ += usize::from(one.reach[slot] != other.reach[slot]);
                }
            }
        }
        assert!(differ > 0);
        for name in ["parenting_programme", "cash_transfer", "school_retention"] {
            let slot = slot_of(name).unwrap();
            let (one, other) = (&uniform.planned[slot].plan, &targeted.planned[slot].plan);
            assert!(!one.targeted && other.targeted, "{name}");
            assert_eq!((one.unit_cost, one.fixed_cost), (other.unit_cost, other.fixed_cost));
        }
    }
}
