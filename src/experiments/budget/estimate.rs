//! What each choice would protect and cost.

use crate::experiments::compare::{Comparison, Effect};
use crate::levers::About;
use crate::observation::{Group, RunResults, Stratum};

/// One lever in one province, or a law in the whole country.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverInProvince {
    /// Slot of the lever.
    pub slot: usize,
    /// Row of the province; none for a law, which all provinces have or none.
    pub province: Option<usize>,
    /// Cost over the simulated years, thousand dong.
    pub cost: f64,
    /// Children it would protect, as estimated.
    pub protected: f64,
    /// Share of what is estimated of the province, and not of the country, that is no chance; none
    /// for a law.
    pub reliability: Option<f64>,
}

/// The choices of a lever, from a comparison whose arm `arm` adds the lever in all provinces where
/// it is not yet, to arm 0. Provinces where it adds no cost are left out: the lever is there
/// already.
pub fn estimate(comparison: &Comparison, arm: usize, slot: usize, about: &About) -> Vec<LeverInProvince> {
    let provinces = comparison.country.provinces.len();
    let cost = |arm: usize| -> Vec<f64> {
        let mut total = vec![0.0; provinces];
        for run in &comparison.runs[arm] {
            for row in run.costs.iter().filter(|row| row.lever == about.name) {
                if let Some(province) = row.province {
                    total[province] += row.total() / comparison.replicates() as f64;
                }
            }
        }
        total
    };
    let costs: Vec<f64> = cost(arm).iter().zip(cost(0)).map(|(after, before)| after - before).collect();
    let protected = |group: Group| -> Vec<f64> {
        let harm = |run: &RunResults| Effect::ChildrenProtected.harm(run, group);
        comparison.of(0, harm).iter().zip(comparison.of(arm, harm)).map(|(one, other)| one - other).collect()
    };
    let choices: Vec<LeverInProvince> = if about.national {
        let everywhere = protected(Group::NATIONAL);
        let protected = everywhere.iter().sum::<f64>() / everywhere.len().max(1) as f64;
        vec![LeverInProvince { slot, province: None, cost: costs.iter().sum(), protected, reliability: None }]
    } else {
        let found: Vec<(f64, Vec<f64>)> = (0..provinces)
            .map(|row| (children(comparison, row), protected(Group::new(Stratum::Province, row))))
            .collect();
        let choice = |(row, (protected, reliability)): (usize, (f64, f64))| LeverInProvince {
            slot,
            province: Some(row),
            cost: costs[row],
            protected,
            reliability: Some(reliability),
        };
        shrunk(&found).into_iter().enumerate().map(choice).collect()
    };
    choices.into_iter().filter(|choice| choice.cost > 0.0).collect()
}

/// Children of a province, real ones.
fn children(comparison: &Comparison, province: usize) -> f64 {
    let record = &comparison.country.provinces[province].record;
    record.population * record.share_under_18
}

/// Children protected in each province, from `(children, protected in each replicate)`, each rate
/// drawn towards the country's as far as it is uncertain: `w r + (1 - w) R` with `w = T / (T +
/// e^2)`, `e` its standard error and `T` what the provinces' rates differ by beyond these errors
/// (an empirical Bayes estimate, Efron & Morris 1975). Beside each, its `w`.
pub fn shrunk(found: &[(f64, Vec<f64>)]) -> Vec<(f64, f64)> {
    let all: f64 = found.iter().map(|(children, _)| children).sum();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let national: f64 = found.iter().map(|(_, protected)| mean(protected)).sum::<f64>() / all.max(1.0);
    let rates: Vec<(f64, f64)> = found
        .iter()
        .map(|(children, protected)| {
            let (n, middle) = (protected.len() as f64, mean(protected));
            let squares: f64 = protected.iter().map(|x| (x - middle) * (x - middle)).sum();
            let error = if n > 1.0 { squares / (n - 1.0) / n / (children * children) } else { f64::INFINITY };
            (middle / children, error)
        })
        .collect();
    let spread: f64 = rates.iter().map(|(rate, _)| (rate - national) * (rate - national)).sum();
    let noise: f64 = rates.iter().map(|(_, error)| error).sum();
    let true_spread = ((spread - noise) / rates.len().max(1) as f64).max(0.0);
    rates
        .iter()
        .zip(found)
        .map(|(&(rate, error), (children, _))| {
            let weight = if true_spread > 0.0 { true_spread / (true_spread + error) } else { 0.0 };
            (children * (weight * rate + (1.0 - weight) * national), weight)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_without_error_stay_and_rates_that_are_all_noise_become_the_mean() {
        let sure = [(100.0, vec![1.0, 1.0]), (100.0, vec![3.0, 3.0])];
        assert_eq!(shrunk(&sure), [(1.0, 1.0), (3.0, 1.0)]);
        let noise = [(100.0, vec![-10.0, 12.0]), (300.0, vec![-5.0, 11.0])];
        assert_eq!(shrunk(&noise), [(1.0, 0.0), (3.0, 0.0)]); // 4 a replicate among 400 children
    }

    #[test]
    fn one_replicate_tells_nothing_about_provinces() {
        assert_eq!(shrunk(&[(100.0, vec![9.0]), (100.0, vec![1.0])]), [(5.0, 0.0), (5.0, 0.0)]);
    }

    /// Rates 0.01 and 0.03 around 0.02, both with variance of the mean 1 / 100^2: spread 2e-4, noise 2e-4 / 2... by hand:
    /// spread = 2 * 1e-4, noise = 2 * 1e-4 * v with v = 0.25, T = (2e-4 - 0.5e-4) / 2 = 0.75e-4, w = 0.75.
    #[test]
    fn the_weight_by_hand() {
        let half = 0.5_f64.sqrt() * 0.5_f64.sqrt();
        let around = |middle: f64| vec![middle - half, middle + half]; // variance 0.5, of the mean 0.25
        let found = shrunk(&[(100.0, around(1.0)), (100.0, around(3.0))]);
        assert!((found[0].0 - 1.25).abs() < 1e-12 && (found[1].0 - 2.75).abs() < 1e-12, "{found:?}");
        assert!((found[0].1 - 0.75).abs() < 1e-12, "{found:?}");
    }
}
