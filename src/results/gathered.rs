//! Rows of tables gathered for looking up, with a scenario as its place among the names.

use super::rows::{ResultFile, each};
use super::scenario_names::ScenarioNames;
use super::{
    Border, IndicatorLine, IndicatorMeanLine, MonthLine, NationalCostLine, NationalServiceLine, ProvinceLine,
    RegisterLine, SecurityLine, ServiceLine,
};
use crate::config::Fault;
use crate::observation::{Dimension, Measure, ServiceLoad, Stratum};
use crate::quantities::Month;
use std::collections::{BTreeMap, BTreeSet};

/// One replicate's numerator and denominator; none where it is hidden.
pub type Reading = Option<[f64; 2]>;

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Place of the scenario.
    pub scenario: usize,
    /// The measure.
    pub measure: Measure,
    /// The stratum.
    pub stratum: Stratum,
    /// Calendar year.
    pub year: i32,
}

/// Numerator and denominator by group and replicate, of the strata that are not crossed: those stay
/// in the file.
#[derive(Debug, Default)]
pub struct Indicators {
    readings: BTreeMap<Key, BTreeMap<Box<str>, BTreeMap<u32, Reading>>>,
}

impl Indicators {
    /// Places of the scenarios that have a reading.
    pub(super) fn scenarios(&self) -> BTreeSet<usize> {
        self.readings.keys().map(|key| key.scenario).collect()
    }

    /// Reads the replicates of a run.
    pub(super) fn of_replicates(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Self, Fault> {
        let mut found = Self::default();
        each(file, |line: IndicatorLine| {
            let (scenario, measure, stratum) = (names.index(&line.scenario), line.indicator, line.stratum);
            let key = Key { scenario, measure, stratum, year: line.year };
            found.insert(key, &line.group, line.replicate, line.numerator.zip(line.denominator));
        })?;
        Ok(found)
    }

    /// Reads the means of a comparison, as one replicate.
    pub(super) fn of_means(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Self, Fault> {
        let mut found = Self::default();
        each(file, |line: IndicatorMeanLine| {
            let (scenario, measure, stratum) = (names.index(&line.scenario), line.indicator, line.stratum);
            let key = Key { scenario, measure, stratum, year: line.year };
            found.insert(key, &line.group, 0, line.numerator.zip(line.denominator));
        })?;
        Ok(found)
    }

    fn insert(&mut self, key: Key, group: &str, replicate: u32, numbers: Option<(f64, f64)>) {
        if key.stratum.is_crossed() {
            return;
        }
        let groups = self.readings.entry(key).or_default();
        let of_group = match groups.get_mut(group) {
            Some(of_group) => of_group,
            None => groups.entry(group.into()).or_default(),
        };
        of_group.insert(replicate, numbers.map(|(numerator, denominator)| [numerator, denominator]));
    }

    /// The replicates' readings of a group; none where the file has no row.
    pub fn of(&self, key: Key, group: &str) -> Option<&BTreeMap<u32, Reading>> {
        self.readings.get(&key)?.get(group)
    }

    /// All years, in order.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.readings.keys().map(|key| key.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// By scenario and month, the replicates' rows.
pub type Months = BTreeMap<(usize, Month), Vec<MonthLine>>;

/// Gathers months.
pub fn months(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Months, Fault> {
    let mut found = Months::new();
    each(file, |line: MonthLine| {
        found.entry((names.index(&line.scenario), line.month)).or_default().push(line);
    })?;
    Ok(found)
}

/// The last year of a scenario's province, pooled over replicates.
#[derive(Debug, Clone, Default)]
pub struct ProvinceRead {
    /// Values that are shown.
    pub values: BTreeMap<Measure, f64>,
    /// Ends of the 95 % intervals of values that have one.
    pub intervals: BTreeMap<Measure, (f64, f64)>,
    /// Standard errors over values.
    pub variations: BTreeMap<Measure, f64>,
    /// First and last rank that the province may have.
    pub ranks: BTreeMap<Measure, (u32, u32)>,
    /// Measures whose value is too uncertain to be read by itself.
    pub uncertain: Vec<Measure>,
    /// Measures that are hidden.
    pub hidden: Vec<Measure>,
}

/// By scenario and code of the province.
pub type Provinces = BTreeMap<(usize, String), ProvinceRead>;

/// Gathers the provinces' measures. The second result is their year.
pub fn provinces(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<(Provinces, i32), Fault> {
    let (mut found, mut last) = (Provinces::new(), i32::MIN);
    each(file, |line: ProvinceLine| {
        last = last.max(line.year);
        let province = found.entry((names.index(&line.scenario), line.code)).or_default();
        let Some(measure) = Measure::from_name(&line.indicator) else { return };
        province.values.extend(line.value.map(|value| (measure, value)));
        province.intervals.extend(line.low.zip(line.high).map(|ends| (measure, ends)));
        province.variations.extend(line.coefficient_of_variation.map(|variation| (measure, variation)));
        province.ranks.extend(line.rank_from.zip(line.rank_to).map(|ranks| (measure, ranks)));
        if line.uncertain {
            province.uncertain.push(measure);
        }
        if line.suppressed {
            province.hidden.push(measure);
        }
    })?;
    Ok((found, last))
}

/// What human security is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecurityKey {
    /// Place of the scenario.
    pub scenario: usize,
    /// Calendar year.
    pub year: i32,
    /// National, region or province.
    pub stratum: Stratum,
    /// Group of the stratum.
    pub group: String,
    /// The dimension.
    pub dimension: Dimension,
}

/// The replicates' rows.
pub type Security = BTreeMap<SecurityKey, Vec<SecurityLine>>;

/// Gathers human security.
pub fn security(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Security, Fault> {
    let mut found = Security::new();
    each(file, |line: SecurityLine| {
        let key = SecurityKey {
            scenario: names.index(&line.scenario),
            year: line.year,
            stratum: line.stratum,
            group: line.group.clone(),
            dimension: line.dimension,
        };
        found.entry(key).or_default().push(line);
    })?;
    Ok(found)
}

/// Victims recorded in a year, of one replicate.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Registered {
    /// Counted.
    pub counted: f64,
    /// Expected: the sum of the probabilities that victims faced.
    pub expected: f64,
    /// Expected, over a border.
    pub expected_abroad: f64,
    /// Expected, under 16.
    pub expected_under_16: f64,
}

/// The register by scenario, year and replicate.
pub type Register = BTreeMap<(usize, i32), BTreeMap<u32, Registered>>;

/// Gathers the register and adds up forms.
pub fn register(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Register, Fault> {
    let mut found = Register::new();
    each(file, |line: RegisterLine| {
        let of_year = found.entry((names.index(&line.scenario), line.year)).or_default();
        let sums = of_year.entry(line.replicate).or_default();
        sums.counted += line.counted;
        sums.expected += line.expected;
        if line.border == Border::CrossBorder {
            sums.expected_abroad += line.expected;
        }
        if line.age_class == "under_16" {
            sums.expected_under_16 += line.expected;
        }
    })?;
    Ok(found)
}

/// By scenario, year and code of the province, none for the country: the replicates' numbers.
pub type Services = BTreeMap<(usize, i32, Option<String>), Vec<ServiceLoad>>;

/// Gathers the services of provinces.
pub fn services(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Services, Fault> {
    let mut found = Services::new();
    each(file, |line: ServiceLine| {
        let ServiceLine { referred, opened, unmet, places, open, waiting, .. } = line;
        let key = (names.index(&line.scenario), line.year, Some(line.province));
        found.entry(key).or_default().push(ServiceLoad { referred, opened, unmet, places, open, waiting });
    })?;
    Ok(found)
}

/// Gathers the services of the country.
pub fn national_services(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Services, Fault> {
    let mut found = Services::new();
    each(file, |line: NationalServiceLine| {
        let NationalServiceLine { referred, opened, unmet, places, open, waiting, .. } = line;
        let key = (names.index(&line.scenario), line.year, None);
        found.entry(key).or_default().push(ServiceLoad { referred, opened, unmet, places, open, waiting });
    })?;
    Ok(found)
}

/// Cost of a lever in the country over all years, thousand dong, by scenario and lever; one number
/// a replicate.
pub type Costs = BTreeMap<(usize, String), BTreeMap<u32, f64>>;

/// Gathers the costs of the country.
pub fn costs(file: ResultFile<'_>, names: &mut ScenarioNames) -> Result<Costs, Fault> {
    let mut found = Costs::new();
    each(file, |line: NationalCostLine| {
        let of_lever = found.entry((names.index(&line.scenario), line.lever)).or_default();
        *of_lever.entry(line.replicate).or_default() += line.total_kvnd;
    })?;
    Ok(found)
}
