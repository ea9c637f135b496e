//! Sensitivity (a tornado for each index) and parts of uncertainty, where a study or a comparison has them.

use crate::report::context::Context;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::figures::shares::{self, Bar};
use crate::report::view::{Cell, Figure, Section, Table, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::study::SensitivityLine;
use crate::results::{Effect, Part, UncertaintyLine};

/// Factors in a tornado; the table has all.
const TOP: usize = 12;

/// The section; none where the results hold neither.
pub fn section(context: &Context<'_>) -> Option<Section> {
    let words = context.words;
    let results = context.results;
    if results.sensitivity.is_empty() && results.uncertainty.is_empty() {
        return None;
    }
    let mut section = Section {
        id: "sensitivity",
        title: words.phrase(Phrase::SensitivityTitle),
        lead: vec![words.phrase(Phrase::SensitivityLead)],
        ..Section::default()
    };
    let mut panels: Vec<(&str, &str)> = Vec::new();
    for row in &results.sensitivity {
        let panel = (row.indicator.as_str(), row.index.as_str());
        if !panels.contains(&panel) {
            panels.push(panel);
        }
    }
    for (at, (indicator, index)) in panels.into_iter().enumerate() {
        section.figures.push(tornado(context, at, indicator, index));
    }
    let mut effects: Vec<Effect> = Vec::new();
    for row in &results.uncertainty {
        if !effects.contains(&row.indicator) {
            effects.push(row.indicator);
        }
    }
    for (at, effect) in effects.into_iter().enumerate() {
        section.figures.push(parts(context, at, effect));
    }
    section.tables.extend(sensitivity_table(context));
    section.tables.extend(uncertainty_table(context));
    Some(section)
}

fn tornado(context: &Context<'_>, at: usize, indicator: &str, index: &str) -> Figure {
    let words = context.words;
    let mut rows: Vec<&SensitivityLine> = context
        .results
        .sensitivity
        .iter()
        .filter(|row| row.indicator == indicator && row.index == index)
        .collect();
    rows.sort_by(|a, b| b.estimate.abs().total_cmp(&a.estimate.abs()));
    rows.truncate(TOP);
    let gaps = [("index", index.to_owned()), ("measure", context.output(indicator))];
    let title = words.fill(Phrase::SensitivityPanel, &gaps.each_ref().map(|(g, text)| (*g, text.as_str())));
    let drawn = rows.iter().map(|row| {
        let value = words.bare(Quantity::Plain, row.estimate);
        let told =
            format!("{}: {}", row.factor, words.estimate(Quantity::Plain, row.estimate, row.interval()));
        let dot = Dot { series: 5, value: row.estimate, interval: row.interval(), told };
        DotRow::Values { label: row.factor.clone(), note: value, dots: vec![dot] }
    });
    let plot = DotPlot {
        id: &format!("tornado-{at}"),
        title: &title,
        description: &rows.iter().map(|row| row.factor.as_str()).collect::<Vec<_>>().join(", "),
        rows: drawn.collect(),
        stems: true,
        logarithmic: false,
        ticks: &|ticks| words.ticks(Quantity::Plain, ticks),
        sides: None,
    };
    Figure { svg: plot.draw(), caption: title.clone(), scenario: None }
}

/// Series and name of a part.
fn part(part: Part) -> (usize, Phrase) {
    match part {
        Part::Chance => (2, Phrase::Chance),
        Part::Levers => (3, Phrase::Levers),
        Part::Parameters => (5, Phrase::Parameters),
    }
}

fn parts(context: &Context<'_>, at: usize, effect: Effect) -> Figure {
    let words = context.words;
    let of = |scenario: usize| -> Vec<(&UncertaintyLine, f64)> {
        let rows = context.results.uncertainty.iter();
        let own = rows.filter(|row| row.indicator == effect && context.is(scenario, &row.scenario));
        // An empty share is one that could not be estimated: it has no place in a figure of shares.
        own.filter_map(|row| Some((row, row.share?))).collect()
    };
    let bars: Vec<Bar> = context
        .scenarios()
        .into_iter()
        .filter(|scenario| !of(*scenario).is_empty())
        .map(|scenario| {
            let parts = of(scenario).into_iter().map(|(row, share)| {
                let (series, phrase) = part(row.part);
                let value = words.value(Quantity::Percent, share);
                (series, share, format!("{}, {}: {value}", context.name(scenario), words.phrase(phrase)))
            });
            (context.name(scenario), parts.collect())
        })
        .collect();
    let title = words.fill(Phrase::UncertaintyPanel, &[("measure", &context.output(effect.name()))]);
    let legend = [Part::Chance, Part::Levers, Part::Parameters].map(part);
    let legend = legend.map(|(series, phrase)| (series, words.phrase(phrase)));
    let legend: Vec<(usize, &str)> = legend.iter().map(|(series, name)| (*series, name.as_str())).collect();
    let told: Vec<&str> =
        bars.iter().flat_map(|(_, parts)| parts.iter().map(|(_, _, told)| told.as_str())).collect();
    let svg = shares::draw(&format!("uncertainty-{at}"), &title, &told.join("; "), &legend, &bars);
    Figure { svg, caption: title, scenario: None }
}

fn sensitivity_table(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let mut columns =
        [Phrase::Factor, Phrase::Index, Phrase::Measure].map(|title| texts(words.phrase(title))).to_vec();
    columns.extend(
        [Phrase::Value, Phrase::Low, Phrase::High]
            .map(|title| numbers(words, &words.phrase(title), Quantity::Plain)),
    );
    let mut table = Table::new(words, "sensitivity", words.phrase(Phrase::SensitivityTitle), columns);
    for row in &context.results.sensitivity {
        let (low, high) = row.interval().unzip();
        let mut cells =
            vec![Cell::text(&row.factor), Cell::text(&row.index), Cell::text(context.output(&row.indicator))];
        let values = [Some(row.estimate), low, high];
        cells.extend(values.map(|value| Cell::Number(value)));
        table.push(cells);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn uncertainty_table(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let mut columns =
        [Phrase::Scenario, Phrase::Measure, Phrase::Part].map(|title| texts(words.phrase(title))).to_vec();
    columns.push(numbers(words, &words.phrase(Phrase::ShareOf), Quantity::Percent));
    let mut table = Table::new(words, "uncertainty", words.phrase(Phrase::SensitivityTitle), columns);
    for row in context.results.uncertainty.iter().filter(|row| row.share.is_some()) {
        table.push(vec![
            Cell::text(context.name(context.place(&row.scenario))),
            Cell::text(context.output(row.indicator.name())),
            Cell::text(words.phrase(part(row.part).1)),
            Cell::Number(row.share),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}
