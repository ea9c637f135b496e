//! Why a planned lever never acts within a run.

use super::places::{LeverProvince, Where};
use super::{Planned, timing};
use crate::quantities::Month;

/// Why a lever never acts: the key of its table that keeps it from it, and how, in words that go on
/// from its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// The key.
    pub key: &'static str,
    /// Why it cannot act, in one sentence.
    pub why: String,
}

impl Planned {
    /// Why nothing of the lever acts in any of these provinces from `begins` until before `ends`;
    /// none where it does.
    pub fn idle(&self, country: &[LeverProvince], begins: Month, ends: Month) -> Option<Idle> {
        let plan = &self.plan;
        let idle = |key, why: String| Some(Idle { key, why });
        if plan.coverage.get() == 0.0 {
            return idle("coverage", "its coverage is 0".to_owned());
        }
        if !country.iter().any(|province| plan.holds(province)) {
            return idle("provinces", nowhere(&plan.provinces, country));
        }
        if plan.start >= ends {
            let last = ends.plus(-1);
            let why = format!("it starts in {}, after the run, which covers {begins} to {last}", plan.start);
            return idle("start", why);
        }
        let mut months = (0..ends.since(begins)).map(|month| begins.plus(month));
        match plan.stop {
            Some(stop) if !months.any(|month| timing::phase(plan, month).is_some()) => {
                idle("stop", format!("it stops in {stop}, before the run, which begins in {begins}"))
            }
            _ => None,
        }
    }
}

fn nowhere(places: &[Where], country: &[LeverProvince]) -> String {
    let highest = country.iter().map(|province| province.poverty_rate).fold(0.0, f64::max);
    let rates = places.iter().filter_map(|place| match place {
        Where::PovertyAbove(rate) => Some(*rate),
        _ => None,
    });
    match rates.reduce(f64::min) {
        Some(rate) => {
            format!(
                "income poverty is above {rate} in no province; the highest is {highest:.3}, a share of persons"
            )
        }
        None if places.is_empty() => "its list of provinces is empty".to_owned(),
        None => "no province is among those it names".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::slot_of;
    use crate::levers::testing::{levers_with, province};

    fn idle(set: &str) -> Option<Idle> {
        let levers = levers_with(&[("levers", "cash_transfer", set)]);
        let mut country = [province("64"), province("62")];
        country[0].poverty_rate = 0.2;
        let begins = Month::january(2017);
        levers.planned[slot_of("cash_transfer").unwrap()].idle(&country, begins, begins.plus(12))
    }

    #[test]
    fn what_keeps_a_lever_from_acting_is_named() {
        let always = "provinces = ['all']\ncoverage = 0.5\nstart = '2017-01'\nstop = 'none'\n";
        assert_eq!(idle(always), None);
        for (from, to, key, words) in [
            ("coverage = 0.5", "coverage = 0", "coverage", "its coverage is 0"),
            ("'all'", "", "provinces", "its list of provinces is empty"),
            ("'all'", "'poverty_above:0.5'", "provinces", "above 0.5 in no province; the highest is 0.200"),
            (
                "'2017-01'",
                "'2018-01'",
                "start",
                "it starts in 2018-01, after the run, which covers 2017-01 to",
            ),
        ] {
            let found = idle(&always.replace(from, to)).unwrap();
            assert_eq!(found.key, key);
            assert!(found.why.contains(words), "{found:?}");
        }
        assert_eq!(idle(&always.replace("'all'", "'poverty_above:0.1'")), None);
    }
}
