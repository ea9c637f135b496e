//! Service load: places, open cases, what waits and what is dropped.

use crate::observation::ServiceLoad;
use crate::report::context::{Context, Points};
use crate::report::figures::lines::{Curve, LinePlot, years};
use crate::report::pool;
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};

/// A number of a row of services.
type Of = fn(&ServiceLoad) -> f64;

const SHOWN: [(&str, Phrase, Of); 6] = [
    ("referred", Phrase::Referred, |row| row.referred),
    ("opened", Phrase::Opened, |row| row.opened),
    ("unmet", Phrase::Unmet, |row| row.unmet),
    ("places", Phrase::Places, |row| row.places),
    ("open", Phrase::Open, |row| row.open),
    ("waiting", Phrase::Waiting, |row| row.waiting),
];

/// What caseworkers had to do and could not.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let mut section = Section {
        id: "services",
        title: words.phrase(Phrase::ServicesTitle),
        lead: vec![words.phrase(Phrase::ServicesLead)],
        ..Section::default()
    };
    section.figures.extend(super::series::legend(context, "legend-services"));
    // A page to be mailed draws the stocks; the table has the flows too.
    let shown = if context.scripts { &SHOWN[..] } else { &SHOWN[3..] };
    section.figures.extend(shown.iter().map(|(id, title, of)| panel(context, id, *title, *of)));
    section.tables.push(national(context));
    if context.scripts {
        section.tables.push(table(context));
    }
    section
}

fn values(context: &Context<'_>, scenario: usize, year: i32, codes: &[Option<&str>], of: Of) -> Vec<f64> {
    let mut sums: Vec<f64> = Vec::new();
    for code in codes {
        let rows = context.results.services.get(&(scenario, year, code.map(str::to_owned)));
        for (replicate, row) in rows.into_iter().flatten().enumerate() {
            if sums.len() <= replicate {
                sums.push(0.0);
            }
            sums[replicate] += of(row);
        }
    }
    sums
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn panel(context: &Context<'_>, id: &str, title: Phrase, of: Of) -> Figure {
    let words = context.words;
    let banded = super::drawn(context);
    let lines = context.scenarios().into_iter().map(|scenario| {
        let mut line = Curve {
            series: context.series(scenario),
            points: Vec::new(),
            band: Vec::new(),
            told: context.name(scenario),
        };
        for &year in &context.years {
            let values = values(context, scenario, year, &[None], of);
            line.points.extend(mean(&values).map(|value| (f64::from(year), value)));
            let range = pool::range(&values).filter(|_| banded.contains(&scenario));
            line.band.extend(range.map(|(low, high)| (f64::from(year), low, high)));
        }
        line
    });
    let (first, last) = context.span();
    let [first_text, last_text] = [first, last].map(|year| year.to_string());
    let gaps = [("first", first_text.as_str()), ("last", last_text.as_str())];
    let title = words.phrase(title);
    let plot = LinePlot {
        id: &format!("services-{id}"),
        title: &title,
        description: &words.fill(Phrase::SeriesDescription, &gaps),
        lines: lines.collect(),
        lone: Vec::new(),
        across: years((first, last)),
        known_until: context.known_until(Points::Years),
        ticks: &|ticks| words.ticks(Quantity::Count, ticks),
    };
    Figure { svg: plot.draw(), caption: String::new(), scenario: None }
}

/// Services of the country by scenario and year: what the figures of a page to be mailed show.
fn national(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![
        texts(words.phrase(Phrase::Scenario)),
        numbers(words, &words.phrase(Phrase::Year), Quantity::Plain),
    ];
    columns.extend(SHOWN.map(|(_, title, _)| numbers(words, &words.phrase(title), Quantity::Count)));
    let mut table = Table::new(words, "services", words.phrase(Phrase::ServicesTitle), columns);
    for scenario in super::drawn(context) {
        for &year in &context.years {
            let mut row = vec![TableCell::text(context.name(scenario)), TableCell::Whole(year.into())];
            row.extend(
                SHOWN
                    .map(|(_, _, of)| TableCell::Number(mean(&values(context, scenario, year, &[None], of)))),
            );
            table.push(row);
        }
    }
    table
}

/// Services of the areas in the last year under the reference.
fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let year = context.results.last_year;
    let mut columns = vec![texts(words.phrase(Phrase::Province))];
    columns.extend(SHOWN.map(|(_, title, _)| numbers(words, &words.phrase(title), Quantity::Count)));
    let caption = words.fill(Phrase::ServicesTable, &[("year", &year.to_string())]);
    let caption = format!("{caption}: {}", context.name(context.reference));
    let mut table = Table::new(words, "services_by_province", caption, columns);
    for area in &context.areas {
        let codes: Vec<Option<&str>> = area.members.iter().map(|member| Some(member.code.as_str())).collect();
        let mut row = vec![TableCell::text(&area.name)];
        row.extend(SHOWN.map(|(_, _, of)| {
            TableCell::Number(mean(&values(context, context.reference, year, &codes, of)))
        }));
        table.push(row);
    }
    table
}
