//! Properties of the whole month on small worlds: conservation, moments, reach, and the coupling of
//! scenarios.

use crate::support::{idle, run, world};
use lachan::pathways::{Pathway, Pathways, Reach, TargetGroup};
use lachan::population::{Commune, person_flag};
use lachan::quantities::Month;
use lachan::simulation::World;
use std::collections::BTreeSet;

/// A lever in the first slot that reaches this share of all homes and multiplies a pathway there.
fn lever(pathway: Pathway, coverage: f32, ratio: f64) -> impl Fn(Month) -> Pathways {
    move |month| {
        let mut pathways = idle(month);
        for province in &mut pathways.provinces {
            province.reach[0] = Some(Reach { target: TargetGroup::All, at_risk: coverage, others: coverage });
            province.multiply(0, pathway, ratio);
        }
        pathways
    }
}

fn people_with(commune: &Commune, flag: u16) -> usize {
    (0..commune.people.len()).filter(|&person| commune.people.has(person, flag)).count()
}

/// Flags and lists of exploitation and survival tell the same story, every month; nobody appears or
/// is lost; nobody goes to school who is held, away or married.
#[test]
fn flags_and_lists_agree_every_month_and_rows_are_conserved() {
    let (model, mut world) = world(0.002, &["recruitment.contact=3"]);
    let rows: Vec<usize> = world.communes.iter().map(|commune| commune.people.len()).collect();
    let mut held = 0;
    for _ in 0..36 {
        run(&model, &mut world, 1, idle);
        for (commune, &rows) in world.communes.iter().zip(&rows) {
            assert_eq!(commune.people.len(), rows);
            assert_eq!(people_with(commune, person_flag::HELD), commune.episodes.len());
            assert_eq!(people_with(commune, person_flag::RECENT_SURVIVOR), commune.survivors.len());
            let now = world.month.plus(-1);
            assert!(commune.elsewhere.agrees_with(&commune.people, now));
            for episode in &commune.episodes {
                let away = commune.elsewhere.province_of(usize::from(episode.person));
                assert!(episode.place == commune.province || Some(episode.place) == away && !episode.abroad);
            }
            let children =
                (0..rows).filter(|&person| (0..216).contains(&commune.people.age(person, now))).count();
            assert_eq!(commune.children as usize, children);
            for person in 0..rows {
                let out = person_flag::HELD | person_flag::AWAY | person_flag::MARRIED;
                let both =
                    commune.people.has(person, out) && commune.people.has(person, person_flag::ENROLLED);
                assert!(!both, "flags {:b}", commune.people.flags[person]);
            }
            held += commune.episodes.len();
        }
    }
    assert!(held > 1_000, "the world was too quiet to test anything: {held} person-months");
}

/// Whoever is in exploitation at the end of a month has spent it there, as a child or at 18-24.
#[test]
fn every_month_in_exploitation_is_counted_whatever_the_age() {
    let (model, mut world) = world(0.002, &["recruitment.contact=3"]);
    run(&model, &mut world, 24, idle);
    let adults = lachan::population::Cell::band_of(18);
    let mut of_adults = 0;
    for _ in 0..6 {
        let before: Vec<usize> = world.communes.iter().map(|commune| commune.months_held.len()).collect();
        run(&model, &mut world, 1, idle);
        for (commune, before) in world.communes.iter().zip(before) {
            let counted = &commune.months_held[before..];
            assert!(counted.len() >= commune.episodes.len());
            of_adults += counted.iter().filter(|cell| cell.age_band() == adults).count();
        }
    }
    assert!(of_adults > 100, "{of_adults} months of adults");
}

/// A case says where the child was when the recruiter's effort met it, though some children come
/// home or leave in the month of the case.
#[test]
fn a_case_is_recorded_with_the_state_in_which_it_began() {
    let (model, mut world) = world(0.002, &["recruitment.contact=3", "migration.months_away=3"]);
    run(&model, &mut world, 24, idle);
    let (mut away_cases, mut came_home) = (0, 0);
    for _ in 0..12 {
        let before = world.clone();
        run(&model, &mut world, 1, idle);
        for (commune, was) in world.communes.iter().zip(&before.communes) {
            for case in commune.cases.iter().filter(|case| case.month == before.month) {
                let person = usize::from(case.person);
                let away = was.people.has(person, person_flag::AWAY);
                assert_eq!(case.own_migration, away && case.age >= 144);
                assert!(case.abroad || !was.people.has(person, person_flag::ABROAD));
                away_cases += usize::from(away);
                came_home += usize::from(away && !commune.people.has(person, person_flag::AWAY));
            }
        }
    }
    assert!(away_cases > 100 && came_home > 5, "too quiet to test: {away_cases} cases, {came_home} home");
}

/// About 42,000 homes after five years. Province-wide shocks come in the storm season and their
/// mean is spread over the year, which alone moves the mean by up to 0.01.
#[test]
fn transitory_consumption_keeps_the_mean_and_spread_of_its_parameters() {
    let (model, mut world) = world(0.002, &[]);
    run(&model, &mut world, 60, idle);
    let parts: Vec<f64> = world
        .communes
        .iter()
        .flat_map(|commune| commune.homes.transitory.iter().map(|part| f64::from(part.get())))
        .collect();
    let n = parts.len() as f64;
    let mean = parts.iter().sum::<f64>() / n;
    let sd = (parts.iter().map(|part| (part - mean) * (part - mean)).sum::<f64>() / n).sqrt();
    let wanted = model.parameters.economy.transitory_sd.get();
    assert!(mean.abs() < 0.015, "mean {mean}");
    assert!((sd / wanted - 1.0).abs() < 0.03, "standard deviation {sd}, parameter {wanted}");
}

#[test]
fn more_coverage_reaches_a_superset_and_the_share_asked_for() {
    let (model, before) = world(0.002, &[]);
    let reached = |coverage: f32| -> Vec<bool> {
        let mut world = before.clone();
        run(&model, &mut world, 1, lever(Pathway::Violence, coverage, 0.5));
        world
            .communes
            .iter()
            .flat_map(|commune| commune.homes.reach.iter().map(|&bits| bits & 1 != 0))
            .collect()
    };
    let (few, many) = (reached(0.2), reached(0.5));
    assert!(few.iter().zip(&many).all(|(few, many)| !few || *many));
    for (homes, share) in [(&few, 0.2), (&many, 0.5)] {
        let n = homes.len() as f64;
        let found = homes.iter().filter(|reached| **reached).count() as f64 / n;
        assert!((found - share).abs() < 4.0 * (share * (1.0 - share) / n).sqrt(), "{found}");
    }
}

#[test]
fn a_lever_that_reaches_nobody_changes_nobody() {
    let (model, mut without) = world(0.001, &["recruitment.contact=3"]);
    let mut with = without.clone();
    run(&model, &mut without, 24, idle);
    run(&model, &mut with, 24, lever(Pathway::Migration, 0.0, 0.1));
    assert_eq!(with.communes, without.communes);
    assert_eq!(with.recruiters, without.recruiters);
    assert_eq!(with.services, without.services);
}

/// With recruiters off every influence on schooling is monotone, so a lever against dropout may
/// only take children off the list of those who left school, and it must take many.
#[test]
fn a_lever_against_dropout_only_ever_prevents_dropouts() {
    let (model, start) = world(0.002, &["recruiters.per_100k=0"]);
    let dropouts = |pathways: &dyn Fn(Month) -> Pathways| {
        let (mut world, mut left) = (start.clone(), BTreeSet::new());
        for _ in 0..12 {
            let enrolled = |world: &World, commune: usize, person: usize| {
                world.communes[commune].people.has(person, person_flag::ENROLLED)
            };
            let before = world.clone();
            run(&model, &mut world, 1, pathways);
            for commune in 0..world.communes.len() {
                for person in 0..world.communes[commune].people.len() {
                    let age = world.communes[commune].people.age(person, before.month);
                    // Who turns six is enrolled at the beginning of the month.
                    if (72..216).contains(&age)
                        && (age == 72 || enrolled(&before, commune, person))
                        && !enrolled(&world, commune, person)
                    {
                        left.insert((commune, person));
                    }
                }
            }
        }
        left
    };
    let (without, with) = (dropouts(&idle), dropouts(&lever(Pathway::Dropout, 1.0, 0.5)));
    assert!(with.is_subset(&without), "{} new dropouts", with.difference(&without).count());
    assert!(10 * with.len() < 9 * without.len(), "{} of {}", with.len(), without.len());
}
