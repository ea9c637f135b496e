//! Trajectories for screening (Morris 1991, doi:10.1080/00401706.1991.10484804) whose levels are
//! met equally often (sampling for uniformity: Khare et al. 2015,
//! doi:10.1016/j.envsoft.2014.11.009).
//!
//! Trajectories that are chosen for their distance from many candidates (Campolongo, Cariboni and
//! Saltelli 2007) take time that grows with the square of their number, and crowd the ends. Here
//! each factor starts at each of its levels once in as many trajectories, in random order, which
//! takes next to no time.
//!
//! Steps are of about half the levels rather than those of a radial design, which may be tiny: the
//! noise of a stochastic model is divided by the step.

use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor};
use crate::random::{IndexedDraws, Stream};

/// A step of a trajectory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryStep {
    /// Which factor moves.
    pub factor: usize,
    /// By how much, between the values that are used, as a signed share of the range between the
    /// factor's ends.
    pub size: f64,
}

/// A walk that moves each factor once.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    /// The index of the point it starts at; step `k` leads to the point of index `first + k + 1`.
    pub first: usize,
    /// One step a factor, in order.
    pub steps: Vec<TrajectoryStep>,
}

/// A screening design.
#[derive(Debug, Clone, PartialEq)]
pub struct Morris {
    /// The points, one trajectory after the other.
    pub points: Vec<Point>,
    /// The trajectories; a beginning of them is a smaller screening design.
    pub trajectories: Vec<Trajectory>,
}

/// Rows of draws for the order of steps begin here, those for levels below.
const ORDERS: u64 = 1 << 63;

/// Values that can be counted are all levels up to so many of them; beyond, they have as many
/// levels as a range.
const MOST_LEVELS: usize = 8;

/// `trajectories` walks over a lattice of `levels` levels a factor (even; 4 is usual).
///
/// # Errors
/// If there is no factor, no trajectory, or an odd number of levels.
pub fn morris(
    factors: &[Factor],
    trajectories: usize,
    levels: usize,
    seed: u64,
) -> Result<Morris, DesignFault> {
    factor::check(factors)?;
    if levels < 2 || levels % 2 == 1 {
        return Err(DesignFault::OddLevels { levels });
    }
    let length = factors.len() + 1;
    check_count(trajectories.checked_mul(length), || format!("{trajectories} x {length}"))?;
    let lots = IndexedDraws::new(seed, Stream::DesignTrajectory);
    let columns: Vec<Vec<(f64, f64)>> =
        (0..factors.len()).map(|column| moves(factors, column, trajectories, levels, &lots)).collect();
    let mut design = Morris { points: Vec::new(), trajectories: Vec::new() };
    for trajectory in 0..trajectories {
        let first = design.points.len();
        let mut values: Vec<f64> = columns.iter().map(|moves| moves[trajectory].0).collect();
        design.points.push(Point { index: first, values: values.clone() });
        let mut steps = Vec::with_capacity(factors.len());
        for column in lots.shuffled(factors.len(), ORDERS | trajectory as u64) {
            let (from, to) = columns[column][trajectory];
            values[column] = to;
            steps.push(TrajectoryStep { factor: column, size: factors[column].step(from, to) });
            design.points.push(Point { index: design.points.len(), values: values.clone() });
        }
        design.trajectories.push(Trajectory { first, steps });
    }
    Ok(design)
}

/// The values between which a factor moves in each trajectory: from a level to the one half of them
/// farther on, round the end, so that every level is met as a start and as an end once in as many
/// trajectories.
fn moves(
    factors: &[Factor],
    column: usize,
    count: usize,
    levels: usize,
    lots: &IndexedDraws,
) -> Vec<(f64, f64)> {
    let factor = &factors[column];
    let values: Vec<f64> = match factor.count() {
        Some(all) if all <= MOST_LEVELS => {
            (0..all).map(|level| factor.value_at((level as f64 + 0.5) / all as f64)).collect()
        }
        _ => (0..levels).map(|level| factor.value_at(level as f64 / (levels - 1) as f64)).collect(),
    };
    let levels = values.len();
    let starts = |block: usize| lots.shuffled(levels, (column as u64) << 32 | block as u64);
    let of_start = |start: usize| (values[start], values[(start + levels / 2) % levels]);
    (0..count.div_ceil(levels)).flat_map(starts).take(count).map(of_start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;
    use std::collections::BTreeMap;

    fn factors(count: usize) -> Vec<Factor> {
        (0..count).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect()
    }

    #[test]
    fn each_step_moves_one_factor_by_its_size_and_each_factor_once() {
        let design = morris(&factors(6), 10, 4, 3).unwrap();
        assert_eq!(design.points.len(), 70);
        for trajectory in &design.trajectories {
            let mut moved: Vec<_> = trajectory.steps.iter().map(|step| step.factor).collect();
            for (offset, step) in trajectory.steps.iter().enumerate() {
                let before = &design.points[trajectory.first + offset];
                let after = &design.points[trajectory.first + offset + 1];
                assert_eq!(before.index, trajectory.first + offset);
                assert!((step.size.abs() - 2.0 / 3.0).abs() < 1e-12);
                for factor in 0..6 {
                    let size = if factor == step.factor { step.size } else { 0.0 };
                    assert!((after.values[factor] - before.values[factor] - size).abs() < 1e-12);
                }
            }
            moved.sort_unstable();
            assert!(moved.into_iter().eq(0..6));
        }
    }

    #[test]
    fn points_lie_on_the_levels() {
        for point in morris(&factors(3), 8, 4, 5).unwrap().points {
            assert!(point.values.iter().all(|v| (v * 3.0 - libm::round(v * 3.0)).abs() < 1e-12), "{point:?}");
        }
    }

    /// After every four trajectories each level has been the start and the end of as many steps of
    /// a factor; whole numbers have as many levels as there are.
    #[test]
    fn every_level_is_met_equally_often() {
        let mut factors = factors(5);
        factors.push(Factor::whole("years", 1.0, 3.0, Scale::Linear).unwrap());
        let design = morris(&factors, 12, 4, 9).unwrap();
        for (column, (levels, times)) in [(4, 3), (4, 3), (4, 3), (4, 3), (4, 3), (3, 4)].iter().enumerate() {
            let mut met: BTreeMap<i64, usize> = BTreeMap::new();
            for trajectory in &design.trajectories {
                let ends = [trajectory.first, trajectory.first + factors.len()];
                ends.iter().for_each(|&end| {
                    *met.entry((design.points[end].values[column] * 3.0).round() as i64).or_default() += 1;
                });
            }
            assert!(met.len() == *levels && met.values().all(|met| *met == 2 * times), "{column}: {met:?}");
        }
    }

    /// From 1 to 2 years there is one step, and its size is 1: a lattice of four levels would call
    /// it two thirds.
    #[test]
    fn the_step_of_a_whole_number_is_the_real_one() {
        let years = [Factor::whole("years", 1.0, 2.0, Scale::Linear).unwrap()];
        let design = morris(&years, 6, 4, 1).unwrap();
        for trajectory in &design.trajectories {
            let [from, to] = [0, 1].map(|offset| design.points[trajectory.first + offset].values[0]);
            assert_eq!(trajectory.steps[0].size, to - from);
            assert_eq!((to - from).abs(), 1.0);
        }
    }

    /// The mean effect of x on x y is the mean of y at the time. With 8 independent trajectories
    /// its error is sqrt(5/36/8) = 0.132; with balanced ones only whether y has moved yet is left
    /// to chance: sqrt(1/9/8) = 0.118, here over 1,000 seeds.
    #[test]
    fn balanced_levels_take_error_off_a_mean_effect() {
        let factors = factors(2);
        let error = |seed| {
            let design = morris(&factors, 8, 4, seed).unwrap();
            let product = |index: usize| design.points[index].values[0] * design.points[index].values[1];
            let effect = |trajectory: &Trajectory| {
                let offset = trajectory.steps.iter().position(|step| step.factor == 0).unwrap();
                let first = trajectory.first + offset;
                (product(first + 1) - product(first)) / trajectory.steps[offset].size
            };
            design.trajectories.iter().map(effect).sum::<f64>() / 8.0 - 0.5
        };
        let square: f64 = (0..1_000).map(|seed| error(seed) * error(seed)).sum::<f64>() / 1e3;
        assert!((square.sqrt() - 0.118).abs() < 0.008, "{}", square.sqrt());
    }

    #[test]
    fn a_large_design_takes_no_time() {
        let begun = std::time::Instant::now();
        assert_eq!(morris(&factors(28), 200, 4, 1).unwrap().points.len(), 200 * 29);
        assert!(begun.elapsed().as_secs_f64() < 1.0, "{:?}", begun.elapsed());
    }

    #[test]
    fn fewer_trajectories_are_a_beginning_of_more() {
        let more = morris(&factors(4), 10, 4, 2).unwrap();
        let fewer = morris(&factors(4), 3, 4, 2).unwrap();
        assert_eq!(fewer.points, more.points[..15]);
        assert_eq!(fewer.trajectories, more.trajectories[..3]);
    }

    #[test]
    fn impossible_designs_are_refused() {
        let fault = |trajectories, levels| morris(&factors(2), trajectories, levels, 0).err();
        assert_eq!(fault(2, 3), Some(DesignFault::OddLevels { levels: 3 }));
        assert_eq!(fault(0, 4), Some(DesignFault::NoPoints));
    }
}
