//! One reported number, and the one rule that hides small ones.

use super::{MeasureDef, Stratum};
use serde::{Deserialize, Serialize};

/// Fewest simulated agents whose number is shown.
pub const LEAST_AGENTS: u64 = 5;

/// A reported number with what it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Weighted numerator; not to be shown where `suppressed`.
    pub numerator: f64,
    /// Weighted denominator; not to be shown where `suppressed`.
    pub denominator: f64,
    /// Simulated agents in the denominator.
    pub agents: u64,
    /// Simulated agents in the numerator of a measure of trafficking; none where it counts no agents.
    pub affected: Option<u64>,
    /// The value; none where suppressed or where there is no denominator.
    pub value: Option<f64>,
    /// Whether the number is hidden because it rests on too few agents.
    pub suppressed: bool,
}

impl Estimate {
    /// The number of a measure in a stratum. `affected` is the number of simulated agents in the numerator, where
    /// the numerator counts agents.
    pub fn new(
        info: &MeasureDef,
        stratum: Stratum,
        numerator: f64,
        denominator: f64,
        agents: u64,
        affected: Option<u64>,
    ) -> Self {
        let affected = affected.filter(|_| info.trafficking);
        let suppressed = is_suppressed(stratum, agents, affected);
        let value = if suppressed { None } else { info.value(numerator, denominator) };
        Self { numerator, denominator, agents, affected, value, suppressed }
    }

    /// The mean of the same number over several runs: means of numerators and denominators, which rest on the
    /// agents of all runs. None without runs.
    pub fn pooled(info: &MeasureDef, stratum: Stratum, runs: &[Self]) -> Option<Self> {
        let mean = |number: &dyn Fn(&Self) -> f64| runs.iter().map(number).sum::<f64>() / runs.len() as f64;
        let affected: Option<u64> = runs.iter().map(|run| run.affected).sum();
        let agents = runs.iter().map(|run| run.agents).sum();
        let (numerator, denominator) = (mean(&|run| run.numerator), mean(&|run| run.denominator));
        (!runs.is_empty()).then(|| Self::new(info, stratum, numerator, denominator, agents, affected))
    }

    /// Numerator, denominator and value as they may be shown.
    pub fn shown(&self) -> [Option<f64>; 3] {
        if self.suppressed { [None; 3] } else { [Some(self.numerator), Some(self.denominator), self.value] }
    }
}

/// The rule. In a province or a crossed group a number is hidden when
/// * fewer than [`LEAST_AGENTS`] simulated agents stand in its denominator, or
/// * it is a measure of trafficking and 1 to 4 simulated agents stand in its numerator (`affected`).
///
/// An expectation (a sum of probabilities) counts no agents and has no `affected`. Nothing else is hidden: a hidden
/// number may be computable from others, which is harmless as every agent is synthetic; the rule keeps readers from
/// leaning on numbers that are chance.
pub fn is_suppressed(stratum: Stratum, agents: u64, affected: Option<u64>) -> bool {
    let fine = stratum == Stratum::Province || stratum.is_crossed();
    fine && (agents < LEAST_AGENTS || affected.is_some_and(|n| (1..LEAST_AGENTS).contains(&n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::Measure;

    #[test]
    fn small_numbers_are_hidden_in_provinces_and_crossed_groups_only() {
        for stratum in [Stratum::Province, Stratum::SexByFifth, Stratum::EthnicityByRegion] {
            assert!(is_suppressed(stratum, 4, None));
            assert!(!is_suppressed(stratum, 5, None));
            assert!(!is_suppressed(stratum, 100, Some(0)));
            assert!(is_suppressed(stratum, 100, Some(1)));
            assert!(is_suppressed(stratum, 100, Some(4)));
            assert!(!is_suppressed(stratum, 100, Some(5)));
        }
        for stratum in [Stratum::National, Stratum::Sex, Stratum::Region, Stratum::WealthFifth] {
            assert!(!is_suppressed(stratum, 1, Some(1)));
        }
    }

    #[test]
    fn several_runs_rest_on_the_agents_of_all() {
        let info = Measure::PrevalenceLifetime.info();
        let run = |n, affected| Estimate::new(&info, Stratum::Province, n, 5000.0, 100, Some(affected));
        let runs = [run(150.0, 3), run(100.0, 2)];
        assert!(runs.iter().all(|run| run.suppressed));
        let pooled = Estimate::pooled(&info, Stratum::Province, &runs).unwrap();
        assert_eq!((pooled.value, pooled.agents, pooled.affected), (Some(0.025), 200, Some(5)));
        assert_eq!(Estimate::pooled(&info, Stratum::Province, &[]), None);
    }

    #[test]
    fn a_hidden_number_shows_nothing() {
        let info = Measure::PrevalenceLifetime.info();
        let hidden = Estimate::new(&info, Stratum::Province, 150.0, 5000.0, 100, Some(3));
        assert_eq!((hidden.suppressed, hidden.value, hidden.shown()), (true, None, [None; 3]));
        let shown = Estimate::new(&info, Stratum::Region, 150.0, 5000.0, 100, Some(3));
        assert_eq!(shown.shown(), [Some(150.0), Some(5000.0), Some(0.03)]);
        let schooling = Measure::AttendanceUpper.info();
        assert!(!Estimate::new(&schooling, Stratum::Province, 3.0, 100.0, 100, Some(3)).suppressed);
    }
}
