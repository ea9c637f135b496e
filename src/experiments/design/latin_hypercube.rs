//! Latin hypercube (McKay, Beckman and Conover 1979, doi:10.1080/00401706.1979.10489755).

use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor, owen};
use crate::random::{IndexedDraws, Stream};

/// `count` points of which each of the `count` equal strata of each factor holds exactly one, at a
/// random place. Factors are paired at random. Each factor visits its strata so that a beginning of
/// the design is balanced as well: of a power of two of points, its beginnings of a power of two
/// are Latin hypercubes themselves.
///
/// # Errors
/// If there is no factor, or no point or too many.
pub fn latin_hypercube(factors: &[Factor], count: usize, seed: u64) -> Result<Vec<Point>, DesignFault> {
    factor::check(factors)?;
    check_count(Some(count), || count.to_string())?;
    let jitter = IndexedDraws::new(seed, Stream::DesignJitter);
    let orders: Vec<_> = (0..factors.len()).map(|dimension| strata(dimension, count, seed)).collect();
    let place = |index: usize, dimension: usize| {
        (orders[dimension][index] as f64 + jitter.uniform(index as u64, dimension as u32)) / count as f64
    };
    let point =
        |index| Point::at(index, factors, (0..factors.len()).map(|dimension| place(index, dimension)));
    Ok((0..count).map(point).collect())
}

/// The stratum of each point in a dimension: the ranks of a van der Corput sequence whose index and
/// digits are scrambled independently, so that the order is even along the way but independent
/// between dimensions.
fn strata(dimension: usize, count: usize, seed: u64) -> Vec<usize> {
    let lots = IndexedDraws::new(seed, Stream::DesignStrata);
    let [of_index, of_digits] = [0, 1].map(|half| 2 * dimension as u64 + half);
    let height = |index: usize| {
        let shuffled = owen::scramble(&lots, of_index, index as u32);
        owen::scramble(&lots, of_digits, shuffled.reverse_bits())
    };
    let mut by_height: Vec<_> = (0..count).map(|index| (height(index), index)).collect();
    by_height.sort_unstable();
    let mut ranks = vec![0; count];
    for (rank, (_, index)) in by_height.into_iter().enumerate() {
        ranks[index] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    fn factors(count: usize) -> Vec<Factor> {
        (0..count).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect()
    }

    fn fills_every_stratum(points: &[Point], dimension: usize) -> bool {
        let count = points.len();
        let mut strata: Vec<_> =
            points.iter().map(|point| (point.values[dimension] * count as f64) as usize).collect();
        strata.sort_unstable();
        strata.into_iter().eq(0..count)
    }

    #[test]
    fn each_stratum_of_each_factor_holds_one_point() {
        for count in [1, 7, 64, 100] {
            let points = latin_hypercube(&factors(5), count, 17).unwrap();
            assert!((0..5).all(|dimension| fills_every_stratum(&points, dimension)), "{count} points");
        }
    }

    #[test]
    fn beginnings_are_latin_hypercubes_too() {
        let points = latin_hypercube(&factors(5), 64, 17).unwrap();
        for count in [2, 4, 8, 16, 32] {
            assert!(
                (0..5).all(|dimension| fills_every_stratum(&points[..count], dimension)),
                "{count} points"
            );
        }
    }

    /// Factors are paired at random: over 2,000 seeds the mean correlation of two factors at 32
    /// points, and the mean share of points whose two coordinates lie in the same half, are 0 and
    /// 1/2 within four standard errors, which the spread between seeds gives.
    #[test]
    fn factors_are_paired_at_random() {
        let (mut correlations, mut same_halves) = (Vec::new(), Vec::new());
        for seed in 0..2000 {
            let points = latin_hypercube(&factors(2), 32, seed).unwrap();
            let product = |point: &Point| (point.values[0] - 0.5) * (point.values[1] - 0.5);
            correlations.push(points.iter().map(|point| 12.0 * product(point) / 32.0).sum::<f64>());
            same_halves.push(points.iter().filter(|point| product(point) > 0.0).count() as f64 / 32.0 - 0.5);
        }
        for values in [correlations, same_halves] {
            let mean = values.iter().sum::<f64>() / 2000.0;
            let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 1999.0;
            assert!(mean.abs() < 4.0 * (variance / 2000.0).sqrt(), "{mean} {variance}");
        }
    }

    #[test]
    fn the_seed_decides() {
        let of = |seed| latin_hypercube(&factors(3), 10, seed).unwrap();
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }
}
