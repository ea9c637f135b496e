//! `provinces.csv`: the provinces in the last year, pooled over replicates, for maps and rankings.

use super::Runs;
use super::number::as_shown;
use super::schema::{amount, flag, table, text, value, whole};
use crate::observation::{
    Dimension, Estimate, Group, Measure, RunResults, SecurityRow, Stratum, rank_ranges,
};
use std::collections::BTreeMap;

table! {
    "provinces";
    /// The provinces in the last year, pooled over the scenario's replicates: a row for each
    /// province and indicator. The dimensions of human security go by `security_` and their name.
    /// The interval holds the chance between the communes of the province; from five replicates on it
    /// holds the spread between them, which with --ensemble or --uncertainty differ in parameters too.
    /// No error is below what one simulated person counts for. A number whose standard error is above 0.3 of it,
    /// or not known, is uncertain: do not read it by itself. A map may be read where few of its provinces are:
    /// `docs/provinces.md`.
    pub struct ProvinceLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Code of the province.
        code: String = text().key(),
        /// Name of the province.
        name: String = text(),
        /// Name of the province without tone marks.
        name_ascii: String = text(),
        /// Statistical region.
        region: String = text(),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates"),
        /// Name of the indicator.
        indicator: String = text().key(),
        /// The indicator.
        value: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Standard error of the indicator over the indicator.
        coefficient_of_variation: Option<f64> = value("ratio").may_be_suppressed(),
        /// Lower end of the 95 % interval.
        low: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Upper end of the 95 % interval.
        high: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// First rank that the province may have among all, 1 the highest number: provinces whose
        /// intervals overlap may stand in either order.
        rank_from: Option<u32> = whole("rank").may_be_suppressed(),
        /// Last rank that it may have.
        rank_to: Option<u32> = whole("rank").may_be_suppressed(),
        /// Whether the coefficient of variation is above 0.3, or not known although the indicator is
        /// counted person by person: one commune was kept, or nobody was affected.
        uncertain: bool = flag(),
        /// Whether the number is suppressed because it rests on too few simulated persons.
        suppressed: bool = flag(),
    }
}

/// Every indicator of every province in each scenario's last year.
pub fn provinces<'a>(runs: Runs<'a>) -> impl Iterator<Item = ProvinceLine> + 'a {
    let country = runs.country;
    runs.scenarios().into_iter().flat_map(move |(scenario, runs)| {
        let year = runs.iter().flat_map(|run| run.indicators.iter().map(|row| row.year)).max();
        let last = year.map(|year| LastYear::of(&runs, year));
        let replicates = runs.len() as u32;
        country.provinces.iter().enumerate().flat_map(move |(place, province)| {
            let record = &province.record;
            let numbers = last.iter().flat_map(|last| last.numbers(place)).collect::<Vec<_>>();
            numbers.into_iter().map(move |number| ProvinceLine {
                scenario: scenario.to_owned(),
                year: year.unwrap_or_default(),
                code: record.code.clone(),
                name: record.name_vi.clone(),
                name_ascii: record.name.clone(),
                region: record.region.name().to_owned(),
                replicates,
                indicator: number.indicator,
                value: number.value,
                coefficient_of_variation: number.coefficient_of_variation,
                low: number.interval.map(|(low, _)| low),
                high: number.interval.map(|(_, high)| high),
                rank_from: number.ranks.map(|(from, _)| from as u32),
                rank_to: number.ranks.map(|(_, to)| to as u32),
                uncertain: number.uncertain,
                suppressed: number.suppressed,
            })
        })
    })
}

/// A province's number as it is written.
#[derive(Default)]
struct Number {
    indicator: String,
    value: Option<f64>,
    coefficient_of_variation: Option<f64>,
    interval: Option<(f64, f64)>,
    ranks: Option<(usize, usize)>,
    uncertain: bool,
    suppressed: bool,
}

/// A first and a last rank that a province may have.
type Ranks = (usize, usize);

/// The numbers of a scenario's provinces in its last year: measures pooled over the runs, with the
/// ranks that they may have; human security one for each run.
struct LastYear {
    measures: BTreeMap<(Measure, usize), (Estimate, Option<Ranks>)>,
    security: BTreeMap<(Dimension, usize), Vec<SecurityRow>>,
}

impl LastYear {
    fn of(runs: &[&RunResults], year: i32) -> Self {
        let province =
            |group: Group| (group.stratum == Stratum::Province).then_some(usize::from(group.index));
        let mut last = Self { measures: BTreeMap::new(), security: BTreeMap::new() };
        let mut measured: BTreeMap<(Measure, usize), Vec<Estimate>> = BTreeMap::new();
        for run in runs {
            for row in run.indicators.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    measured.entry((row.measure, index)).or_default().push(row.estimate);
                }
            }
            for row in run.security.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    last.security.entry((row.dimension, index)).or_default().push(*row);
                }
            }
        }
        let pooled: Vec<((Measure, usize), Estimate)> = measured
            .into_iter()
            .filter_map(|((measure, province), runs)| {
                let pooled = Estimate::pooled(&measure.info(), Stratum::Province, &runs)?;
                Some(((measure, province), pooled))
            })
            .collect();
        for of_measure in pooled.chunk_by(|one, next| one.0.0 == next.0.0) {
            let intervals: Vec<_> =
                of_measure.iter().map(|((measure, _), pooled)| pooled.interval(&measure.info())).collect();
            let ranked = of_measure.iter().zip(rank_ranges(&intervals));
            last.measures.extend(ranked.map(|(&(key, pooled), ranks)| (key, (pooled, ranks))));
        }
        last
    }

    /// All that is known of a province.
    fn numbers(&self, province: usize) -> impl Iterator<Item = Number> {
        let measures = Measure::ALL.iter().filter_map(move |&measure| {
            let &(pooled, ranks) = self.measures.get(&(measure, province))?;
            Some(Number {
                indicator: measure.name().to_owned(),
                value: as_shown(measure, pooled.value),
                coefficient_of_variation: pooled.coefficient_of_variation(),
                interval: pooled.interval(&measure.info()),
                ranks,
                uncertain: pooled.is_uncertain(&measure.info()),
                suppressed: pooled.suppressed,
            })
        });
        let security = Dimension::ALL.into_iter().filter_map(move |dimension| {
            let (value, suppressed) = self.security(dimension, province)?;
            let indicator = format!("security_{}", dimension.name());
            Some(Number { indicator, value, suppressed, ..Number::default() })
        });
        measures.chain(security)
    }

    /// The mean over the runs that show a number, and whether none does because all are suppressed.
    fn security(&self, dimension: Dimension, province: usize) -> Option<(Option<f64>, bool)> {
        let rows = self.security.get(&(dimension, province))?;
        let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        let shown = mean.and_then(|mean| super::plain(mean, super::schema::VALUE_DIGITS).parse().ok());
        Some((shown, mean.is_none() && rows.iter().any(|row| row.suppressed)))
    }
}
