//! What happens in one province is felt in another only by way of recruiters who move.

use crate::support::{PROVINCES, idle, run, world};
use lachan::pathways::{Pathway, Pathways, Reach, TargetGroup};
use lachan::population::{Commune, RecruiterStatus};
use lachan::quantities::Month;
use lachan::simulation::{Model, World};

/// The province of the levers: Lao Cai, at the border.
const PLACE: usize = 5;

/// Many recruiters with much to do, so that there is something to displace.
const BUSY: [&str; 2] = ["recruiters.per_100k=1000", "recruitment.contact=1"];

/// Safer migration, more police, more of everything that finds victims, in one province.
fn one_province(month: Month) -> Pathways {
    let mut pathways = idle(month);
    let there = &mut pathways.provinces[PLACE];
    there.reach[0] = Some(Reach { target: TargetGroup::All, at_risk: 1.0, others: 1.0 });
    there.multiply(0, Pathway::RecruitmentAway, 0.5);
    there.multiply(0, Pathway::Migration, 0.5);
    there.capacities.police = 2.0;
    there.capacities.identification = 3.0;
    there.capacities.awareness = 0.1;
    there.capacities.extra_caseworkers = 20.0;
    pathways
}

fn parts(world: &World) -> (Vec<&Commune>, Vec<&Commune>) {
    world.communes.iter().partition(|commune| usize::from(commune.province) == PLACE)
}

fn with_and_without(sets: &[&str], months: usize) -> (World, World) {
    let (model, mut without) = world(0.002, sets);
    let mut with = without.clone();
    run(&model, &mut without, months, idle);
    run(&model, &mut with, months, one_province);
    (with, without)
}

#[test]
fn without_moves_a_lever_leaves_every_other_province_untouched() {
    let (with, without) = with_and_without(&[BUSY[0], BUSY[1], "recruiters.inertia=1"], 36);
    let ((inside, outside), (inside_before, outside_before)) = (parts(&with), parts(&without));
    assert!(!inside.is_empty() && outside.len() >= PROVINCES - 1);
    assert!(inside != inside_before, "the levers did nothing");
    assert!(outside == outside_before, "a commune elsewhere has changed");
}

#[test]
fn with_moves_the_neighbours_feel_it() {
    let (with, without) = with_and_without(&BUSY, 36);
    assert!(parts(&with).1 != parts(&without).1, "nobody was displaced");
}

/// A lever that lowers what a province yields lowers the number of its recruiters by entry and
/// leaving alone. Recruiters are many and weak here, so that their number can be told from chance.
#[test]
fn recruiters_follow_the_yield_of_their_own_province() {
    let there = |world: &World| {
        let recruiters = &world.recruiters;
        recruiters.province.iter().filter(|&&province| usize::from(province) == PLACE).count() as f64
    };
    let safer = |month: Month| {
        let mut pathways = idle(month);
        let of = &mut pathways.provinces[PLACE];
        of.reach[0] = Some(Reach { target: TargetGroup::All, at_risk: 1.0, others: 1.0 });
        of.multiply(0, Pathway::RecruitmentAway, 0.2);
        pathways
    };
    let sets = [
        "recruiters.per_100k=20000",
        "recruitment.contact=0.0046",
        "recruiters.standing_yield=0.0027",
        "recruiters.entry_elasticity=0.8",
        "recruiters.inertia=1",
    ];
    let (model, start) = world(0.002, &sets);
    let after = |pathways: &dyn Fn(Month) -> Pathways| {
        let mut world = start.clone();
        run(&model, &mut world, 60, pathways);
        there(&world)
    };
    let (without, with) = (after(&idle), after(&safer));
    assert!(without > 100.0, "too few to tell: {without}");
    assert!(with < 0.85 * without, "{with} of {without}");
}

/// Some of a commune's families stand for all of it: its recruiters are as many per real child,
/// they expect as many cases, and as large a share of the children falls to them.
#[test]
fn a_sample_of_families_meets_the_recruiters_of_the_whole_commune() {
    let of = |sample: &str| {
        let sets = ["recruiters.per_100k=3000", "recruitment.contact=0.2", sample];
        let (model, mut world) = world(0.02, &sets);
        run(&model, &mut world, 12, idle);
        let (mut children, mut recruiters, mut cases, mut simulated) = (0.0, 0.0, 0.0, 0.0);
        for commune in &world.communes {
            let province = &world.country.provinces[usize::from(commune.province)];
            children += f64::from(commune.children) / province.sampled;
            recruiters += commune.yields.len() as f64;
            simulated += province.weight * f64::from(commune.children);
            cases += province.weight * commune.cases.len() as f64;
        }
        let expected: f32 = world.communes.iter().flat_map(|commune| &commune.yields).sum();
        (recruiters / children, f64::from(expected) / recruiters, cases / simulated)
    };
    let (whole, sample) = (of("synthesis.commune_sample=1"), of("synthesis.commune_sample=0.1"));
    let ratios = [sample.0 / whole.0, sample.1 / whole.1, sample.2 / whole.2];
    assert!(ratios.iter().all(|ratio| (0.93..1.07).contains(ratio)), "{ratios:?}");
}

/// With nobody entering, leaving or moving, cases over two years are those that the prospects of
/// the recruiters' communes announce, but for the luck of which sectors work where.
#[test]
fn prospects_are_the_cases_to_expect() {
    let sets = [
        "recruiters.per_100k=3000",
        "recruitment.contact=0.2",
        "recruiters.turnover=0",
        "recruiters.arrest=0",
        "recruiters.inertia=1",
        "recruiters.capacity=200",
    ];
    let (model, mut world) = world(0.002, &sets);
    let (mut expected, mut seen) = (0.0, 0.0);
    let mut one_month = |model: &Model, world: &mut World| {
        let at_work: Vec<usize> = (0..world.recruiters.len())
            .filter(|&row| world.recruiters.status[row] == RecruiterStatus::Active)
            .map(|row| world.recruiters.commune[row] as usize)
            .collect();
        run(model, world, 1, idle);
        expected += at_work.iter().map(|&commune| f64::from(world.communes[commune].prospect)).sum::<f64>();
        let of_month = |commune: &Commune| {
            commune.cases.iter().filter(|case| case.month == world.month.plus(-1)).count() as f64
        };
        seen += world.communes.iter().map(of_month).sum::<f64>();
    };
    (0..24).for_each(|_| one_month(&model, &mut world));
    assert!(seen > 500.0, "too few to tell: {seen}");
    assert!((seen / expected - 1.0).abs() < 0.1, "{seen} cases, {expected} expected");
}
