//! Which communes of the country a run keeps.
//!
//! A province has `N` real communes, each a slice of width `1 / N` of its axis of remoteness. A run
//! keeps `n` of them, one in each of `n` equal strata of the axis, at the same offset `u` in every
//! stratum: commune `floor((i + u) N / n)` for `i` from 0 to `n - 1`. Since `u` is uniform, every
//! commune is kept with chance `n / N`. A slice keeps its width whatever the scale: a smaller run
//! has fewer neighbourhoods, never more mixed ones.
//!
//! Provinces in the order of their income have the offsets `frac(u0 + rank * golden)`: each
//! uniform, since `u0` is, and those of provinces of like income spread evenly over the axis. So a
//! remote sample here meets a central one there, and the country's margins vary less between seeds
//! than with independent offsets.

use crate::population::ProvinceRecord;
use crate::quantities::Month;
use crate::random::{Draws, Stream};

/// Fractional part of the golden ratio: its multiples spread most evenly over the unit interval.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Numbers of the communes that are kept of the `real` ones of a province, from the centre
/// outwards; all of them where `kept` is no smaller.
pub(super) fn kept_communes(real: usize, kept: usize, offset: f64) -> Vec<u16> {
    let step = real as f64 / kept.max(1) as f64;
    (0..kept.min(real))
        .map(|stratum| if kept >= real { stratum } else { ((stratum as f64 + offset) * step) as usize })
        // Rounding may put the last one just outside.
        .map(|number| number.min(real - 1) as u16)
        .collect()
}

/// The offset of every province, in [0, 1).
pub(super) fn offsets(records: &[ProvinceRecord], draws: &Draws) -> Vec<f64> {
    let start = draws.uniform(Stream::SynthesisCommunes, 0, Month(0));
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by(|&a, &b| records[a].income_kvnd.total_cmp(&records[b].income_kvnd).then(a.cmp(&b)));
    let mut offsets = vec![0.0; records.len()];
    for (rank, row) in order.into_iter().enumerate() {
        offsets[row] = (start + rank as f64 * GOLDEN).fract();
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_province_keeps_every_commune_and_a_sample_one_in_each_stratum() {
        assert_eq!(kept_communes(4, 4, 0.9), [0, 1, 2, 3]);
        assert_eq!(kept_communes(4, 9, 0.9), [0, 1, 2, 3]);
        // Strata of 2.5 communes: 0.5 * 2.5 = 1.25 and 1.5 * 2.5 = 3.75; 0.1 and 1.1 give 0.25 and
        // 2.75.
        assert_eq!(kept_communes(5, 2, 0.5), [1, 3]);
        assert_eq!(kept_communes(5, 2, 0.1), [0, 2]);
        assert_eq!(kept_communes(100, 1, 0.999_999), [99]);
    }

    /// 7 communes, 3 kept: over evenly spread offsets each is kept with chance 3/7, also where it
    /// lies in two strata.
    #[test]
    fn every_commune_is_kept_with_the_same_chance() {
        let mut times = [0u32; 7];
        for offset in 0..7_000 {
            let kept = kept_communes(7, 3, (f64::from(offset) + 0.5) / 7_000.0);
            assert!(kept.windows(2).all(|pair| pair[0] < pair[1]), "{kept:?}");
            kept.into_iter().for_each(|number| times[usize::from(number)] += 1);
        }
        assert!(times.iter().all(|&times| times.abs_diff(3_000) <= 2), "{times:?}");
    }
}
