//! The margins of the synthetic population against the province table, each with its statistical
//! bound.
//!
//! Where a run keeps every commune of a province, homes are chance only one by one, and binomial
//! errors apply. Where it keeps a sample of communes, a province may be all urban; there the
//! country is tested, over many seeds, with the spread between seeds as the error.

use crate::making::Maker;
use lachan::population::synthesis::{Fit, Params, Size, Synthesis, settle};
use lachan::population::{Commune, Province, ProvinceRecord, home_flag};
use lachan::quantities::Month;
use lachan::random::Draws;
use std::sync::{Arc, LazyLock};

/// Standard errors within which each binomial share must lie: one of 63 falls outside 4.5 in about
/// 2,300 populations.
const BOUND: f64 = 4.5;
/// Seeds of the tests of samples. The mean over them follows Student's t with 29 degrees of
/// freedom.
const SEEDS: u64 = 30;
/// Standard errors, from the spread between seeds, within which a national mean must lie: t of 29
/// degrees lies outside 4 with chance 0.0004.
const BOUND_OVER_SEEDS: f64 = 4.0;

/// Homes of each province of which it holds (row of the province, flags, log consumption, wealth
/// fifth), and all homes.
fn homes_where(made: &Synthesis, holds: impl Fn(usize, u16, f32, usize) -> bool) -> Vec<(f64, f64)> {
    let provinces = made.country.provinces.iter().enumerate();
    provinces
        .map(|(row, province)| {
            let (mut so, mut all) = (0.0, 0.0);
            for commune in &made.communes[province.communes.clone()] {
                let homes = &commune.homes;
                all += homes.len() as f64;
                so += (0..homes.len())
                    .filter(|&home| {
                        holds(row, homes.flags[home], homes.log_consumption(home), homes.fifth(home))
                    })
                    .count() as f64;
            }
            (so, all)
        })
        .collect()
}

/// Homes and communes come out as foretold; people, whose number in each home is chance, within
/// [`BOUND`] deviations: at most 0.87 a home.
#[test]
fn the_size_is_known_beforehand() {
    let maker = Maker::new();
    for scale in [0.002, 0.01] {
        let made = maker.country(scale, 3);
        let params = &maker.parameters.synthesis;
        let fit = Fit::of(&maker.records, params, maker.parameters.economy.transitory_sd.get());
        let expected = Size::expected(&maker.records, &fit, params, scale);
        let homes: usize = made.communes.iter().map(|commune| commune.homes.len()).sum();
        let people: usize = made.communes.iter().map(|commune| commune.people.len()).sum();
        assert_eq!((made.communes.len(), homes), (expected.communes, expected.homes), "{scale}");
        // Which communes are kept matters too: minorities have more children.
        let bound = BOUND * 0.87 * (homes as f64).sqrt() + 0.01 * expected.people;
        assert!((people as f64 - expected.people).abs() < bound, "{scale}: {people} {}", expected.people);
        assert!(expected.bytes() > 16.0 * people as f64, "{}", expected.bytes());
    }
}

#[test]
fn what_scales_and_seeds_have_in_common_is_solved_once_for_the_settings_it_follows_from() {
    let maker = Maker::new();
    let params = &maker.parameters.synthesis;
    let sd = maker.parameters.economy.transitory_sd.get();
    let fit = |params: &Params, sd: f64| Fit::of(&maker.records, params, sd);
    assert!(Arc::ptr_eq(&fit(params, sd), &fit(params, sd)));
    assert!(!Arc::ptr_eq(&fit(params, sd), &fit(params, sd + 0.01)));
    let other = Params { urban_consumption_gap: params.remoteness_consumption_gap, ..params.clone() };
    assert!(!Arc::ptr_eq(&fit(params, sd), &fit(&other, sd)));
    let fewer = Fit::of(&maker.records[..40], params, sd);
    assert!(!Arc::ptr_eq(&fit(params, sd), &fewer));
}

/// What is tested of the homes, with the published share of a province.
type Margin = (&'static str, fn(&Synthesis) -> Vec<(f64, f64)>, fn(&ProvinceRecord) -> f64);
const MARGINS: [Margin; 2] = [
    ("urban", |made| homes_where(made, |_, flags, _, _| flags & home_flag::URBAN != 0), |of| of.urban_share),
    (
        "poor",
        |made| {
            let lines: Vec<f32> =
                made.country.provinces.iter().map(|province| province.poverty_line).collect();
            homes_where(made, |row, _, consumption, _| consumption < lines[row])
        },
        |of| of.poverty_rate.unwrap(),
    ),
];

/// The country's share from the provinces' counts and weights.
fn national(made: &Synthesis, counts: &[(f64, f64)]) -> f64 {
    let (mut so, mut all) = (0.0, 0.0);
    for (count, province) in counts.iter().zip(&made.country.provinces) {
        so += count.0 * province.weight;
        all += count.1 * province.weight;
    }
    so / all
}

/// Mean over seeds, and the standard deviation between them.
fn over_seeds(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt())
}

fn assert_mean_over_seeds(what: &str, values: &[f64], expected: f64) {
    let (mean, sd) = over_seeds(values);
    let error = sd / (values.len() as f64).sqrt();
    assert!(
        (mean - expected).abs() < BOUND_OVER_SEEDS * error,
        "{what}: {mean:.5} (standard error {error:.5}), expected {expected:.5}"
    );
}

/// A commune has the families of a real one, but for rounding, whatever the scale.
#[test]
fn communes_are_of_real_size_and_weights_give_back_the_families() {
    let made = Maker::new().country(0.005, 1);
    for province in &made.country.provinces {
        let of_real = province.families / province.real_communes as f64;
        for commune in &made.communes[province.communes.clone()] {
            assert!((commune.homes.len() as f64 - of_real).abs() <= 1.0, "{}", province.record.name);
        }
        let homes: usize = made.communes[province.communes.clone()].iter().map(|c| c.homes.len()).sum();
        assert!((homes as f64 * province.weight - province.families).abs() < 1e-6 * province.families);
        assert!(province.families <= province.households);
    }
}

/// Every province keeps the same share of its communes, so that a recruiter who moves stands for as
/// many there as here; and of their families at least a tenth, a small province more: 0.6 of what a
/// mean one keeps.
#[test]
fn every_province_keeps_enough_families_in_the_same_share_of_its_communes() {
    let scale = 0.02;
    let made = Maker::with("synthesis.commune_sample=0.1").country(scale, 1);
    let provinces = &made.country.provinces;
    let mean = scale * provinces.iter().map(|of| of.families).sum::<f64>() / provinces.len() as f64;
    let mut all = 0;
    for province in provinces {
        let name = &province.record.name;
        let communes = &made.communes[province.communes.clone()];
        assert!((communes.len() as f64 - 0.2 * province.real_communes as f64).abs() <= 0.5, "{name}");
        let homes: usize = communes.iter().map(|commune| commune.homes.len()).sum();
        // Families a household differ between provinces.
        assert!(homes as f64 > 0.45 * mean, "{name}: {homes} of {mean:.0}");
        assert!((homes as f64 * province.weight - province.families).abs() < 1e-6 * province.families);
        let there = province.families * communes.len() as f64 / province.real_communes as f64;
        assert!((homes as f64 / there - province.sampled).abs() < 1e-9, "{name}");
        assert!((0.099..=1.0).contains(&province.sampled), "{name}: {}", province.sampled);
        all += homes;
    }
    let work = all as f64 / (mean * provinces.len() as f64);
    assert!(work < 1.06, "{work}");
}

/// Every province is whole and lies within `BOUND` binomial standard errors of a share.
fn assert_every_province(
    what: &str,
    made: &Synthesis,
    counts: &[(f64, f64)],
    share: impl Fn(&Province) -> f64,
) {
    for ((so, all), province) in counts.iter().zip(&made.country.provinces) {
        let share = share(province);
        let z = (so - all * share) / (all * share * (1.0 - share)).sqrt();
        assert_eq!(province.communes.len(), province.real_communes);
        assert!(
            z.abs() < BOUND || (so - all * share).abs() < 1.0,
            "{} {what}: {:.4}, expected {share:.4}, z {z:.1}",
            province.record.name,
            so / all
        );
    }
}

/// Every commune is kept and homes are spread evenly along the axis: residence has no error but the
/// rounding of one home for each commune, the other shares a binomial one.
#[test]
fn a_whole_province_meets_the_table() {
    let made = Maker::new().whole_small_provinces();
    for (what, counts, published) in MARGINS {
        assert_every_province(what, &made, &counts(&made), |of| published(&of.record));
    }
    let poorest = homes_where(&made, |_, _, _, fifth| fifth < 2);
    assert_every_province("in the two poorest fifths", &made, &poorest, |of| of.poorest_two_fifths_share);
    for fifth in 0..5 {
        let share = national(&made, &homes_where(&made, |_, _, _, of| of == fifth));
        // Some 600,000 homes: a standard error of 0.0005.
        assert!((share - 0.2).abs() < BOUND * 0.0006, "fifth {fifth}: {share:.4}");
    }
}

/// The published share is that of pupils, and minority homes have more children: it is children who
/// must meet it. They come two or so a home, all of one ethnicity, hence a variance of 2.5 times
/// the binomial one.
#[test]
fn the_children_of_minorities_meet_the_share_of_pupils() {
    let made = Maker::new().whole_small_provinces();
    for ((so, all), province) in minority_children(&made).into_iter().zip(&made.country.provinces) {
        let share = province.record.minority_pupil_share.unwrap();
        let z = (so - all * share) / (2.5 * all * share * (1.0 - share)).sqrt();
        assert!(z.abs() < BOUND, "{}: {:.4}, expected {share:.4}", province.record.name, so / all);
    }
}

/// What one seed's sample says of the country.
struct Sample {
    margins: [f64; 2],
    minority_children: f64,
    fifths: [f64; 5],
    children_under_15: f64,
    communes: usize,
    /// Communes with urban and rural homes.
    mixed: usize,
}

/// The smallest samples: one commune of nearly every province.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let maker = Maker::new();
    (1..=SEEDS)
        .map(|seed| {
            let made = maker.country(0.002, seed);
            let urban = |commune: &&Commune| {
                let homes = &commune.homes;
                let urban = (0..homes.len()).filter(|&home| homes.has(home, home_flag::URBAN)).count();
                urban > 0 && urban < homes.len()
            };
            Sample {
                margins: MARGINS.map(|(_, counts, _)| national(&made, &counts(&made))),
                minority_children: national(&made, &minority_children(&made)),
                fifths: [0, 1, 2, 3, 4]
                    .map(|fifth| national(&made, &homes_where(&made, |_, _, _, of| of == fifth))),
                children_under_15: children_under_15(&made),
                communes: made.communes.len(),
                mixed: made.communes.iter().filter(urban).count(),
            }
        })
        .collect()
});

fn of_samples(value: impl Fn(&Sample) -> f64) -> Vec<f64> {
    SAMPLES.iter().map(value).collect()
}

#[test]
fn samples_of_communes_meet_the_country() {
    let maker = Maker::new();
    let provinces = maker.country(0.002, 1).country.provinces;
    let families: f64 = provinces.iter().map(|province| province.families).sum();
    for (place, (what, _, published)) in MARGINS.into_iter().enumerate() {
        let expected = provinces.iter().map(|of| of.families * published(&of.record)).sum::<f64>() / families;
        assert_mean_over_seeds(what, &of_samples(|sample| sample.margins[place]), expected);
    }
    for fifth in 0..5 {
        assert_mean_over_seeds(&format!("fifth {fifth}"), &of_samples(|sample| sample.fifths[fifth]), 0.2);
    }
    let expected = maker.records.iter().map(|record| record.children_under_15).sum::<f64>();
    let of_minorities = |of: &ProvinceRecord| of.children_under_15 * of.minority_pupil_share.unwrap();
    let minority = maker.records.iter().map(of_minorities).sum::<f64>() / expected;
    assert_mean_over_seeds("minority", &of_samples(|sample| sample.minority_children), minority);
    assert_mean_over_seeds("children", &of_samples(|sample| sample.children_under_15), expected);
}

/// One commune of a province is urban with the chance of its urban share `u`, so independent
/// provinces of weights `w` would give the country's urban share the variance
/// `sum of w^2 u (1 - u)` between seeds; `n` strata of a province have an `n^2`-th of that at best.
/// The provinces' offsets balance one another: a variance below half of that best.
#[test]
fn samples_of_provinces_balance_one_another() {
    let provinces = Maker::new().country(0.002, 1).country.provinces;
    let families: f64 = provinces.iter().map(|province| province.families).sum();
    let independent: f64 = provinces
        .iter()
        .map(|of| {
            let (weight, share) = (of.families / families, of.record.urban_share);
            weight * weight * share * (1.0 - share) / (of.communes.len() as f64).powi(2)
        })
        .sum();
    let (_, sd) = over_seeds(&of_samples(|sample| sample.margins[0]));
    assert!(sd * sd < 0.5 * independent, "{sd:.4}, independent {:.4}", independent.sqrt());
}

/// A slice holds both urban and rural homes only where the bound between them falls into it: in one
/// commune of a real province at most.
#[test]
fn a_small_run_mixes_no_more_in_a_commune_than_a_whole_one() {
    let mixed: usize = SAMPLES.iter().map(|sample| sample.mixed).sum();
    let all: usize = SAMPLES.iter().map(|sample| sample.communes).sum();
    // A small province of 35 communes has the largest share of mixed ones, 0.03; the country has 63
    // in 10,800. About 0.01 of 1,900 communes kept, with provinces counted alike: 19, and 4.5
    // standard errors more are 39.
    assert!(all > 1_800 && mixed < 39, "{mixed} of {all}");
}

/// Every home of a commune gets a new family: consumption keeps the mean that the place on the axis
/// sets, at both ends.
#[test]
fn families_that_follow_are_as_rich_as_the_first_of_their_commune() {
    let maker = Maker::new();
    let made = maker.country(0.002, 5);
    let draws = Draws::new(5, 0);
    let mut differences = Vec::new();
    for mut commune in made.communes {
        let (row, homes) = (usize::from(commune.province), commune.homes.len());
        let mean = |commune: &Commune| -> (f64, f64) {
            over_seeds(&commune.homes.permanent.iter().map(|of| f64::from(of.get())).collect::<Vec<f64>>())
        };
        let (before, sd) = mean(&commune);
        for home in 0..homes {
            commune.homes.generation[home] += 1;
            settle(
                &mut commune,
                home,
                Month(0),
                &made.consumption[row],
                &maker.parameters.synthesis,
                &made.country,
                &draws,
            );
        }
        differences.push((mean(&commune).0 - before) / (sd * (2.0 / homes as f64).sqrt()));
    }
    // A place's ethnicity and residence stay, so the standard error is a little too large: z must
    // lie within BOUND.
    assert!(differences.iter().all(|z| z.abs() < BOUND), "{differences:?}");
}

/// Children under 15 of a commune.
fn under_15(commune: &Commune) -> impl Iterator<Item = usize> + '_ {
    (0..commune.people.len()).filter(|&person| (0..180).contains(&commune.people.age(person, Month(0))))
}

/// Children under 15 of ethnic minorities in each province, and all children under 15.
fn minority_children(made: &Synthesis) -> Vec<(f64, f64)> {
    let count = |province: &Province| {
        let communes = &made.communes[province.communes.clone()];
        let of_minorities = |commune: &Commune| {
            let minority = |&person: &usize| commune.homes.has(commune.home_of(person), home_flag::MINORITY);
            under_15(commune).filter(minority).count()
        };
        let all: usize = communes.iter().map(|commune| under_15(commune).count()).sum();
        (communes.iter().map(of_minorities).sum::<usize>() as f64, all as f64)
    };
    made.country.provinces.iter().map(count).collect()
}

fn children_under_15(made: &Synthesis) -> f64 {
    made.communes
        .iter()
        .map(|commune| {
            made.country.provinces[usize::from(commune.province)].weight * under_15(commune).count() as f64
        })
        .sum()
}
