//! The files of a comparison: what is read from its pairs.

use super::Sheet;
use crate::experiments::budget::Allocation;
use crate::experiments::compare::{
    self, Arm, Comparison, Contrast, DisplacementRow, Effect, EffectRow, EquityRow, Paired,
    UncertaintySource, Unit, UnitContrast, VarianceParts,
};
use crate::levers::REGISTRY;
use crate::observation::{Group, Measure, Stratum};
use crate::population::Country;
use std::io::{self, Write};

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

    fn scenario(&self, arm: usize) -> &str {
        &self.names[arm]
    }

    fn reference(&self) -> &str {
        &self.names[0]
    }
}

/// Name in files of the stratum of units of July 2025, which go by their official codes.
pub const UNIT: &str = "unit_2025";

/// `contrasts.csv`: year `all` is the mean over the simulated years; `name` is that of a province or unit, in Vietnamese.
///
/// # Errors
/// What the writer reports.
pub fn contrasts(country: &Country, findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "reference",
        "year",
        "source",
        "indicator",
        "stratum",
        "group",
        "name",
        "reference_value",
        "scenario_value",
        "difference",
        "low",
        "high",
        "p_better",
        "variance_ratio",
        "replicates",
        "suppressed",
    ];
    let mut sheet = Sheet::new(out, header)?;
    let own = findings.contrasts.iter().map(|row| {
        let name = match row.group.stratum {
            Stratum::Province => country.provinces[usize::from(row.group.index)].record.name_vi.as_str(),
            _ => "",
        };
        (row.group.stratum.name(), row.group.label(country), name, row)
    });
    let of_units = findings.of_units.iter();
    let of_units = of_units.map(|own| (UNIT, own.code.as_str().into(), own.name.as_str(), &own.contrast));
    for (stratum, group, name, row) in own.chain(of_units) {
        let shown = row.paired.filter(|_| !row.suppressed);
        let measured = |number: fn(&Paired) -> f64| shown.as_ref().map(number);
        sheet
            .text(findings.scenario(row.arm))?
            .text(findings.reference())?
            .text(&row.year.map_or_else(|| "all".to_owned(), |year| year.to_string()))?
            .text(row.source.name())?
            .text(row.measure.name())?
            .text(stratum)?
            .text(&group)?
            .text(name)?
            .measured(row.measure, measured(|paired| paired.reference))?
            .measured(row.measure, measured(|paired| paired.scenario))?
            .measured(row.measure, measured(|paired| paired.difference))?
            .measured(row.measure, shown.and_then(|paired| paired.interval).map(|(low, _)| low))?
            .measured(row.measure, shown.and_then(|paired| paired.interval).map(|(_, high)| high))?
            .value(shown.and_then(|paired| paired.p_better))?
            .value(shown.and_then(|paired| paired.variance_ratio))?
            .whole(row.paired.map_or(0, |paired| paired.replicates as i64))?
            .flag(row.suppressed)?
            .end()?;
    }
    sheet.finish()
}

/// `cost_effectiveness.csv`: costs over all simulated years, not discounted.
///
/// # Errors
/// What the writer reports.
pub fn cost_effectiveness(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "reference",
        "effect",
        "averted",
        "averted_low",
        "averted_high",
        "extra_cost_million_vnd",
        "cost_per_unit_thousand_vnd",
        "cost_low",
        "cost_high",
        "on_frontier",
        "assumed_share",
        "replicates",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for (place, row) in findings.effects.iter().enumerate() {
        sheet
            .text(findings.scenario(row.arm))?
            .text(findings.reference())?
            .text(row.effect.name())?
            .count(Some(row.averted.difference))?
            .count(row.averted.interval.map(|(low, _)| low))?
            .count(row.averted.interval.map(|(_, high)| high))?
            .count(Some(row.extra_cost / 1e3))?
            .count(row.cost_per_unit)?
            .count(row.cost_interval.0)?
            .count(row.cost_interval.1)?
            .flag(row.on_frontier)?
            .value(findings.assumed_shares.get(place).copied().flatten())?
            .whole(row.averted.replicates as i64)?
            .end()?;
    }
    sheet.finish()
}

/// `equity.csv`: children protected by wealth fifth, and the share of the benefit.
///
/// # Errors
/// What the writer reports.
pub fn equity(country: &Country, findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let header = ["scenario", "reference", "stratum", "group", "children_protected", "share", "low", "high"];
    let mut sheet = Sheet::new(out, header)?;
    for row in &findings.equity {
        sheet
            .text(findings.scenario(row.arm))?
            .text(findings.reference())?
            .text(row.group.stratum.name())?
            .text(&row.group.label(country))?
            .count(Some(row.protected))?
            .value(row.share)?
            .value(row.interval.map(|(low, _)| low))?
            .value(row.interval.map(|(_, high)| high))?
            .end()?;
    }
    sheet.finish()
}

/// `displacement.csv`: cases and recruiters where a scenario acts, beside, and elsewhere.
///
/// # Errors
/// What the writer reports.
pub fn displacement(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let header = [
        "scenario",
        "reference",
        "zone",
        "provinces",
        "indicator",
        "reference_value",
        "scenario_value",
        "difference",
        "low",
        "high",
        "p_better",
    ];
    let mut sheet = Sheet::new(out, header)?;
    for row in &findings.displacement {
        for (measure, paired) in [(Measure::Cases, &row.cases), (Measure::RecruitersActive, &row.recruiters)]
        {
            sheet
                .text(findings.scenario(row.arm))?
                .text(findings.reference())?
                .text(row.zone.name())?
                .whole(row.provinces as i64)?
                .text(measure.name())?
                .measured(measure, Some(paired.reference))?
                .measured(measure, Some(paired.scenario))?
                .measured(measure, Some(paired.difference))?
                .measured(measure, paired.interval.map(|(low, _)| low))?
                .measured(measure, paired.interval.map(|(_, high)| high))?
                .value(paired.p_better)?
                .end()?;
        }
    }
    sheet.finish()
}

/// `uncertainty.csv`: which share of the variance behind an interval is chance's (what the replicates leave open), the lever
/// strengths' and the links'.
///
/// # Errors
/// What the writer reports.
pub fn uncertainty(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, ["scenario", "reference", "indicator", "part", "share"])?;
    for (arm, effect, parts) in &findings.parts {
        let whole = parts.of_the_mean + parts.levers + parts.links;
        let named = [("chance", parts.of_the_mean), ("levers", parts.levers), ("parameters", parts.links)];
        for (name, part) in named {
            sheet
                .text(findings.scenario(*arm))?
                .text(findings.reference())?
                .text(effect.name())?
                .text(name)?
                .value((whole > 0.0).then(|| part / whole))?
                .end()?;
        }
    }
    sheet.finish()
}

/// `allocation.csv`: what a budget buys, in the order of buying.
///
/// # Errors
/// What the writer reports.
pub fn allocation(country: &Country, allocation: &Allocation, out: &mut dyn Write) -> io::Result<()> {
    let header = ["order", "lever", "province", "name", "cost_million_vnd", "children_protected_estimate"];
    let mut sheet = Sheet::new(out, header)?;
    for (order, choice) in allocation.bought.iter().enumerate() {
        let record = &country.provinces[choice.province].record;
        sheet
            .whole(order as i64 + 1)?
            .text(REGISTRY[choice.slot].about.name)?
            .text(&record.code)?
            .text(&record.name)?
            .count(Some(choice.cost / 1e3))?
            .value(Some(choice.protected))?
            .end()?;
    }
    sheet.finish()
}
