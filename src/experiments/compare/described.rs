//! What each scenario of a comparison is: which levers it has, where, for whom, how far and from
//! when.

use super::support::{differing_levers, numbers_of_lever};
use super::{Arm, idle_levers};
use crate::config::Evidence;
use crate::levers::{Planned, REGISTRY};
use crate::simulation::CountryData;

/// A lever that is on in a scenario, or by which the scenario differs from the reference; one row
/// without a lever for a scenario that has none.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// The scenario's name as people say it; empty where its name says it.
    pub title: String,
    /// What it is, in a sentence.
    pub description: String,
    /// The lever.
    pub lever: Option<LeverRow>,
}

/// A lever as a scenario plans it.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverRow {
    /// Its name.
    pub name: &'static str,
    /// Whether the reference has it otherwise.
    pub differs: bool,
    /// Share of homes reached or of the full effort.
    pub coverage: f64,
    /// Name of the homes it is meant for.
    pub target: &'static str,
    /// Whether it is steered towards homes at risk.
    pub targeted: bool,
    /// Where, as written.
    pub provinces: String,
    /// Number of provinces that are.
    pub province_count: usize,
    /// First month.
    pub start: String,
    /// First month no longer at work, or `none`.
    pub stop: String,
    /// Months from start to full coverage.
    pub ramp_months: u16,
    /// What it hands out to each unit in a month, thousand dong.
    pub amount: f64,
    /// What delivering a unit costs in a month, thousand dong.
    pub unit_cost: f64,
    /// What a unit is.
    pub cost_unit: &'static str,
    /// What a province costs in a month whatever the reach, million dong.
    pub fixed_cost: f64,
    /// How many of its numbers are assumed.
    pub assumed: usize,
    /// How many numbers it has.
    pub numbers: usize,
    /// Why it never acts; empty where it does.
    pub note: String,
}

/// What each arm is, the reference first.
pub fn described(arms: &[Arm], ground: &CountryData) -> Vec<ScenarioRow> {
    let of_arm = |(place, arm): (usize, &Arm)| {
        let differing = differing_levers(&arms[0].config, &arm.config);
        let warnings = idle_levers(&arms[0].config, &arm.config, ground);
        let of_lever = |(slot, planned): (usize, &Planned)| {
            let differs = differing.contains(&slot);
            let name = format!("`{}`", planned.about.name);
            let note = warnings.iter().find(|warning| warning.message.starts_with(&name));
            let note = note.map(|warning| warning.message.clone()).unwrap_or_default();
            (differs || planned.plan.coverage.get() > 0.0)
                .then(|| lever(arm, slot, planned, differs, note, ground))
        };
        let levers: Vec<LeverRow> = arm.plan.levers.planned.iter().enumerate().filter_map(of_lever).collect();
        let row = |lever| ScenarioRow {
            arm: place,
            title: arm.config.title.clone().unwrap_or_default(),
            description: arm.config.description.clone(),
            lever,
        };
        match levers.is_empty() {
            true => vec![row(None)],
            false => levers.into_iter().map(|lever| row(Some(lever))).collect(),
        }
    };
    arms.iter().enumerate().flat_map(of_arm).collect()
}

fn lever(
    arm: &Arm,
    slot: usize,
    planned: &Planned,
    differs: bool,
    note: String,
    ground: &CountryData,
) -> LeverRow {
    let (about, plan) = (REGISTRY[slot].about, &planned.plan);
    let setting = |key: &str| arm.config.book.setting(&format!("levers.{}.{key}", about.name));
    let provinces = match setting("provinces") {
        Some(crate::config::Setting::Words(words)) => words.join("; "),
        _ => String::new(),
    };
    let numbers: Vec<_> = numbers_of_lever(&arm.config, slot).collect();
    LeverRow {
        name: about.name,
        differs,
        coverage: plan.coverage.get(),
        target: plan.target.name(),
        targeted: plan.targeted,
        provinces,
        province_count: ground.lever_provinces().iter().filter(|province| plan.holds(province)).count(),
        start: plan.start.to_string(),
        stop: plan.stop.map_or_else(|| "none".to_owned(), |stop| stop.to_string()),
        ramp_months: plan.ramp_months,
        amount: planned.lever.handed_out(),
        unit_cost: plan.unit_cost.get(),
        cost_unit: about.cost_unit.unit(),
        fixed_cost: plan.fixed_cost.get(),
        assumed: numbers.iter().filter(|number| number.evidence == Evidence::Assumed).count(),
        numbers: numbers.len(),
        note,
    }
}
