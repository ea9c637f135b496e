//! Properties of the whole model that no example shows: what may not matter does not, and nothing
//! appears from nowhere.

use crate::support::{idle, run, world};
use lachan::config::{Effective, Source, Tables, data};
use lachan::levers::scenarios::LIBRARY;
use lachan::pathways::{Pathway, Pathways, Reach, TargetGroup};
use lachan::population::{Commune, person_flag};
use lachan::quantities::Month;
use lachan::simulation::World;
use lachan::simulation::configuration;
use std::collections::BTreeSet;
use std::path::Path;

/// Small communes without recruiters, and without homes that wait for a caseworker.
const QUIET: [&str; 3] =
    ["recruiters.per_100k=0", "protection.home_referral=0", "synthesis.commune_households=300"];

/// Small communes in which recruiters have much to do and are never short of time.
const BUSY: [&str; 4] = [
    "recruiters.per_100k=1000",
    "recruiters.capacity=200",
    "recruitment.contact=2",
    "synthesis.commune_households=300",
];

/// A lever that reaches every home and multiplies a pathway.
fn everywhere(pathway: Pathway, ratio: f64) -> impl Fn(Month) -> Pathways {
    move |month| {
        let mut pathways = idle(month);
        for province in &mut pathways.provinces {
            province.reach[0] = Some(Reach { target: TargetGroup::All, at_risk: 1.0, others: 1.0 });
            province.multiply(0, pathway, ratio);
        }
        pathways
    }
}

// Order.

/// The rows of a table, the last first.
fn backwards(source: &Source) -> String {
    let (header, rows) = source.text().split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    format!("{header}\n{}\n", rows.join("\n"))
}

#[test]
fn the_order_of_rows_of_the_tables_changes_nothing() {
    let read = |tables: &Tables| data::read(tables).unwrap_or_else(|faults| panic!("{faults}"));
    let mut tables = Tables::built_in();
    let plain = read(&tables);
    for table in [&mut tables.provinces, &mut tables.adjacency, &mut tables.regions, &mut tables.crosswalk] {
        *table = Source::new(table.name().to_owned(), backwards(table));
    }
    let other = read(&tables);
    assert_eq!(other.provinces, plain.provinces);
    assert_eq!(
        other.adjacency.into_iter().collect::<BTreeSet<_>>(),
        plain.adjacency.into_iter().collect::<BTreeSet<_>>()
    );
}

/// Communes of a province stand in another order: the same people meet the same chance. (Cases wait
/// for a caseworker in the order of communes, so nobody waits here.)
#[test]
fn the_order_of_communes_changes_nobody() {
    let (model, mut plain) = world(0.02, &QUIET);
    let mut turned = plain.clone();
    for province in &plain.country.provinces {
        turned.communes[province.communes.clone()].reverse();
    }
    assert!(turned.communes != plain.communes, "a province has several communes");
    run(&model, &mut plain, 18, idle);
    run(&model, &mut turned, 18, idle);
    for province in &plain.country.provinces {
        turned.communes[province.communes.clone()].reverse();
    }
    let differing = turned.communes.iter().zip(&plain.communes).filter(|(one, other)| one != other).count();
    assert_eq!(differing, 0, "communes that differ");
}

// One more.

/// A commune with a copy of its last home beside it.
fn with_one_more_home(commune: &mut Commune) {
    let homes = &mut commune.homes;
    let last = homes.len() - 1;
    let members = homes.members(last);
    homes.first.push((members.end + members.len()) as u16);
    homes.flags.push(homes.flags[last]);
    homes.permanent.push(homes.permanent[last]);
    homes.transitory.push(homes.transitory[last]);
    homes.debt.push(homes.debt[last]);
    homes.temper.push(homes.temper[last]);
    homes.supervision.push(homes.supervision[last]);
    homes.parenting_gain.push(homes.parenting_gain[last]);
    homes.reach.push(0);
    homes.generation.push(0);
    for person in members {
        commune.people.push(commune.people.birth[person], last as u16 + 1);
        let row = commune.people.len() - 1;
        commune.people.flags[row] = commune.people.flags[person];
        commune.people.spell_clocks[row] = commune.people.spell_clocks[person];
        commune.people.trafficking[row] = commune.people.trafficking[person];
    }
}

/// One more household in each commune changes no other: with what homes share switched off
/// (recruiters, migration networks, caseworkers), every other home and person is the same to the
/// last bit, until a new family settles (its place on the axis of remoteness counts homes).
#[test]
fn one_more_household_changes_no_other() {
    let (model, mut without) = world(0.0005, &[QUIET[0], QUIET[1], QUIET[2], "migration.network=0"]);
    let mut with = without.clone();
    with.communes.iter_mut().for_each(with_one_more_home);
    run(&model, &mut without, 24, idle);
    run(&model, &mut with, 24, idle);
    let (mut homes, mut people) = (0, 0);
    for (at, (one, other)) in with.communes.iter().zip(&without.communes).enumerate() {
        assert_eq!(one.homes.len(), other.homes.len() + 1);
        for home in 0..other.homes.len() {
            assert_eq!(one.homes.generation[home], other.homes.generation[home]);
            if one.homes.generation[home] != 0 {
                continue;
            }
            let state = |commune: &Commune| {
                let homes = &commune.homes;
                (homes.flags[home], homes.permanent[home], homes.transitory[home], homes.debt[home])
            };
            assert_eq!(state(one), state(other), "home {home} of commune {at}");
            homes += 1;
            for person in other.homes.members(home) {
                let row = |commune: &Commune| {
                    let people = &commune.people;
                    (
                        people.flags[person],
                        people.birth[person],
                        people.spell_clocks[person],
                        people.trafficking[person],
                    )
                };
                assert_eq!(row(one), row(other), "person {person} of commune {at}");
                people += 1;
            }
        }
    }
    assert!(homes > 10_000 && people > homes, "{homes} homes, {people} people");
}

// Monotone.

/// The victims of a month, by commune and person.
fn victims(world: &World, month: Month) -> BTreeSet<(usize, u16)> {
    let of = |(at, commune): (usize, &Commune)| {
        let cases = commune.cases.iter().filter(|case| case.month == month).map(|case| (at, case.person));
        cases.collect::<Vec<_>>()
    };
    world.communes.iter().enumerate().flat_map(of).collect()
}

/// Every protective pathway on recruitment, child by child: in no month does it add a victim, and
/// over two years it takes many away.
#[test]
fn a_protective_lever_never_adds_a_victim() {
    let (model, mut start) = world(0.0005, &BUSY);
    run(&model, &mut start, 12, idle);
    for pathway in [
        Pathway::RecruitmentAway,
        Pathway::RecruitmentMarriage,
        Pathway::RecruitmentAdoption,
        Pathway::RecruitmentCourier,
        Pathway::Retrafficking,
    ] {
        let (mut without, mut of_lever, mut of_idle) = (start.clone(), 0, 0);
        for _ in 0..24 {
            let (mut with, month) = (without.clone(), without.month);
            run(&model, &mut without, 1, idle);
            run(&model, &mut with, 1, everywhere(pathway, 0.3));
            let (with, without) = (victims(&with, month), victims(&without, month));
            assert!(
                with.is_subset(&without),
                "{}: {} new victims",
                pathway.name(),
                with.difference(&without).count()
            );
            of_lever += with.len();
            of_idle += without.len();
        }
        assert!(of_lever < of_idle, "{}: {of_lever} of {of_idle} victims are left", pathway.name());
    }
}

/// The same over two years for what happens to a person once: leaving for work, marriage, the first
/// day of work.
#[test]
fn a_protective_lever_never_adds_a_first_event() {
    let (model, start) = world(0.0005, &QUIET);
    for (pathway, flag) in [
        (Pathway::Migration, person_flag::AWAY),
        (Pathway::Marriage, person_flag::MARRIED),
        (Pathway::WorkStart, person_flag::WORKING),
    ] {
        let ever = |pathways: &dyn Fn(Month) -> Pathways| {
            let (mut world, mut ever) = (start.clone(), BTreeSet::new());
            for _ in 0..24 {
                run(&model, &mut world, 1, pathways);
                for (at, commune) in world.communes.iter().enumerate() {
                    let people = &commune.people;
                    ever.extend(
                        (0..people.len()).filter(|&p| people.has(p, flag)).map(|person| (at, person)),
                    );
                }
            }
            ever
        };
        let (without, with) = (ever(&idle), ever(&everywhere(pathway, 0.3)));
        assert!(with.is_subset(&without), "{}: {} more", pathway.name(), with.difference(&without).count());
        assert!(with.len() < without.len(), "{}: {} of {}", pathway.name(), with.len(), without.len());
    }
}

// Conservation.

/// Every month: children are those of the month before and the newborn, less those who came of age;
/// and whoever is gone has left at
/// 25. Over ten years, so that families have been followed by others.
#[test]
fn children_are_conserved_every_month() {
    let (model, mut world) = world(0.0005, &BUSY);
    let mut renewed = 0;
    for _ in 0..120 {
        let before = world.clone();
        run(&model, &mut world, 1, idle);
        let month = before.month;
        for (was, is) in before.communes.iter().zip(&world.communes) {
            let ages = |commune: &Commune, month: Month| -> Vec<i32> {
                (0..commune.people.len()).map(|person| commune.people.age(person, month)).collect()
            };
            let (old, new) = (ages(was, month.plus(-1)), ages(is, month));
            let children = |ages: &[i32]| ages.iter().filter(|age| (0..216).contains(*age)).count();
            let born = new.iter().filter(|age| **age == 0).count();
            let of_age = old.iter().filter(|age| **age == 215).count();
            assert_eq!(children(&new), children(&old) + born - of_age);
            for (&old, &new) in old.iter().zip(&new) {
                if new != old + 1 {
                    assert!(old + 1 >= 300 && new <= 0, "a person of {old} months became one of {new}");
                    renewed += 1;
                }
            }
        }
    }
    assert!(renewed > 1_000, "{renewed} places of families that followed others");
}

// Scale.

/// Twice the households have twice the events: first moves for work within the 99.9 % interval of a
/// difference of binomials and cases within that of counts, each with twice the variance, because those
/// who leave draw others and victims of one recruiter come together.
#[test]
fn twice_the_households_have_twice_the_events() {
    let of = |households: usize| {
        let size = format!("synthesis.commune_households={households}");
        let (model, mut world) = world(0.0005, &[BUSY[0], BUSY[1], "recruitment.contact=1", &size]);
        let (mut cases, mut away) = (0, BTreeSet::new());
        for _ in 0..24 {
            let month = world.month;
            run(&model, &mut world, 1, idle);
            cases += victims(&world, month).len();
            for (at, commune) in world.communes.iter().enumerate() {
                let people = &commune.people;
                away.extend((0..people.len()).filter(|&p| people.has(p, person_flag::AWAY)).map(|p| (at, p)));
            }
        }
        (cases as f64, away.len() as f64)
    };
    let ((cases, moves), (more_cases, more_moves)) = (of(400), of(800));
    let distance =
        |one: f64, two: f64, dispersion: f64| (two - 2.0 * one) / (dispersion * (two + 4.0 * one)).sqrt();
    assert!(cases > 300.0 && moves > 300.0, "too few to tell: {cases} cases, {moves} moves");
    for (what, distance) in
        [("cases", distance(cases, more_cases, 2.0)), ("moves", distance(moves, more_moves, 2.0))]
    {
        assert!(distance.abs() < 3.29, "{what}: {distance} standard errors");
    }
}

// Stopping and going on.

/// Stopped after any month and gone on with in another process (a model made anew): the state at
/// the end is the same.
#[test]
fn a_run_may_be_cut_after_any_month() {
    const MONTHS: usize = 12;
    let (model, start) = world(0.0003, &BUSY);
    let mut straight = start.clone();
    run(&model, &mut straight, MONTHS, idle);
    for cut in 1..MONTHS {
        let mut first = start.clone();
        run(&model, &mut first, cut, idle);
        let (again, _) = world(0.0003, &BUSY);
        run(&again, &mut first, MONTHS - cut, idle);
        assert!(first == straight, "cut after {cut} months");
    }
}

// Round trip.

fn effective(scenario: Option<&str>, config: Option<&Path>) -> Effective {
    configuration(scenario, config, &[""; 0]).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_effective_configuration_of_every_scenario_is_a_fixed_point() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("effective_config.toml");
    for scenario in std::iter::once("baseline").chain(LIBRARY.iter().map(|(name, _)| *name)) {
        let first = effective(Some(scenario), None);
        std::fs::write(&path, first.to_toml()).unwrap();
        let again = effective(None, Some(&path));
        assert_eq!(again.to_toml(), first.to_toml(), "{scenario}");
        assert_eq!(again.hash(), first.hash(), "{scenario}");
    }
}
