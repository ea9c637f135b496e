//! Tests over the whole registry: what every lever must have and must keep.

use super::testing::{TABLES, bit, levers_with, plan, province};
use super::*;
use crate::language::Language;
use crate::pathways::{Pathway, Provision, SLOTS, ServiceAndLawSettings, TargetGroup};
use crate::quantities::Months;
use std::collections::BTreeSet;

const EVIDENCE: &str = include_str!("../../configs/viet_nam/evidence.csv");

fn country() -> Vec<LeverProvince> {
    let mut places = vec![province("62"), province("64"), province("01")];
    for (row, place) in places.iter_mut().enumerate() {
        place.row = row;
    }
    places
}

/// The shipped levers, all of them planned everywhere with this coverage, strong enough to move
/// something.
fn everywhere(coverage: f64) -> Levers {
    let moved = "recruitment_away = 0.9";
    let mut levers = levers_with(&[("levers", "safe_migration_education", moved)]);
    for planned in &mut levers.planned {
        planned.plan = plan(coverage);
        planned.plan.targeted = true;
    }
    levers
}

fn only(slot: usize, of: &LeverPlan) -> Levers {
    let mut levers = everywhere(0.0);
    levers.planned[slot].plan = of.clone();
    levers
}

/// Names of what differs from an idle province.
fn moved(slot: usize, paths: &ProvincePathways) -> BTreeSet<&'static str> {
    let mut moved: BTreeSet<&str> =
        Pathway::ALL.into_iter().filter(|&pathway| !paths.is_idle(pathway)).map(Pathway::name).collect();
    let (now, idle) = (paths.capacities, ServiceAndLawSettings::BASELINE);
    for (name, differs) in [
        ("parenting", !paths.gives_nothing(Provision::Parenting)),
        ("cash", !paths.gives_nothing(Provision::Cash)),
        ("extra_caseworkers", now.extra_caseworkers != idle.extra_caseworkers),
        ("caseload", now.caseload != idle.caseload),
        ("support_effect", now.support_effect != idle.support_effect),
        ("identification", now.identification != idle.identification),
        ("referral", now.referral != idle.referral),
        ("police", now.police != idle.police),
        ("border", now.border != idle.border),
        ("child_age", now.child_age != idle.child_age),
        ("awareness", now.awareness != idle.awareness),
        ("targeting", now.targeting != idle.targeting),
    ] {
        if differs {
            moved.insert(name);
        }
    }
    let mut with_another = paths.clone();
    let other = (slot + 1) % SLOTS;
    with_another.multiply(other, Pathway::Migration, 0.5);
    if with_another.ratio(Pathway::Migration, 1 << slot | 1 << other) != 0.5 {
        moved.insert("integration");
    }
    moved
}

#[test]
fn there_is_a_slot_for_every_lever_and_names_are_unique() {
    let names: BTreeSet<_> = REGISTRY.iter().map(|entry| entry.about.name).collect();
    assert_eq!(names.len(), REGISTRY.len());
    for (slot, entry) in REGISTRY.iter().enumerate() {
        assert_eq!(slot_of(entry.about.name), Some(slot));
        assert_eq!(bit(entry.about.name), 1 << slot);
    }
    assert_eq!(slot_of("no_such_lever"), None);
}

#[test]
fn every_lever_describes_itself() {
    let ids: BTreeSet<&str> = EVIDENCE.lines().filter_map(|line| line.split(',').next()).collect();
    for About { name, title, description, moves, evidence, expected, .. } in
        REGISTRY.iter().map(|entry| *entry.about)
    {
        assert!(
            !title.is_empty() && title != name && description.ends_with('.') && !moves.is_empty(),
            "{name}"
        );
        for id in evidence {
            assert!(ids.contains(id), "{name}: {id} is not in evidence.csv");
        }
        assert!(!evidence.is_empty() || expected.contains("assumed"), "{name}");
    }
}

#[test]
fn every_lever_has_its_words_in_vietnamese() {
    for about in REGISTRY.iter().map(|entry| entry.about) {
        let (english, vietnamese) = (about.words(Language::English), about.words(Language::Vietnamese));
        assert_ne!(english.title, vietnamese.title, "levers.{}.vietnamese of levers.toml", about.name);
        assert_ne!(english.expected, vietnamese.expected, "{}", about.name);
        assert!(vietnamese.description.ends_with('.'), "{}", about.name);
    }
}

#[test]
fn every_lever_moves_what_it_says_and_nothing_else() {
    let levers = everywhere(1.0);
    let country = country();
    for (slot, planned) in levers.planned.iter().enumerate() {
        let paths = &pathways(&only_of(&levers, slot), Month(0), &country).provinces[0];
        let said: BTreeSet<&str> = planned.about.moves.iter().copied().collect();
        let mut found = moved(slot, paths);
        if planned.about.name == "child_marriage_prevention" {
            found.insert("marriage"); // only with the incentive
        }
        assert_eq!(found, said, "{}", planned.about.name);
    }
}

/// The same levers with all coverages but one at 0.
fn only_of(levers: &Levers, slot: usize) -> Levers {
    let mut only = levers.clone();
    for (other, planned) in only.planned.iter_mut().enumerate() {
        if other != slot {
            planned.plan.coverage = Share::new(0.0).unwrap();
        }
    }
    only
}

#[test]
fn coverage_0_is_idle_bit_for_bit() {
    let levers = everywhere(0.0);
    for month in [-12, 0, 30, 600] {
        let month = Month(month);
        assert_eq!(pathways(&levers, month, &country()), Pathways::idle(3, month));
    }
}

#[test]
fn more_coverage_never_lowers_a_threshold_nor_moves_a_capacity_back() {
    let country = country();
    for slot in 0..REGISTRY.len() {
        for target in TargetGroup::ALL {
            let mut last: Option<ProvincePathways> = None;
            for step in 0..=100 {
                let mut plan = plan(f64::from(step) / 100.0);
                (plan.target, plan.targeted) = (target, true);
                let paths = pathways(&only(slot, &plan), Month(5), &country).provinces[0].clone();
                if let Some(last) = last {
                    let of = |paths: &ProvincePathways| {
                        paths.reach[slot].map_or((0.0, 0.0), |r| (r.at_risk, r.others))
                    };
                    assert!(of(&paths).0 >= of(&last).0 && of(&paths).1 >= of(&last).1);
                    let (now, before) = (paths.capacities, last.capacities);
                    assert!(
                        now.extra_caseworkers >= before.extra_caseworkers
                            && now.targeting >= before.targeting
                    );
                    assert!(now.police >= before.police && now.border <= before.border);
                    assert!(now.child_age >= before.child_age && now.awareness >= before.awareness);
                    assert!(now.support_effect <= before.support_effect && now.caseload >= before.caseload);
                }
                last = Some(paths);
            }
        }
    }
}

#[test]
fn a_lever_touches_only_the_provinces_it_is_planned_for() {
    let month = Month(40);
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let mut levers = everywhere(0.0);
        levers.planned[slot].plan = plan(0.5);
        levers.planned[slot].plan.provinces = vec![places::Where::Provinces(vec!["64".to_owned()])];
        let found = pathways(&levers, month, &country());
        let name = entry.about.name;
        assert_eq!(found.provinces[0], ProvincePathways::default(), "{name}");
        assert_ne!(found.provinces[1], ProvincePathways::default(), "{name}");
        assert_eq!(found.provinces[2], ProvincePathways::default(), "{name}");
    }
}

#[test]
fn nothing_acts_before_the_start_and_everything_fades_after_the_stop() {
    let country = country();
    for (slot, entry) in REGISTRY.iter().enumerate() {
        let name = entry.about.name;
        let mut plan = plan(0.5);
        (plan.start, plan.stop) = (Month(10), Some(Month(20)));
        plan.decay_months = Months::new(6.0).unwrap();
        let levers = only(slot, &plan);
        let at = |month| pathways(&levers, Month(month), &country);
        let idle = |month| Pathways::idle(3, Month(month));
        assert_eq!(at(9), idle(9), "{name}");
        assert_ne!(at(10), idle(10), "{name}");
        assert_ne!(at(19).provinces, idle(19).provinces, "{name}");
        assert_eq!(at(47), idle(47), "{name}"); // exp(-28 / 6) < 0.01
        for pathway in Pathway::ALL {
            let log = |month: i32| libm::logf(at(month).provinces[0].ratio(pathway, 1 << slot)).abs();
            assert!(log(21) <= log(20) && log(20) <= log(19), "{name} {}", pathway.name());
        }
    }
}

#[test]
fn all_levers_at_work_everywhere_keep_numbers_finite_and_thresholds_in_bounds() {
    let levers = everywhere(1.0);
    for paths in pathways(&levers, Month(6), &country()).provinces {
        for pathway in Pathway::ALL {
            let ratio = paths.ratio(pathway, u16::MAX);
            assert!(ratio.is_finite() && ratio > 0.0, "{}", pathway.name());
        }
        assert!(paths.reach.iter().flatten().all(|reach| reach.at_risk <= 1.0 && reach.others <= 1.0));
        let of = paths.capacities;
        assert!((0.0..=1.0).contains(&of.targeting) && (0.0..=1.0).contains(&of.awareness));
        assert!(of.child_age == 216 && of.police.is_finite());
    }
}

#[test]
fn the_shipped_tables_name_every_lever_and_source_every_number() {
    let ids: BTreeSet<&str> = EVIDENCE.lines().filter_map(|line| line.split(',').next()).collect();
    let text: toml::Table = TABLES.parse().unwrap();
    let levers = text["levers"].as_table().unwrap();
    for entry in REGISTRY {
        assert!(levers.contains_key(entry.about.name), "{}", entry.about.name);
    }
    let tables = levers.iter().filter_map(|(name, table)| Some((name, table.as_table()?)));
    for (name, table) in tables.filter(|(_, table)| !table.contains_key("value")) {
        let numbers = table.iter().filter(|(key, _)| *key != "vietnamese");
        for (key, parameter) in numbers.filter_map(|(key, value)| Some((key, value.as_table()?))) {
            source_is_given(name, key, parameter, &ids);
        }
        let unit = table["unit_cost"]["unit"].as_str().unwrap();
        let about = REGISTRY[slot_of(name).unwrap()].about;
        assert_eq!(unit, about.cost_unit.unit(), "{name}");
    }
}

fn source_is_given(lever: &str, key: &str, parameter: &toml::Table, ids: &BTreeSet<&str>) {
    let number = |field: &str| {
        let value = &parameter[field];
        value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).unwrap()
    };
    let (low, value, high) = (number("low"), number("value"), number("high"));
    assert!(low <= value && value <= high, "{lever}.{key}: {low} {value} {high}");
    let (source, grade) = (parameter["source"].as_str().unwrap(), parameter["evidence"].as_str().unwrap());
    assert!(["measured", "estimated", "calibrated", "assumed"].contains(&grade), "{lever}.{key}");
    let is_id = |word: &&str| {
        let (letter, digits) = word.split_at(word.len().min(1));
        letter.bytes().all(|byte| byte.is_ascii_uppercase())
            && digits.len() == 2
            && digits.parse::<u8>().is_ok()
    };
    let cited: Vec<&str> =
        source.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(is_id).collect();
    assert!(!cited.is_empty() || grade == "assumed", "{lever}.{key} has no evidence id");
    for id in cited {
        assert!(ids.contains(id), "{lever}.{key}: {id} is not in evidence.csv");
    }
}
