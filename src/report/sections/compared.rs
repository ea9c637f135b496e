//! What was compared: each scenario with the levers by which it differs from the reference, where,
//! for whom, how far and from when.

use crate::report::context::Context;
use crate::report::view::{Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity, Words};
use crate::results::ScenarioLine;

/// The table; none where the results hold no comparison.
pub fn table(context: &Context<'_>) -> Option<Table> {
    let words = context.words;
    let titles = [
        Phrase::Scenario,
        Phrase::Lever,
        Phrase::Where,
        Phrase::ForWhom,
        Phrase::From,
        Phrase::Until,
        Phrase::EvidenceColumn,
        Phrase::Warning,
    ];
    let mut columns = titles.map(|title| texts(words.phrase(title))).to_vec();
    columns.push(numbers(words, &words.phrase(Phrase::Coverage), Quantity::Percent));
    let monthly = Quantity::In("thousand VND a month");
    columns.push(numbers(words, &words.phrase(Phrase::HandedOut), monthly));
    let mut table = Table::new(words, "scenarios", words.phrase(Phrase::ComparedTitle), columns);
    table.open = true;
    for line in context.results.scenario_lines.iter().filter(|line| line.differs || line.lever.is_empty()) {
        table.push(row(context, line));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn row(context: &Context<'_>, line: &ScenarioLine) -> Vec<TableCell> {
    let words = context.words;
    let evidence = match line.numbers {
        0 => String::new(),
        all => {
            let [assumed, all] = [line.numbers_assumed, all].map(|number| number.to_string());
            words.fill(Phrase::AssumedOf, &[("assumed", &assumed), ("all", &all)])
        }
    };
    let until = if line.stop == "none" { words.phrase(Phrase::NoEnd) } else { line.stop.clone() };
    let lever = if line.lever.is_empty() {
        words.phrase(Phrase::NoLever)
    } else {
        words.lever(&line.lever).to_owned()
    };
    vec![
        TableCell::text(context.name(context.place(&line.scenario))),
        TableCell::text(lever),
        TableCell::text(places(words, line)),
        TableCell::text(for_whom(words, line)),
        TableCell::text(&line.start),
        TableCell::text(if line.lever.is_empty() { String::new() } else { until }),
        TableCell::text(evidence),
        TableCell::text(if line.note.is_empty() { String::new() } else { words.phrase(Phrase::CannotAct) }),
        TableCell::Number(line.coverage),
        TableCell::Number(line.handed_out_thousand_vnd.filter(|amount| *amount > 0.0)),
    ]
}

/// Where a lever works: the whole country, or the provinces as written and how many they are.
fn places(words: Words, line: &ScenarioLine) -> String {
    match line.provinces.as_str() {
        "" => String::new(),
        "all" => words.phrase(Phrase::WholeCountry),
        written => {
            let count = line.province_count.to_string();
            words.fill(Phrase::SomePlaces, &[("places", written), ("count", &count)])
        }
    }
}

/// For whom a lever is meant, and whether it is steered towards homes at risk.
fn for_whom(words: Words, line: &ScenarioLine) -> String {
    let target = words.target(&line.target);
    if line.targeted { words.fill(Phrase::TowardsRisk, &[("target", target)]) } else { target.to_owned() }
}
