//! One reported number, and the one rule that hides small ones.

use super::{MeasureDef, MeasureKind, StandardError, Stratum, student_quantile};
use serde::{Deserialize, Serialize};

/// Fewest simulated agents whose number is shown.
pub const LEAST_AGENTS: u64 = 5;

/// Coefficient of variation above which a province's number is said to be uncertain: statistical
/// offices flag or withhold estimates of a coefficient of variation above 0.3.
pub const UNCERTAIN_ABOVE: f64 = 0.3;

/// Fewest runs whose spread is taken for the error of their mean; that of fewer is mostly chance
/// itself. The spread holds all that the runs differ in, also parameters that were drawn.
pub const LEAST_RUNS: usize = 5;

/// A reported number with what it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Weighted numerator; not to be shown where `suppressed`.
    pub numerator: f64,
    /// Weighted denominator; not to be shown where `suppressed`.
    pub denominator: f64,
    /// Simulated agents in the denominator.
    pub agents: u64,
    /// Simulated agents in the numerator of a measure of trafficking; none where it counts no
    /// agents.
    pub affected: Option<u64>,
    /// The value; none where suppressed or where there is no denominator.
    pub value: Option<f64>,
    /// Whether the number is hidden because it rests on too few agents.
    pub suppressed: bool,
    /// Standard error of a province's number: the chance between its communes (or between many
    /// runs) and nothing else.
    pub error: Option<StandardError>,
}

impl Estimate {
    /// The number of a measure in a stratum. `affected` is the number of simulated agents in the
    /// numerator, where the numerator counts agents.
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
        Self { numerator, denominator, agents, affected, value, suppressed, error: None }
    }

    /// The same with its standard error.
    #[must_use]
    pub fn with_error(self, error: Option<StandardError>) -> Self {
        Self { error, ..self }
    }

    /// Standard error over value; none where either is hidden or the value is 0.
    pub fn coefficient_of_variation(&self) -> Option<f64> {
        let (error, value) = (self.error?.value, self.value?);
        (value > 0.0).then(|| error / value)
    }

    /// Whether the number is too uncertain to be read by itself: see [`UNCERTAIN_ABOVE`]. Of what is
    /// counted by cell a value whose error is not known (one commune was kept, or nobody was
    /// affected) is uncertain too: nothing says that it is sure.
    pub fn is_uncertain(&self, info: &MeasureDef) -> bool {
        match self.coefficient_of_variation() {
            Some(variation) => variation > UNCERTAIN_ABOVE,
            None => self.value.is_some() && info.by_cell(),
        }
    }

    /// The 95 % interval by Student's t, kept above 0 and, of a share, below 1.
    pub fn interval(&self, info: &MeasureDef) -> Option<(f64, f64)> {
        let (error, value) = (self.error?, self.value?);
        let half = student_quantile(0.975, error.degrees) * error.value;
        let most = if info.kind == MeasureKind::Share { 1.0 } else { f64::INFINITY };
        Some(((value - half).max(0.0), (value + half).min(most)))
    }

    /// The mean of the same number over several runs: means of numerators and denominators, which
    /// rest on the agents of all runs. None without runs.
    pub fn pooled(info: &MeasureDef, stratum: Stratum, runs: &[Self]) -> Option<Self> {
        let mean = |number: &dyn Fn(&Self) -> f64| runs.iter().map(number).sum::<f64>() / runs.len() as f64;
        let affected: Option<u64> = runs.iter().map(|run| run.affected).sum();
        let agents = runs.iter().map(|run| run.agents).sum();
        let (numerator, denominator) = (mean(&|run| run.numerator), mean(&|run| run.denominator));
        (!runs.is_empty()).then(|| {
            Self::new(info, stratum, numerator, denominator, agents, affected)
                .with_error(pooled_error(info, runs))
        })
    }

    /// Numerator, denominator and value as they may be shown.
    pub fn shown(&self) -> [Option<f64>; 3] {
        if self.suppressed { [None; 3] } else { [Some(self.numerator), Some(self.denominator), self.value] }
    }
}

/// The error of the mean over several runs: from their own errors while they are few, else from the
/// spread between them.
fn pooled_error(info: &MeasureDef, runs: &[Estimate]) -> Option<StandardError> {
    let n = runs.len() as f64;
    if runs.len() < LEAST_RUNS {
        let errors: Vec<StandardError> = runs.iter().map(|run| run.error).collect::<Option<_>>()?;
        let squares: f64 = errors.iter().map(|error| error.value * error.value).sum();
        return Some(StandardError {
            value: squares.sqrt() / n,
            degrees: errors.iter().map(|error| error.degrees).sum(),
        });
    }
    info.by_cell().then_some(())?;
    let values: Vec<f64> =
        runs.iter().map(|run| info.value(run.numerator, run.denominator)).collect::<Option<_>>()?;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    // Runs that agree to the last digit are no certainty: one agent of one run is chance always.
    let agents = runs.iter().map(|run| run.agents).sum();
    let persons = runs.iter().map(|run| run.denominator).sum::<f64>() / n;
    let value = (squares / (n - 1.0) / n).sqrt().max(info.grain(agents, persons));
    (mean > 0.0 && value > 0.0).then_some(StandardError { value, degrees: runs.len() as u32 - 1 })
}

/// The rule. In a province (of origin or of exploitation) or a crossed group a number is hidden when
/// * fewer than [`LEAST_AGENTS`] simulated agents stand in its denominator, or
/// * it is a measure of trafficking and 1 to 4 simulated agents stand in its numerator
///   (`affected`).
///
/// An expectation (a sum of probabilities) counts no agents and has no `affected`. Nothing else is
/// hidden: a hidden number may be computable from others, which is harmless as every agent is
/// synthetic; the rule keeps readers from leaning on numbers that are chance.
pub fn is_suppressed(stratum: Stratum, agents: u64, affected: Option<u64>) -> bool {
    let of_province = matches!(stratum, Stratum::Province | Stratum::PlaceOfExploitation);
    let fine = of_province || stratum.is_crossed();
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

    /// Values 0.03 and 0.02 with errors 0.003 and 0.004: their mean 0.025 has 0.0025, a tenth, with
    /// 11 + 9 degrees. Of five runs the spread counts: 0.01 to 0.05 have the standard deviation
    /// 0.0158 and the mean an error of 0.00707.
    #[test]
    fn few_runs_have_the_error_of_their_communes_and_many_that_of_their_spread() {
        let info = Measure::PrevalenceLifetime.info();
        let run = |numerator, value, degrees| {
            Estimate::new(&info, Stratum::Province, numerator, 100.0, 1_000, Some(50))
                .with_error(Some(StandardError { value, degrees }))
        };
        let pooled = |runs: &[Estimate]| Estimate::pooled(&info, Stratum::Province, runs).unwrap();
        let two = pooled(&[run(3.0, 0.003, 11), run(2.0, 0.004, 9)]);
        assert!((two.error.unwrap().value - 0.0025).abs() < 1e-12 && two.error.unwrap().degrees == 20);
        assert!((two.coefficient_of_variation().unwrap() - 0.1).abs() < 1e-9 && !two.is_uncertain(&info));
        let (low, high) = two.interval(&info).unwrap();
        assert!((low - (0.025 - 2.086 * 0.0025)).abs() < 1e-6 && (low + high - 0.05).abs() < 1e-12);
        let five = pooled(&[1.0, 2.0, 3.0, 4.0, 5.0].map(|numerator| run(numerator, 0.001, 11)));
        assert!((five.error.unwrap().value - 0.007_071).abs() < 1e-6 && five.error.unwrap().degrees == 4);
        let agreed = pooled(&[3.0; 5].map(|numerator| run(numerator, 0.001, 11)));
        assert!((agreed.error.unwrap().value - 1.0 / 5_000.0).abs() < 1e-12, "one of 5,000 agents");
        assert_eq!(pooled(&[0.0; 5].map(|numerator| run(numerator, 0.001, 11))).error, None, "nobody");
        assert!(run(3.0, 0.01, 11).is_uncertain(&info), "a third");
        let (low, high) = run(3.0, 0.02, 1).interval(&info).unwrap();
        assert_eq!(low, 0.0, "a share has no end below 0");
        assert!((high - (0.03 + 12.706_204_736 * 0.02)).abs() < 1e-9, "{high}");
    }

    /// A province of which one commune was kept has a value and no error.
    #[test]
    fn a_value_whose_error_is_not_known_is_uncertain() {
        let of = |measure: Measure| {
            let info = measure.info();
            let value = Estimate::new(&info, Stratum::Province, 10.0, 100.0, 100, Some(10));
            let run = value.with_error(Some(StandardError { value: 0.01, degrees: 3 }));
            let mixed = Estimate::pooled(&info, Stratum::Province, &[run, value]).unwrap();
            [value, mixed].map(|estimate| estimate.is_uncertain(&info))
        };
        assert_eq!(of(Measure::PrevalenceLifetime), [true, true]);
        assert_eq!(of(Measure::Referred), [false, false], "no error is reckoned of it");
        let info = Measure::PrevalenceLifetime.info();
        let hidden = Estimate::new(&info, Stratum::Province, 2.0, 100.0, 100, Some(2));
        assert!(hidden.suppressed && !hidden.is_uncertain(&info), "there is no value to be read");
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
