//! Where the uncertainty of a difference comes from, where a comparison took it apart.

use crate::report::context::Context;
use crate::report::figures::shares::{self, Bar, BarPart};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::{Effect, Part, UncertaintyLine};

/// The section; none where the comparison did not.
pub fn section(context: &Context<'_>) -> Option<Section> {
    let words = context.words;
    let results = context.results;
    if results.uncertainty.is_empty() {
        return None;
    }
    let mut section = Section {
        id: "uncertainty",
        title: words.phrase(Phrase::UncertaintyTitle),
        lead: vec![words.phrase(Phrase::UncertaintyLead)],
        ..Section::default()
    };
    let mut effects: Vec<Effect> = Vec::new();
    for row in &results.uncertainty {
        if !effects.contains(&row.indicator) {
            effects.push(row.indicator);
        }
    }
    for (at, effect) in effects.into_iter().enumerate() {
        section.figures.push(parts(context, at, effect));
    }
    section.tables.extend(table(context));
    Some(section)
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
                let told = format!("{}, {}: {value}", context.name(scenario), words.phrase(phrase));
                BarPart { series, share, told }
            });
            Bar { label: context.name(scenario), parts: parts.collect() }
        })
        .collect();
    let title = words.fill(Phrase::UncertaintyPanel, &[("measure", &context.output(effect.name()))]);
    let legend = [Part::Chance, Part::Levers, Part::Parameters].map(part);
    let legend = legend.map(|(series, phrase)| (series, words.phrase(phrase)));
    let legend: Vec<(usize, &str)> = legend.iter().map(|(series, name)| (*series, name.as_str())).collect();
    let told: Vec<&str> =
        bars.iter().flat_map(|bar| bar.parts.iter().map(|part| part.told.as_str())).collect();
    let svg = shares::draw(&format!("uncertainty-{at}"), &title, &told.join("; "), &legend, &bars);
    Figure { svg, caption: title, scenario: None }
}

fn table(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let mut columns =
        [Phrase::Scenario, Phrase::Measure, Phrase::Part].map(|title| texts(words.phrase(title))).to_vec();
    columns.push(numbers(words, &words.phrase(Phrase::ShareOf), Quantity::Percent));
    let mut table = Table::new(words, "uncertainty", words.phrase(Phrase::UncertaintyTitle), columns);
    for row in context.results.uncertainty.iter().filter(|row| row.share.is_some()) {
        table.push(vec![
            TableCell::text(context.name(context.place(&row.scenario))),
            TableCell::text(context.output(row.indicator.name())),
            TableCell::text(words.phrase(part(row.part).1)),
            TableCell::Number(row.share),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}
