//! The margins of the synthetic population against the province table, each with its statistical bound.

use lachan::config::{BASELINE, Request, Tables, data, resolve, rules};
use lachan::population::synthesis::{Recipe, Synthesis, apply_gap_rules, synthesise};
use lachan::population::{ProvinceRecord, home_flag};
use lachan::quantities::Month;
use lachan::random::Draws;
use lachan::simulation::{Parameters, adjacency, records};

/// Standard errors within which each of 63 provinces must lie: by chance one of them falls outside 4.5 in about
/// 2,300 populations.
const BOUND: f64 = 4.5;

fn made(scale: f64) -> Synthesis {
    let config = resolve(&Request {
        baseline: &BASELINE,
        library: &[],
        scenario: None,
        config: None,
        sets: &[],
        rules: &rules::standard,
    })
    .unwrap_or_else(|faults| panic!("{faults}"));
    let parameters = Parameters::read(&config).unwrap_or_else(|faults| panic!("{faults}"));
    let table = data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}"));
    let (mut records, adjacency) = (records(&table).unwrap(), adjacency(&table));
    apply_gap_rules(&mut records, &parameters.synthesis);
    let recipe = Recipe {
        records: &records,
        adjacency: &adjacency,
        scale,
        start: Month(0),
        transitory_sd: parameters.economy.transitory_sd.get(),
    };
    synthesise(&recipe, &parameters.synthesis, &Draws::new(1, 0))
}

/// For each province: simulated homes, and how many of them are so.
fn homes_where(made: &Synthesis, is: impl Fn(usize, u16, f32) -> bool) -> Vec<(f64, f64)> {
    made.country
        .provinces
        .iter()
        .enumerate()
        .map(|(row, province)| {
            let (mut all, mut so) = (0.0, 0.0);
            for commune in &made.communes[province.communes.clone()] {
                for home in 0..commune.homes.len() {
                    all += 1.0;
                    let consumption = commune.homes.log_consumption(home);
                    so += f64::from(u8::from(is(row, commune.homes.flags[home], consumption)));
                }
            }
            (all, so)
        })
        .collect()
}

/// Every province lies within `BOUND` binomial standard errors of its published share.
fn shares_hold(
    made: &Synthesis,
    what: &str,
    counts: &[(f64, f64)],
    published: impl Fn(&ProvinceRecord) -> f64,
) {
    let mut off = Vec::new();
    for ((all, so), province) in counts.iter().zip(&made.country.provinces) {
        let share = published(&province.record);
        let z = (so - all * share) / (all * share * (1.0 - share)).sqrt();
        // A count of half a home is rounding, not chance.
        if z.abs() > BOUND && (so - all * share).abs() > 1.0 {
            off.push(format!(
                "{} {what}: {:.4}, published {share:.4}, z {z:.1}",
                province.record.name,
                so / all
            ));
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn weights_give_back_the_families_of_every_province() {
    let made = made(0.005);
    for province in &made.country.provinces {
        let homes: usize = made.communes[province.communes.clone()].iter().map(|c| c.homes.len()).sum();
        assert!((homes as f64 * province.weight - province.families).abs() < 1e-6 * province.families);
        assert!(province.families <= province.households);
    }
}

/// Homes are spread evenly along the axis, so residence has no sampling error but rounding.
#[test]
fn urban_minority_and_poverty_shares_meet_the_table() {
    for scale in [0.005, 0.02] {
        let made = made(scale);
        let urban = homes_where(&made, |_, flags, _| flags & home_flag::URBAN != 0);
        shares_hold(&made, "urban", &urban, |record| record.urban_share);
        let minority = homes_where(&made, |_, flags, _| flags & home_flag::MINORITY != 0);
        shares_hold(&made, "minority", &minority, |record| record.minority_pupil_share.unwrap());
        let lines: Vec<f32> = made.country.provinces.iter().map(|province| province.poverty_line).collect();
        let poor = homes_where(&made, |row, _, consumption| consumption < lines[row]);
        shares_hold(&made, "poor", &poor, |record| record.poverty_rate.unwrap());
    }
}

#[test]
fn each_fifth_holds_a_fifth_of_the_families() {
    let made = made(0.02);
    let (mut fifths, mut all) = ([0.0; 5], 0.0);
    for commune in &made.communes {
        let weight = made.country.provinces[usize::from(commune.province)].weight;
        for home in 0..commune.homes.len() {
            fifths[commune.homes.fifth(home)] += weight;
            all += weight;
        }
    }
    // About 420,000 homes of nearly equal weight: a standard error of 0.0006.
    for (fifth, weight) in fifths.iter().enumerate() {
        assert!((weight / all - 0.2).abs() < 4.0 * 0.0007, "fifth {fifth}: {:.4}", weight / all);
    }
}

#[test]
fn children_under_15_meet_the_table() {
    let made = made(0.02);
    for province in &made.country.provinces {
        let (mut children, mut squares, mut homes) = (0.0, 0.0, 0.0);
        for commune in &made.communes[province.communes.clone()] {
            for home in 0..commune.homes.len() {
                let own = commune
                    .homes
                    .members(home)
                    .filter(|&person| (0..180).contains(&commune.people.age(person, Month(0))))
                    .count() as f64;
                children += own;
                squares += own * own;
                homes += 1.0;
            }
        }
        let mean = children / homes;
        let error = ((squares / homes - mean * mean) / homes).sqrt() * homes * province.weight;
        let off = children * province.weight - province.record.children_under_15;
        assert!(
            off.abs() < BOUND * error,
            "{}: {off:.0} children, standard error {error:.0}",
            province.record.name
        );
    }
}
