//! Seeds of points that have chance of their own.

/// Binary digits of such a seed: as many as every reader of a table keeps of a number.
const DIGITS: u32 = 53;

/// The seed of a point: a hash of the study's seed, the point's index and what it sets. Two points,
/// and the points of two studies, have the same chance only if they are the same run. A sum of seed
/// and index would give point 1 of seed 1 the history of point 0 of seed 2.
pub(super) fn of_point(base: u64, point: usize, settings: &[String]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"lachan seed of a point");
    hasher.update(&base.to_le_bytes());
    hasher.update(&(point as u64).to_le_bytes());
    for setting in settings {
        hasher.update(&(setting.len() as u64).to_le_bytes());
        hasher.update(setting.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first) >> (64 - DIGITS)
}

#[cfg(test)]
mod tests {
    use super::of_point;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_points_or_studies_share_a_seed() {
        let settings = |value: u32| vec![format!("recruitment.contact=0.{value}")];
        let seeds: BTreeSet<u64> = (0..40)
            .flat_map(|base| (0..40).flat_map(move |point| (0..3).map(move |value| (base, point, value))))
            .map(|(base, point, value)| of_point(base, point, &settings(value)))
            .collect();
        assert_eq!(seeds.len(), 40 * 40 * 3);
        assert!(seeds.iter().all(|seed| *seed < 1 << 53));
        assert_eq!(of_point(1, 2, &settings(3)), of_point(1, 2, &settings(3)));
    }
}
