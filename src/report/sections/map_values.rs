//! Numbers of the map's areas: levels, and differences from the reference.

use crate::observation::{Measure, Stratum};
use crate::report::areas::Area;
use crate::report::context::{Context, Main};
use crate::report::pool::{self, Pooled, PooledNumber};
use crate::results::{ProvinceRead, Reading, UNIT};
use std::collections::BTreeMap;

/// What the file of provinces has of an area that is one province.
pub fn province<'a>(context: &Context<'a>, scenario: usize, area: &Area) -> Option<&'a ProvinceRead> {
    let [only] = area.members.as_slice() else { return None };
    context.results.provinces.get(&(scenario, only.code.clone()))
}

/// A level in the last year.
pub fn level(context: &Context<'_>, scenario: usize, measure: Measure, area: &Area) -> PooledNumber {
    if area.members.len() == 1 {
        // The file of provinces pools replicates before it hides small numbers, so it shows what
        // single replicates hide.
        let province = province(context, scenario, area);
        let value = province.and_then(|province| province.values.get(&measure).copied());
        return match (value, province) {
            (Some(value), province) => {
                let interval = province.and_then(|province| province.intervals.get(&measure).copied());
                PooledNumber::Number(Pooled { value, range: None, interval })
            }
            (None, Some(province)) if province.hidden.contains(&measure) => PooledNumber::Hidden,
            _ => PooledNumber::None,
        };
    }
    let sums = summed(context, scenario, measure, area);
    sums.map_or(PooledNumber::None, |sums| pool::pool(&measure.info(), &sums))
}

/// Whether an area's level is too uncertain to be read by itself, by the rule of the file of
/// provinces.
pub fn uncertain(context: &Context<'_>, scenario: usize, measure: Measure, area: &Area) -> bool {
    province(context, scenario, area).is_some_and(|province| province.uncertain.contains(&measure))
}

/// Numerators and denominators of an area in the last year, added over its provinces; none if any
/// is missing.
fn summed(
    context: &Context<'_>,
    scenario: usize,
    measure: Measure,
    area: &Area,
) -> Option<BTreeMap<u32, Reading>> {
    let year = context.results.last_year;
    let of = |code: &str| context.readings(scenario, measure, Stratum::Province, year, code);
    let parts: Option<Vec<_>> = area.members.iter().map(|member| of(&member.code)).collect();
    Some(pool::sum(parts?))
}

/// A difference from the reference with its interval, as the file of contrasts has it: of a
/// province, or of a unit that several provinces became.
pub fn difference(context: &Context<'_>, scenario: usize, main: Main, area: &Area) -> Option<Pooled> {
    let stratum = if area.members.len() == 1 { "province" } else { UNIT };
    let contrast = context
        .contrasts(main.measure, main.period, stratum)
        .find(|contrast| contrast.group == area.key && context.is(scenario, &contrast.scenario))?;
    let value = contrast.difference.filter(|_| !contrast.suppressed)?;
    Some(Pooled { value, range: None, interval: contrast.interval() })
}
