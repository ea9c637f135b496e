//! The number itself: value, interval, what was counted, and its replicates one by one.

use super::Selector;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::observation::{LEAST_AGENTS, Measure, MeasureDef, Stratum, UNCERTAIN_ABOVE, student_quantile};
use crate::report::pool::within;
use crate::results::{
    ContrastLine, IndicatorLine, IndicatorMeanLine, ProvinceLine, Results, Source, Span, SurveyLine,
    lines_of, plain,
};
use std::collections::BTreeSet;
use std::path::Path;

/// One of the replicates behind a number.
struct Replicate {
    replicate: u32,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    suppressed: bool,
}

/// A number of a scenario.
pub struct Number {
    /// Name of the scenario.
    scenario: String,
    /// The year.
    pub year: i32,
    replicates: u32,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    suppressed: bool,
    single: Vec<Replicate>,
    province: Option<ProvinceLine>,
}

/// How sure a number is.
struct Spread {
    /// Standard error, in the unit of the number.
    error: f64,
    /// Ends of the 95 % interval.
    interval: Option<(f64, f64)>,
    /// What the interval holds, in words.
    holds: &'static str,
}

/// The means of a scenario over its replicates, as a comparison has them and a run has not.
type Mean = (u32, Option<f64>, Option<f64>, Option<f64>, bool);

impl Number {
    /// The number in each scenario that was asked for.
    ///
    /// # Errors
    /// Files at fault, or a scenario, year or group that the results do not have.
    pub fn read(directory: &Path, results: &Results, selector: &Selector) -> Result<Vec<Self>, Failure> {
        let single: Vec<IndicatorLine> = lines_of(directory)?;
        let means: Vec<IndicatorMeanLine> = lines_of(directory)?;
        let provinces: Vec<ProvinceLine> = lines_of(directory)?;
        let names: Vec<&str> = results.scenarios.iter().map(String::as_str).collect();
        let wanted = match &selector.scenario {
            Some(name) => vec![Selector::known("scenario", name, &names)?],
            None => names,
        };
        let years: BTreeSet<i32> = single.iter().map(|line| line.year).collect();
        let year = selector.year.or_else(|| years.last().copied()).unwrap_or_default();
        let texts: Vec<String> = years.iter().map(i32::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Selector::known("year", &year.to_string(), &texts)?;
        refuse_unknown_group(selector, &single, &means)?;
        let number = |scenario: &str| {
            let of_group = |line: &&IndicatorLine| {
                (line.scenario == scenario && line.year == year)
                    && (line.indicator, line.stratum) == (selector.measure, selector.stratum)
                    && line.group == selector.group
            };
            let single: Vec<Replicate> = single.iter().filter(of_group).map(Replicate::of).collect();
            let mean = means.iter().find(|line| {
                (&*line.scenario, line.year, &*line.group) == (scenario, year, &*selector.group)
                    && (line.indicator, line.stratum) == (selector.measure, selector.stratum)
            });
            let mean: Mean = match mean {
                Some(line) => {
                    (line.replicates, line.numerator, line.denominator, line.value, line.suppressed)
                }
                None => mean_of(&single, &selector.measure.info()),
            };
            let (replicates, numerator, denominator, value, suppressed) = mean;
            let province = provinces.iter().find(|line| {
                selector.stratum == Stratum::Province
                    && (&*line.scenario, line.year, &*line.code) == (scenario, year, &*selector.group)
                    && line.indicator == selector.measure.name()
            });
            let province = province.cloned();
            let scenario = scenario.to_owned();
            Self { scenario, year, replicates, numerator, denominator, value, suppressed, single, province }
        };
        Ok(wanted.into_iter().map(number).collect())
    }

    /// Standard error and 95 % interval, and what they hold; from the table of provinces where it has
    /// one, else from the spread between replicates.
    fn error(&self, info: &MeasureDef) -> Option<Spread> {
        if let Some(line) = &self.province {
            let error = line.coefficient_of_variation? * line.value?;
            let holds = "provinces.csv: between communes; from five replicates on, between replicates";
            return Some(Spread { error, interval: line.low.zip(line.high), holds });
        }
        let values: Vec<f64> = self.single.iter().filter_map(|one| one.value).collect();
        if values.len() < 2 || values.len() < self.single.len() {
            return None;
        }
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let error = (squares / (n - 1.0) / n).sqrt();
        let half = student_quantile(0.975, values.len() as u32 - 1) * error;
        // Replicates that agree are no certainty.
        let interval = (error > 0.0).then(|| within(info, (mean - half, mean + half)));
        Some(Spread { error, interval, holds: "the mean over replicates, from the spread between them" })
    }
}

impl Replicate {
    fn of(line: &IndicatorLine) -> Self {
        let IndicatorLine { replicate, numerator, denominator, value, suppressed, .. } = *line;
        Self { replicate, numerator, denominator, value, suppressed }
    }
}

/// Means over replicates and the value that they give; hidden where one of them is.
fn mean_of(single: &[Replicate], info: &MeasureDef) -> Mean {
    let count = single.len() as u32;
    if let [one] = single {
        return (1, one.numerator, one.denominator, one.value, one.suppressed);
    }
    let mean = |of: &dyn Fn(&Replicate) -> Option<f64>| {
        let values: Option<Vec<f64>> = single.iter().map(of).collect();
        values.map(|values| values.iter().sum::<f64>() / f64::from(count.max(1)))
    };
    let (numerator, denominator) = (mean(&|one| one.numerator), mean(&|one| one.denominator));
    let value = numerator.zip(denominator).and_then(|(n, d)| info.value(n, d));
    (count, numerator, denominator, value, single.iter().any(|one| one.suppressed))
}

fn refuse_unknown_group(
    selector: &Selector,
    single: &[IndicatorLine],
    means: &[IndicatorMeanLine],
) -> Result<(), Failure> {
    let of_single = single.iter().map(|line| (line.indicator, line.stratum, &*line.group));
    let all = of_single.chain(means.iter().map(|line| (line.indicator, line.stratum, &*line.group)));
    let own =
        all.filter(|(measure, stratum, _)| (*measure, *stratum) == (selector.measure, selector.stratum));
    let groups: BTreeSet<&str> = own.map(|(_, _, group)| group).collect();
    if groups.is_empty() {
        return Err(Failure::Usage {
            message: format!(
                "the results do not part {} by {}",
                selector.measure.name(),
                selector.stratum.name()
            ),
            help: "it is known of the country, of regions and of provinces alone".to_owned(),
        });
    }
    let groups: Vec<&str> = groups.into_iter().collect();
    Selector::known("group", &selector.group, &groups).map(drop)
}

fn shown(value: f64) -> String {
    plain(value, 6)
}

fn cell(value: Option<f64>) -> Cell {
    Cell::number(value, shown)
}

/// The number in each scenario, and its replicates.
pub fn show(numbers: &[Number], info: &MeasureDef) {
    let columns = [
        ("scenario", "scenario"),
        ("value", "value"),
        ("low", "low"),
        ("high", "high"),
        ("standard_error", "standard error"),
        ("numerator", "numerator"),
        ("denominator", "denominator"),
        ("replicates", "replicates"),
        ("suppressed", "suppressed"),
        ("interval_holds", ""),
        ("coefficient_of_variation", ""),
        ("uncertain", ""),
        ("rank_from", ""),
        ("rank_to", ""),
    ];
    let mut table = Table::new("number", &columns);
    let columns = ["scenario", "replicate", "value", "numerator", "denominator", "suppressed"];
    let mut replicates = Table::new("replicates", &columns.map(|name| (name, name)));
    let mut notes = Vec::new();
    for number in numbers {
        let spread = number.error(info);
        let interval = spread.as_ref().and_then(|spread| spread.interval);
        let holds = spread.as_ref().map(|spread| spread.holds);
        let province = number.province.as_ref();
        table.row([
            number.scenario.as_str().into(),
            cell(number.value),
            cell(interval.map(|(low, _)| low)),
            cell(interval.map(|(_, high)| high)),
            cell(spread.map(|spread| spread.error)),
            cell(number.numerator),
            cell(number.denominator),
            number.replicates.into(),
            number.suppressed.into(),
            holds.into(),
            cell(province.and_then(|line| line.coefficient_of_variation)),
            province.map(|line| line.uncertain).into(),
            province.and_then(|line| line.rank_from).into(),
            province.and_then(|line| line.rank_to).into(),
        ]);
        for one in &number.single {
            replicates.row([
                number.scenario.as_str().into(),
                one.replicate.into(),
                cell(one.value),
                cell(one.numerator),
                cell(one.denominator),
                one.suppressed.into(),
            ]);
        }
        notes.push(note(number, holds));
    }
    terminal::show(&table);
    notes.iter().for_each(|note| terminal::say(note));
    if numbers.iter().all(|number| number.single.is_empty()) {
        terminal::say("Replicates one by one: the files of a comparison hold them of the country alone.");
    } else {
        terminal::say("Replicates one by one:");
        terminal::show(&replicates);
    }
}

/// What the interval holds, and how the number reads among the provinces.
fn note(number: &Number, holds: Option<&str>) -> String {
    let scenario = &number.scenario;
    let mut text = match holds {
        _ if number.suppressed => format!("{scenario}: the number is hidden; see Suppression below."),
        Some(holds) => format!("{scenario}: the interval (95 %) holds {holds}."),
        None => format!(
            "{scenario}: no interval is known: the files hold the spread neither of communes nor of several replicates."
        ),
    };
    if let Some(line) = &number.province {
        if line.uncertain {
            text.push_str(&format!(
                " Its coefficient of variation is above {UNCERTAIN_ABOVE} or not known: do not read the number by itself."
            ));
        }
        if let Some((from, to)) = line.rank_from.zip(line.rank_to) {
            text.push_str(&format!(" Rank {from} to {to} of the provinces, 1 the highest."));
        }
    }
    text
}

/// What the simulated survey finds of the same.
pub fn show_survey(results: &Results, selector: &Selector, year: i32) {
    let is_asked = selector.measure == Measure::PrevalenceLifetime && selector.stratum == Stratum::National;
    let own = |line: &&SurveyLine| {
        line.year == year && selector.scenario.as_ref().is_none_or(|scenario| *scenario == line.scenario)
    };
    let lines: Vec<&SurveyLine> = results.surveys.iter().filter(own).collect();
    if !is_asked || lines.is_empty() {
        return;
    }
    let columns = [
        "scenario",
        "replicate",
        "clusters",
        "respondents",
        "reported",
        "estimate",
        "standard_error",
        "low",
        "high",
        "design_effect",
        "truth",
    ];
    let mut table = Table::new("survey", &columns.map(|name| (name, name)));
    for line in lines {
        let counts = [line.replicate, line.clusters, line.respondents, line.reported].map(Cell::from);
        let shares =
            [line.estimate, line.standard_error, line.low, line.high, line.design_effect, line.truth]
                .map(Some);
        table.row([line.scenario.as_str().into()].into_iter().chain(counts).chain(shares.map(cell)));
    }
    terminal::say("The simulated survey of the year (communes are its clusters):");
    terminal::show(&table);
}

/// The contrasts of a comparison against its reference.
pub fn show_contrasts(results: &Results, selector: &Selector, year: i32) {
    let own = |line: &&ContrastLine| {
        (line.indicator, line.source) == (selector.measure, Source::Truth)
            && (&*line.stratum, &*line.group) == (selector.stratum.name(), &*selector.group)
            && (line.year == Some(year) || line.period == Span::AllYears)
            && selector.scenario.as_ref().is_none_or(|scenario| *scenario == line.scenario)
    };
    let lines: Vec<&ContrastLine> = results.contrasts.iter().filter(own).collect();
    if lines.is_empty() {
        return;
    }
    let columns = [
        ("scenario", "scenario"),
        ("reference", "reference"),
        ("period", "period"),
        ("reference_value", "reference value"),
        ("scenario_value", "scenario value"),
        ("difference", "difference"),
        ("low", "low"),
        ("high", "high"),
        ("p_better", "P(better)"),
        ("suppressed", "suppressed"),
        ("interval_holds", ""),
    ];
    let mut table = Table::new("contrasts", &columns);
    for line in &lines {
        let numbers =
            [line.reference_value, line.scenario_value, line.difference, line.low, line.high, line.p_better];
        let words = [&*line.scenario, &*line.reference, line.period.name()].map(Cell::from);
        let last = [line.suppressed.into(), line.interval_holds.as_str().into()];
        table.row(words.into_iter().chain(numbers.map(cell)).chain(last));
    }
    terminal::say("Against the reference, paired replicate by replicate:");
    terminal::show(&table);
    if let Some(line) = lines.iter().find(|line| !line.interval_holds.is_empty()) {
        terminal::say(&format!("The interval holds {}.", line.interval_holds));
    }
}

/// How many people a number rests on.
pub fn kept(results: &Results) -> String {
    let scale = results.scale.map_or("not known".to_owned(), |scale| {
        format!(
            "{scale}, one simulated family for about {} real ones; small provinces keep more",
            (1.0 / scale).round()
        )
    });
    format!(
        "Numerator and denominator are weighted to real people. How many simulated persons or communes stand behind them is not \
         in the files (scale {scale})."
    )
}

/// When a number is hidden.
pub fn suppression(info: &MeasureDef) -> &'static str {
    const { assert!(LEAST_AGENTS == 5) };
    if info.trafficking {
        "Suppression: in provinces and crossed groups a number on fewer than 5 simulated persons, or with 1 to 4 affected, is hidden."
    } else {
        "Suppression: in provinces and crossed groups a number on fewer than 5 simulated persons is hidden."
    }
}
