//! `destinations.csv`, derived again from the statistics office's series. Only the tests run it: the
//! program reads the table.
//!
//! A doubly constrained gravity model with factors by pair of regions,
//!
//! `T_ij = a_i b_j c_RS exp(-d_ij / d0)`, `T_ii = 0`, `R` and `S` the regions of `i` and `j`,
//!
//! whose factors are found by iterative proportional fitting to three margins:
//! * out-migrants of a province, its rate in `provinces.csv` times its residents;
//! * in-migrants, the median over the years of the province's in-migration rate (`in_migration.csv`)
//!   over the country's, times the country's median rate and the residents, scaled to as many as
//!   leave;
//! * flows between regions, those of `migration_between_regions.csv` fitted to the regions' sums of
//!   the above. Moves within a region, which that table does not count, follow from the rates of the
//!   same year: residents' mean of the provinces' rates over the region's rate, less one, times the
//!   region's migrants; the mean of what out- and in-migration say (they differ by 2 to 20 %).
//!
//! Distances are great circles between the points of `provinces.csv`. The scale `d0` is the one, of
//! steps of 10 km, with which the model without `c` comes nearest to the flows between regions
//! (least deviance): 530 km.

use super::out_migration::median;
use std::collections::BTreeMap;

const OUT: &str = include_str!("../../../configs/viet_nam/out_migration.csv");
const IN: &str = include_str!("../../../configs/viet_nam/in_migration.csv");
const BETWEEN: &str = include_str!("../../../configs/viet_nam/migration_between_regions.csv");
const PROVINCES: &str = include_str!("../../../configs/viet_nam/provinces.csv");
const DESTINATIONS: &str = include_str!("../../../configs/viet_nam/destinations.csv");

/// The year of the flows between regions, 1 April 2012 to 1 April 2013.
const YEAR: &str = "2013";
const EARTH_KM: f64 = 6371.0;

type Matrix = Vec<Vec<f64>>;

/// Rows of a table, by column.
fn rows(text: &'static str) -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    lines.map(|fields| header.iter().copied().zip(fields).collect()).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// A year's rates of each province, per mille, the country's (`00`) first.
fn rates(text: &'static str) -> Vec<BTreeMap<&'static str, f64>> {
    let years = |row: BTreeMap<&'static str, &'static str>| {
        row.into_iter()
            .filter(|(name, _)| number_like(name))
            .map(|(year, rate)| (year, number(rate)))
            .collect()
    };
    rows(text).into_iter().map(years).collect()
}

fn number_like(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

struct Margins {
    out: Vec<f64>,
    into: Vec<f64>,
    region: Vec<usize>,
    /// Flows between and within regions, fitted to the margins.
    between: Matrix,
    km: Matrix,
}

fn margins() -> Margins {
    let provinces = rows(PROVINCES);
    let residents: Vec<f64> = provinces.iter().map(|row| number(row["population"])).collect();
    let (out_rates, in_rates) = (rates(OUT), rates(IN));
    let out: Vec<f64> = provinces
        .iter()
        .zip(&residents)
        .map(|(row, residents)| number(row["out_migration_rate_annual_2005_2016"]) * residents)
        .collect();
    let country = &in_rates[0];
    let level = |own: &BTreeMap<&str, f64>| {
        median(&own.iter().map(|(year, rate)| rate / country[year]).collect::<Vec<_>>())
    };
    let middle = median(&country.values().copied().collect::<Vec<_>>()) / 1000.0;
    let mut into: Vec<f64> = in_rates[1..]
        .iter()
        .zip(&residents)
        .map(|(own, residents)| middle * level(own) * residents)
        .collect();
    let scale = out.iter().sum::<f64>() / into.iter().sum::<f64>();
    into.iter_mut().for_each(|number| *number *= scale);

    let regions = rows(BETWEEN);
    let names: Vec<&str> = regions.iter().map(|row| row["region_from"]).collect();
    let region: Vec<usize> =
        provinces.iter().map(|row| names.iter().position(|name| *name == row["region"]).unwrap()).collect();
    let mut counted: Matrix = regions
        .iter()
        .map(|row| names.iter().map(|name| row[name].parse().unwrap_or(0.0)).collect())
        .collect();
    let of_region = |row: usize, number: &dyn Fn(usize) -> f64| {
        (0..region.len()).filter(|&province| region[province] == row).map(number).sum::<f64>()
    };
    for row in 0..names.len() {
        let within = |rates: &[BTreeMap<&str, f64>], column: &str, counted: f64| {
            let moved = of_region(row, &|at| residents[at] * rates[at + 1][YEAR]);
            let mean = moved / of_region(row, &|at| residents[at]);
            counted * (mean / number(regions[row][column]) - 1.0)
        };
        let of_out = within(&out_rates, "out_rate", counted[row].iter().sum());
        let of_in = within(&in_rates, "in_rate", counted.iter().map(|from| from[row]).sum());
        assert!((of_out / of_in - 1.0).abs() < 0.2, "{}: {of_out} and {of_in}", names[row]);
        counted[row][row] = (of_out + of_in) / 2.0;
    }
    let sums = |numbers: &[f64]| -> Vec<f64> {
        (0..names.len()).map(|row| of_region(row, &|at| numbers[at])).collect()
    };
    let (from, to) = (sums(&out), sums(&into));
    (0..300).for_each(|_| fit(&mut counted, &from, &to));
    let place = |row: &BTreeMap<&str, &str>| [row["lat"], row["lon"]].map(|text| number(text).to_radians());
    let places: Vec<[f64; 2]> = provinces.iter().map(place).collect();
    let km = places.iter().map(|a| places.iter().map(|b| great_circle(a, b)).collect()).collect();
    Margins { out, into, region, between: counted, km }
}

fn great_circle([lat_a, lon_a]: &[f64; 2], [lat_b, lon_b]: &[f64; 2]) -> f64 {
    let cosine = libm::sin(*lat_a) * libm::sin(*lat_b)
        + libm::cos(*lat_a) * libm::cos(*lat_b) * libm::cos(lon_a - lon_b);
    EARTH_KM * libm::acos(cosine.min(1.0))
}

/// A round of proportional fitting to the sums of rows and then of columns.
fn fit(flows: &mut Matrix, rows: &[f64], columns: &[f64]) {
    for (own, row) in flows.iter_mut().zip(rows) {
        let sum: f64 = own.iter().sum();
        own.iter_mut().for_each(|flow| *flow *= row / sum);
    }
    for (place, column) in columns.iter().enumerate() {
        let sum: f64 = flows.iter().map(|row| row[place]).sum();
        flows.iter_mut().for_each(|row| row[place] *= column / sum);
    }
}

/// Flows between regions.
fn joined(flows: &Matrix, region: &[usize]) -> Matrix {
    let mut sums = vec![vec![0.0; 6]; 6];
    for (from, row) in flows.iter().enumerate() {
        for (to, flow) in row.iter().enumerate() {
            sums[region[from]][region[to]] += flow;
        }
    }
    sums
}

/// The gravity model without factors by region, and its deviance from the flows between regions.
fn gravity(margins: &Margins, d0: f64) -> (Matrix, f64) {
    let pull = |km: &f64| if *km < 1e-3 { 0.0 } else { libm::exp(-km / d0) };
    let mut flows: Matrix = margins.km.iter().map(|row| row.iter().map(pull).collect()).collect();
    (0..60).for_each(|_| fit(&mut flows, &margins.out, &margins.into));
    let found = joined(&flows, &margins.region);
    let cells = margins.between.iter().flatten().zip(found.iter().flatten());
    let deviance = cells.map(|(wanted, found)| 2.0 * wanted * libm::log(wanted / found)).sum();
    (flows, deviance)
}

fn flows(margins: &Margins) -> (f64, Matrix) {
    let deviance = |&d0: &f64| gravity(margins, d0).1;
    let steps = (40..64).map(|step| f64::from(step) * 10.0);
    let d0 = steps.min_by(|a, b| deviance(a).total_cmp(&deviance(b))).unwrap();
    let (mut flows, _) = gravity(margins, d0);
    for _ in 0..400 {
        let found = joined(&flows, &margins.region);
        for (from, row) in flows.iter_mut().enumerate() {
            for (to, flow) in row.iter_mut().enumerate() {
                let (origin, there) = (margins.region[from], margins.region[to]);
                *flow *= margins.between[origin][there] / found[origin][there];
            }
        }
        fit(&mut flows, &margins.out, &margins.into);
    }
    (d0, flows)
}

#[test]
fn the_table_is_what_the_series_give() {
    let margins = margins();
    let (d0, flows) = flows(&margins);
    assert_eq!(d0, 530.0);
    for (line, row) in DESTINATIONS.lines().skip(1).zip(&flows) {
        let sum: f64 = row.iter().sum();
        let shares: Vec<f64> = line.split(',').skip(1).map(number).collect();
        for (given, flow) in shares.iter().zip(row) {
            assert!((given - flow / sum).abs() < 0.6e-5, "{line}: {given} is {}", flow / sum);
        }
    }
}

/// The three margins hold, and the scale lies inside the range that was searched.
#[test]
fn leavers_comers_and_flows_between_regions_are_those_of_the_statistics() {
    let margins = margins();
    let (d0, flows) = flows(&margins);
    assert!((400.0..630.0).contains(&d0));
    for (row, out) in flows.iter().zip(&margins.out) {
        assert!((row.iter().sum::<f64>() / out - 1.0).abs() < 1e-6);
    }
    for (place, into) in margins.into.iter().enumerate() {
        assert!((flows.iter().map(|row| row[place]).sum::<f64>() / into - 1.0).abs() < 1e-6);
    }
    let found = joined(&flows, &margins.region);
    for (found, wanted) in found.iter().flatten().zip(margins.between.iter().flatten()) {
        assert!((found / wanted - 1.0).abs() < 1e-4, "{found} {wanted}");
    }
}

/// The destinations of most are known: Ho Chi Minh City and Binh Duong, Ha Noi, Dong Nai; Bac Ninh is
/// the first of the others in the north.
#[test]
fn most_go_to_the_cities_and_the_industrial_provinces() {
    let margins = margins();
    let codes: Vec<&str> = rows(PROVINCES).iter().map(|row| row["code"]).collect();
    let mut places: Vec<usize> = (0..codes.len()).collect();
    places.sort_by(|&a, &b| margins.into[b].total_cmp(&margins.into[a]));
    let first: Vec<&str> = places.iter().map(|&place| codes[place]).collect();
    assert_eq!(first[..4], ["79", "74", "01", "75"]);
    assert!(first[..8].contains(&"27"));
}
