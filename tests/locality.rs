//! What happens in one province is felt in another only by way of who moves: people who leave, and
//! recruiters.

use crate::support::{PROVINCES, idle, run, world};
use lachan::observation::{Group, Measure, Recorder, Stratum, SurveyParams, YearCounts};
use lachan::pathways::{Pathway, Pathways, Reach, TargetGroup};
use lachan::population::{Commune, RecruiterStatus, expected};
use lachan::processes::recruitment::Comers;
use lachan::quantities::{Count, Month, Share};
use lachan::simulation::{Model, World};

/// The province of the levers: Lao Cai, at the border.
const PLACE: usize = 5;

/// Ho Chi Minh City, where most go who leave.
const METROPOLIS: usize = 49;

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
    let still =
        [BUSY[0], BUSY[1], "recruiters.inertia=1", "migration.leave_12_14=0", "migration.leave_15_24=0"];
    let (with, without) = with_and_without(&still, 36);
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

/// A lever on those who leave home, in every province but this one, lowers what this one yields, and so
/// the number of its recruiters, by entry and leaving alone. Recruiters are many and weak here, so
/// that their number can be told from chance.
#[test]
fn recruiters_follow_the_yield_of_those_who_come_to_their_province() {
    let there = |world: &World| {
        let recruiters = &world.recruiters;
        recruiters.province.iter().filter(|&&province| usize::from(province) == METROPOLIS).count() as f64
    };
    let safer = |month: Month| {
        let mut pathways = idle(month);
        for (row, of) in pathways.provinces.iter_mut().enumerate().filter(|(row, _)| *row != METROPOLIS) {
            of.reach[0] = Some(Reach { target: TargetGroup::All, at_risk: 1.0, others: 1.0 });
            of.multiply(0, Pathway::RecruitmentAway, 0.2);
            assert_ne!(row, METROPOLIS);
        }
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
        let provinces = &world.country.provinces;
        let communes: Vec<&Commune> = world.communes.iter().collect();
        let comers = Comers::of_provinces(&world.country, &communes, &idle(world.month));
        let of_comers: Vec<f32> =
            comers.iter().map(|comers| model.spells.recruitment.expected_of_comers(comers)).collect();
        let prospect = |&commune: &usize| {
            let row = usize::from(world.communes[commune].province);
            let cases = world.communes[commune].prospect + of_comers[row];
            f64::from(cases) * provinces[row].weight * provinces[row].sampled
        };
        expected += at_work.iter().map(prospect).sum::<f64>();
        let of_month = |commune: &Commune| {
            let begun = commune.cases.iter().filter(|case| case.month == world.month.plus(-1)).count();
            begun as f64 * provinces[usize::from(commune.province)].weight
        };
        seen += world.communes.iter().map(of_month).sum::<f64>();
    };
    (0..24).for_each(|_| one_month(&model, &mut world));
    assert!(seen > 500.0, "too few to tell: {seen}");
    assert!((seen / expected - 1.0).abs() < 0.1, "{seen} cases, {expected} expected");
}

/// Police and identification in the metropolis alone: recruiters there are arrested more often and
/// become fewer, and people of other provinces who are held there face identification, those held
/// elsewhere as before.
#[test]
fn who_is_held_elsewhere_is_seen_by_the_police_of_that_place() {
    let sets = [BUSY[0], "recruitment.contact=0.5", "recruiters.inertia=1"];
    let (model, start) = world(0.002, &sets);
    let policed = |month: Month| {
        let mut pathways = idle(month);
        pathways.provinces[METROPOLIS].capacities.police = 5.0;
        pathways.provinces[METROPOLIS].capacities.identification = 20.0;
        pathways
    };
    let after = |pathways: &dyn Fn(Month) -> Pathways| {
        let mut world = start.clone();
        run(&model, &mut world, 24, pathways);
        let faced = |of: &dyn Fn(u8) -> bool| -> f64 {
            let others = world.communes.iter().filter(|commune| usize::from(commune.province) != METROPOLIS);
            let lines = others.flat_map(|commune| commune.elsewhere.log());
            let (months, steps) = lines
                .filter(|line| of(line.province))
                .fold((0, 0), |(months, steps), line| (months + line.months, steps + line.expected));
            expected::unfixed(steps) / f64::from(months)
        };
        let recruiters =
            world.recruiters.province.iter().filter(|&&row| usize::from(row) == METROPOLIS).count();
        (
            faced(&|row| usize::from(row) == METROPOLIS),
            faced(&|row| usize::from(row) != METROPOLIS),
            recruiters,
        )
    };
    let ((there, elsewhere, recruiters), (there_before, elsewhere_before, before)) =
        (after(&policed), after(&idle));
    assert!((8.0..25.0).contains(&(there / there_before)), "{there} {there_before}");
    assert!((0.8..1.25).contains(&(elsewhere / elsewhere_before)), "{elsewhere} {elsewhere_before}");
    assert!((recruiters as f64) < 0.7 * before as f64, "{recruiters} of {before}");
}

/// Places of exploitation add up to the country, and the metropolis is the place of more cases than
/// its own people have.
#[test]
fn places_of_exploitation_add_up_to_the_country() {
    let (model, mut world) = world(0.002, &["recruitment.contact=2"]);
    run(&model, &mut world, 24, idle);
    let seen = world.seen();
    let month = world.month.plus(-1);
    let survey = SurveyParams {
        communes: Count::new(10.0).unwrap(),
        respondents_per_commune: Count::new(10.0).unwrap(),
        disclosure: Share::new(1.0).unwrap(),
        false_positive: Share::new(0.0).unwrap(),
    };
    let mut recorder = Recorder::new(seen.country, &Stratum::ALL, survey);
    let lines: Vec<f32> = seen.country.provinces.iter().map(|province| province.poverty_line).collect();
    recorder.year(&seen, YearCounts::of(&seen, &lines, month), month, &world.draws);
    let rows = recorder.finish(seen.country, "places", 0, Vec::new()).indicators;
    let sum = |measure: Measure, stratum: Stratum| -> f64 {
        let of = rows.iter().filter(|row| row.measure == measure && row.group.stratum == stratum);
        of.map(|row| row.estimate.numerator).sum()
    };
    for measure in [
        Measure::Cases,
        Measure::Held,
        Measure::PersonMonths,
        Measure::Identified,
        Measure::IdentifiedExpected,
    ] {
        let (places, country) = (sum(measure, Stratum::PlaceOfExploitation), sum(measure, Stratum::National));
        assert!(country > 0.0 && (places / country - 1.0).abs() < 1e-9, "{measure:?}: {places} {country}");
    }
    let of_metropolis = |stratum: Stratum| {
        let group = Group::new(stratum, METROPOLIS);
        rows.iter()
            .find(|row| row.measure == Measure::Cases && row.group == group)
            .unwrap()
            .estimate
            .numerator
    };
    let (place, origin) = (of_metropolis(Stratum::PlaceOfExploitation), of_metropolis(Stratum::Province));
    assert!(place > 1.5 * origin, "{place} {origin}");
}
