//! The estimates against closed forms and numbers computed otherwise.

use super::*;
use crate::experiments::design::{Factor, Scale, sobol};
use crate::random::normal_quantile;

/// `count` draws of standard normal numbers, spread evenly: by dimension and draw.
fn normals(dimensions: usize, count: usize) -> Vec<Vec<f64>> {
    let factors: Vec<Factor> = (0..dimensions).map(unit_factor).collect();
    let points = sobol(&factors, count, 7).unwrap();
    (0..dimensions)
        .map(|own| points.iter().map(|point| normal_quantile(point.values[own])).collect())
        .collect()
}

fn near(value: f64, wanted: f64, share: f64) {
    assert!((value - wanted).abs() <= share * wanted, "{value} is not {wanted}");
}

/// Nothing against an act of benefit 0.3 + z1 + 1.5 z2, both standard normal. With `s` the deviation
/// of what is learnt, its worth is `s phi(m / s) + m Phi(m / s) - m` for the mean m = 0.3.
#[test]
fn two_acts_and_normal_benefits_have_a_closed_form() {
    let [one, two] = &normals(2, 4096)[..] else { panic!() };
    let act: Vec<f64> = one.iter().zip(two).map(|(one, two)| 0.3 + one + 1.5 * two).collect();
    let benefits = [vec![0.0; act.len()], act];
    near(perfect(&benefits).value, 0.579_139, 0.01);
    near(partial(&benefits, &[one], 1).worth.value, 0.266_761, 0.01);
    let all = partial(&benefits, &[one, two], 1);
    near(all.worth.value, perfect(&benefits).value, 1e-6);
    assert!(all.is_told() && all.floor < 0.01, "{all:?}");
}

/// A study that sees z1 with an error of deviation 0.5: it moves the expected benefit by a deviation
/// of 1 / sqrt(1.25).
#[test]
fn a_study_with_normal_errors_has_a_closed_form() {
    let [one, two, error] = &normals(3, 4096)[..] else { panic!() };
    let act: Vec<f64> = one.iter().zip(two).map(|(one, two)| 0.3 + one + 0.2 * two).collect();
    let outcome: Vec<f64> = one.iter().zip(error).map(|(one, error)| one + 0.5 * error).collect();
    let benefits = [vec![0.0; act.len()], act];
    near(partial(&benefits, &[&outcome], 1).worth.value, 0.226_710, 0.01);
}

/// Three acts: nothing, 2 sin 2x + y / 2 - 0.3, and x^2 - 1 + 0.8 y. The values were computed by
/// quadrature over x and y (4,001 nodes in one dimension, 1,401 squared in two), outside this program.
#[test]
fn curved_benefits_agree_with_quadrature() {
    let [x, y] = &normals(2, 8192)[..] else { panic!() };
    let of = |act: fn(f64, f64) -> f64| x.iter().zip(y).map(|(&x, &y)| act(x, y)).collect::<Vec<_>>();
    let benefits = [
        of(|_, _| 0.0),
        of(|x, y| 2.0 * libm::sin(2.0 * x) + 0.5 * y - 0.3),
        of(|x, y| x * x - 1.0 + 0.8 * y),
    ];
    near(perfect(&benefits).value, 0.960_052, 0.01);
    near(partial(&benefits, &[x], 1).worth.value, 0.899_402, 0.02);
    near(partial(&benefits, &[y], 1).worth.value, 0.319_153, 0.02);
}

#[test]
fn where_nothing_is_uncertain_nothing_is_worth_knowing() {
    let benefits = [vec![1.0; 40], vec![2.5; 40], vec![-1.0; 40]];
    let varied: Vec<f64> = (0..40).map(f64::from).collect();
    for inputs in [&[][..], &[&[3.0; 40][..]], &[&varied[..]]] {
        let found = partial(&benefits, inputs, 1);
        assert_eq!((found.worth.value, found.floor, found.is_told()), (0.0, 0.0, false));
    }
    assert_eq!(perfect(&benefits), Worth { value: 0.0, standard_error: Some(0.0) });
    // What moves all acts alike moves no decision.
    let alike = [varied.clone(), varied.iter().map(|value| value - 1.0).collect()];
    assert_eq!(partial(&alike, &[&varied], 1).worth.value, 0.0);
    assert_eq!(perfect(&alike).value, 0.0);
    assert_eq!(perfect(&[]).value, 0.0);
}

/// A parameter that tells nothing about noisy benefits: its value stays below what chance gives, as
/// that of one that tells much does not.
#[test]
fn a_useless_parameter_is_not_told_from_chance() {
    let [useless, useful, noise] = &normals(3, 120)[..] else { panic!() };
    let act: Vec<f64> = useful.iter().zip(noise).map(|(own, noise)| own + noise).collect();
    let benefits = [vec![0.0; act.len()], act];
    let [useless, useful] = [useless, useful].map(|input| partial(&benefits, &[input], 3));
    assert!(!useless.is_told() && useful.is_told(), "{useless:?} {useful:?}");
    assert!(useful.worth.standard_error.unwrap() > 0.0 && useful.floor < 0.2);
}

/// The expected loss of the best act is what knowing everything is worth.
#[test]
fn the_least_expected_loss_is_the_value_of_perfect_information() {
    let [one, two] = &normals(2, 64)[..] else { panic!() };
    let benefits = [vec![0.0; 64], one.clone(), two.iter().map(|value| 0.2 + 2.0 * value).collect()];
    let least = choices(&benefits).into_iter().map(|own| own.expected_loss).fold(f64::INFINITY, f64::min);
    assert!((least - perfect(&benefits).value).abs() < 1e-12);
    let sum: f64 = choices(&benefits).iter().map(|own| own.probability_best).sum();
    assert!((sum - 1.0).abs() < 1e-12);
}

/// Money in another unit, or counted from elsewhere in each draw, changes no value but by the unit.
#[test]
fn values_scale_with_money_and_do_not_hang_on_where_it_is_counted_from() {
    let [one, two] = &normals(2, 200)[..] else { panic!() };
    let act: Vec<f64> = one.iter().zip(two).map(|(one, two)| 0.1 + one + two).collect();
    let plain = partial(&[vec![0.0; 200], act.clone()], &[one], 1);
    let moved = [
        two.iter().map(|two| 1e3 * two).collect(),
        act.iter().zip(two).map(|(act, two)| 1e3 * (act + two)).collect::<Vec<_>>(),
    ];
    let moved = partial(&moved, &[one], 1);
    near(moved.worth.value, 1e3 * plain.worth.value, 1e-6);
}

fn unit_factor(place: usize) -> Factor {
    Factor::new(&format!("x{place}"), 0.0, 1.0, Scale::Linear).unwrap()
}
