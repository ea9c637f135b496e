//! How far a map of provinces can be read.

use super::{Estimate, Measure, RunResults, Stratum};
use std::collections::BTreeMap;

/// What the coefficients of variation of a measure's provinces come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapReliability {
    /// That of the median province among those that have one; none where no province has.
    pub median: Option<f64>,
    /// The largest.
    pub worst: Option<f64>,
    /// Provinces whose number is shown and has none, because its error is not known.
    pub unknown: usize,
    /// Provinces whose number is uncertain or hidden.
    pub unreadable: usize,
    /// All provinces.
    pub provinces: usize,
}

/// Of a measure in the last year, pooled over runs of one scenario. None where no province was
/// observed.
pub fn map_reliability(runs: &[RunResults], measure: Measure) -> Option<MapReliability> {
    let rows = || runs.iter().flat_map(|run| &run.indicators).filter(|row| row.measure == measure);
    let last = rows().map(|row| row.year).max()?;
    let mut provinces: BTreeMap<u8, Vec<Estimate>> = BTreeMap::new();
    for row in rows().filter(|row| row.year == last && row.group.stratum == Stratum::Province) {
        provinces.entry(row.group.index).or_default().push(row.estimate);
    }
    let info = measure.info();
    let pooled: Vec<Estimate> =
        provinces.values().filter_map(|runs| Estimate::pooled(&info, Stratum::Province, runs)).collect();
    let mut known: Vec<f64> = pooled.iter().filter_map(Estimate::coefficient_of_variation).collect();
    known.sort_by(f64::total_cmp);
    let shown = || pooled.iter().filter(|estimate| estimate.value.is_some());
    let readable = shown().filter(|estimate| !estimate.is_uncertain(&info));
    (!pooled.is_empty()).then(|| MapReliability {
        median: known.get(known.len() / 2).copied(),
        worst: known.last().copied(),
        unknown: shown().count() - known.len(),
        unreadable: pooled.len() - readable.count(),
        provinces: pooled.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::small_world::crowd;
    use crate::observation::{Recorder, survey};
    use crate::population::Region;

    /// Two provinces of four communes of 40: survivors 4, 4, 4, 4 leave the chance of one agent, a
    /// sixteenth, and 8, 0, 0, 0 a coefficient of 1.
    #[test]
    fn a_province_of_one_hot_commune_cannot_be_read() {
        let survivors = [4, 4, 4, 4, 8, 0, 0, 0];
        let world = crowd(&[Region::Southeast, Region::MekongDelta], 4, 40, |commune| survivors[commune]);
        let mut recorder =
            Recorder::new(&world.country, &[Stratum::Province], survey::tests::params(0.9, 0.0));
        world.year(&mut recorder, 0);
        let runs = [recorder.finish(&world.country, "baseline", 0, Vec::new())];
        let found = map_reliability(&runs, Measure::PrevalenceLifetime).unwrap();
        assert_eq!((found.unreadable, found.provinces), (1, 2));
        assert!((found.worst.unwrap() - 1.0).abs() < 1e-9, "{found:?}");
        assert_eq!(found.unknown, 0);
        assert_eq!(map_reliability(&[], Measure::PrevalenceLifetime), None);
    }

    /// Of one commune no error is known, so neither province can be read.
    #[test]
    fn a_province_without_an_error_cannot_be_read() {
        let world = crowd(&[Region::Southeast, Region::MekongDelta], 1, 40, |_| 8);
        let mut recorder =
            Recorder::new(&world.country, &[Stratum::Province], survey::tests::params(0.9, 0.0));
        world.year(&mut recorder, 0);
        let runs = [recorder.finish(&world.country, "baseline", 0, Vec::new())];
        let found = map_reliability(&runs, Measure::PrevalenceLifetime).unwrap();
        assert_eq!((found.median, found.worst), (None, None));
        assert_eq!((found.unknown, found.unreadable, found.provinces), (2, 2, 2));
    }
}
