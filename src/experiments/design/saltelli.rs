//! The scheme of Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018, for Sobol indices.

use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor, sobol};

/// Two samples A and B of `rows` rows, and for each factor the sample AB that is A with that
/// factor's values from B; all from a scrambled Sobol sequence of two dimensions a factor. Best is
/// a power of two of rows.
///
/// Points come in blocks of the number of factors and two: row `j` of A, of B, and of AB of each
/// factor in order. A beginning of whole blocks is a smaller design.
///
/// # Errors
/// If there is no factor, more than half of [`MOST_DIMENSIONS`](super::MOST_DIMENSIONS), or no
/// point or too many.
pub fn saltelli(factors: &[Factor], rows: usize, seed: u64) -> Result<Vec<Point>, DesignFault> {
    factor::check(factors)?;
    let block = factors.len() + 2;
    check_count(rows.checked_mul(block), || format!("{rows} x {block}"))?;
    let mut points: Vec<Point> = Vec::with_capacity(rows * block);
    let mut push = |unit: Vec<f64>| points.push(Point::at(points.len(), factors, unit));
    for both in sobol::unit_points(2 * factors.len(), rows, seed)? {
        let (a, b) = both.split_at(factors.len());
        push(a.to_vec());
        push(b.to_vec());
        for factor in 0..factors.len() {
            let mut mixed = a.to_vec();
            mixed[factor] = b[factor];
            push(mixed);
        }
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    fn factors(count: usize) -> Vec<Factor> {
        (0..count).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect()
    }

    #[test]
    fn a_block_is_a_row_of_a_of_b_and_of_the_mixtures() {
        let points = saltelli(&factors(3), 8, 2).unwrap();
        assert_eq!(points.len(), 40);
        for (row, block) in points.chunks(5).enumerate() {
            let [a, b] = [&block[0].values, &block[1].values];
            assert!(a.iter().zip(b).all(|(a, b)| a != b), "row {row}");
            assert_eq!(block[2].values, [b[0], a[1], a[2]]);
            assert_eq!(block[3].values, [a[0], b[1], a[2]]);
            assert_eq!(block[4].values, [a[0], a[1], b[2]]);
        }
        assert!(points.iter().enumerate().all(|(place, point)| point.index == place));
    }

    #[test]
    fn fewer_rows_are_a_beginning_of_more() {
        assert_eq!(saltelli(&factors(3), 4, 2).unwrap(), saltelli(&factors(3), 9, 2).unwrap()[..20]);
    }

    #[test]
    fn two_dimensions_a_factor_are_needed() {
        let fault = saltelli(&factors(501), 1, 0).unwrap_err();
        assert_eq!(fault, DesignFault::TooManyDimensions { asked: 1_002 });
    }
}
