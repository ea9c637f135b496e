//! What a comparison found, from which its tables are written.

use crate::experiments::compare::{
    self, Arm, Comparison, Contrast, Decision, DisplacementRow, Effect, EffectRow, EquityRow, NOTHING_ACTS,
    Paired, ScenarioRow, Support, UncertaintySource, Unit, UnitContrast, VarianceParts, Why,
};
use crate::observation::Group;
use crate::simulation::CountryData;

/// What a comparison found, scenario by scenario against the first.
#[derive(Debug, Clone)]
pub struct Findings {
    /// Names of the scenarios, the reference first.
    pub names: Vec<String>,
    /// What each scenario is.
    pub scenarios: Vec<ScenarioRow>,
    /// On what evidence each scenario differs from the reference.
    pub supports: Vec<Support>,
    /// Whether each scenario can act otherwise than the reference; the reference acts as itself.
    pub acts: Vec<bool>,
    /// What replicates differ in.
    pub design: UncertaintySource,
    /// How many there are.
    pub replicates: usize,
    /// All contrasts.
    pub contrasts: Vec<Contrast>,
    /// Contrasts of the units of July 2025.
    pub of_units: Vec<UnitContrast>,
    /// Effects with their prices.
    pub effects: Vec<EffectRow>,
    /// Share of each effect that rests on assumed numbers, where it was asked for; as long as
    /// `effects`, or empty.
    pub assumed_shares: Vec<Option<f64>>,
    /// Who benefits.
    pub equity: Vec<EquityRow>,
    /// Where risk moves.
    pub displacement: Vec<DisplacementRow>,
    /// Parts of the variance of headline effects, where parameters were drawn.
    pub parts: Vec<(usize, Effect, VarianceParts)>,
    /// The effects taken apart by channel, where it was asked for.
    pub why: Why,
    /// The decision between the scenarios, where it was asked for.
    pub decision: Decision,
}

impl Findings {
    /// What the runs of these arms show; `assumed_shares` as in the field, `units` are those of
    /// July 2025.
    pub fn new(
        comparison: &Comparison,
        arms: &[Arm],
        ground: &CountryData,
        assumed_shares: Vec<Option<f64>>,
        units: &[Unit],
    ) -> Self {
        let averted = |arm: usize, effect: Effect| -> Vec<f64> {
            let harm = |arm: usize| comparison.of(arm, |run| effect.harm(run, Group::NATIONAL));
            harm(0).iter().zip(harm(arm)).map(|(one, other)| one - other).collect()
        };
        let parts = match comparison.design {
            UncertaintySource::Chance | UncertaintySource::Ensemble | UncertaintySource::Joint => Vec::new(),
            design => (1..arms.len())
                .flat_map(|arm| Effect::ALL.map(|effect| (arm, effect)))
                .filter_map(|(arm, effect)| Some((arm, effect, design.parts(&averted(arm, effect))?)))
                .collect(),
        };
        Self {
            names: comparison.names().map(str::to_owned).collect(),
            scenarios: compare::described(arms, ground),
            supports: arms.iter().map(|arm| compare::support(&arms[0].config, &arm.config)).collect(),
            acts: arms
                .iter()
                .enumerate()
                .map(|(place, arm)| place == 0 || compare::acts(&arms[0].config, &arm.config, ground))
                .collect(),
            design: comparison.design,
            replicates: comparison.replicates(),
            contrasts: compare::contrasts(comparison),
            of_units: compare::unit_contrasts(comparison, units),
            effects: compare::effects(comparison),
            assumed_shares,
            equity: compare::equity(comparison),
            displacement: compare::displacement(comparison, arms),
            parts,
            why: Why::default(),
            decision: Decision::default(),
        }
    }

    /// What an interval of a scenario over so many replicates holds.
    pub fn holds(&self, arm: usize, replicates: usize) -> String {
        if self.acts[arm] { self.design.holds_over(replicates) } else { NOTHING_ACTS.to_owned() }
    }

    /// The interval of a scenario's difference; none where it cannot act and nothing is found out.
    pub fn interval(&self, arm: usize, paired: &Paired) -> Option<(f64, f64)> {
        paired.interval.filter(|_| self.acts[arm])
    }

    /// Name of a scenario.
    pub(super) fn scenario(&self, arm: usize) -> String {
        self.names[arm].clone()
    }

    /// Name of the reference.
    pub(super) fn reference(&self) -> String {
        self.scenario(0)
    }
}
