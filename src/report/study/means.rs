//! A sweep: means of each point, as lines over each factor and as a table.

use super::output::{PointMean, StudyOutput, StudyOutputs};
use crate::report::figures::lines::{Curve, LinePlot};
use crate::report::figures::marks;
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use std::collections::BTreeMap;

/// Measures that are drawn; the table has all.
const DRAWN: usize = 4;
/// Points in the table; the file has all.
const LISTED: usize = 500;
/// The time over which numbers are taken: stocks are meant at its end, and flows of it are the
/// latest.
const PERIOD: &str = "last_year";

/// The answer in a sentence: over which range the first measure moves, and by what.
pub fn sentence(outputs: &StudyOutputs<'_>) -> String {
    let words = outputs.words;
    let (Some(measure), Some(scenario)) =
        (outputs.measures().first().copied(), outputs.scenarios().first().copied())
    else {
        return words.phrase(Phrase::NotAvailable);
    };
    let quantity = outputs.quantity(measure);
    let output = StudyOutput { scenario, indicator: measure, period: PERIOD };
    let points = outputs.results.points.iter();
    let mut means: Vec<(f64, &[f64])> = points
        .filter_map(|(point, values)| Some((outputs.mean(output, *point)?.value, values.as_slice())))
        .collect();
    means.sort_by(|one, other| one.0.total_cmp(&other.0));
    let at = |values: &[f64]| {
        let named = outputs.results.factors.iter().zip(values);
        let named: Vec<String> =
            named.map(|(factor, value)| format!("{factor} = {}", words.significant(*value, 4))).collect();
        named.join(", ")
    };
    let (Some(least), Some(most)) = (means.first(), means.last()) else {
        return words.phrase(Phrase::NotAvailable);
    };
    words.fill(
        Phrase::SweepHead,
        &[
            ("measure", &outputs.name(measure)),
            ("scenario", words.scenario(scenario)),
            ("least", &words.value(quantity, least.0)),
            ("at_least", &at(least.1)),
            ("most", &words.value(quantity, most.0)),
            ("at_most", &at(most.1)),
        ],
    )
}

/// The section; what few replicates leave open goes beside the sentence at the head.
pub fn section(outputs: &StudyOutputs<'_>, headline: &mut Vec<String>) -> Section {
    let words = outputs.words;
    if outputs.results.manifest.replicates < 5 {
        let replicates = outputs.results.manifest.replicates.to_string();
        headline.push(words.fill(Phrase::FewReplicates, &[("replicates", &replicates)]));
    }
    let mut section = Section {
        id: "means",
        title: words.phrase(Phrase::MeansTitle),
        lead: vec![words.phrase(Phrase::MeansLead)],
        ..Section::default()
    };
    let scenarios = outputs.scenarios();
    if scenarios.len() > 1 {
        let names = scenarios.iter().enumerate().map(|(at, name)| (at, words.scenario(name).to_owned()));
        let svg = marks::legend("legend-means", &words.phrase(Phrase::Legend), &names.collect::<Vec<_>>());
        section.figures.push(Figure { svg, caption: String::new(), scenario: None });
    }
    for measure in outputs.measures().into_iter().take(DRAWN) {
        for factor in 0..outputs.results.factors.len() {
            section.figures.extend(panel(outputs, measure, factor));
        }
    }
    section.tables.push(table(outputs));
    if outputs.results.points.len() > LISTED {
        section.notes.push(words.fill(Phrase::MoreInFile, &[("file", "results.csv")]));
    }
    section
}

/// Lines of a measure over a factor, one a scenario: where other factors vary too, the mean over
/// them. None for a factor of one value.
fn panel(outputs: &StudyOutputs<'_>, measure: &str, factor: usize) -> Option<Figure> {
    let words = outputs.words;
    let quantity = outputs.quantity(measure);
    let name = &outputs.results.factors[factor];
    let levels: Vec<f64> =
        outputs.results.points.iter().filter_map(|(_, values)| values.get(factor).copied()).collect();
    let (low, high) = crate::report::pool::range(&levels).filter(|(low, high)| low < high)?;
    let lines = outputs.scenarios().into_iter().enumerate().map(|(series, scenario)| {
        let output = StudyOutput { scenario, indicator: measure, period: PERIOD };
        let mut by_level: BTreeMap<u64, Vec<PointMean>> = BTreeMap::new();
        for (point, values) in &outputs.results.points {
            // Levels are those of the file, so equal ones have equal bits; the bits of numbers from
            // zero up keep their order.
            let level = (values[factor] - low).to_bits();
            by_level.entry(level).or_default().extend(outputs.mean(output, *point));
        }
        let mut line = Curve { series, points: Vec::new(), band: Vec::new(), told: String::new() };
        let mut told = vec![words.scenario(scenario).to_owned()];
        for (level, means) in by_level.iter().filter(|(_, means)| !means.is_empty()) {
            let place = f64::from_bits(*level) + low;
            let value = means.iter().map(|mean| mean.value).sum::<f64>() / means.len() as f64;
            let interval = if let [only] = means.as_slice() { only.interval } else { None };
            line.points.push((place, value));
            line.band.extend(interval.map(|(low, high)| (place, low, high)));
            told.push(format!(
                "{}: {}",
                words.significant(place, 4),
                words.estimate(quantity, value, interval)
            ));
        }
        line.told = told.join("; ");
        line
    });
    let lines: Vec<Curve> = lines.collect();
    let title = quantity.heading(words, &outputs.name(measure));
    let labels = [low, (low + high) / 2.0, high].map(|place| (place, words.significant(place, 4)));
    let plot = LinePlot {
        id: &format!("means-{measure}-{factor}"),
        title: &title,
        description: &lines.iter().map(|line| line.told.as_str()).collect::<Vec<_>>().join(". "),
        lines: lines.clone(),
        lone: Vec::new(),
        across: labels.to_vec(),
        known_until: None,
        ticks: &|ticks| words.ticks(quantity, ticks),
    };
    let gaps = [("measure", title.as_str()), ("factor", name.as_str())];
    Some(Figure { svg: plot.draw(), caption: words.fill(Phrase::OverFactor, &gaps), scenario: None })
}

fn table(outputs: &StudyOutputs<'_>) -> Table {
    let words = outputs.words;
    let measures = outputs.measures();
    let mut columns = vec![texts(words.phrase(Phrase::Scenario))];
    columns.push(numbers(words, &words.phrase(Phrase::Point), Quantity::Plain));
    columns.extend(outputs.results.factors.iter().map(|factor| numbers(words, factor, Quantity::Plain)));
    columns.extend(
        measures.iter().map(|measure| numbers(words, &outputs.name(measure), outputs.quantity(measure))),
    );
    let mut table = Table::new(words, "means", words.phrase(Phrase::MeansTable), columns);
    table.open = outputs.results.points.len() <= 20;
    for scenario in outputs.scenarios() {
        for (point, values) in outputs.results.points.iter().take(LISTED) {
            let mut row =
                vec![TableCell::text(words.scenario(scenario)), TableCell::Whole(i64::from(*point))];
            row.extend(values.iter().map(|value| TableCell::Number(Some(*value))));
            row.extend(measures.iter().map(|measure| {
                let output = StudyOutput { scenario, indicator: measure, period: PERIOD };
                TableCell::Number(outputs.mean(output, *point).map(|mean| mean.value))
            }));
            table.push(row);
        }
    }
    table
}
