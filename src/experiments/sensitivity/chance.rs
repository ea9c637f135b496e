//! Chance apart from parameters, by the law of total variance: how much of an output's spread lies
//! between points and how much between the replicates of a point.
//!
//! The variance of the points' means is no estimate of the first part, since the means carry what
//! chance is left in them; the usual estimators of a random-effects analysis of variance (Searle,
//! Casella and McCulloch 1992, doi:10.1002/9780470316856, chapters 3 and 4) take it off. They are
//! unbiased, so a part near zero may come out below it.

use super::fault::{check_enough, check_length};
use super::{Bootstrap, BootstrapEstimate, SensitivityFault};

/// The parts of an output's variance over a design with replicates; in the output's unit squared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Variance between points: the parameters.
    pub parameters: BootstrapEstimate,
    /// Variance of what a replicate's draws do to all points alike; zero where draws are not
    /// shared.
    pub shared_chance: BootstrapEstimate,
    /// Variance of a single run around that: chance that differs between points.
    pub own_chance: BootstrapEstimate,
    /// Share of the variance of a single run that the parameters explain, with parts below zero
    /// counted as zero.
    pub explained: BootstrapEstimate,
}

/// The split where replicates of different points have nothing in common. `outputs` has one list a
/// point, perhaps of different lengths; outputs that are not numbers are left out. Intervals come
/// from resampled points.
///
/// # Errors
/// If fewer than two points have a result, or none has two.
pub fn of_independent_draws(outputs: &[Vec<f64>], bootstrap: &Bootstrap) -> Result<Split, SensitivityFault> {
    let finite = |point: &Vec<f64>| point.iter().copied().filter(|output| output.is_finite()).collect();
    let points: Vec<Vec<f64>> =
        outputs.iter().map(finite).filter(|point: &Vec<f64>| !point.is_empty()).collect();
    check_enough("points", points.len(), 2)?;
    check_enough("points with two replicates", points.iter().filter(|point| point.len() > 1).count(), 1)?;
    let parts = |picked: &[usize]| one_way(&picked.iter().map(|&row| &points[row][..]).collect::<Vec<_>>());
    Ok(split(bootstrap, points.len(), |picked| parts(picked)))
}

/// The split where replicate `k` of every point has the same draws. `outputs` has one list of
/// equally many replicates a point; a point with an output that is not a number is left out.
/// Intervals come from resampled points, and so speak of the parameters rather than of other draws.
///
/// # Errors
/// If lists differ in length, fewer than two points are complete, or there are fewer than two
/// replicates.
pub fn of_shared_draws(outputs: &[Vec<f64>], bootstrap: &Bootstrap) -> Result<Split, SensitivityFault> {
    let replicates = outputs.first().map_or(0, Vec::len);
    outputs.iter().try_for_each(|point| check_length("replicates of a point", point.len(), replicates))?;
    check_enough("replicates", replicates, 2)?;
    let complete = |point: &&Vec<f64>| point.iter().all(|output| output.is_finite());
    let points: Vec<&[f64]> = outputs.iter().filter(complete).map(Vec::as_slice).collect();
    check_enough("points", points.len(), 2)?;
    Ok(split(bootstrap, points.len(), |picked| {
        two_way(&picked.iter().map(|&row| points[row]).collect::<Vec<_>>())
    }))
}

fn split(bootstrap: &Bootstrap, points: usize, parts: impl Fn(&[usize]) -> [f64; 3] + Sync) -> Split {
    let statistics = |picked: &[usize]| {
        let [parameters, shared, own] = parts(picked);
        let total = parameters.max(0.0) + shared.max(0.0) + own.max(0.0);
        vec![parameters, shared, own, parameters.max(0.0) / total]
    };
    let estimates = bootstrap.estimates(points, statistics);
    let [parameters, shared_chance, own_chance, explained] = [0, 1, 2, 3].map(|column| estimates[column]);
    Split { parameters, shared_chance, own_chance, explained }
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    numbers.sum::<f64>() / count
}

/// Variance between points, zero, and variance within them.
fn one_way(points: &[&[f64]]) -> [f64; 3] {
    let count: f64 = points.iter().map(|point| point.len() as f64).sum();
    let groups = points.len() as f64;
    let grand = points.iter().flat_map(|point| point.iter()).sum::<f64>() / count;
    let (mut between, mut within, mut squared_sizes) = (0.0, 0.0, 0.0);
    for point in points {
        let size = point.len() as f64;
        let own = mean(point.iter().copied());
        between += size * (own - grand) * (own - grand);
        within += point.iter().map(|output| (output - own) * (output - own)).sum::<f64>();
        squared_sizes += size * size;
    }
    let within = within / (count - groups);
    // The number of replicates that unequal points are worth on average.
    let worth = (count - squared_sizes / count) / (groups - 1.0);
    [(between / (groups - 1.0) - within) / worth, 0.0, within]
}

/// Variance between points, between replicates, and of what is left.
fn two_way(points: &[&[f64]]) -> [f64; 3] {
    let (rows, columns) = (points.len(), points[0].len());
    let of_row: Vec<f64> = points.iter().map(|point| mean(point.iter().copied())).collect();
    let of_column: Vec<f64> =
        (0..columns).map(|column| mean(points.iter().map(|point| point[column]))).collect();
    let grand = mean(of_row.iter().copied());
    let squares = |means: &[f64]| means.iter().map(|m| (m - grand) * (m - grand)).sum::<f64>();
    let [free_rows, free_columns] = [rows as f64 - 1.0, columns as f64 - 1.0];
    let rest: f64 = points
        .iter()
        .zip(&of_row)
        .flat_map(|(point, row)| {
            point.iter().zip(&of_column).map(move |(y, column)| y - row - column + grand)
        })
        .map(|rest| rest * rest)
        .sum();
    let rest = rest / (free_rows * free_columns);
    let between_rows = columns as f64 * squares(&of_row) / free_rows;
    let between_columns = rows as f64 * squares(&of_column) / free_columns;
    [(between_rows - rest) / columns as f64, (between_columns - rest) / rows as f64, rest]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{IndexedDraws, Stream};

    const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 200, coverage: 0.95, seed: 1 };

    /// Points (1, 3), (5, 7), (9, 11): means 2, 6, 10 of variance 16; variance within 2; so 16 - 2
    /// / 2 = 15 between, and 15 / 17 explained.
    #[test]
    fn independent_draws_by_hand() {
        let found =
            of_independent_draws(&[vec![1.0, 3.0], vec![5.0, 7.0], vec![9.0, 11.0]], &BOOTSTRAP).unwrap();
        assert!((found.parameters.value - 15.0).abs() < 1e-12);
        assert!((found.own_chance.value - 2.0).abs() < 1e-12);
        assert!((found.explained.value - 15.0 / 17.0).abs() < 1e-12);
    }

    /// The same numbers with shared draws: the second replicate is 2 higher at every point, nothing
    /// is left over, the points' means hold no chance of their own (16), and the replicates'
    /// variance is that of 5 and 7 (2).
    #[test]
    fn shared_draws_by_hand() {
        let found = of_shared_draws(&[vec![1.0, 3.0], vec![5.0, 7.0], vec![9.0, 11.0]], &BOOTSTRAP).unwrap();
        assert!((found.parameters.value - 16.0).abs() < 1e-12);
        assert!((found.shared_chance.value - 2.0).abs() < 1e-12);
        assert!(found.own_chance.value.abs() < 1e-12);
        assert!((found.explained.value - 16.0 / 18.0).abs() < 1e-12);
    }

    /// 3,000 synthetic designs of 12 points with parts 4, 1 and 9: the mean of each estimate is the
    /// part within four of its standard errors, and the raw variance of the means would be far off.
    #[test]
    fn parts_are_recovered_without_bias() {
        let lots = IndexedDraws::new(4, Stream::PosteriorStart);
        let once = Bootstrap { resamples: 1, ..BOOTSTRAP };
        let mut sums = [[0.0; 2]; 5];
        for study in 0..3_000_u64 {
            let normal = |row: u64, column: usize| lots.normal(study * 100 + row, column as u32);
            let run = |point: usize, replicate: usize, shared: f64| {
                2.0 * normal(0, point)
                    + shared * normal(1, replicate)
                    + 3.0 * normal(2 + point as u64, replicate)
            };
            let crossed: Vec<Vec<f64>> = (0..12).map(|p| (0..3).map(|r| run(p, r, 1.0)).collect()).collect();
            let nested: Vec<Vec<f64>> =
                (0..12).map(|p| (0..1 + p % 4).map(|r| run(p, r, 0.0)).collect()).collect();
            let [shared, own] =
                [of_shared_draws(&crossed, &once), of_independent_draws(&nested, &once)].map(Result::unwrap);
            let found =
                [shared.parameters, shared.shared_chance, shared.own_chance, own.parameters, own.own_chance];
            for (sum, estimate) in sums.iter_mut().zip(found) {
                sum[0] += estimate.value;
                sum[1] += estimate.value * estimate.value;
            }
        }
        for ([sum, squares], truth) in sums.into_iter().zip([4.0, 1.0, 9.0, 4.0, 9.0]) {
            let mean = sum / 3e3;
            let error = ((squares / 3e3 - mean * mean) / 3e3_f64).sqrt();
            assert!((mean - truth).abs() < 4.0 * error && error < 0.1, "{mean} +- {error} is not {truth}");
        }
    }

    #[test]
    fn failed_runs_are_left_out_and_too_few_are_refused() {
        let nan = f64::NAN;
        let found = of_independent_draws(
            &[vec![1.0, nan, 3.0], vec![nan], vec![5.0, 7.0], vec![9.0, 11.0]],
            &BOOTSTRAP,
        );
        assert!((found.unwrap().parameters.value - 15.0).abs() < 1e-12);
        let single = of_independent_draws(&[vec![1.0], vec![2.0]], &BOOTSTRAP);
        assert!(matches!(single, Err(SensitivityFault::TooFew { what: "points with two replicates", .. })));
        let uneven = of_shared_draws(&[vec![1.0, 2.0], vec![2.0]], &BOOTSTRAP);
        assert!(matches!(uneven, Err(SensitivityFault::Lengths { .. })));
    }
}
