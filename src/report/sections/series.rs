//! Time series: yearly indicators, and months.

use crate::observation::{Measure, Stratum};
use crate::quantities::Month;
use crate::report::context::{Context, Points};
use crate::report::figures::lines::{Curve, LinePlot, years};
use crate::report::figures::marks;
use crate::report::pool;
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::MonthLine;

/// Measures over time: the outcome first, then the conditions that levers move.
const SHOWN: [Measure; 7] = [
    Measure::PrevalenceLifetime,
    Measure::PrevalenceChildren,
    Measure::Incidence,
    Measure::ChildLabour,
    Measure::AttendanceUpper,
    Measure::MarriedBefore18,
    Measure::Poverty,
];

/// How many of them are outcomes.
const OUTCOMES: usize = 3;

/// Prevalence year by year, cases month by month, and recruiters at work.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let mut section = Section {
        id: "series",
        title: words.phrase(Phrase::SeriesTitle),
        lead: vec![words.phrase(Phrase::SeriesLead)],
        ..Section::default()
    };
    section.figures.extend(legend(context, "legend-series"));
    // A page to be mailed draws the outcomes; the table has the conditions too.
    let yearly_shown = if context.scripts { &SHOWN[..] } else { &SHOWN[..OUTCOMES] };
    section.figures.extend(yearly_shown.iter().map(|measure| yearly(context, *measure)));
    if context.scripts {
        section.figures.push(monthly(context, Phrase::MonthlyHeld, |month| month.in_exploitation));
        section.figures.push(monthly(context, Phrase::MonthlyCases, |month| month.cases));
        section.figures.push(monthly(context, Phrase::Recruiters, |month| month.recruiters_active));
    }
    section.tables.push(table(context));
    section
}

/// The legend of the scenarios; none where there is only one.
pub fn legend(context: &Context<'_>, id: &str) -> Option<Figure> {
    let title = context.words.phrase(Phrase::Legend);
    let names: Vec<(usize, String)> = context
        .scenarios()
        .into_iter()
        .map(|scenario| (context.series(scenario), context.name(scenario)))
        .collect();
    (names.len() > 1).then(|| Figure {
        svg: marks::legend(id, &title, &names),
        caption: String::new(),
        scenario: None,
    })
}

fn yearly(context: &Context<'_>, measure: Measure) -> Figure {
    let quantity = Quantity::of(measure);
    let banded = super::drawn(context);
    let lines = context.scenarios().into_iter().map(|scenario| {
        let mut line = Curve {
            series: context.series(scenario),
            points: Vec::new(),
            band: Vec::new(),
            told: context.name(scenario),
        };
        for &year in &context.years {
            let found = context.number(scenario, measure, Stratum::National, year, "all").number();
            if let Some(number) = found {
                line.points.push((f64::from(year), number.value));
                let range = number.range.filter(|_| banded.contains(&scenario));
                line.band.extend(range.map(|(low, high)| (f64::from(year), low, high)));
            }
        }
        line
    });
    let title = quantity.heading(context.words, context.words.measure(measure));
    let mut figure = draw(context, measure.name(), &title, lines.collect(), (quantity, Points::Years));
    if let Some(evidence) = context.evidence(measure) {
        figure.caption = evidence;
    }
    figure
}

fn monthly(context: &Context<'_>, title: Phrase, of: fn(&MonthLine) -> f64) -> Figure {
    let lines = context.scenarios().into_iter().map(|scenario| {
        let mut line = Curve {
            series: context.series(scenario),
            points: Vec::new(),
            band: Vec::new(),
            told: context.name(scenario),
        };
        for (&(_, month), rows) in
            context.results.months.range((scenario, Month(i32::MIN))..=(scenario, Month(i32::MAX)))
        {
            let values: Vec<f64> = rows.iter().map(of).collect();
            // A month stands at its middle, so a year's label stands where the year begins.
            let time = f64::from(month.year()) + (f64::from(month.of_year()) + 0.5) / 12.0;
            line.points.push((time, values.iter().sum::<f64>() / values.len() as f64));
            line.band.extend(pool::range(&values).map(|(low, high)| (time, low, high)));
        }
        line
    });
    let id = format!("{title:?}").to_lowercase();
    draw(context, &id, &context.words.phrase(title), lines.collect(), (Quantity::Count, Points::Months))
}

fn draw(
    context: &Context<'_>,
    id: &str,
    title: &str,
    lines: Vec<Curve>,
    (quantity, points): (Quantity, Points),
) -> Figure {
    let words = context.words;
    let (first, last) = context.span();
    let [first_text, last_text] = [first, last].map(|year| year.to_string());
    let gaps = [("first", first_text.as_str()), ("last", last_text.as_str())];
    let plot = LinePlot {
        id: &format!("series-{id}"),
        title,
        description: &words.fill(Phrase::SeriesDescription, &gaps),
        lines,
        lone: Vec::new(),
        across: years((first, last)),
        known_until: context.known_until(points),
        ticks: &|ticks| words.ticks(quantity, ticks),
    };
    Figure { svg: plot.draw(), caption: String::new(), scenario: None }
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![
        texts(words.phrase(Phrase::Scenario)),
        numbers(words, &words.phrase(Phrase::Year), Quantity::Plain),
    ];
    columns.extend(SHOWN.map(|measure| numbers(words, words.measure(measure), Quantity::of(measure))));
    let mut table = Table::new(words, "series", words.phrase(Phrase::SeriesTitle), columns);
    for scenario in context.scenarios() {
        for &year in &context.years {
            let mut row = vec![TableCell::text(context.name(scenario)), TableCell::Whole(year.into())];
            row.extend(SHOWN.map(|measure| {
                let found = context.number(scenario, measure, Stratum::National, year, "all").number();
                TableCell::Number(found.map(|number| number.value))
            }));
            table.push(row);
        }
    }
    table
}
