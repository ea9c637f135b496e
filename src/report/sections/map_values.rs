//! Numbers of the map's areas: levels, and differences from the reference.

use crate::observation::{Measure, Stratum};
use crate::report::areas::Area;
use crate::report::context::{Context, Main};
use crate::report::pool::{self, Pooled, Shown};
use crate::report::read::{Contrast, Period, Reading};
use std::collections::BTreeMap;

/// Relative gap that rounding in the files explains: they hold 6 digits of values.
const ROUNDING: f64 = 2e-5;

/// A level in the last year.
pub fn level(context: &Context<'_>, scenario: usize, measure: Measure, area: &Area) -> Shown {
    if let [only] = area.members.as_slice() {
        // The file of provinces pools replicates before it hides small numbers, so it shows what single replicates hide.
        let key = (scenario, only.code.clone());
        let province = context.results.provinces.get(&key);
        let value = province.and_then(|province| province.values.get(&measure).copied());
        return match (value, province) {
            (Some(value), _) => Shown::Number(Pooled { value, range: None, interval: None }),
            (None, Some(province)) if province.hidden.contains(&measure) => Shown::Hidden,
            _ => Shown::None,
        };
    }
    let sums = summed(context, scenario, measure, Period::Year(context.results.last_year), area);
    sums.map_or(Shown::None, |sums| pool::pool(&measure.info(), &sums))
}

/// Numerators and denominators of an area, added over its provinces and the years of the period; none if any is missing.
fn summed(
    context: &Context<'_>,
    scenario: usize,
    measure: Measure,
    period: Period,
    area: &Area,
) -> Option<BTreeMap<u32, Reading>> {
    let years = match period {
        Period::Year(year) => vec![year],
        Period::All => context.years.clone(),
    };
    let parts: Option<Vec<_>> = area
        .members
        .iter()
        .flat_map(|member| years.iter().map(move |year| (member, *year)))
        .map(|(member, year)| context.readings(scenario, measure, Stratum::Province, year, &member.code))
        .collect();
    Some(pool::sum(parts?))
}

/// A difference from the reference with its interval.
///
/// A province's comes from the file of contrasts. A merged unit's is computed from added numerators and denominators, and only where
/// the same computation gives each of its provinces' own differences.
pub fn difference(context: &Context<'_>, scenario: usize, main: Main, area: &Area) -> Option<Pooled> {
    let own = |code: &str| -> Option<&Contrast> {
        context
            .contrasts(main.measure, main.period, "province")
            .find(|contrast| contrast.scenario == scenario && contrast.group == code)
    };
    if let [only] = area.members.as_slice() {
        let contrast = own(&only.code).filter(|contrast| !contrast.suppressed)?;
        return Some(Pooled { value: contrast.difference?, range: None, interval: contrast.interval });
    }
    let computed = |area: &Area| -> Option<Pooled> {
        let of = |scenario| summed(context, scenario, main.measure, main.period, area);
        pool::difference(&main.measure.info(), &of(scenario)?, &of(context.reference)?)
    };
    for member in &area.members {
        let alone = Area { members: vec![member.clone()], ..area.clone() };
        let contrast = own(&member.code).filter(|contrast| !contrast.suppressed)?;
        let size = contrast.reference_value.unwrap_or(0.0).abs().max(contrast.scenario_value?.abs());
        if (computed(&alone)?.value - contrast.difference?).abs() > ROUNDING * size.max(f64::MIN_POSITIVE) {
            return None;
        }
    }
    computed(area)
}
