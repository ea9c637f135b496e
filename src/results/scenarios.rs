//! `scenarios.csv`: what each scenario of a comparison is, lever by lever.

use super::Findings;
use super::schema::{amount, flag, table, text, value, whole};
use crate::experiments::compare::{LeverRow, ScenarioRow};

table! {
    "scenarios";
    /// What each scenario is: which levers it has, where, for whom, how far and from when. A
    /// scenario without levers has one row.
    pub struct ScenarioLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference; the reference itself has its own name here.
        reference: String = text(),
        /// Its name as people say it; empty where the name says it.
        title: String = text(),
        /// What it is, in a sentence.
        description: String = text(),
        /// Name of the lever; empty where the scenario has none.
        lever: String = text().key(),
        /// Whether the reference has the lever otherwise.
        differs: bool = flag(),
        /// Share of the target's homes reached, or of the full effort.
        coverage: Option<f64> = value("share"),
        /// Homes that the lever is meant for.
        target: String = text(),
        /// Whether it is steered towards homes at risk.
        targeted: bool = flag(),
        /// Where it works, as written.
        provinces: String = text(),
        /// Number of provinces where it works.
        province_count: u32 = whole("provinces"),
        /// First month; empty without a lever.
        start: String = text(),
        /// First month no longer at work, or none.
        stop: String = text(),
        /// Months from the start to full coverage.
        ramp_months: u32 = whole("months"),
        /// Money or goods handed to each unit in a month.
        handed_out_thousand_vnd: Option<f64> = amount("thousand VND"),
        /// What delivering a unit costs in a month.
        unit_cost_thousand_vnd: Option<f64> = amount("thousand VND"),
        /// What the unit is.
        cost_unit: String = text(),
        /// What a province costs in a month whatever the reach.
        fixed_cost_million_vnd: Option<f64> = amount("million VND"),
        /// How many numbers of the lever are assumed.
        numbers_assumed: u32 = whole("numbers"),
        /// How many numbers the lever has.
        numbers: u32 = whole("numbers"),
        /// Why the lever never acts; empty where it does.
        note: String = text(),
    }
}

/// The scenarios, the reference first.
pub fn scenarios(findings: &Findings) -> impl Iterator<Item = ScenarioLine> {
    findings.scenarios.iter().map(|row| line(findings, row))
}

fn line(findings: &Findings, row: &ScenarioRow) -> ScenarioLine {
    let lever = row.lever.as_ref();
    let number = |of: fn(&LeverRow) -> f64| lever.map(of);
    let words = |of: fn(&LeverRow) -> String| lever.map(of).unwrap_or_default();
    let whole = |of: fn(&LeverRow) -> usize| lever.map_or(0, of) as u32;
    ScenarioLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        title: row.title.clone(),
        description: row.description.clone(),
        lever: words(|lever| lever.name.to_owned()),
        differs: lever.is_some_and(|lever| lever.differs),
        coverage: number(|lever| lever.coverage),
        target: words(|lever| lever.target.to_owned()),
        targeted: lever.is_some_and(|lever| lever.targeted),
        provinces: words(|lever| lever.provinces.clone()),
        province_count: whole(|lever| lever.province_count),
        start: words(|lever| lever.start.clone()),
        stop: words(|lever| lever.stop.clone()),
        ramp_months: whole(|lever| usize::from(lever.ramp_months)),
        handed_out_thousand_vnd: number(|lever| lever.amount),
        unit_cost_thousand_vnd: number(|lever| lever.unit_cost),
        cost_unit: words(|lever| lever.cost_unit.to_owned()),
        fixed_cost_million_vnd: number(|lever| lever.fixed_cost),
        numbers_assumed: whole(|lever| lever.assumed),
        numbers: whole(|lever| lever.numbers),
        note: words(|lever| lever.note.clone()),
    }
}
