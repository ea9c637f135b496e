//! The scrambled Sobol sequence.

use super::directions::digits;
use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor, owen};
use crate::random::{IndexedDraws, Stream, unit_from_word};

/// The first `count` points of a Sobol sequence with the digits scrambled under a seed. Any
/// beginning of it is spread evenly; best is a power of two. More points continue the sequence.
///
/// # Errors
/// If there is no factor, more than [`MOST_DIMENSIONS`](super::MOST_DIMENSIONS) of them, or no
/// point or too many.
pub fn sobol(factors: &[Factor], count: usize, seed: u64) -> Result<Vec<Point>, DesignFault> {
    factor::check(factors)?;
    check_count(Some(count), || count.to_string())?;
    let places = unit_points(factors.len(), count, seed)?;
    Ok(places.enumerate().map(|(index, unit)| Point::at(index, factors, unit)).collect())
}

/// The scrambled sequence in the unit cube; no coordinate is ever 0 or 1.
pub(super) fn unit_points(
    dimensions: usize,
    count: usize,
    seed: u64,
) -> Result<impl Iterator<Item = Vec<f64>>, DesignFault> {
    let lots = IndexedDraws::new(seed, Stream::DesignScramble);
    let scrambled =
        move |(dimension, digits)| unit_from_word(owen::scramble(&lots, dimension as u64, digits));
    Ok(digits(dimensions)?.take(count).map(move |row| row.into_iter().enumerate().map(scrambled).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    /// The exact star discrepancy in two dimensions, over all corners that the points' coordinates
    /// span.
    fn star_discrepancy(points: &[Vec<f64>]) -> f64 {
        let corners = |axis: usize| points.iter().map(move |p| p[axis]).chain([1.0]).collect::<Vec<_>>();
        let n = points.len() as f64;
        let mut worst = 0.0_f64;
        for &x in &corners(0) {
            for &y in &corners(1) {
                let open = points.iter().filter(|p| p[0] < x && p[1] < y).count() as f64 / n;
                let closed = points.iter().filter(|p| p[0] <= x && p[1] <= y).count() as f64 / n;
                worst = worst.max(x * y - open).max(closed - x * y);
            }
        }
        worst
    }

    /// At 256 points in two dimensions the star discrepancy stays below 0.025 for each of ten
    /// seeds; that of random points is about 0.06 and never below 0.035 here.
    #[test]
    fn points_are_spread_far_more_evenly_than_random_ones() {
        for seed in 0..10 {
            let spread = star_discrepancy(&unit_points(2, 256, seed).unwrap().collect::<Vec<_>>());
            let lots = IndexedDraws::new(seed, Stream::DummyParameter);
            let random: Vec<_> =
                (0..256).map(|row| vec![lots.uniform(row, 0), lots.uniform(row, 1)]).collect();
            let random = star_discrepancy(&random);
            assert!(spread < 0.025 && random > 0.035, "seed {seed}: {spread} against {random}");
        }
    }

    /// Of a power of two of points each stratum of each dimension holds exactly one, in the whole
    /// and in its beginnings.
    #[test]
    fn beginnings_are_smaller_samples_of_the_same_kind() {
        let points: Vec<_> = unit_points(40, 256, 9).unwrap().collect();
        for count in [1, 2, 16, 128, 256] {
            for dimension in 0..40 {
                let mut strata: Vec<_> =
                    points[..count].iter().map(|p| (p[dimension] * count as f64) as usize).collect();
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..count), "{count} points, dimension {dimension}");
            }
        }
    }

    /// The first two dimensions form a net: 16 points leave one in each of the 4 by 4 squares.
    #[test]
    fn squares_are_filled_too() {
        let mut squares: Vec<_> = unit_points(2, 16, 4)
            .unwrap()
            .map(|p| (p[0] * 4.0) as usize * 4 + (p[1] * 4.0) as usize)
            .collect();
        squares.sort_unstable();
        assert!(squares.into_iter().eq(0..16));
    }

    #[test]
    fn more_points_continue_the_sequence_and_another_seed_changes_it() {
        let factors = [Factor::new("a", 0.0, 1.0, Scale::Linear).unwrap()];
        let long = sobol(&factors, 20, 1).unwrap();
        assert_eq!(sobol(&factors, 5, 1).unwrap(), long[..5]);
        assert_ne!(sobol(&factors, 5, 2).unwrap(), long[..5]);
    }
}
