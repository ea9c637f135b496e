//! The column `out_migration_rate_annual_2005_2016` of `provinces.csv`, derived again from the
//! statistics office's series in `out_migration.csv`. Only the tests run it: the program reads the
//! column.
//!
//! A province's rate `y` in a year stands to the country's rate `c` of that year as `r = y / c`, so
//! that what moves the whole country drops out. Over the years `t`, `m = median ln r` is the
//! province's level: one or two odd years do not move it. Its sampling variance is
//! `v = pi / 2 * (1.4826 * MAD)^2 / years`, with `MAD` the median distance of `ln r` from `m`.
//! Levels of a region's provinces spread about the region's mean `mu` with the variance `tau^2`,
//! one for all regions (Paule and Mandel 1982, doi:10.6028/jres.087.022): the root of
//! `sum (m - mu)^2 / (v + tau^2) = provinces - regions`, each `mu` being the mean with weights
//! `1 / (v + tau^2)`. The shrunk level is the mean of the province's own level and its region's
//! with weights `tau^2` and `v` (empirical Bayes), and the rate is the country's median rate times
//! its exponential.

use std::collections::BTreeMap;

const SERIES: &str = include_str!("../../../configs/viet_nam/out_migration.csv");
const PROVINCES: &str = include_str!("../../../configs/viet_nam/provinces.csv");

/// A province's level: its region, `m` and `v`.
struct Level {
    region: String,
    level: f64,
    variance: f64,
}

pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

/// Code and per mille a year, the country's row (`00`) first.
fn series() -> Vec<(&'static str, Vec<f64>)> {
    let row = |line: &'static str| {
        let mut fields = line.split(',');
        let code = fields.next().unwrap();
        (code, fields.skip(1).map(|number| number.parse().unwrap()).collect())
    };
    SERIES.lines().skip(1).map(row).collect()
}

/// A text column of `provinces.csv` by code.
fn column(name: &str) -> BTreeMap<&'static str, &'static str> {
    let place = PROVINCES.lines().next().unwrap().split(',').position(|field| field == name).unwrap();
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split(',').collect();
        (fields[0], fields[place])
    };
    PROVINCES.lines().skip(1).map(row).collect()
}

fn level(own: &[f64], country: &[f64], region: &str) -> Level {
    let logs: Vec<f64> = own.iter().zip(country).map(|(y, c)| libm::log(y / c)).collect();
    let level = median(&logs);
    let distances: Vec<f64> = logs.iter().map(|log| (log - level).abs()).collect();
    let sd = 1.4826 * median(&distances);
    let variance = std::f64::consts::FRAC_PI_2 * sd * sd / logs.len() as f64;
    Level { region: region.to_owned(), level, variance }
}

/// Mean level of a region whose provinces spread with the variance `between`.
fn regional_mean(levels: &[Level], region: &str, between: f64) -> f64 {
    let own = || levels.iter().filter(|of| of.region == region);
    let weight = |of: &Level| 1.0 / (of.variance + between);
    own().map(|of| weight(of) * of.level).sum::<f64>() / own().map(weight).sum::<f64>()
}

/// `tau^2`, by halving.
fn between_provinces(levels: &[Level]) -> f64 {
    let regions: std::collections::BTreeSet<&str> = levels.iter().map(|of| of.region.as_str()).collect();
    let freedom = (levels.len() - regions.len()) as f64;
    let excess = |between: f64| {
        let square = |of: &Level| {
            let apart = of.level - regional_mean(levels, &of.region, between);
            apart * apart / (of.variance + between)
        };
        levels.iter().map(square).sum::<f64>() - freedom
    };
    let (mut low, mut high) = (0.0, 5.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if excess(middle) > 0.0 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The column by code.
fn rates() -> BTreeMap<&'static str, f64> {
    let series = series();
    let ((country_code, country), provinces) = series.split_first().unwrap();
    assert_eq!(*country_code, "00");
    let regions = column("region");
    let levels: Vec<Level> = provinces.iter().map(|(code, own)| level(own, country, regions[code])).collect();
    let between = between_provinces(&levels);
    let shrunk = |of: &Level| {
        let regional = regional_mean(&levels, &of.region, between);
        (between * of.level + of.variance * regional) / (between + of.variance)
    };
    let rate = |of: &Level| median(country) / 1000.0 * libm::exp(shrunk(of));
    provinces.iter().zip(&levels).map(|((code, _), of)| (*code, rate(of))).collect()
}

#[test]
fn the_column_is_what_the_series_gives() {
    let (rates, column) = (rates(), column("out_migration_rate_annual_2005_2016"));
    assert_eq!(rates.len(), 63);
    for (code, rate) in rates {
        assert_eq!(column[code], format!("{rate:.5}"), "province {code}");
    }
}

/// Lai Chau's two last years (16.7 and 16.1 per mille, its others 2.5 to 8.1) made it the province
/// that most people leave; over all years it stands below its region, as its neighbours do.
#[test]
fn two_odd_years_do_not_make_a_province_the_one_that_most_leave() {
    let rates = rates();
    let above = rates.values().filter(|&&rate| rate > rates["12"]).count();
    assert!(above > 50, "{above} provinces lie above Lai Chau");
    let neighbours = ["10", "11", "14"].map(|code| rates[code]);
    assert!(neighbours.iter().all(|rate| (0.5..2.0).contains(&(rates["12"] / rate))), "{neighbours:?}");
}

/// No province is left more than twice or less than a third as much as the middle one: a cell
/// beyond that is looked at before it steers a country.
#[test]
fn no_province_stands_far_apart() {
    let rates: Vec<f64> = rates().into_values().collect();
    let middle = median(&rates);
    assert!(rates.iter().all(|rate| (0.33..2.0).contains(&(rate / middle))));
}

/// Levels 0 and 1 measured exactly stay; measured badly, both go to the region's mean.
#[test]
fn a_level_is_shrunk_as_far_as_its_error_is_large() {
    let region = |variance| [0.0, 1.0, 2.0].map(|level| Level { region: "r".to_owned(), level, variance });
    assert!((between_provinces(&region(0.0)) - 1.0).abs() < 1e-9, "the variance of 0, 1, 2");
    assert!(between_provinces(&region(4.0)) < 1e-9, "all of it is error");
    assert_eq!(regional_mean(&region(0.5), "r", 1.0), 1.0);
}
