//! Outlines of provinces that became one unit: the boundaries between them vanish.

use super::{Point, Ring};
use std::collections::BTreeMap;

/// Joins rings: sides that two rings share are taken out, the others are walked into rings again.
pub fn merge(rings: &[&Ring]) -> Vec<Ring> {
    let mut sides: BTreeMap<(Point, Point), u32> = BTreeMap::new();
    for ring in rings {
        for (at, &from) in ring.iter().enumerate() {
            let to = ring[(at + 1) % ring.len()];
            *sides.entry((from.min(to), from.max(to))).or_default() += 1;
        }
    }
    let mut ways: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
    for ((from, to), _) in sides.into_iter().filter(|(_, count)| count % 2 == 1) {
        ways.entry(from).or_default().push(to);
        ways.entry(to).or_default().push(from);
    }
    let mut merged = Vec::new();
    while let Some(start) = ways.iter().find(|(_, next)| !next.is_empty()).map(|(point, _)| *point) {
        let mut ring = vec![start];
        let mut here = start;
        while let Some(next) = ways.get_mut(&here).and_then(Vec::pop) {
            if let Some(back) = ways.get_mut(&next)
                && let Some(at) = back.iter().position(|point| *point == here)
            {
                back.swap_remove(at);
            }
            if next == start {
                break;
            }
            ring.push(next);
            here = next;
        }
        if ring.len() >= 3 {
            merged.push(ring);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_squares_become_one_rectangle_and_an_island_stays() {
        let a = vec![(0, 0), (1, 0), (1, 1), (0, 1)];
        let b = vec![(1, 0), (2, 0), (2, 1), (1, 1)];
        let island = vec![(5, 5), (6, 5), (6, 6)];
        let mut merged = merge(&[&a, &b, &island]);
        merged.iter_mut().for_each(|ring| ring.sort_unstable());
        merged.sort();
        assert_eq!(
            merged,
            [vec![(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], vec![(5, 5), (6, 5), (6, 6)]]
        );
    }
}
