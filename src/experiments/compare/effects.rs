//! What a scenario protects and what it costs, against the reference.
//!
//! * *Children protected*: persons under 25 with an experience of trafficking before 18 at the end of the run, in the
//!   reference less in the scenario. Whoever turned 25 meanwhile was an adult before the run began, so nobody is missed.
//! * *Person-months averted*: months spent in exploitation over all simulated years, likewise.
//!
//! The cost of one is the extra cost divided by the effect. Its interval takes the cost as known, since it hardly varies
//! between replicates, and divides it by the ends of the effect's interval; where that holds zero there is no upper end, and
//! where there is no effect there is no price.

use super::paired::mean;
use super::{Comparison, Paired, paired};
use crate::observation::{Better, Group, Measure, RunResults, cost_per_unit, total_cost};

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
        let of = |measure: Measure| {
            run.indicators.iter().filter(move |row| row.measure == measure && row.group == group)
        };
        match self {
            Self::ChildrenProtected => {
                of(Measure::EverTrafficked).next_back().map_or(0.0, |row| row.estimate.numerator)
            }
            Self::PersonMonthsAverted => of(Measure::PersonMonths).map(|row| row.estimate.numerator).sum(),
        }
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
    /// Cost of one, thousand dong.
    pub cost_per_unit: Option<f64>,
    /// Its 95 % interval; an end that is none is open.
    pub cost_interval: (Option<f64>, Option<f64>),
    /// Whether no mixture of the other scenarios and the reference achieves more for the same money.
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
    let averted = paired(&pairs, Some(Better::Higher), comparison.design)?;
    let cost = |arm: usize| mean(&comparison.of(arm, |run| total_cost(&run.costs)));
    let extra_cost = cost(arm) - cost(0);
    let price = |effect: f64| cost_per_unit(extra_cost, effect);
    let cost_interval = averted.interval.map_or((None, None), |ends| price_interval(extra_cost, ends));
    Some(EffectRow {
        arm,
        effect,
        averted,
        extra_cost,
        cost_per_unit: price(averted.difference),
        cost_interval,
        on_frontier: false,
    })
}

/// The price at both ends of an effect's interval, the lower first: where a scenario costs more, that is the price at the
/// greater effect; where it saves, at the lesser one, which shares the saving among fewer.
fn price_interval(extra_cost: f64, (low, high): (f64, f64)) -> (Option<f64>, Option<f64>) {
    let price = |effect: f64| cost_per_unit(extra_cost, effect);
    if extra_cost < 0.0 { (price(low), price(high)) } else { (price(high), price(low)) }
}

/// The share of a scenario's effect that is lost without what is merely assumed of its levers; `bare` is the arm
/// without. None where the scenario has no effect.
pub fn assumed_share(comparison: &Comparison, arm: usize, bare: usize, effect: Effect) -> Option<f64> {
    let harm = |arm: usize| mean(&comparison.of(arm, |run| effect.harm(run, Group::NATIONAL)));
    let averted = harm(0) - harm(arm);
    (averted != 0.0).then(|| 1.0 - (harm(0) - harm(bare)) / averted)
}

/// Which of some points `(cost, effect)` lie on the upper hull that begins at doing nothing, `(0, 0)`: walking to dearer
/// points, each step buys the most effect for its money.
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
    fn the_ends_of_a_price_are_in_order_whether_a_scenario_costs_or_saves() {
        assert_eq!(price_interval(600.0, (20.0, 30.0)), (Some(20.0), Some(30.0)));
        assert_eq!(price_interval(-600.0, (20.0, 30.0)), (Some(-30.0), Some(-20.0)));
        assert_eq!(price_interval(600.0, (-1.0, 30.0)), (Some(20.0), None));
        assert_eq!(price_interval(-600.0, (-1.0, 30.0)), (None, Some(-20.0)));
    }

    #[test]
    fn what_saves_money_and_helps_begins_the_frontier() {
        assert_eq!(frontier(&[(-5.0, 1.0), (10.0, 0.5), (10.0, 2.0)]), [true, false, true]);
        assert_eq!(frontier(&[(5.0, -1.0)]), [false]);
    }
}
