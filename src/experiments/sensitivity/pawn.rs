//! PAWN: how far a factor moves the whole distribution of a result, from any sample (Pianosi and
//! Wagener 2018, doi:10.1016/j.envsoft.2018.07.019).

use super::bootstrap::quantile;
use super::fault::{check_enough, check_length};
use super::row::rows;
use super::{Bootstrap, Index, IndexRow, SensitivityFault};
use crate::random::{IndexedDraws, Stream};
use rayon::prelude::*;

/// The indices, and what chance alone would give them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pawn {
    /// Median and greatest distance of each factor. Resampling adds its own noise to a distance, so
    /// intervals are moved back by the mean of what it adds.
    pub rows: Vec<IndexRow>,
    /// Below this a median distance cannot be told from that of a parameter without effect: the
    /// quantile, at the bootstrap's coverage, over as many dummy parameters as there are resamples.
    pub threshold_median: f64,
    /// The same for the greatest distance.
    pub threshold_maximum: f64,
}

/// The Kolmogorov-Smirnov distances between the output within a slice of a factor and the output
/// overall. Each factor is cut into `slices` slices (10 is usual) of equally many points; equal
/// values stay together, so a grid is cut at its levels. `points` has one value a factor; points
/// whose output is not a number are left out.
///
/// # Errors
/// If lists do not match, or there are fewer than two points a slice.
pub fn pawn(
    names: &[&str],
    points: &[Vec<f64>],
    outputs: &[f64],
    slices: usize,
    bootstrap: &Bootstrap,
) -> Result<Pawn, SensitivityFault> {
    check_length("outputs", outputs.len(), points.len())?;
    points.iter().try_for_each(|point| check_length("values of a point", point.len(), names.len()))?;
    let present: Vec<usize> = (0..outputs.len()).filter(|&row| outputs[row].is_finite()).collect();
    check_enough("points", present.len(), 2 * slices.max(1))?;
    let outputs = Outputs::new(present.iter().map(|&row| outputs[row]).collect(), slices);
    let cuts: Vec<_> = (0..names.len())
        .map(|factor| cut(&present.iter().map(|&row| points[row][factor]).collect::<Vec<_>>(), slices))
        .collect();
    let statistics = |picked: &[usize]| cuts.iter().flat_map(|cut| outputs.summary(cut, picked)).collect();
    let estimates = bootstrap.centred_estimates(present.len(), statistics);
    let thresholds = thresholds(&outputs, bootstrap);
    Ok(Pawn {
        rows: rows(names, &[Index::PawnMedian, Index::PawnMaximum], estimates),
        threshold_median: thresholds[0],
        threshold_maximum: thresholds[1],
    })
}

/// The slice of each value: by its rank, with equal values in one slice.
fn cut(values: &[f64], slices: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut slice_of = vec![0; values.len()];
    let mut first_of_equals = 0;
    for (rank, &row) in order.iter().enumerate() {
        if values[row] != values[order[first_of_equals]] {
            first_of_equals = rank;
        }
        slice_of[row] = first_of_equals * slices / values.len();
    }
    slice_of
}

/// Median and greatest distance that dummy parameters reach.
fn thresholds(outputs: &Outputs, bootstrap: &Bootstrap) -> [f64; 2] {
    let lots = IndexedDraws::new(bootstrap.seed, Stream::DummyParameter);
    let count = outputs.values.len();
    let everyone: Vec<usize> = (0..count).collect();
    let dummy = |row: usize| {
        let values: Vec<f64> = (0..count).map(|column| lots.uniform(row as u64, column as u32)).collect();
        outputs.summary(&cut(&values, outputs.slices), &everyone)
    };
    let reached: Vec<[f64; 2]> = (0..bootstrap.resamples).into_par_iter().map(dummy).collect();
    [0, 1].map(|which| {
        let mut sorted: Vec<f64> = reached.iter().map(|pair| pair[which]).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        quantile(&sorted, bootstrap.coverage)
    })
}

/// Outputs, and their order made once.
struct Outputs {
    values: Vec<f64>,
    order: Vec<usize>,
    slices: usize,
}

impl Outputs {
    fn new(values: Vec<f64>, slices: usize) -> Self {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        Self { values, order, slices }
    }

    /// Median and greatest distance over the slices of a sample of rows.
    fn summary(&self, slice_of: &[usize], picked: &[usize]) -> [f64; 2] {
        let mut distances = self.distances(slice_of, picked);
        distances.sort_unstable_by(f64::total_cmp);
        [quantile(&distances, 0.5), quantile(&distances, 1.0)]
    }

    /// The distance of each slice that holds a point. Both distribution functions rise along the
    /// outputs in one walk; a row that was picked several times rises as often.
    fn distances(&self, slice_of: &[usize], picked: &[usize]) -> Vec<f64> {
        let mut times = vec![0_u32; self.values.len()];
        let mut sizes = vec![0_u32; self.slices];
        for &row in picked {
            times[row] += 1;
            sizes[slice_of[row]] += 1;
        }
        let mut risen = vec![0_u32; self.slices];
        let mut greatest = vec![0.0_f64; self.slices];
        let mut below = 0_u32;
        for (place, &row) in self.order.iter().enumerate() {
            risen[slice_of[row]] += times[row];
            below += times[row];
            let more_of_equals =
                self.order.get(place + 1).is_some_and(|&next| self.values[next] == self.values[row]);
            if times[row] == 0 || more_of_equals {
                continue;
            }
            let overall = f64::from(below) / picked.len() as f64;
            for slice in 0..self.slices {
                let within = f64::from(risen[slice]) / f64::from(sizes[slice].max(1));
                greatest[slice] = greatest[slice].max((within - overall).abs());
            }
        }
        (0..self.slices).filter(|&slice| sizes[slice] > 0).map(|slice| greatest[slice]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_functions::{ishigami, unit_factors};
    use super::*;
    use crate::experiments::design::sobol;

    const BOOTSTRAP: Bootstrap = Bootstrap { resamples: 200, coverage: 0.95, seed: 1 };

    fn find<'a>(pawn: &'a Pawn, factor: &str, index: Index) -> &'a IndexRow {
        pawn.rows.iter().find(|row| row.factor == factor && row.index == index).unwrap()
    }

    /// Six points in two slices of a: outputs 1, 2, 5 and 3, 4, 6. Overall F rises by a sixth each;
    /// F of the first slice is 2/3 at 2, where overall it is 1/3, so both distances are 1/3.
    #[test]
    fn distances_by_hand() {
        let points: Vec<_> = [0.1, 0.2, 0.3, 0.7, 0.8, 0.9].map(|x| vec![x]).to_vec();
        let found = pawn(&["a"], &points, &[1.0, 5.0, 2.0, 6.0, 3.0, 4.0], 2, &BOOTSTRAP).unwrap();
        for index in [Index::PawnMedian, Index::PawnMaximum] {
            assert!((find(&found, "a", index).estimate.value - 1.0 / 3.0).abs() < 1e-15);
        }
    }

    #[test]
    fn equal_outputs_rise_together() {
        let points: Vec<_> = [0.1, 0.2, 0.8, 0.9].map(|x| vec![x]).to_vec();
        let found = pawn(&["a"], &points, &[1.0, 1.0, 1.0, 1.0], 2, &BOOTSTRAP).unwrap();
        assert_eq!(find(&found, "a", Index::PawnMaximum).estimate.value, 0.0);
    }

    #[test]
    fn a_grid_is_cut_at_its_levels() {
        assert_eq!(cut(&[1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0], 4), [0, 0, 0, 1, 1, 1, 3, 3]);
    }

    /// Ishigami over 2,048 points with a fourth factor that has no effect: the second matters most,
    /// then the first, then the third (which has no first-order variance at all), and the fourth
    /// stays below the threshold.
    #[test]
    fn factors_of_ishigami_are_ranked_and_a_dummy_stays_below_the_threshold() {
        let names = ["x1", "x2", "x3", "none"];
        let points: Vec<_> =
            sobol(&unit_factors(&names), 2_048, 3).unwrap().into_iter().map(|p| p.values).collect();
        let outputs: Vec<_> = points.iter().map(|point| ishigami(point)).collect();
        let found = pawn(&names, &points, &outputs, 10, &BOOTSTRAP).unwrap();
        let maximum = names.map(|name| find(&found, name, Index::PawnMaximum).estimate);
        let median = names.map(|name| find(&found, name, Index::PawnMedian).estimate);
        assert!(maximum[1].low > maximum[0].high && maximum[0].low > maximum[2].high, "{maximum:?}");
        assert!(maximum[2].low > found.threshold_maximum && median[2].low > found.threshold_median);
        assert!(maximum[3].value < found.threshold_maximum && median[3].value < found.threshold_median);
    }

    /// The threshold is exceeded by about one dummy in twenty: 300 parameters without effect give
    /// 15 with a standard deviation of 3.8.
    #[test]
    fn one_dummy_in_twenty_exceeds_the_threshold() {
        let names: Vec<String> = (0..300).map(|i| i.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let lots = IndexedDraws::new(77, Stream::PosteriorStart);
        let points: Vec<Vec<f64>> =
            (0..200).map(|row| (0..300).map(|column| lots.uniform(row, column)).collect()).collect();
        let outputs: Vec<f64> = (0..200).map(|row| lots.uniform(row, 300)).collect();
        let found = pawn(&names, &points, &outputs, 5, &Bootstrap { resamples: 1_000, ..BOOTSTRAP }).unwrap();
        let above = |index, threshold| {
            found.rows.iter().filter(|row| row.index == index && row.estimate.value > threshold).count()
        };
        let counts = [
            above(Index::PawnMedian, found.threshold_median),
            above(Index::PawnMaximum, found.threshold_maximum),
        ];
        assert!(counts.iter().all(|count| (4..=27).contains(count)), "{counts:?}");
    }

    #[test]
    fn too_few_points_are_refused() {
        let few = pawn(&["a"], &[vec![0.0], vec![1.0]], &[1.0, f64::NAN], 2, &BOOTSTRAP);
        assert_eq!(few, Err(SensitivityFault::TooFew { what: "points", found: 1, needed: 4 }));
        let lengths = pawn(&["a", "b"], &[vec![0.0]], &[1.0], 2, &BOOTSTRAP);
        assert!(matches!(lengths, Err(SensitivityFault::Lengths { what: "values of a point", .. })));
    }
}
