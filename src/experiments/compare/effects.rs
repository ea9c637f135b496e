//! What a scenario protects and what it costs, against the reference.
//!
//! * *Children protected*: persons under 25 with an experience of trafficking before 18 at the end
//!   of the run, in the reference less in the scenario. Whoever turned 25 meanwhile was an adult
//!   before the run began, so nobody is missed.
//! * *Person-months averted*: months spent in exploitation over all simulated years, likewise.
//!
//! The cost of one is the mean extra cost over the mean effect. Its interval joins cost and effect
//! replicate by replicate ([`ratio`](super::ratio)), so what a draw of the strengths does to both
//! is in it; where the effect's interval holds zero there is no upper end, and where there is no
//! effect there is no price.

use super::paired::mean;
use super::ratio::ratio_of_means;
use super::{Comparison, Paired, paired};
use crate::observation::{Better, Group, IndicatorRow, Measure, RunResults, total_cost};

/// An effect that has a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Children who were not trafficked.
    ChildrenProtected,
    /// Months not spent in exploitation.
    PersonMonthsAverted,
}

impl Effect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ChildrenProtected, Self::PersonMonthsAverted];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChildrenProtected => "children_protected",
            Self::PersonMonthsAverted => "person_months_averted",
        }
    }

    /// The harm that the effect is less of, in a run and group.
    pub fn harm(self, run: &RunResults, group: Group) -> f64 {
        let mut rows = self.rows(run, group);
        match self {
            Self::ChildrenProtected => rows.next_back().map_or(0.0, |row| row.estimate.numerator),
            Self::PersonMonthsAverted => rows.map(|row| row.estimate.numerator).sum(),
        }
    }

    /// What one simulated agent counts for in that harm.
    pub fn grain(self, run: &RunResults, group: Group) -> f64 {
        let last = self.rows(run, group).next_back().map(|row| row.estimate);
        let last = last.filter(|estimate| estimate.agents > 0);
        last.map_or(0.0, |estimate| estimate.denominator / estimate.agents as f64)
    }

    fn rows(self, run: &RunResults, group: Group) -> impl DoubleEndedIterator<Item = &IndicatorRow> {
        let measure = match self {
            Self::ChildrenProtected => Measure::EverTrafficked,
            Self::PersonMonthsAverted => Measure::PersonMonths,
        };
        run.indicators.iter().filter(move |row| row.measure == measure && row.group == group)
    }
}

/// What a scenario achieves and costs.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    /// Place of the scenario among the arms.
    pub arm: usize,
    /// What is counted.
    pub effect: Effect,
    /// How much harm is averted: `difference` is reference less scenario.
    pub averted: Paired,
    /// Extra cost, thousand dong over all simulated years; below 0 where the scenario saves.
    pub extra_cost: f64,
    /// Its 95 % interval; none from a single replicate, or where the cost does not vary.
    pub extra_cost_interval: Option<(f64, f64)>,
    /// Cost of one, thousand dong; none where nothing is averted.
    pub cost_per_unit: Option<f64>,
    /// Its 95 % interval; an end that is none is open. No interval without a price or from a single
    /// replicate.
    pub cost_interval: Option<(Option<f64>, Option<f64>)>,
    /// Whether no mixture of the other scenarios and the reference achieves more for the same
    /// money.
    pub on_frontier: bool,
}

/// The effects of every scenario, effect by effect.
pub fn effects(comparison: &Comparison) -> Vec<EffectRow> {
    let mut rows = Vec::new();
    for effect in Effect::ALL {
        let first = rows.len();
        rows.extend((1..comparison.runs.len()).filter_map(|arm| of_arm(comparison, arm, effect)));
        let points: Vec<(f64, f64)> =
            rows[first..].iter().map(|row| (row.extra_cost, row.averted.difference)).collect();
        for (row, on) in rows[first..].iter_mut().zip(frontier(&points)) {
            row.on_frontier = on;
        }
    }
    rows
}

fn of_arm(comparison: &Comparison, arm: usize, effect: Effect) -> Option<EffectRow> {
    let pairs: Vec<(f64, f64)> = comparison.runs[0]
        .iter()
        .zip(&comparison.runs[arm])
        // What is averted is less harm: the signs make the difference reference less scenario.
        .map(|(one, other)| (-effect.harm(one, Group::NATIONAL), -effect.harm(other, Group::NATIONAL)))
        .collect();
    let grain = comparison.runs[0].first().map_or(0.0, |run| effect.grain(run, Group::NATIONAL));
    let averted = paired(&pairs, Some(Better::Higher), comparison.design, grain)?;
    let cost = |arm: usize| comparison.of(arm, |run| total_cost(&run.costs));
    let costs: Vec<(f64, f64)> = cost(0).into_iter().zip(cost(arm)).collect();
    let extra = paired(&costs, None, comparison.design, 0.0)?;
    let numbers = |pairs: &[(f64, f64)]| pairs.iter().map(|(one, other)| other - one).collect::<Vec<f64>>();
    let price = ratio_of_means(&numbers(&costs), &numbers(&pairs), comparison.design, 0.0);
    Some(EffectRow {
        arm,
        effect,
        averted,
        extra_cost: extra.difference,
        extra_cost_interval: extra.interval.filter(|(low, high)| low < high),
        cost_per_unit: price.map(|price| price.value),
        cost_interval: price.and_then(|price| price.interval),
        on_frontier: false,
    })
}

/// The share (0 to 1) of a scenario's effect that is lost without what is merely assumed of the
/// levers, theirs and the reference's alike; `bare` are the places of reference and scenario
/// without. None where the effect may be 0.
pub fn assumed_share(
    comparison: &Comparison,
    arm: usize,
    bare: (usize, usize),
    effect: Effect,
) -> Option<f64> {
    let harm = |arm: usize| mean(&comparison.of(arm, |run| effect.harm(run, Group::NATIONAL)));
    let whole = of_arm(comparison, arm, effect)?.averted;
    let rests = 1.0 - (harm(bare.0) - harm(bare.1)) / whole.difference;
    (whole.may_be_nothing() == Some(false)).then(|| rests.clamp(0.0, 1.0))
}

/// Which of some points `(cost, effect)` lie on the upper hull that begins at doing nothing, `(0,
/// 0)`: walking to dearer points, each step buys the most effect for its money.
pub fn frontier(points: &[(f64, f64)]) -> Vec<bool> {
    let mut on = vec![false; points.len()];
    let mut at = (0.0, 0.0);
    // A point that is no dearer than nothing and better than it is where the hull begins.
    let start = (0..points.len())
        .filter(|&point| points[point].0 <= 0.0 && points[point].1 > 0.0)
        .max_by(|&a, &b| points[a].1.total_cmp(&points[b].1));
    if let Some(point) = start {
        on[point] = true;
        at = points[point];
    }
    loop {
        let slope = |point: usize| (points[point].1 - at.1) / (points[point].0 - at.0);
        let next = (0..points.len())
            .filter(|&point| points[point].0 > at.0 && points[point].1 > at.1)
            .max_by(|&a, &b| slope(a).total_cmp(&slope(b)));
        match next {
            Some(point) => {
                on[point] = true;
                at = points[point];
            }
            None => return on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frontier_is_the_upper_hull_from_nothing() {
        let points = [(10.0, 5.0), (20.0, 8.0), (15.0, 5.0), (30.0, 8.5), (12.0, -1.0), (25.0, 8.1)];
        assert_eq!(frontier(&points), [true, true, false, true, false, false]);
    }

    #[test]
    fn what_saves_money_and_helps_begins_the_frontier() {
        assert_eq!(frontier(&[(-5.0, 1.0), (10.0, 0.5), (10.0, 2.0)]), [true, false, true]);
        assert_eq!(frontier(&[(5.0, -1.0)]), [false]);
    }
}
