//! What a comparison found, from which its tables are written.

use crate::experiments::compare::{
    self, Arm, Comparison, Contrast, DisplacementRow, Effect, EffectRow, EquityRow, UncertaintySource, Unit,
    UnitContrast, VarianceParts,
};
use crate::observation::Group;

/// What a comparison found, scenario by scenario against the first.
#[derive(Debug, Clone)]
pub struct Findings {
    /// Names of the scenarios, the reference first.
    pub names: Vec<String>,
    /// All contrasts.
    pub contrasts: Vec<Contrast>,
    /// Contrasts of the units of July 2025.
    pub of_units: Vec<UnitContrast>,
    /// Effects with their prices.
    pub effects: Vec<EffectRow>,
    /// Share of each effect that rests on assumed numbers, where it was asked for; as long as `effects`, or empty.
    pub assumed_shares: Vec<Option<f64>>,
    /// Who benefits.
    pub equity: Vec<EquityRow>,
    /// Where risk moves.
    pub displacement: Vec<DisplacementRow>,
    /// Parts of the variance of headline effects, where parameters were drawn.
    pub parts: Vec<(usize, Effect, VarianceParts)>,
}

impl Findings {
    /// What the runs of these arms show; `assumed_shares` as in the field, `units` are those of July 2025.
    pub fn new(
        comparison: &Comparison,
        arms: &[Arm],
        assumed_shares: Vec<Option<f64>>,
        units: &[Unit],
    ) -> Self {
        let averted = |arm: usize, effect: Effect| -> Vec<f64> {
            let harm = |arm: usize| comparison.of(arm, |run| effect.harm(run, Group::NATIONAL));
            harm(0).iter().zip(harm(arm)).map(|(one, other)| one - other).collect()
        };
        let parts = match comparison.design {
            UncertaintySource::Chance | UncertaintySource::Ensemble => Vec::new(),
            design => (1..arms.len())
                .flat_map(|arm| Effect::ALL.map(|effect| (arm, effect)))
                .filter_map(|(arm, effect)| Some((arm, effect, design.parts(&averted(arm, effect))?)))
                .collect(),
        };
        Self {
            names: comparison.names().map(str::to_owned).collect(),
            contrasts: compare::contrasts(comparison),
            of_units: compare::unit_contrasts(comparison, units),
            effects: compare::effects(comparison),
            assumed_shares,
            equity: compare::equity(comparison),
            displacement: compare::displacement(comparison, arms),
            parts,
        }
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
