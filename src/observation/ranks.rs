//! Ranks of places whose numbers are uncertain.

/// The first and last rank that each place may have, 1 being the highest number: places whose
/// intervals overlap may stand in either order. A place without an interval has no rank and takes
/// none from the others.
pub fn rank_ranges(intervals: &[Option<(f64, f64)>]) -> Vec<Option<(usize, usize)>> {
    let known = || intervals.iter().flatten();
    let range = |&(low, high): &(f64, f64)| {
        let surely_above = known().filter(|other| other.0 > high).count();
        let surely_below = known().filter(|other| other.1 < low).count();
        (1 + surely_above, known().count() - surely_below)
    };
    intervals.iter().map(|interval| interval.as_ref().map(range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_intervals_share_their_ranks() {
        let intervals = [Some((0.2, 0.3)), Some((0.05, 0.1)), None, Some((0.08, 0.12)), Some((0.01, 0.02))];
        assert_eq!(rank_ranges(&intervals), [Some((1, 1)), Some((2, 3)), None, Some((2, 3)), Some((4, 4))]);
    }
}
