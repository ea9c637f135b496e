//! Who bears the risk: the outcome by sex, wealth fifth, ethnicity and region, each scenario beside
//! the reference.

use crate::observation::{Measure, Stratum};
use crate::report::context::Context;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};

const MEASURE: Measure = Measure::PrevalenceLifetime;

/// The strata with their groups as the files name them.
const STRATA: [(Stratum, &[&str]); 4] = [
    (Stratum::Sex, &["male", "female"]),
    (Stratum::WealthFifth, &["1_poorest", "2", "3", "4", "5_richest"]),
    (Stratum::Ethnicity, &["kinh", "minority"]),
    (
        Stratum::Region,
        &[
            "red_river_delta",
            "northern_midlands_mountains",
            "north_central_coast",
            "central_highlands",
            "southeast",
            "mekong_delta",
        ],
    ),
];

/// Who bears the risk, group by group.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let year = context.results.last_year.to_string();
    let measure = Quantity::of(MEASURE).heading(words, words.measure(MEASURE));
    let gaps = [("measure", measure.as_str()), ("year", year.as_str())];
    let mut section = Section {
        id: "equity",
        title: words.phrase(Phrase::EquityTitle),
        lead: vec![words.fill(Phrase::EquityLead, &gaps)],
        ..Section::default()
    };
    let others = super::drawn(context).split_off(1);
    if others.is_empty() {
        section.figures.push(panel(context, None));
    }
    section.figures.extend(others.into_iter().map(|scenario| panel(context, Some(scenario))));
    section.tables.push(table(context));
    section
}

fn panel(context: &Context<'_>, scenario: Option<usize>) -> Figure {
    let words = context.words;
    let quantity = Quantity::of(MEASURE);
    let measure = quantity.heading(words, words.measure(MEASURE));
    let shown: Vec<usize> = std::iter::once(context.reference).chain(scenario).collect();
    let mut rows = Vec::new();
    for (stratum, groups) in STRATA {
        rows.push(DotRow::Heading(words.stratum(stratum.name()).to_owned()));
        for group in groups {
            let label = words.group(group).to_owned();
            let dots: Vec<Dot> = shown
                .iter()
                .filter_map(|&scenario| {
                    let year = context.results.last_year;
                    let number = context.number(scenario, MEASURE, stratum, year, group).number()?;
                    let value = words.estimate(quantity, number.value, number.interval);
                    let told = format!("{label}, {}: {value}", context.name(scenario));
                    let series = context.series(scenario);
                    Some(Dot { series, value: number.value, interval: number.interval, told })
                })
                .collect();
            let note: Vec<String> = dots.iter().map(|dot| words.value(quantity, dot.value)).collect();
            rows.push(DotRow::Values { label, note: note.join(" → "), dots });
        }
    }
    let reference = context.name(context.reference);
    let title = scenario.map_or_else(
        || reference.clone(),
        |scenario| {
            let gaps = [("scenario", context.name(scenario)), ("reference", reference.clone())];
            let gaps = gaps.each_ref().map(|(gap, text)| (*gap, text.as_str()));
            words.fill(Phrase::EquityPanel, &gaps)
        },
    );
    let plot = DotPlot {
        id: &format!("equity-{}", scenario.unwrap_or(context.reference)),
        title: &title,
        description: &measure,
        rows,
        stems: false,
        logarithmic: false,
        ticks: &|ticks| words.ticks(quantity, ticks),
        sides: None,
    };
    Figure { svg: plot.draw(), caption: title.clone(), scenario }
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![texts(words.phrase(Phrase::Group))];
    let quantity = Quantity::of(MEASURE);
    let of = |scenario: usize| numbers(words, &context.name(scenario), quantity);
    columns.extend(context.scenarios().into_iter().map(of));
    let year = context.results.last_year;
    let mut table = Table::new(words, "equity", format!("{}, {year}", words.measure(MEASURE)), columns);
    for (stratum, groups) in STRATA {
        for group in groups {
            let mut row = vec![TableCell::text(words.group(group))];
            row.extend(context.scenarios().into_iter().map(|scenario| {
                let found = context.number(scenario, MEASURE, stratum, year, group).number();
                TableCell::Number(found.map(|number| number.value))
            }));
            table.push(row);
        }
    }
    table
}
