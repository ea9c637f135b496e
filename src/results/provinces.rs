//! `provinces.csv`: the provinces in the last year, pooled over replicates, for maps and rankings.

use super::Runs;
use super::number::as_shown;
use super::schema::{amount, flag, table, text, whole};
use crate::observation::{Dimension, Estimate, Group, Measure, RunResults, SecurityRow, Stratum};
use std::collections::BTreeMap;

table! {
    "provinces", "Các tỉnh trong năm cuối, gộp các lần lặp: mỗi dòng là một tỉnh và một chỉ báo";
    /// The provinces in the last year, pooled over the scenario's replicates: a row for each province and indicator. The dimensions of
    /// human security go by `security_` and their name.
    pub struct ProvinceLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Calendar year.
        year: i32 = whole("", "Năm").key(),
        /// Code of the province.
        code: String = text("Mã tỉnh").key(),
        /// Name of the province.
        name: String = text("Tên tỉnh"),
        /// Name of the province without tone marks.
        name_ascii: String = text("Tên tỉnh không dấu"),
        /// Statistical region.
        region: String = text("Vùng thống kê"),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates", "Số lần lặp"),
        /// Name of the indicator.
        indicator: String = text("Tên chỉ báo").key(),
        /// The indicator.
        value: Option<f64> = amount("as the indicator", "Giá trị của chỉ báo").may_be_suppressed(),
        /// Whether the number is suppressed because it rests on too few simulated persons.
        suppressed: bool = flag("Bị ẩn vì dựa trên quá ít người mô phỏng"),
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
            numbers.into_iter().map(move |(indicator, value, suppressed)| ProvinceLine {
                scenario: scenario.to_owned(),
                year: year.unwrap_or_default(),
                code: record.code.clone(),
                name: record.name_vi.clone(),
                name_ascii: record.name.clone(),
                region: record.region.name().to_owned(),
                replicates,
                indicator,
                value,
                suppressed,
            })
        })
    })
}

/// The numbers of a scenario's provinces in its last year, one for each run.
struct LastYear {
    measures: BTreeMap<(Measure, usize), Vec<Estimate>>,
    security: BTreeMap<(Dimension, usize), Vec<SecurityRow>>,
}

impl LastYear {
    fn of(runs: &[&RunResults], year: i32) -> Self {
        let province =
            |group: Group| (group.stratum == Stratum::Province).then_some(usize::from(group.index));
        let mut last = Self { measures: BTreeMap::new(), security: BTreeMap::new() };
        for run in runs {
            for row in run.indicators.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    last.measures.entry((row.measure, index)).or_default().push(row.estimate);
                }
            }
            for row in run.security.iter().filter(|row| row.year == year) {
                if let Some(index) = province(row.group) {
                    last.security.entry((row.dimension, index)).or_default().push(*row);
                }
            }
        }
        last
    }

    /// Name, value and whether it is suppressed of all that is known of a province.
    fn numbers(&self, province: usize) -> impl Iterator<Item = (String, Option<f64>, bool)> {
        let measures = Measure::ALL.iter().filter_map(move |&measure| {
            let runs = self.measures.get(&(measure, province))?;
            let pooled = Estimate::pooled(&measure.info(), Stratum::Province, runs)?;
            Some((measure.name().to_owned(), as_shown(measure, pooled.value), pooled.suppressed))
        });
        let security = Dimension::ALL.into_iter().filter_map(move |dimension| {
            let (value, suppressed) = self.security(dimension, province)?;
            Some((format!("security_{}", dimension.name()), value, suppressed))
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
