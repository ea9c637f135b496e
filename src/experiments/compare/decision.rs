//! The decision between scenarios, and what knowing more before it would be worth.
//!
//! The net benefit of a scenario in a replicate is the children that it protects against the
//! reference times what a child's protection is worth to whoever decides, less its extra cost; that
//! of the reference is 0. A replicate is a draw of all that was drawn, and of chance.

use super::support::differing_levers;
use super::{Arm, Comparison, Effect, UncertaintySource, draw, paired};
use crate::config::{Evidence, Faults};
use crate::experiments::ensemble::Ensemble;
use crate::experiments::value::{Choice, Information, Worth, choices, partial, perfect};
use crate::levers::REGISTRY;
use crate::observation::{Better, Group, RunResults, total_cost};
use crate::simulation::CountryData;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Values of a child's protection for which the decision is shown, against the one that was given.
const SHOWN: [f64; 7] = [0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0];

/// Replicates below which the value of knowing a parameter is not told.
const LEAST_DRAWS: usize = 30;

/// What information is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InformationKind {
    /// Everything, chance included.
    Perfect,
    /// A group of parameters.
    Group,
    /// One parameter.
    Parameter,
    /// The outcome of a survey.
    Study,
}

impl InformationKind {
    /// All kinds, in their order in files.
    pub const ALL: [Self; 4] = [Self::Perfect, Self::Group, Self::Parameter, Self::Study];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Perfect => "evpi",
            Self::Group => "evppi_group",
            Self::Parameter => "evppi",
            Self::Study => "evsi",
        }
    }
}

/// An act as things stand, at a value of a child's protection.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRow {
    /// Place of the scenario among the arms; the reference is an act too.
    pub arm: usize,
    /// What a child's protection is worth, million dong.
    pub value_of_a_child: f64,
    /// Its net benefit, and the rest of it, million dong.
    pub choice: Choice,
    /// The 95 % interval of the net benefit.
    pub interval: Option<(f64, f64)>,
}

/// What some information is worth, million dong.
#[derive(Debug, Clone, PartialEq)]
pub struct InformationRow {
    /// What it is about.
    pub kind: InformationKind,
    /// Name of the parameter, group or study.
    pub name: String,
    /// Grade of a parameter.
    pub evidence: Option<Evidence>,
    /// How many parameters.
    pub parameters: usize,
    /// The value.
    pub worth: Worth,
    /// What the same estimate gives by chance; none of perfect information.
    pub floor: Option<f64>,
    /// Whether it can be told from that.
    pub told: Option<bool>,
}

/// The decision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// What a child's protection is worth in it, million dong.
    pub value_of_a_child: f64,
    /// The acts, value by value of a child's protection.
    pub acts: Vec<DecisionRow>,
    /// What can be learnt, the most valuable of each kind first.
    pub information: Vec<InformationRow>,
    /// What a reader must know of it, a sentence each.
    pub notes: Vec<String>,
}

/// A parameter that differs between the replicates.
#[derive(Debug, Clone)]
struct Varied {
    name: String,
    evidence: Evidence,
    /// Its value in each replicate.
    values: Vec<f64>,
}

impl Decision {
    /// The decision between scenarios, the reference first, where a child's protection is worth so
    /// many million dong.
    ///
    /// # Errors
    /// Values that the model refuses together.
    pub fn between(
        comparison: &Comparison,
        arms: &[Arm],
        ground: &CountryData,
        ensemble: Option<&Ensemble>,
        value_of_a_child: f64,
    ) -> Result<Self, Faults> {
        let acts = SHOWN.iter().flat_map(|times| acts(comparison, arms.len(), times * value_of_a_child));
        let benefits = net_benefits(comparison, arms.len(), value_of_a_child);
        let varied = varied(comparison, arms, ground, ensemble)?;
        let information = information(comparison, arms, &benefits, &varied);
        let notes = notes(comparison, arms, &benefits, &information);
        Ok(Self { value_of_a_child, acts: acts.collect(), information, notes })
    }
}

/// By act and replicate, million dong.
fn net_benefits(comparison: &Comparison, arms: usize, value_of_a_child: f64) -> Vec<Vec<f64>> {
    let harm = |run: &RunResults| Effect::ChildrenProtected.harm(run, Group::NATIONAL);
    let of = |(reference, run): (&RunResults, &RunResults)| {
        let extra = (total_cost(&run.costs) - total_cost(&reference.costs)) / 1e3;
        value_of_a_child * (harm(reference) - harm(run)) - extra
    };
    (0..arms).map(|arm| comparison.runs[0].iter().zip(&comparison.runs[arm]).map(of).collect()).collect()
}

fn acts(comparison: &Comparison, arms: usize, value_of_a_child: f64) -> Vec<DecisionRow> {
    let benefits = net_benefits(comparison, arms, value_of_a_child);
    let interval = |act: &[f64]| {
        let pairs: Vec<(f64, f64)> = act.iter().map(|&benefit| (0.0, benefit)).collect();
        paired(&pairs, Some(Better::Higher), comparison.design, 0.0)?.interval
    };
    let rows = choices(&benefits).into_iter().zip(&benefits).enumerate();
    rows.map(|(arm, (choice, act))| DecisionRow {
        arm,
        value_of_a_child,
        choice,
        interval: if arm == 0 { None } else { interval(act) },
    })
    .collect()
}

/// The parameters by which the replicates differ and that may matter: those outside the levers, and
/// those of levers by which a scenario differs. A parameter has the same quantile in all scenarios,
/// so that its values in the reference tell which draw it was.
fn varied(
    comparison: &Comparison,
    arms: &[Arm],
    ground: &CountryData,
    ensemble: Option<&Ensemble>,
) -> Result<Vec<Varied>, Faults> {
    let design = comparison.design;
    let mut levers: Vec<usize> =
        arms.iter().flat_map(|arm| differing_levers(&arms[0].config, &arm.config)).collect();
    levers.dedup();
    let of_interest = |name: &str| match name.strip_prefix("levers.") {
        None => true,
        Some(own) => levers.iter().any(|&slot| {
            own.strip_prefix(REGISTRY[slot].about.name).is_some_and(|rest| rest.starts_with('.'))
        }),
    };
    let replicates: Vec<u32> = comparison.runs[0].iter().map(|run| run.replicate).collect();
    let drawn = replicates
        .par_iter()
        .map(|&replicate| draw(&arms[..1], ground, design, ensemble, replicate))
        .collect::<Result<Vec<_>, _>>()?;
    let mut varied: BTreeMap<String, Varied> = BTreeMap::new();
    for arm in drawn.iter().flatten() {
        for parameter in arm.config.book.parameters().filter(|parameter| of_interest(&parameter.name)) {
            let own = varied.entry(parameter.name.clone()).or_insert_with(|| Varied {
                name: parameter.name.clone(),
                evidence: parameter.evidence,
                values: Vec::new(),
            });
            own.values.push(parameter.value);
        }
    }
    let differ = |own: &Varied| own.values.iter().any(|value| *value != own.values[0]);
    Ok(varied.into_values().filter(differ).collect())
}

/// The name of the group of all parameters.
const ALL: &str = "all_parameters";

/// Groups of evidence: all, each lever, each process, each grade, and the costs.
fn groups(varied: &[Varied]) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, own) in varied.iter().enumerate() {
        let mut parts = own.name.split('.');
        let first = parts.next().unwrap_or_default();
        let room = match (first, parts.next()) {
            ("levers", Some(lever)) => format!("levers.{lever}"),
            _ => first.to_owned(),
        };
        let mut names = vec![ALL.to_owned(), room, format!("evidence.{}", own.evidence.word())];
        if own.name.ends_with(".unit_cost") || own.name.ends_with(".fixed_cost") {
            names.push("costs".to_owned());
        }
        names.into_iter().for_each(|name| groups.entry(name).or_default().push(place));
    }
    groups
}

fn information(
    comparison: &Comparison,
    arms: &[Arm],
    benefits: &[Vec<f64>],
    varied: &[Varied],
) -> Vec<InformationRow> {
    let seed = arms[0].plan.horizon.seed;
    let learnt = |inputs: &[&[f64]]| partial(benefits, inputs, seed);
    let row = |kind, name: &str, evidence, parameters, found: Information| InformationRow {
        kind,
        name: name.to_owned(),
        evidence,
        parameters,
        worth: found.worth,
        floor: Some(found.floor),
        told: Some(found.is_told() && comparison.replicates() >= LEAST_DRAWS),
    };
    let groups: Vec<(String, Vec<usize>)> = groups(varied).into_iter().collect();
    let of_groups = groups.par_iter().map(|(name, places)| {
        let inputs: Vec<&[f64]> = places.iter().map(|&place| varied[place].values.as_slice()).collect();
        row(InformationKind::Group, name, None, places.len(), learnt(&inputs))
    });
    let of_parameters = varied
        .par_iter()
        .map(|own| row(InformationKind::Parameter, &own.name, Some(own.evidence), 1, learnt(&[&own.values])));
    let of_study = survey(&comparison.runs[0])
        .map(|(name, outcomes)| row(InformationKind::Study, &name, None, 0, learnt(&[&outcomes])));
    let mut found: Vec<InformationRow> = vec![InformationRow {
        kind: InformationKind::Perfect,
        name: "everything".to_owned(),
        evidence: None,
        parameters: varied.len(),
        worth: perfect(benefits),
        floor: None,
        told: None,
    }];
    for mut rows in
        [of_groups.collect::<Vec<_>>(), of_parameters.collect(), of_study.into_iter().collect::<Vec<_>>()]
    {
        rows.sort_by(|one, other| other.worth.value.total_cmp(&one.worth.value));
        found.extend(rows);
    }
    found
}

/// What the survey of the last year finds in each replicate of the reference, and what it is.
fn survey(reference: &[RunResults]) -> Option<(String, Vec<f64>)> {
    let last = reference.first()?.surveys.last()?;
    let name = format!("survey_of_{}_in_{}_communes", last.respondents, last.clusters);
    let outcomes: Vec<f64> = reference.iter().filter_map(|run| Some(run.surveys.last()?.estimate)).collect();
    (outcomes.len() == reference.len()).then_some((name, outcomes))
}

fn notes(
    comparison: &Comparison,
    arms: &[Arm],
    benefits: &[Vec<f64>],
    information: &[InformationRow],
) -> Vec<String> {
    let mut notes = Vec::new();
    let replicates = comparison.replicates();
    let mut order: Vec<usize> = (0..benefits.len()).collect();
    let mean = |act: usize| benefits[act].iter().sum::<f64>() / replicates.max(1) as f64;
    order.sort_by(|&one, &other| mean(other).total_cmp(&mean(one)));
    if let [best, second, ..] = order[..] {
        let pairs: Vec<(f64, f64)> =
            benefits[second].iter().copied().zip(benefits[best].iter().copied()).collect();
        // Over all draws together: the mean decides, not one more draw.
        let ahead = paired(&pairs, Some(Better::Higher), UncertaintySource::Chance, 0.0);
        if ahead.is_none_or(|ahead| ahead.may_be_nothing() != Some(false)) {
            notes.push(format!(
                "{replicates} replicates cannot tell whether `{}` or `{}` has the greater mean net benefit.",
                arms[best].plan.name, arms[second].plan.name
            ));
        }
    }
    if replicates < LEAST_DRAWS {
        notes.push(format!(
            "{replicates} replicates are too few to tell what knowing a parameter is worth: {LEAST_DRAWS} or more serve better."
        ));
    } else if !information.iter().any(|row| row.told == Some(true)) {
        notes.push(
            "No parameter and no group of them is worth more than chance alone would make it seem: more replicates would tell."
                .to_owned(),
        );
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_by_lever_process_grade_and_cost() {
        let of = |name: &str, evidence| Varied { name: name.to_owned(), evidence, values: vec![0.0, 1.0] };
        let varied = [
            of("levers.cash_transfer.unit_cost", Evidence::Assumed),
            of("levers.cash_transfer.work_start", Evidence::Measured),
            of("recruitment.home.debt", Evidence::Assumed),
        ];
        let groups = groups(&varied);
        let found = |name: &str| groups[name].as_slice();
        assert_eq!(found(ALL), [0, 1, 2]);
        assert_eq!(found("levers.cash_transfer"), [0, 1]);
        assert_eq!(found("recruitment"), [2]);
        assert_eq!(found("evidence.assumed"), [0, 2]);
        assert_eq!(found("costs"), [0]);
        assert_eq!(groups.len(), 6);
    }
}
