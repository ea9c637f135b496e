//! Full grid.

use super::directions::digits;
use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor};
use std::collections::BTreeSet;

/// How many points of the sequence are tried for each cell of the grid before the cells left over
/// are taken as they come.
const TRIES_PER_CELL: usize = 64;

/// Every combination of equally spaced levels, the ends among them; `levels` has one number a
/// factor. A point's index counts the cells with the last factor fastest. Cells run in the order in
/// which a Sobol sequence first meets them, so that a stopped study has met all levels of all
/// factors about equally often.
///
/// # Errors
/// If there is no factor, a factor has fewer than two levels or fewer values than levels, or the
/// product is too large.
pub fn full_grid(factors: &[Factor], levels: &[usize]) -> Result<Vec<Point>, DesignFault> {
    factor::check(factors)?;
    if levels.len() != factors.len() {
        let (what, found) = ("numbers of levels", levels.len());
        return Err(DesignFault::OneEach { what, found, factors: factors.len() });
    }
    if let Some((factor, &levels)) = factors.iter().zip(levels).find(|&(_, &levels)| levels < 2) {
        return Err(DesignFault::FewLevels { name: factor.name().to_owned(), levels });
    }
    for (factor, &levels) in factors.iter().zip(levels) {
        if let Some(values) = factor.count() {
            let steps = (0..levels).map(|step| factor.value_at(step as f64 / (levels - 1) as f64));
            let met: BTreeSet<i64> = steps.map(|value| value as i64).collect();
            if levels > values || met.len() < levels {
                return Err(DesignFault::LevelsAlike { name: factor.name().to_owned(), levels, values });
            }
        }
    }
    let product = levels.iter().try_fold(1_usize, |product, &levels| product.checked_mul(levels));
    let cells = check_count(product, || levels.iter().map(usize::to_string).collect::<Vec<_>>().join(" x "))?;
    let place = |cell| {
        let steps = steps_of(cell, levels);
        Point::at(cell, factors, steps.iter().zip(levels).map(|(&step, &l)| step as f64 / (l - 1) as f64))
    };
    Ok(order(cells, levels)?.into_iter().map(place).collect())
}

/// The step on each axis of a cell.
fn steps_of(cell: usize, levels: &[usize]) -> Vec<usize> {
    let mut rest = cell;
    let mut steps: Vec<_> = levels
        .iter()
        .rev()
        .map(|&levels| {
            let step = rest % levels;
            rest /= levels;
            step
        })
        .collect();
    steps.reverse();
    steps
}

fn order(cells: usize, levels: &[usize]) -> Result<Vec<usize>, DesignFault> {
    let mut met = vec![false; cells];
    let mut order = Vec::with_capacity(cells);
    for digits in digits(levels.len())?.take(cells * TRIES_PER_CELL) {
        let step = |digits: u32, levels: usize| ((u64::from(digits) * levels as u64) >> 32) as usize;
        let cell = digits.iter().zip(levels).fold(0, |cell, (&d, &levels)| cell * levels + step(d, levels));
        if !met[cell] {
            met[cell] = true;
            order.push(cell);
            if order.len() == cells {
                break;
            }
        }
    }
    order.extend((0..cells).filter(|&cell| !met[cell]));
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    fn factors(count: usize) -> Vec<Factor> {
        (0..count).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect()
    }

    #[test]
    fn a_small_grid_by_hand() {
        let factors = [
            Factor::new("a", 1.0, 3.0, Scale::Linear).unwrap(),
            Factor::new("b", 1.0, 100.0, Scale::Log).unwrap(),
        ];
        let mut points = full_grid(&factors, &[2, 3]).unwrap();
        points.sort_by_key(|point| point.index);
        let values: Vec<_> =
            points.iter().map(|p| (p.values[0], libm::round(p.values[1] * 1e9) / 1e9)).collect();
        assert_eq!(values, [(1.0, 1.0), (1.0, 10.0), (1.0, 100.0), (3.0, 1.0), (3.0, 10.0), (3.0, 100.0)]);
    }

    #[test]
    fn every_cell_runs_once() {
        for levels in [&[2; 8][..], &[3, 5, 7], &[11]] {
            let mut cells: Vec<_> =
                full_grid(&factors(levels.len()), levels).unwrap().iter().map(|point| point.index).collect();
            cells.sort_unstable();
            assert!(cells.into_iter().eq(0..levels.iter().product()), "{levels:?}");
        }
    }

    /// After each power of two of points from 16 on, every level of every factor has been met
    /// within 5 times of its share; an order by row would have left the first factor at its first
    /// level.
    #[test]
    fn a_stopped_grid_has_met_all_levels_about_equally_often() {
        let levels = [3, 4, 5, 6];
        let points = full_grid(&factors(4), &levels).unwrap();
        for count in [16, 32, 64, 128, 256] {
            for (axis, &levels) in levels.iter().enumerate() {
                let mut met = vec![0.0; levels];
                points[..count].iter().for_each(|p| met[steps_of(p.index, &[3, 4, 5, 6])[axis]] += 1.0);
                let share = count as f64 / levels as f64;
                assert!(
                    met.iter().all(|met: &f64| (met - share).abs() < 5.0),
                    "{count}, axis {axis}: {met:?}"
                );
            }
        }
    }

    #[test]
    fn whole_numbers_are_met_once_each_or_refused() {
        let years = [Factor::whole("years", 1.0, 3.0, Scale::Linear).unwrap()];
        let mut found: Vec<f64> = full_grid(&years, &[3]).unwrap().iter().map(|p| p.values[0]).collect();
        found.sort_by(f64::total_cmp);
        assert_eq!(found, [1.0, 2.0, 3.0]);
        let fault = full_grid(&years, &[5]).unwrap_err();
        assert_eq!(fault, DesignFault::LevelsAlike { name: "years".into(), levels: 5, values: 3 });
    }

    #[test]
    fn impossible_grids_are_refused() {
        let fault = full_grid(&factors(2), &[1_000_000, 1_000_000]).unwrap_err();
        assert!(fault.to_string().starts_with("1000000 x 1000000 points"), "{fault}");
        assert!(matches!(full_grid(&factors(2), &[2]), Err(DesignFault::OneEach { .. })));
        assert!(matches!(full_grid(&factors(1), &[1]), Err(DesignFault::FewLevels { .. })));
        let overflow = full_grid(&factors(3), &[usize::MAX, 2, 2]);
        assert!(matches!(overflow, Err(DesignFault::TooManyPoints { .. })));
    }
}
