//! The Sobol sequence before scrambling: directions of Joe and Kuo 2008 (doi:10.1137/070709359),
//! points in the order of Gray's code (Antonov and Saleev 1979, doi:10.1016/0041-5553(79)90085-5).

use super::DesignFault;

/// The table, with its licence: a line a dimension, from the second on.
const TABLE: &str = include_str!("joe_kuo.txt");

/// The most dimensions for which directions are at hand.
pub const MOST_DIMENSIONS: usize = 1_000;

/// Binary digits of a coordinate.
const DIGITS: u32 = 32;

/// The points of a sequence, each with 32 binary digits a coordinate; the first is 0 everywhere.
pub(super) struct Sequence {
    directions: Vec<[u32; DIGITS as usize]>,
    point: Vec<u32>,
    count: u32,
}

/// The sequence in so many dimensions, before scrambling.
pub(super) fn digits(dimensions: usize) -> Result<Sequence, DesignFault> {
    if dimensions > MOST_DIMENSIONS {
        return Err(DesignFault::TooManyDimensions { asked: dimensions });
    }
    let first = std::array::from_fn(|digit| 1 << (DIGITS - 1 - digit as u32));
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let directions = std::iter::once(first).chain(lines.map(of_line)).take(dimensions).collect();
    Ok(Sequence { directions, point: vec![0; dimensions], count: 0 })
}

impl Iterator for Sequence {
    type Item = Vec<u32>;

    fn next(&mut self) -> Option<Vec<u32>> {
        let found = self.point.clone();
        // Between a point and the next, Gray's code changes in the place of the last zero of the
        // count.
        let changed = self.count.trailing_ones() as usize;
        self.count = self.count.checked_add(1)?;
        for (coordinate, directions) in self.point.iter_mut().zip(&self.directions) {
            *coordinate ^= directions.get(changed)?;
        }
        Some(found)
    }
}

/// The directions of a dimension from its line of the table.
fn of_line(line: &str) -> [u32; DIGITS as usize] {
    let mut numbers = line.split(' ').map(|number| number.parse::<u32>().expect("the table holds numbers"));
    let coefficients = numbers.next().unwrap_or(0);
    let initial: Vec<u32> = numbers.collect();
    let degree = initial.len();
    let mut directions = [0; DIGITS as usize];
    for (digit, &number) in initial.iter().enumerate() {
        directions[digit] = number << (DIGITS - 1 - digit as u32);
    }
    for digit in degree..DIGITS as usize {
        let before = directions[digit - degree];
        directions[digit] = before ^ (before >> degree);
        for back in 1..degree {
            if coefficients >> (degree - 1 - back) & 1 == 1 {
                directions[digit] ^= directions[digit - back];
            }
        }
    }
    directions
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first points of the first three dimensions, as Joe and Kuo print them.
    #[test]
    fn the_first_points_are_the_published_ones() {
        let points: Vec<Vec<f64>> = digits(3)
            .unwrap()
            .take(8)
            .map(|point| point.into_iter().map(|digits| f64::from(digits) / 4_294_967_296.0).collect())
            .collect();
        let published = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
        ];
        assert_eq!(points, published);
    }

    #[test]
    fn too_many_dimensions_are_refused_and_the_limit_is_served() {
        assert_eq!(digits(1_001).err(), Some(DesignFault::TooManyDimensions { asked: 1_001 }));
        assert_eq!(digits(MOST_DIMENSIONS).unwrap().nth(3).unwrap().len(), MOST_DIMENSIONS);
    }
}
