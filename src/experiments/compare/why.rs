//! Why a scenario does what it does: its effect, split over the channels by which its levers act.
//!
//! Beside the scenario stand worlds in which one channel at a time is the scenario's and everything
//! else the reference's ([`Plan::through`](crate::simulation::Plan::through)), paired with both
//! child by child. What such a world averts is the *part* of that channel. A channel's part holds
//! all that follows from it: a girl who stays at school because of cash does so through the channel
//! `cash`, whatever she would have met at work. What channels do together beyond the sum of their
//! parts, or less, is the part `interaction`; numbers by which the scenario differs outside its
//! levers have a part of their own.
//!
//! Numbers of a replicate are rounded to an eighth of a child before they are taken apart. Eighths
//! are whole numbers to a binary computer and end after three decimals, so the parts add up to the
//! whole to the last digit, in memory and as they are written.
//!
//! A channel through which scenario and reference act alike in every month and province has a part
//! of exactly 0, and no world is lived for it.

use super::support::differing_levers;
use super::{Arm, Comparison, Effect, Paired, UncertaintySource, paired};
use crate::levers::REGISTRY;
use crate::observation::{Better, Estimate, Group, IndicatorRow, Measure, RunResults};
use crate::pathways::{Channel, Mediator};
use crate::random::Draws;
use crate::simulation::CountryData;

/// A way by which a scenario differs from its reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What its levers do through one channel.
    Channel(Channel),
    /// Its numbers outside the levers.
    OutsideLevers,
}

/// A part of an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectPart {
    /// What one way does by itself.
    Way(Way),
    /// What the ways do together beyond the sum of these.
    Interaction,
    /// The effect itself.
    Whole,
}

impl Way {
    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Channel(channel) => channel.name(),
            Self::OutsideLevers => "outside_levers",
        }
    }
}

impl EffectPart {
    /// All parts, in their order in files: the whole follows what adds up to it.
    pub const ALL: [Self; Channel::ALL.len() + 3] = {
        let mut all = [Self::Whole; Channel::ALL.len() + 3];
        let mut place = 0;
        while place < Channel::ALL.len() {
            all[place] = Self::Way(Way::Channel(Channel::ALL[place]));
            place += 1;
        }
        all[place] = Self::Way(Way::OutsideLevers);
        all[place + 1] = Self::Interaction;
        all
    };

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Way(way) => way.name(),
            Self::Interaction => "interaction",
            Self::Whole => "whole",
        }
    }

    /// What it moves first; none where it is no channel.
    pub const fn mediator(self) -> Option<Mediator> {
        match self {
            Self::Way(Way::Channel(channel)) => Some(channel.mediator()),
            Self::Way(Way::OutsideLevers) | Self::Interaction | Self::Whole => None,
        }
    }
}

/// The worlds by which the effects of some scenarios are split.
#[derive(Debug, Clone, Default)]
pub struct Split {
    /// The worlds, in the order in which they are lived.
    pub arms: Vec<Arm>,
    /// By scenario, its ways in their order, each with the place of its world among `arms`; none
    /// where the part is 0 without one.
    ways: Vec<Vec<(Way, Option<usize>)>>,
}

impl Split {
    /// The worlds for scenarios against the first of them. Where parameters are drawn, a channel
    /// that is neutral as configured may act, so that each of the levers by which a scenario differs
    /// is lived.
    pub fn of(arms: &[Arm], ground: &CountryData, design: UncertaintySource) -> Self {
        let mut split = Self::default();
        let Some((reference, scenarios)) = arms.split_first() else { return split };
        for scenario in scenarios {
            let mut ways = Vec::new();
            for (way, acts) in ways_of(reference, scenario, ground) {
                let lived = acts || design != UncertaintySource::Chance;
                ways.push((way, lived.then_some(split.arms.len())));
                split.arms.extend(lived.then(|| Arm::of_way(way, reference, scenario)));
            }
            split.ways.push(ways);
        }
        split
    }
}

/// The ways by which a scenario differs or could, each with whether it acts otherwise than the
/// reference in any month as configured.
fn ways_of(reference: &Arm, scenario: &Arm, ground: &CountryData) -> Vec<(Way, bool)> {
    let levers = differing_levers(&reference.config, &scenario.config);
    let said =
        |channel: Channel| levers.iter().any(|&slot| REGISTRY[slot].about.moves.contains(&channel.name()));
    let places = ground.lever_provinces();
    let horizon = reference.plan.horizon;
    // Whatever the history of a replicate, both live in the same.
    let draws = Draws::new(horizon.seed, 0);
    let acts = |channel: Channel| {
        let mixed = reference.plan.through(channel, &scenario.plan);
        let mut months =
            (0..horizon.ends().since(horizon.begins())).map(|month| horizon.begins().plus(month));
        months.any(|month| {
            mixed.pathways(month, &places, &draws) != reference.plan.pathways(month, &places, &draws)
        })
    };
    let mut ways: Vec<(Way, bool)> = Channel::ALL
        .into_iter()
        .filter(|&channel| said(channel) || channel == TARGETING)
        .map(|channel| (Way::Channel(channel), acts(channel)))
        // Targeting also has a standing part outside all levers, which seldom differs.
        .filter(|(way, acts)| *acts || *way != Way::Channel(TARGETING) || said(TARGETING))
        .collect();
    if reference.config.hash_without("levers") != scenario.config.hash_without("levers") {
        ways.push((Way::OutsideLevers, true));
    }
    ways
}

/// The channel that the standing accuracy of targeting belongs to.
const TARGETING: Channel = Channel::Setting(crate::pathways::Setting::Targeting);

/// Forms of exploitation by which averted cases are told apart.
pub const FORMS: [Measure; 5] = [
    Measure::CaseShareLabour,
    Measure::CaseShareCourier,
    Measure::CaseShareSexual,
    Measure::CaseShareMarriage,
    Measure::CaseShareAdoption,
];

/// What a world averts against the reference, in eighths.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Averted {
    /// Children protected, [`Effect::ChildrenProtected`].
    pub children: f64,
    /// Cases of children over all simulated years.
    pub cases: f64,
    /// Months in exploitation, [`Effect::PersonMonthsAverted`].
    pub person_months: f64,
    /// Cases of children by form, in the order of [`FORMS`].
    pub by_form: [f64; FORMS.len()],
}

/// A part of the effect of a scenario in a replicate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// Number of the replicate.
    pub replicate: u32,
    /// The part.
    pub part: EffectPart,
    /// What it averts.
    pub averted: Averted,
}

/// A part over all replicates.
#[derive(Debug, Clone, PartialEq)]
pub struct PartMean {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// The part.
    pub part: EffectPart,
    /// Children protected.
    pub children: Paired,
    /// Its share of the whole; none where the whole may be 0.
    pub share: Option<f64>,
    /// Cases averted.
    pub cases: Paired,
    /// Mean cases averted by form, in the order of [`FORMS`]; none where the number rests on too few
    /// agents in any world of the scenario.
    pub by_form: [Option<f64>; FORMS.len()],
}

/// The effects of scenarios, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// By scenario and replicate, the parts in their order.
    pub rows: Vec<PartRow>,
    /// By scenario, the parts in their order.
    pub means: Vec<PartMean>,
}

impl Why {
    /// Splits the effects of the scenarios of a comparison, whose worlds have these runs, by world
    /// and replicate.
    pub fn of(comparison: &Comparison, split: &Split, worlds: &[Vec<RunResults>]) -> Self {
        let mut why = Self::default();
        for (ways, arm) in split.ways.iter().zip(1..) {
            let first = why.rows.len();
            for (replicate, reference) in comparison.runs[0].iter().enumerate() {
                let averted = |run: &RunResults| Averted::against(reference, run);
                let parts = ways.iter().map(|&(way, world)| {
                    (way, world.map_or_else(Averted::default, |world| averted(&worlds[world][replicate])))
                });
                let rows = parts_of(averted(&comparison.runs[arm][replicate]), parts.collect());
                why.rows.extend(rows.into_iter().map(|(part, averted)| PartRow {
                    arm,
                    replicate: reference.replicate,
                    part,
                    averted,
                }));
            }
            let mut of_arm = vec![&comparison.runs[0], &comparison.runs[arm]];
            of_arm.extend(ways.iter().filter_map(|(_, world)| Some(&worlds[(*world)?])));
            let shown = FORMS.map(|form| of_arm.iter().all(|runs| is_shown(form, runs)));
            let means = means(comparison, &why.rows[first..], shown);
            why.means.extend(means);
        }
        why
    }
}

/// The parts of an effect: the ways, what they do together, and the whole.
fn parts_of(whole: Averted, ways: Vec<(Way, Averted)>) -> Vec<(EffectPart, Averted)> {
    let sum = ways.iter().fold(Averted::default(), |sum, (_, own)| sum.joined(own, |sum, own| sum + own));
    let interaction = whole.joined(&sum, |whole, sum| whole - sum);
    let ways = ways.into_iter().map(|(way, own)| (EffectPart::Way(way), own));
    ways.chain([(EffectPart::Interaction, interaction), (EffectPart::Whole, whole)]).collect()
}

fn means(comparison: &Comparison, rows: &[PartRow], shown: [bool; FORMS.len()]) -> Vec<PartMean> {
    let replicates = comparison.replicates().max(1);
    let parts = rows.len() / replicates;
    let first = comparison.runs[0].first();
    let grain = |effect: Effect| first.map_or(0.0, |run| effect.grain(run, Group::NATIONAL));
    let mut found: Vec<PartMean> = Vec::new();
    for place in 0..parts {
        let own: Vec<&PartRow> = rows.iter().skip(place).step_by(parts).collect();
        let over = |number: fn(&Averted) -> f64, grain: f64| {
            let pairs: Vec<(f64, f64)> = own.iter().map(|row| (0.0, number(&row.averted))).collect();
            // What acts nowhere is 0 for certain: there is no grain to it.
            let grain = if pairs.iter().all(|pair| pair.1 == 0.0) { 0.0 } else { grain };
            paired(&pairs, Some(Better::Higher), comparison.design, grain)
        };
        let children = over(|averted| averted.children, grain(Effect::ChildrenProtected));
        let cases = over(|averted| averted.cases, grain(Effect::ChildrenProtected));
        let (Some(children), Some(cases)) = (children, cases) else { continue };
        let by_form = std::array::from_fn(|form| {
            let sum: f64 = own.iter().map(|row| row.averted.by_form[form]).sum();
            shown[form].then(|| sum / own.len() as f64)
        });
        found.push(PartMean { arm: own[0].arm, part: own[0].part, children, share: None, cases, by_form });
    }
    let whole =
        found.last().map(|whole| whole.children).filter(|whole| whole.may_be_nothing() == Some(false));
    if let Some(whole) = whole {
        found.iter_mut().for_each(|part| part.share = Some(part.children.difference / whole.difference));
    }
    found
}

impl Averted {
    /// What a run averts against the reference of its replicate.
    fn against(reference: &RunResults, run: &RunResults) -> Self {
        let averted = |harm: &dyn Fn(&RunResults) -> f64| eighths(harm(reference) - harm(run));
        let effect = |effect: Effect| averted(&|run| effect.harm(run, Group::NATIONAL));
        let count =
            |measure: Measure| averted(&|run| years(run, measure).map(|row| row.estimate.numerator).sum());
        Self {
            children: effect(Effect::ChildrenProtected),
            cases: count(Measure::Cases),
            person_months: effect(Effect::PersonMonthsAverted),
            by_form: FORMS.map(count),
        }
    }

    /// Number by number with another.
    fn joined(&self, other: &Self, with: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            children: with(self.children, other.children),
            cases: with(self.cases, other.cases),
            person_months: with(self.person_months, other.person_months),
            by_form: std::array::from_fn(|form| with(self.by_form[form], other.by_form[form])),
        }
    }
}

/// The national rows of a measure, year by year.
fn years(run: &RunResults, measure: Measure) -> impl Iterator<Item = &IndicatorRow> {
    run.indicators.iter().filter(move |row| row.measure == measure && row.group == Group::NATIONAL)
}

/// Whether a number of cases of a form over all years and replicates rests on enough agents.
fn is_shown(form: Measure, runs: &[RunResults]) -> bool {
    let all: Vec<Estimate> = runs.iter().flat_map(|run| years(run, form)).map(|row| row.estimate).collect();
    Estimate::pooled(&form.info(), Group::NATIONAL.stratum, &all).is_some_and(|pooled| !pooled.suppressed)
}

/// The nearest eighth.
fn eighths(value: f64) -> f64 {
    // A sum in another order than its like leaves a negative nothing.
    (8.0 * value).round() / 8.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;
    use crate::experiments::compare::{RunScope, STRATA, run_replicates};
    use crate::experiments::parallel::Layout;
    use crate::experiments::study;
    use crate::pathways::{Pathway, Provision, Setting};
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    const SMALL: [&str; 5] = [
        "population.scale=0.0005",
        "recruiters.per_100k=2000",
        "simulation.years=2",
        "simulation.warm_up_months=12",
        "synthesis.commune_households=100",
    ];

    /// The arms of the small baseline with settings, and without.
    fn arms(sets: &[&[&str]]) -> (Vec<Arm>, CountryData) {
        let read = |sets: &[&str]| study::arm(baseline_with(&[&SMALL[..], sets].concat()).unwrap()).unwrap();
        let (reference, ground) = read(&[]);
        let mut arms = vec![reference];
        for sets in sets {
            let (mut arm, _) = read(sets);
            arm.plan.name = sets.concat();
            arms.push(arm);
        }
        (arms, ground)
    }

    /// Lives them with the worlds of their ways.
    fn split(sets: &[&[&str]]) -> Why {
        let (arms, ground) = arms(sets);
        let split = Split::of(&arms, &ground, UncertaintySource::Chance);
        let all: Vec<Arm> = arms.iter().chain(&split.arms).cloned().collect();
        let scope = RunScope {
            replicates: 0..2,
            strata: &STRATA,
            layout: Layout::InTurn,
            ensemble: None,
            store: None,
        };
        let go_on = &|| ControlFlow::Continue(());
        let mut lived = run_replicates(&all, &ground, UncertaintySource::Chance, &scope, go_on).unwrap();
        let worlds = lived.runs.split_off(arms.len());
        Why::of(&lived, &split, &worlds)
    }

    fn of<'a>(why: &'a Why, arm: usize, part: &str) -> Vec<&'a PartRow> {
        why.rows.iter().filter(|row| row.arm == arm && row.part.name() == part).collect()
    }

    fn ways(sets: &[&str]) -> Vec<(&'static str, bool)> {
        let (arms, ground) = arms(&[sets]);
        let found = ways_of(&arms[0], &arms[1], &ground);
        found.into_iter().map(|(way, acts)| (way.name(), acts)).collect()
    }

    #[test]
    fn the_ways_of_a_scenario_are_what_its_levers_say_and_neutral_ones_are_not_lived() {
        let more = ["levers.cash_transfer.coverage=0.9", "levers.cash_transfer.conditional=true"];
        assert_eq!(ways(&more), [("cash", true), ("dropout", true), ("work_start", true)]);
        // As shipped it moves nothing: one strong study found no effect.
        let neutral = ["levers.safe_migration_education.coverage=0.9"];
        assert_eq!(ways(&neutral), [("recruitment_away", false)]);
        let costs = ["levers.law_enforcement.unit_cost=9"];
        assert_eq!(ways(&costs), [("border", false), ("police", false)]);
        assert_eq!(ways(&["recruitment.contact=0.3"]), [("outside_levers", true)]);
        assert_eq!(ways(&[]), []);
    }

    /// Where parameters are drawn a neutral channel may act.
    #[test]
    fn with_drawn_strengths_every_channel_has_a_world() {
        let (arms, ground) = arms(&[&["levers.safe_migration_education.coverage=0.9"]]);
        assert!(Split::of(&arms, &ground, UncertaintySource::Chance).arms.is_empty());
        assert_eq!(Split::of(&arms, &ground, UncertaintySource::All).arms.len(), 1);
    }

    /// Strong levers in a small country, all kinds of them: one that acts in the reference already,
    /// one of services alone, one that is taken away, numbers outside the levers.
    #[test]
    fn in_every_replicate_the_parts_add_up_to_the_whole_to_the_last_digit() {
        let cash = ["levers.cash_transfer.coverage=0.9", "levers.cash_transfer.conditional=true"];
        let all = [
            "levers.law_enforcement.coverage=1",
            "levers.law_enforcement.police=3",
            "levers.cash_transfer.coverage=0",
            "levers.data_and_monitoring.coverage=1",
            "levers.integrated_delivery.coverage=0.9",
            "recruitment.contact=0.5",
        ];
        let why = split(&[&cash, &all]);
        for arm in [1, 2] {
            for replicate in 0..2 {
                let own: Vec<&PartRow> =
                    why.rows.iter().filter(|row| row.arm == arm && row.replicate == replicate).collect();
                let (whole, parts) = own.split_last().unwrap();
                assert_eq!(whole.part, EffectPart::Whole);
                assert!(parts.len() >= 4 && parts.last().unwrap().part == EffectPart::Interaction);
                let numbers = |row: &PartRow| {
                    let Averted { children, cases, person_months, by_form } = row.averted;
                    [&[children, cases, person_months][..], &by_form].concat()
                };
                for number in 0..8 {
                    let printed =
                        |row: &PartRow| -> f64 { numbers(row)[number].to_string().parse().unwrap() };
                    let sum = parts.iter().fold(0.0, |sum, row| sum + printed(row));
                    assert_eq!(sum.to_bits(), (printed(whole) + 0.0).to_bits(), "{arm} {replicate} {number}");
                }
            }
        }
        let moved =
            |arm: usize, part: &str| of(&why, arm, part).iter().any(|row| row.averted.person_months != 0.0);
        assert!(moved(1, "whole") && moved(2, "outside_levers") && moved(2, "whole"));
        assert!(moved(1, "dropout") || moved(1, "cash") || moved(1, "work_start"));
    }

    /// A lever of a single channel: the channel is the whole, and nothing is left to interact.
    #[test]
    fn a_single_channel_is_the_whole_effect() {
        let adoption =
            ["levers.regulated_adoption.coverage=1", "levers.regulated_adoption.recruitment_adoption=0.01"];
        let online = ["levers.online_safety.coverage=0.9", "levers.online_safety.online_exposure=0.01"];
        let why = split(&[&adoption, &online]);
        for (arm, channel) in [(1, "recruitment_adoption"), (2, "online_exposure")] {
            let alone = of(&why, arm, channel);
            let whole = of(&why, arm, "whole");
            for (alone, whole) in alone.iter().zip(&whole) {
                assert_eq!(alone.averted, whole.averted, "{channel}");
            }
            assert!(of(&why, arm, "interaction").iter().all(|row| row.averted == Averted::default()));
        }
        let online = of(&why, 2, "whole");
        assert!(online.iter().any(|row| row.averted.person_months != 0.0), "it does something");
    }

    /// A neutral channel is 0 to the last digit in all numbers, and its mean without a doubt.
    #[test]
    fn a_neutral_channel_is_exactly_0() {
        let why = split(&[&["levers.safe_migration_education.coverage=0.9"]]);
        assert_eq!(why.rows.len(), 3 * 2);
        assert!(why.rows.iter().all(|row| row.averted == Averted::default()));
        assert!(
            why.means.iter().all(|part| part.children.interval == Some((0.0, 0.0)) && part.share.is_none())
        );
    }

    #[test]
    fn names_of_parts_are_unique_and_the_whole_is_the_last() {
        let mut names: Vec<&str> = EffectPart::ALL.into_iter().map(EffectPart::name).collect();
        assert_eq!(names.last(), Some(&"whole"));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EffectPart::ALL.len());
        let channel = |channel| EffectPart::Way(Way::Channel(channel)).mediator();
        assert_eq!(channel(Channel::Ratio(Pathway::WorkStart)), Some(Mediator::Work));
        assert_eq!(channel(Channel::Provision(Provision::Cash)), Some(Mediator::Consumption));
        assert_eq!(channel(Channel::Setting(Setting::Police)), Some(Mediator::Arrests));
        assert_eq!(EffectPart::Interaction.mediator(), None);
    }

    proptest! {
        /// Whatever the numbers are, up to billions.
        #[test]
        fn parts_add_up(whole in -1e9..1e9_f64, own in prop::collection::vec(-1e9..1e9_f64, 0..26)) {
            let averted = |value: f64| Averted { children: eighths(value), ..Averted::default() };
            let ways = own.iter().map(|&value| (Way::OutsideLevers, averted(value))).collect();
            let parts = parts_of(averted(whole), ways);
            let (whole, rest) = parts.split_last().unwrap();
            let sum = rest.iter().fold(0.0, |sum, (_, own)| sum + own.children.to_string().parse::<f64>().unwrap());
            prop_assert_eq!(sum, whole.1.children);
        }
    }
}
