//! Fewer points on shared boundaries (Douglas and Peucker 1973), the same ones from both sides.
//!
//! Rings are cut where three or more lines meet. Each piece is simplified in one direction,
//! whichever ring it came from, so that two provinces keep the same points of the boundary between
//! them and no gap opens.

use super::{Point, Ring};
use std::collections::{BTreeMap, BTreeSet};

/// All provinces with simplified rings; rings that shrink to a line are dropped unless they are a
/// province's largest.
pub fn simplify(provinces: &[(String, Vec<Ring>)], tolerance: f64) -> Vec<(String, Vec<Ring>)> {
    let mut neighbours: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for ring in provinces.iter().flat_map(|(_, rings)| rings) {
        for (at, &point) in ring.iter().enumerate() {
            let next = ring[(at + 1) % ring.len()];
            neighbours.entry(point).or_default().insert(next);
            neighbours.entry(next).or_default().insert(point);
        }
    }
    let is_node = |point: &Point| neighbours[point].len() != 2;
    provinces
        .iter()
        .map(|(code, rings)| {
            let longest = rings.iter().map(Vec::len).max().unwrap_or(0);
            let simpler = rings.iter().filter_map(|ring| {
                let simpler = simplify_ring(ring, &is_node, tolerance);
                (simpler.len() >= 3).then_some(simpler).or((ring.len() == longest).then(|| ring.clone()))
            });
            (code.clone(), simpler.collect())
        })
        .collect()
}

fn simplify_ring(ring: &Ring, is_node: &impl Fn(&Point) -> bool, tolerance: f64) -> Ring {
    let first = ring.iter().position(is_node).or_else(|| (0..ring.len()).min_by_key(|&at| ring[at]));
    let Some(first) = first else { return Ring::new() };
    let mut turned: Ring = ring[first..].iter().chain(&ring[..=first]).copied().collect();
    let mut simpler = Ring::new();
    while turned.len() > 1 {
        let end = turned[1..].iter().position(is_node).map_or(turned.len() - 1, |at| at + 1);
        let piece = simplify_piece(&turned[..=end], tolerance);
        simpler.extend_from_slice(&piece[..piece.len() - 1]);
        turned.drain(..end);
    }
    simpler
}

/// A piece between two points that stay, simplified in the direction that does not depend on the
/// ring.
fn simplify_piece(piece: &[Point], tolerance: f64) -> Vec<Point> {
    let mut line = piece.to_vec();
    let reversed = line.iter().rev().lt(line.iter());
    if reversed {
        line.reverse();
    }
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[line.len() - 1] = true;
    let mut spans = vec![(0, line.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        let distance = |at: &usize| distance(line[*at], line[from], line[to]);
        let farthest = (from + 1..to).max_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(at) = farthest.filter(|at| distance(at) > tolerance) {
            keep[at] = true;
            spans.extend([(from, at), (at, to)]);
        }
    }
    let mut simpler: Vec<Point> = line.iter().zip(keep).filter(|(_, kept)| *kept).map(|(p, _)| *p).collect();
    if reversed {
        simpler.reverse();
    }
    simpler
}

/// Distance of a point from the line between two others, or from their common place.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let along = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let off = (f64::from(point.0 - from.0), f64::from(point.1 - from.1));
    let length = (along.0 * along.0 + along.1 * along.1).sqrt();
    if length == 0.0 {
        return (off.0 * off.0 + off.1 * off.1).sqrt();
    }
    (along.0 * off.1 - along.1 * off.0).abs() / length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_keep_the_same_boundary() {
        // Two squares beside each other; their common side has a bump of 3, one coast has a bump of
        // 3 and one of 20.
        let left = vec![(0, 0), (50, 3), (100, 0), (100, 40), (103, 50), (100, 60), (100, 100), (0, 100)];
        let right =
            vec![(100, 0), (200, 0), (220, 50), (200, 100), (100, 100), (100, 60), (103, 50), (100, 40)];
        let out = simplify(&[("a".into(), vec![left]), ("b".into(), vec![right])], 5.0);
        let sides = |ring: &Ring| -> BTreeSet<Point> {
            ring.iter().copied().filter(|point| (100..105).contains(&point.0)).collect()
        };
        assert_eq!(sides(&out[0].1[0]), BTreeSet::from([(100, 0), (100, 100)]));
        assert_eq!(sides(&out[0].1[0]), sides(&out[1].1[0]));
        assert!(out[1].1[0].contains(&(220, 50)) && !out[0].1[0].contains(&(50, 3)));
    }

    #[test]
    fn a_line_is_simplified_alike_in_both_directions() {
        let line: Vec<Point> = (0..40).map(|at| (at * 10, (at * at * 7) % 90)).collect();
        let mut back: Vec<Point> = line.iter().rev().copied().collect();
        back = simplify_piece(&back, 20.0);
        back.reverse();
        assert_eq!(simplify_piece(&line, 20.0), back);
        assert!(back.len() < line.len());
    }
}
