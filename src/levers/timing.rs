//! When a lever is at work, how far it has grown, and what is left of it after its stop.

use super::plan::LeverPlan;
use crate::quantities::Month;

/// Strength below which a fading lever counts as gone (after 4.6 decay times).
pub const GONE: f64 = 0.01;

/// Where a lever stands in its life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// Coverage this month: the planned one times the share of the ramp passed; after the stop, the
    /// last one.
    pub coverage: f64,
    /// What is left of the effect: 1 while at work, then `exp(-t / decay)`, `t` months after the
    /// last month at work.
    pub strength: f64,
    /// Whether it is still at work; what it hands out (cash, lessons) ends with its work, not with
    /// its effect.
    pub at_work: bool,
}

/// The phase of a plan in a month; `None` before it starts, once its effect is gone, and always at
/// coverage 0.
pub fn phase(plan: &LeverPlan, month: Month) -> Option<Phase> {
    let last = plan.stop.map(|stop| stop.plus(-1));
    if plan.coverage.get() == 0.0 || month < plan.start || last.is_some_and(|last| last < plan.start) {
        return None;
    }
    let at = last.map_or(month, |last| month.min(last));
    let coverage = plan.coverage.get() * ramp(at.since(plan.start), plan.ramp_months);
    let strength = strength(month.since(at), plan.decay_months.get());
    (strength >= GONE).then_some(Phase { coverage, strength, at_work: month == at })
}

/// Share of the ramp passed `since` months after the first month: equal steps, the last of them
/// reaching 1.
pub fn ramp(since: i32, months: u16) -> f64 {
    if since + 1 >= i32::from(months) { 1.0 } else { f64::from(since + 1) / f64::from(months) }
}

/// What is left of an effect `after` months of decay.
pub fn strength(after: i32, decay: f64) -> f64 {
    match after {
        0 => 1.0,
        _ if decay == 0.0 => 0.0,
        months => libm::exp(-f64::from(months) / decay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::plan;
    use crate::quantities::Months;

    #[test]
    fn a_ramp_of_four_months_climbs_by_quarters() {
        let climbed: Vec<f64> = (0..6).map(|since| ramp(since, 4)).collect();
        assert_eq!(climbed, [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]);
        assert_eq!((ramp(0, 0), ramp(0, 1)), (1.0, 1.0));
    }

    #[test]
    fn a_lever_starts_grows_stops_and_fades() {
        let mut plan = plan(0.4);
        (plan.start, plan.stop, plan.ramp_months) = (Month(10), Some(Month(12)), 4);
        plan.decay_months = Months::new(2.0).unwrap();
        assert_eq!(phase(&plan, Month(9)), None);
        assert_eq!(phase(&plan, Month(10)), Some(Phase { coverage: 0.1, strength: 1.0, at_work: true }));
        assert_eq!(phase(&plan, Month(11)), Some(Phase { coverage: 0.2, strength: 1.0, at_work: true }));
        let fading = phase(&plan, Month(13)).unwrap();
        assert_eq!((fading.coverage, fading.at_work), (0.2, false));
        assert!((fading.strength - 0.367_879_441_171_442_3).abs() < 1e-15); // exp(-2 / 2)
        assert!(phase(&plan, Month(20)).is_some()); // exp(-9 / 2) = 0.0111
        assert_eq!(phase(&plan, Month(21)), None); // exp(-10 / 2) = 0.0067
    }

    #[test]
    fn without_decay_the_stop_is_the_end_and_a_stop_before_the_start_is_never() {
        let mut plan = plan(0.4);
        (plan.start, plan.stop) = (Month(0), Some(Month(5)));
        plan.decay_months = Months::new(0.0).unwrap();
        assert!(phase(&plan, Month(4)).is_some() && phase(&plan, Month(5)).is_none());
        plan.stop = Some(Month(0));
        assert!((-3..9).all(|month| phase(&plan, Month(month)).is_none()));
    }
}
