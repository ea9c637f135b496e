//! The shipped levers and scenarios go through the reader of configurations, and name provinces
//! that are there.

use lachan::config::{Effective, Tables, data};
use lachan::levers::scenarios::LIBRARY;
use lachan::levers::{LeverProvince, Levers, Planned, REGISTRY, pathways};
use lachan::pathways::Pathways;
use lachan::quantities::Month;
use lachan::simulation::configuration;

fn effective(scenario: Option<&str>) -> Effective {
    configuration(scenario, None, &[""; 0]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn levers(scenario: Option<&str>) -> Levers {
    let table = effective(scenario).section("levers").unwrap_or_else(|faults| panic!("{faults}"));
    let places = data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}")).places;
    Levers::read(table, &places, Month(0)).unwrap_or_else(|faults| panic!("{scenario:?}: {faults}"))
}

fn country() -> Vec<LeverProvince> {
    let table = data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}"));
    let rows = table.provinces.iter().enumerate();
    rows.map(|(row, place)| LeverProvince {
        row,
        code: place.code.clone(),
        region: place.region,
        border: place.border.any(),
        poverty_rate: place.poverty_rate.unwrap_or(0.0),
        poorest_two_fifths_share: 0.4,
        children: place.population * place.share_under_18,
    })
    .collect()
}

#[test]
fn every_parameter_and_scenario_passes_the_reader_and_names_real_provinces() {
    let country = country();
    assert_eq!(country.len(), 63);
    for scenario in std::iter::once(None).chain(LIBRARY.iter().map(|(name, _)| Some(*name))) {
        let everywhere = |planned: &Planned| country.iter().any(|place| planned.plan.holds(place));
        assert!(levers(scenario).planned.iter().all(everywhere), "{scenario:?}");
    }
}

#[test]
fn the_baseline_is_small_and_local_and_the_programme_is_everywhere() {
    let (month, country) = (Month(59), country());
    let reached = |scenario, name: &str| {
        let slot = REGISTRY.iter().position(|entry| entry.about.name == name).unwrap();
        let pathways = pathways(&levers(scenario), month, &country);
        pathways.provinces.iter().filter(|province| province.reach[slot].is_some()).count()
    };
    assert_eq!(reached(None, "parenting_programme"), 3);
    assert_eq!(reached(None, "cash_transfer"), 17); // poverty above 10 %
    assert_eq!(reached(None, "child_marriage_prevention"), 19); // 14 mountain and 5 highland provinces
    assert_eq!(reached(None, "regulated_adoption"), 0);
    assert_eq!(reached(Some("child_protection_programme"), "parenting_programme"), 63);
    assert_eq!(reached(Some("child_protection_programme"), "regulated_adoption"), 63);
}

#[test]
fn without_a_programme_every_province_is_idle() {
    let (levers, country) = (levers(Some("no_programme")), country());
    for month in [Month(0), Month(30), Month(119)] {
        assert_eq!(pathways(&levers, month, &country), Pathways::idle(63, month));
    }
}
