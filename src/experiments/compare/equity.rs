//! Who benefits: the share of the children protected by a scenario who live in each wealth fifth.

use super::paired::mean;
use super::{Comparison, Effect};
use crate::observation::{Group, Stratum, student_quantile};

/// A wealth fifth's part of the benefit of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct EquityRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// The fifth.
    pub group: Group,
    /// Children protected in it.
    pub protected: f64,
    /// Their share among all children protected; none where the scenario protects none.
    pub share: Option<f64>,
    /// 95 % interval of the share, by linearisation of the ratio of means.
    pub interval: Option<(f64, f64)>,
}

/// The parts of all fifths, scenario by scenario.
pub fn equity(comparison: &Comparison) -> Vec<EquityRow> {
    let mut rows = Vec::new();
    for arm in 1..comparison.runs.len() {
        let protected = |group: Group| -> Vec<f64> {
            let harm = |arm: usize| comparison.of(arm, |run| Effect::ChildrenProtected.harm(run, group));
            harm(0).iter().zip(harm(arm)).map(|(one, other)| one - other).collect()
        };
        let whole = protected(Group::NATIONAL);
        for fifth in 0..5 {
            let group = Group::new(Stratum::WealthFifth, fifth);
            let own = protected(group);
            let share = ratio_of_means(&own, &whole);
            rows.push(EquityRow {
                arm,
                group,
                protected: mean(&own),
                share: share.map(|(share, _)| share),
                interval: share.and_then(|(_, interval)| interval),
            });
        }
    }
    rows
}

/// `mean(part) / mean(whole)` with its 95 % interval; none where the whole is not above 0.
fn ratio_of_means(part: &[f64], whole: &[f64]) -> Option<(f64, Option<(f64, f64)>)> {
    let (n, base) = (part.len(), mean(whole));
    if base <= 0.0 || n == 0 {
        return None;
    }
    let ratio = mean(part) / base;
    let residuals: Vec<f64> = part.iter().zip(whole).map(|(x, y)| x - ratio * y).collect();
    let interval = (n > 1).then(|| {
        let error = (super::paired::variance(&residuals) / n as f64).sqrt() / base;
        let half = student_quantile(0.975, n as u32 - 1) * error;
        (ratio - half, ratio + half)
    });
    Some((ratio, interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts 1, 3 of wholes 4, 4: ratio 1/2; residuals -1, 1 have variance 2, error sqrt(2/2)/4, t(1) = 12.7062.
    #[test]
    fn the_interval_of_a_ratio_by_hand() {
        let (ratio, interval) = ratio_of_means(&[1.0, 3.0], &[4.0, 4.0]).unwrap();
        let (low, high) = interval.unwrap();
        assert_eq!(ratio, 0.5);
        assert!((high - 0.5 - 12.706_205 / 4.0).abs() < 1e-5 && (0.5 - low - 12.706_205 / 4.0).abs() < 1e-5);
    }

    #[test]
    fn a_constant_part_has_no_spread_and_no_benefit_no_share() {
        assert_eq!(ratio_of_means(&[1.0, 2.0], &[2.0, 4.0]), Some((0.5, Some((0.5, 0.5)))));
        assert_eq!(ratio_of_means(&[1.0], &[-2.0]), None);
    }
}
