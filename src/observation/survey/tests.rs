//! The survey against what is known of the people it asks.

use super::*;
use crate::observation::small_world::{NOW, SmallWorld, crowd};
use crate::population::Region;

/// 36 communes of 108, with these chances of reporting.
pub fn params(disclosure: f64, false_positive: f64) -> Params {
    Params {
        communes: Count::new(36.0).unwrap(),
        respondents_per_commune: Count::new(108.0).unwrap(),
        disclosure: Share::new(disclosure).unwrap(),
        false_positive: Share::new(false_positive).unwrap(),
    }
}

fn survey(world: &SmallWorld, params: &Params, draws: &Draws) -> Option<SurveyResult> {
    let mut frame = Frame::default();
    for (row, commune) in world.communes.iter().enumerate() {
        let province = &world.country.provinces[usize::from(commune.province)];
        frame.extend(FrameCommune::of(commune, row, province, NOW));
    }
    take_survey(&frame, &world.communes.iter().collect::<Vec<_>>(), NOW, params, draws)
}

fn surveys(world: &SmallWorld, params: &Params, times: u32) -> Vec<SurveyResult> {
    let take = |seed| survey(world, params, &Draws::new(u64::from(seed), 0)).unwrap();
    (0..times).map(take).collect()
}

fn mean(results: &[SurveyResult], number: impl Fn(&SurveyResult) -> f64) -> f64 {
    results.iter().map(number).sum::<f64>() / results.len() as f64
}

/// Six regions of ten communes of 150 to 450, unequal in size and in prevalence (0 to 30 %, larger
/// communes worse).
fn uneven_world() -> SmallWorld {
    let mut world = crowd(&Region::ALL, 10, 150, |commune| commune % 10 * 5);
    for commune in world.communes.iter_mut().filter(|commune| commune.number >= 5) {
        for extra in 0..300 {
            let ever = if extra % 4 == 0 { crate::population::person_flag::EVER_BEFORE_18 } else { 0 };
            crate::observation::small_world::add_home(commune, 2, 0, 0.0, 0.0, &[(200, ever)]);
        }
    }
    world
}

/// 400 surveys: the mean lies within four standard errors of what a survey of everyone would find,
/// the mean estimated error is that of the spread within a quarter, and the intervals cover 90 to
/// 99 %.
#[test]
fn the_survey_is_unbiased_and_its_error_is_that_of_its_spread() {
    let world = uneven_world();
    let results = surveys(&world, &params(0.85, 0.01), 400);
    let expected = results[0].expected;
    assert!((expected - expected_share(results[0].truth, &params(0.85, 0.01))).abs() < 1e-15);
    let average = mean(&results, |r| r.estimate);
    let spread = mean(&results, |r| (r.estimate - average) * (r.estimate - average)).sqrt();
    assert!(
        (average - expected).abs() < 4.0 * spread / 20.0,
        "{average} against {expected}, spread {spread}"
    );
    let error = mean(&results, |r| r.standard_error * r.standard_error).sqrt();
    assert!((error / spread - 1.0).abs() < 0.25, "{error} against {spread}");
    let covered = results.iter().filter(|r| r.low <= expected && expected <= r.high).count();
    assert!((360..=396).contains(&covered), "{covered} of 400");
    assert!(mean(&results, |r| r.design_effect) > 2.0, "unequal communes cost precision");
}

/// Communes that are all alike, all of whose people are asked or a few of very many: clusters add
/// nothing.
#[test]
fn alike_communes_have_a_design_effect_of_one() {
    let world = crowd(&Region::ALL, 6, 600, |_| 60);
    let few = Params { respondents_per_commune: Count::new(20.0).unwrap(), ..params(1.0, 0.0) };
    let results = surveys(&world, &few, 200);
    let effect = mean(&results, |r| r.design_effect);
    assert!((effect - 1.0).abs() < 0.1, "{effect}");
    let census = Params { respondents_per_commune: Count::new(600.0).unwrap(), ..params(1.0, 0.0) };
    for result in surveys(&world, &census, 5) {
        assert!((result.estimate - 0.1).abs() < 1e-12 && result.standard_error < 1e-12);
    }
}

#[test]
fn it_asks_as_many_as_it_says() {
    let world = crowd(&Region::ALL, 10, 150, |_| 10);
    let result = surveys(&world, &params(1.0, 0.0), 1)[0];
    assert_eq!((result.clusters, result.respondents), (36, 36 * 108));
    assert_eq!(result.degrees, 36 - 12);
    assert_eq!(result.year, 2017);
}

#[test]
fn one_commune_and_nobody_to_ask_are_no_trouble() {
    let world = crowd(&[Region::Southeast], 1, 200, |_| 20);
    let results = surveys(&world, &params(1.0, 0.0), 50);
    assert!((mean(&results, |r| r.estimate) - 0.1).abs() < 0.01);
    assert!(results.iter().all(|r| r.low < r.estimate && r.estimate < r.high));
    let one = Params { communes: Count::new(1.0).unwrap(), ..params(1.0, 0.0) };
    assert_eq!(surveys(&world, &one, 1)[0].clusters, 1);
    let empty = crowd(&[Region::Southeast], 1, 0, |_| 0);
    assert_eq!(survey(&empty, &one, &Draws::new(1, 0)), None);
}

#[test]
fn silence_and_invention_set_what_is_found() {
    let world = crowd(&Region::ALL, 6, 200, |_| 50);
    assert!(surveys(&world, &params(0.0, 0.0), 3).iter().all(|r| r.estimate == 0.0 && r.expected == 0.0));
    assert!(surveys(&world, &params(1.0, 1.0), 3).iter().all(|r| r.estimate == 1.0 && r.expected == 1.0));
}

/// A survivor more in one commune moves no draw elsewhere: the estimates differ by that commune's
/// answers only.
#[test]
fn draws_belong_to_communes_and_people() {
    let world = crowd(&Region::ALL, 4, 200, |_| 20);
    let mut other = crowd(&Region::ALL, 4, 200, |_| 20);
    other.communes[0].people.set(150, crate::population::person_flag::EVER_BEFORE_18);
    let (before, after) = (surveys(&world, &params(1.0, 0.0), 20), surveys(&other, &params(1.0, 0.0), 20));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.respondents, after.respondents);
        assert!((0..=36).contains(&(after.reported as i32 - before.reported as i32)));
    }
}
