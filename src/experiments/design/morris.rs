//! Trajectories for screening (Morris 1991, doi:10.1080/00401706.1991.10484804), spread as widely as candidates allow
//! (Campolongo, Cariboni and Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004).
//!
//! Steps are of one large size rather than those of a radial design, which may be tiny: the noise of a stochastic model is
//! divided by the step.

use super::fault::check_count;
use super::{DesignFault, Factor, Point, factor};
use crate::random::{IndexedDraws, Stream};

/// A step of a trajectory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryStep {
    /// Which factor moves.
    pub factor: usize,
    /// By how much, as a signed share of the range between the factor's ends.
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

/// A candidate in the unit cube.
struct Candidate {
    places: Vec<Vec<f64>>,
    steps: Vec<TrajectoryStep>,
}

/// `trajectories` walks over a lattice of `levels` levels (even; 4 is usual), with steps of half of them. They are chosen one
/// by one out of `candidates` random walks (some 20 times as many is usual), each as far as can be from those before it.
///
/// # Errors
/// If there is no factor, no trajectory, fewer candidates than trajectories, or an odd number of levels.
pub fn morris(
    factors: &[Factor],
    trajectories: usize,
    levels: usize,
    candidates: usize,
    seed: u64,
) -> Result<Morris, DesignFault> {
    factor::check(factors)?;
    if levels < 2 || levels % 2 == 1 {
        return Err(DesignFault::OddLevels { levels });
    }
    if candidates < trajectories {
        return Err(DesignFault::FewCandidates { candidates, trajectories });
    }
    let length = factors.len() + 1;
    check_count(candidates.checked_mul(length), || format!("{candidates} candidates x {length}"))?;
    check_count(trajectories.checked_mul(length), || format!("{trajectories} x {length}"))?;
    let lots = IndexedDraws::new(seed, Stream::DesignTrajectory);
    let walks: Vec<_> = (0..candidates).map(|row| walk(factors.len(), levels, &lots, row as u64)).collect();
    let mut design = Morris { points: Vec::new(), trajectories: Vec::new() };
    for chosen in spread(&walks, trajectories) {
        let (first, walk) = (design.points.len(), &walks[chosen]);
        design.trajectories.push(Trajectory { first, steps: walk.steps.clone() });
        for (offset, place) in walk.places.iter().enumerate() {
            design.points.push(Point::at(first + offset, factors, place.iter().copied()));
        }
    }
    Ok(design)
}

/// A random walk: each factor's lower level, its direction, and the order of steps.
fn walk(factors: usize, levels: usize, lots: &IndexedDraws, row: u64) -> Candidate {
    let (half, last) = (levels / 2, (levels - 1) as f64);
    let (levels_row, directions_row, order_row) = (3 * row, 3 * row + 1, 3 * row + 2);
    let mut place = Vec::with_capacity(factors);
    let mut sizes = Vec::with_capacity(factors);
    for factor in 0..factors as u32 {
        let lower = lots.below(half, levels_row, factor);
        let down = lots.below(2, directions_row, factor) == 1;
        place.push(if down { lower + half } else { lower } as f64 / last);
        sizes.push(if down { -(half as f64) } else { half as f64 } / last);
    }
    let order = lots.shuffled(factors, order_row);
    let mut places = vec![place.clone()];
    for &factor in &order {
        // Rounding may leave -1e-17 for 0.
        place[factor] = (place[factor] + sizes[factor]).clamp(0.0, 1.0);
        places.push(place.clone());
    }
    Candidate {
        places,
        steps: order.into_iter().map(|factor| TrajectoryStep { factor, size: sizes[factor] }).collect(),
    }
}

/// Chooses walks one by one, the first that comes and then each with the greatest distance from those before.
fn spread(walks: &[Candidate], count: usize) -> Vec<usize> {
    let mut chosen = vec![0];
    let mut total = vec![0.0; walks.len()];
    while chosen.len() < count {
        let newest = &walks[chosen[chosen.len() - 1]];
        total.iter_mut().zip(walks).for_each(|(total, walk)| *total += squared(walk, newest));
        chosen.push(farthest(&total, &chosen));
    }
    chosen
}

/// The candidate not yet chosen of greatest distance; the first of equals.
fn farthest(distances: &[f64], chosen: &[usize]) -> usize {
    let free = (0..distances.len()).filter(|candidate| !chosen.contains(candidate));
    free.reduce(|best, next| if distances[next] > distances[best] { next } else { best })
        .expect("there are at least as many candidates as trajectories")
}

/// The square of the distance between two walks: the sum of the distances between their points.
fn squared(a: &Candidate, b: &Candidate) -> f64 {
    let between = |p: &[f64], q: &[f64]| p.iter().zip(q).map(|(p, q)| (p - q) * (p - q)).sum::<f64>().sqrt();
    let distance: f64 = a.places.iter().map(|p| b.places.iter().map(|q| between(p, q)).sum::<f64>()).sum();
    distance * distance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    fn factors(count: usize) -> Vec<Factor> {
        (0..count).map(|i| Factor::new(&format!("f{i}"), 0.0, 1.0, Scale::Linear).unwrap()).collect()
    }

    #[test]
    fn each_step_moves_one_factor_by_its_size_and_each_factor_once() {
        let design = morris(&factors(6), 10, 4, 50, 3).unwrap();
        assert_eq!(design.points.len(), 70);
        for trajectory in &design.trajectories {
            let mut moved: Vec<_> = trajectory.steps.iter().map(|step| step.factor).collect();
            for (offset, step) in trajectory.steps.iter().enumerate() {
                let before = &design.points[trajectory.first + offset];
                let after = &design.points[trajectory.first + offset + 1];
                assert_eq!((before.index, step.size.abs()), (trajectory.first + offset, 2.0 / 3.0));
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
        for point in morris(&factors(3), 8, 4, 40, 5).unwrap().points {
            assert!(point.values.iter().all(|v| (v * 3.0 - libm::round(v * 3.0)).abs() < 1e-12), "{point:?}");
        }
    }

    #[test]
    fn chosen_trajectories_are_spread_more_widely_than_the_first_that_come() {
        let lots = IndexedDraws::new(1, Stream::DesignTrajectory);
        let walks: Vec<_> = (0..100).map(|row| walk(5, 4, &lots, row)).collect();
        let apart = |chosen: &[usize]| -> f64 {
            chosen.iter().map(|&a| chosen.iter().map(|&b| squared(&walks[a], &walks[b])).sum::<f64>()).sum()
        };
        let chosen = spread(&walks, 5);
        assert!(
            apart(&chosen) > 1.1 * apart(&[0, 1, 2, 3, 4]),
            "{} {}",
            apart(&chosen),
            apart(&[0, 1, 2, 3, 4])
        );
    }

    #[test]
    fn fewer_trajectories_are_a_beginning_of_more() {
        let more = morris(&factors(4), 10, 4, 60, 2).unwrap();
        let fewer = morris(&factors(4), 3, 4, 60, 2).unwrap();
        assert_eq!(fewer.points, more.points[..15]);
        assert_eq!(fewer.trajectories, more.trajectories[..3]);
    }

    #[test]
    fn impossible_designs_are_refused() {
        let fault =
            |trajectories, levels, candidates| morris(&factors(2), trajectories, levels, candidates, 0).err();
        assert_eq!(fault(2, 3, 5), Some(DesignFault::OddLevels { levels: 3 }));
        assert_eq!(fault(5, 4, 4), Some(DesignFault::FewCandidates { candidates: 4, trajectories: 5 }));
        assert_eq!(fault(0, 4, 4), Some(DesignFault::NoPoints));
    }
}
