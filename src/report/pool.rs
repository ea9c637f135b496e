//! One number from the readings of several replicates: means of numerators and denominators, and
//! their spread.

use crate::observation::{MeasureDef, MeasureKind, student_quantile};
use crate::results::Reading;
use std::collections::BTreeMap;

/// A number over replicates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// The value of the mean numerator and the mean denominator.
    pub value: f64,
    /// Least and greatest value of a replicate; none for one replicate.
    pub range: Option<(f64, f64)>,
    /// 95 % interval of the mean, from the spread of the replicates; none for one replicate.
    pub interval: Option<(f64, f64)>,
}

/// What can be shown of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PooledNumber {
    /// The number.
    Number(Pooled),
    /// It is hidden: it rests on too few simulated agents in some replicate.
    Hidden,
    /// There is none.
    None,
}

impl PooledNumber {
    /// The number, if there is one to show.
    pub fn number(&self) -> Option<Pooled> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Hidden | Self::None => None,
        }
    }
}

/// Pools readings. One hidden reading hides the number: what is left would not be a mean over all
/// replicates.
pub fn pool(info: &MeasureDef, readings: &BTreeMap<u32, Reading>) -> PooledNumber {
    if readings.is_empty() {
        return PooledNumber::None;
    }
    let Some(shown) = readings.values().copied().collect::<Option<Vec<[f64; 2]>>>() else {
        return PooledNumber::Hidden;
    };
    let mean = |part: usize| shown.iter().map(|reading| reading[part]).sum::<f64>() / shown.len() as f64;
    let Some(value) = info.value(mean(0), mean(1)) else { return PooledNumber::None };
    let values: Vec<f64> = shown.iter().filter_map(|[n, d]| info.value(*n, *d)).collect();
    PooledNumber::Number(Pooled {
        value,
        range: range(&values),
        interval: interval(value, &values).map(|ends| within(info, ends)),
    })
}

/// An interval cut to what the measure can be: none is below zero, and no share above one.
pub fn within(info: &MeasureDef, (low, high): (f64, f64)) -> (f64, f64) {
    let most = if info.kind == MeasureKind::Share { 1.0 } else { f64::INFINITY };
    (low.clamp(0.0, most), high.clamp(0.0, most))
}

/// Adds up parts replicate by replicate; a hidden part hides the sum of its replicate.
pub fn sum<'a>(parts: impl IntoIterator<Item = &'a BTreeMap<u32, Reading>>) -> BTreeMap<u32, Reading> {
    let mut sums: BTreeMap<u32, Reading> = BTreeMap::new();
    for part in parts {
        for (&replicate, &reading) in part {
            let sum = sums.entry(replicate).or_insert(Some([0.0; 2]));
            *sum = sum.zip(reading).map(|(a, b)| [a[0] + b[0], a[1] + b[1]]);
        }
    }
    sums
}

/// Least and greatest of several values.
pub fn range(values: &[f64]) -> Option<(f64, f64)> {
    let least = values.iter().copied().reduce(f64::min)?;
    let greatest = values.iter().copied().reduce(f64::max)?;
    (values.len() > 1).then_some((least, greatest))
}

/// 95 % interval around `centre` from the spread of independent replicates (Student's t).
pub fn interval(centre: f64, values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    let half = student_quantile(0.975, values.len() as u32 - 1) * (variance / n).sqrt();
    Some((centre - half, centre + half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::Measure;

    fn readings(list: &[(u32, Reading)]) -> BTreeMap<u32, Reading> {
        list.iter().copied().collect()
    }

    #[test]
    fn numerators_and_denominators_are_averaged_not_values() {
        let info = Measure::PrevalenceLifetime.info();
        let pooled = pool(&info, &readings(&[(0, Some([10.0, 100.0])), (1, Some([60.0, 200.0]))]));
        let pooled = pooled.number().unwrap();
        // Mean numerator 35 over mean denominator 150; the replicates have 0.1 and 0.3.
        assert_eq!((pooled.value, pooled.range), (35.0 / 150.0, Some((0.1, 0.3))));
        // t of 1 degree is 12.706; standard error of 0.1 and 0.3 is 0.1.
        let (low, high) = interval(pooled.value, &[0.1, 0.3]).unwrap();
        assert!((high - low - 2.0 * 1.270_6).abs() < 1e-3, "{low} {high}");
        // Of that, a share can be what lies between 0 and 1.
        assert_eq!(pooled.interval, Some((0.0, 1.0)));
    }

    #[test]
    fn a_hidden_replicate_hides_and_one_replicate_has_no_interval() {
        let info = Measure::PrevalenceLifetime.info();
        assert_eq!(pool(&info, &readings(&[(0, Some([1.0, 2.0])), (1, None)])), PooledNumber::Hidden);
        assert_eq!(pool(&info, &readings(&[])), PooledNumber::None);
        assert_eq!(pool(&info, &readings(&[(0, Some([0.0, 0.0]))])), PooledNumber::None);
        let one = pool(&info, &readings(&[(0, Some([1.0, 2.0]))])).number().unwrap();
        assert_eq!((one.value, one.range, one.interval), (0.5, None, None));
    }

    #[test]
    fn merged_parts_add_up_and_a_hidden_part_hides_the_sum() {
        let a = readings(&[(0, Some([1.0, 10.0])), (1, Some([2.0, 10.0]))]);
        let b = readings(&[(0, Some([5.0, 30.0])), (1, None)]);
        assert_eq!(sum([&a, &b]), readings(&[(0, Some([6.0, 40.0])), (1, None)]));
    }
}
