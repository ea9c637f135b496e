//! Why a scenario does what it does: its effect by the channels through which its levers act.

use super::drawn;
use crate::report::context::Context;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::{EffectPart, WhyMeanLine};

/// Channels that the figure of a scenario shows, the strongest; the table has all.
const SHOWN: usize = 8;

/// The section; none where effects were not taken apart.
pub fn section(context: &Context<'_>) -> Option<Section> {
    let words = context.words;
    let rows = &context.results.why;
    if rows.is_empty() {
        return None;
    }
    let of = |scenario: usize| -> Vec<&WhyMeanLine> {
        rows.iter().filter(|row| context.is(scenario, &row.scenario)).collect()
    };
    let figures = drawn(context).into_iter().filter_map(|scenario| figure(context, scenario, &of(scenario)));
    Some(Section {
        id: "why",
        title: words.phrase(Phrase::WhyTitle),
        lead: vec![words.phrase(Phrase::WhyLead)],
        figures: figures.collect(),
        notes: vec![words.phrase(Phrase::WhyNote)],
        tables: vec![table(context)],
    })
}

/// The strongest channels of a scenario, what they do together, and the whole.
fn figure(context: &Context<'_>, scenario: usize, rows: &[&WhyMeanLine]) -> Option<Figure> {
    let words = context.words;
    let mut channels: Vec<&WhyMeanLine> =
        rows.iter().copied().filter(|row| is_way(row) && row.effect != 0.0).collect();
    channels.sort_by(|one, other| other.effect.abs().total_cmp(&one.effect.abs()));
    channels.truncate(SHOWN);
    channels.extend(rows.iter().copied().filter(|row| !is_way(row)));
    if channels.iter().all(|row| row.effect == 0.0) {
        return None;
    }
    let row = |row: &&WhyMeanLine| {
        let label = words.effect_part(row.part).to_owned();
        let value = words.value(Quantity::Count, row.effect);
        let share = row.share.map(|share| words.value(Quantity::Percent, share));
        let note = share.map_or(value.clone(), |share| format!("{value} · {share}"));
        let interval = row.low.zip(row.high);
        let ends = interval.map(|(low, high)| {
            let [low, high] = [low, high].map(|end| words.value(Quantity::Count, end));
            format!(" ({low} {} {high})", words.phrase(Phrase::To))
        });
        let told = format!("{label}: {value}{}", ends.unwrap_or_default());
        let series = if is_way(row) { context.series(scenario) } else { 7 };
        DotRow::Values { label, note, dots: vec![Dot { series, value: row.effect, interval, told }] }
    };
    let rows: Vec<DotRow> = channels.iter().map(row).collect();
    let told: Vec<&str> = rows
        .iter()
        .filter_map(|row| match row {
            DotRow::Values { dots, .. } => dots.first().map(|dot| dot.told.as_str()),
            DotRow::Heading(_) => None,
        })
        .collect();
    let title = words.fill(Phrase::WhyPanel, &[("scenario", &context.name(scenario))]);
    let description = told.join("; ");
    let svg = DotPlot {
        id: &format!("why-{scenario}"),
        title: &title,
        description: &description,
        rows,
        stems: true,
        logarithmic: false,
        ticks: &|ticks| ticks.iter().map(|tick| words.value(Quantity::Count, *tick)).collect(),
        sides: None,
    }
    .draw();
    Some(Figure { svg, caption: title, scenario: None })
}

/// Whether a row is of a channel, or of what stands outside the levers.
fn is_way(row: &WhyMeanLine) -> bool {
    matches!(row.part, EffectPart::Way(_))
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns =
        [Phrase::Scenario, Phrase::Part, Phrase::MovesFirst].map(|title| texts(words.phrase(title))).to_vec();
    for title in [Phrase::ChildrenProtected, Phrase::Low, Phrase::High] {
        columns.push(numbers(words, &words.phrase(title), Quantity::Count));
    }
    columns.push(numbers(words, &words.phrase(Phrase::OfTheWhole), Quantity::Percent));
    columns.push(numbers(words, &words.phrase(Phrase::CasesAverted), Quantity::Count));
    let mut table = Table::new(words, "why", words.phrase(Phrase::WhyTitle), columns);
    for row in &context.results.why {
        let mediator = row.mediator.map_or("", |mediator| words.mediator(mediator));
        table.push(vec![
            TableCell::text(context.name(context.place(&row.scenario))),
            TableCell::text(words.effect_part(row.part)),
            TableCell::text(mediator),
            TableCell::Number(Some(row.effect)),
            TableCell::Number(row.low),
            TableCell::Number(row.high),
            TableCell::Number(row.share),
            TableCell::Number(Some(row.cases_averted)),
        ]);
    }
    table
}
