//! Truth, survey and register together: one hidden truth and two ways to see it. Of the reference
//! scenario.

use crate::observation::{Measure, Stratum};
use crate::report::context::{Context, Points};
use crate::report::figures::lines::{Curve, LinePlot, Lone, years};
use crate::report::figures::marks;
use crate::report::view::{Figure, Section, Table, TableCell, numbers};
use crate::report::words::{Phrase, Quantity};
use crate::results::{Registered, SurveyLine};

/// Series of the three ways to see.
const TRUTH: usize = 0;
const SURVEY: usize = 1;
const EXPECTED: usize = 5;

/// What a survey and the register would see of the truth.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    Section {
        id: "seen",
        title: words.phrase(Phrase::SeenTitle),
        lead: vec![words.phrase(Phrase::SeenLead)],
        figures: vec![legend(context), survey(context), register(context), cases(context)],
        notes: vec![words.phrase(Phrase::SeenNote)],
        tables: vec![table(context)],
    }
}

fn legend(context: &Context<'_>) -> Figure {
    let words = context.words;
    let title = context.name(context.reference);
    let names = [(TRUTH, Phrase::Truth), (SURVEY, Phrase::Survey), (EXPECTED, Phrase::Expected)]
        .map(|(series, phrase)| (series, words.phrase(phrase)));
    Figure { svg: marks::legend("legend-seen", &title, &names), caption: title.clone(), scenario: None }
}

fn surveys<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a SurveyLine> {
    context.results.surveys.iter().filter(|survey| context.is(context.reference, &survey.scenario))
}

fn survey(context: &Context<'_>) -> Figure {
    let words = context.words;
    let title = Quantity::Percent.heading(words, &words.phrase(Phrase::SeenSurvey));
    let mean = |year: i32, of: fn(&SurveyLine) -> f64| {
        let values: Vec<f64> = surveys(context).filter(|survey| survey.year == year).map(of).collect();
        (!values.is_empty()).then(|| (f64::from(year), values.iter().sum::<f64>() / values.len() as f64))
    };
    let line = |series, phrase, of: fn(&SurveyLine) -> f64| Curve {
        series,
        points: context.years.iter().filter_map(|year| mean(*year, of)).collect(),
        band: Vec::new(),
        told: words.phrase(phrase),
    };
    // One survey is held each year; of several replicates the first is one such survey.
    let lone = surveys(context).filter(|survey| survey.replicate == 0).map(|survey| {
        let interval = (survey.low, survey.high);
        let value = words.estimate(Quantity::Percent, survey.estimate, Some(interval));
        Lone {
            series: SURVEY,
            time: f64::from(survey.year) + 0.12,
            value: survey.estimate,
            interval: Some(interval),
            told: format!("{} {}: {value}", words.phrase(Phrase::SurveyColumn), survey.year),
        }
    });
    draw(
        context,
        "survey",
        &title,
        vec![
            line(TRUTH, Phrase::Truth, |survey| survey.truth),
            line(EXPECTED, Phrase::SurveyOfAll, |survey| survey.expected),
        ],
        lone.collect(),
        Quantity::Percent,
    )
}

/// The mean over replicates of what is registered in a year.
fn registered(context: &Context<'_>, year: i32) -> Option<Registered> {
    let rows = context.results.register.get(&(context.reference, year))?;
    let mean = |of: fn(&Registered) -> f64| rows.values().map(of).sum::<f64>() / rows.len() as f64;
    Some(Registered {
        counted: mean(|row| row.counted),
        expected: mean(|row| row.expected),
        expected_abroad: mean(|row| row.expected_abroad),
        expected_under_16: mean(|row| row.expected_under_16),
    })
}

fn register(context: &Context<'_>) -> Figure {
    let words = context.words;
    let points = context
        .years
        .iter()
        .filter_map(|year| registered(context, *year).map(|row| (f64::from(*year), row.expected)));
    let line = Curve {
        series: EXPECTED,
        points: points.collect(),
        band: Vec::new(),
        told: words.phrase(Phrase::Expected),
    };
    draw(context, "register", &words.phrase(Phrase::SeenRegister), vec![line], Vec::new(), Quantity::Count)
}

fn cases(context: &Context<'_>) -> Figure {
    let words = context.words;
    let points = context.years.iter().filter_map(|year| {
        let found = context.number(context.reference, Measure::Cases, Stratum::National, *year, "all");
        Some((f64::from(*year), found.number()?.value))
    });
    let line = Curve {
        series: TRUTH,
        points: points.collect(),
        band: Vec::new(),
        told: words.phrase(Phrase::Truth),
    };
    draw(context, "cases", &words.phrase(Phrase::SeenCases), vec![line], Vec::new(), Quantity::Count)
}

fn draw(
    context: &Context<'_>,
    id: &str,
    title: &str,
    lines: Vec<Curve>,
    lone: Vec<Lone>,
    quantity: Quantity,
) -> Figure {
    let words = context.words;
    let (first, last) = context.span();
    let [first_text, last_text] = [first, last].map(|year| year.to_string());
    let gaps = [("first", first_text.as_str()), ("last", last_text.as_str())];
    let plot = LinePlot {
        id: &format!("seen-{id}"),
        title,
        description: &words.fill(Phrase::SeriesDescription, &gaps),
        lines,
        lone,
        across: years((first, last)),
        known_until: context.known_until(Points::Years),
        ticks: &|ticks| words.ticks(quantity, ticks),
    };
    Figure { svg: plot.draw(), caption: String::new(), scenario: None }
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![numbers(words, &words.phrase(Phrase::Year), Quantity::Plain)];
    let shares = [Phrase::Truth, Phrase::SurveyColumn, Phrase::SurveyLow, Phrase::SurveyHigh];
    columns.extend(shares.map(|title| numbers(words, &words.phrase(title), Quantity::Percent)));
    let counts = [
        Phrase::Respondents,
        Phrase::Counted,
        Phrase::Expected,
        Phrase::ExpectedAbroad,
        Phrase::ExpectedUnder16,
    ];
    columns.extend(counts.map(|title| numbers(words, &words.phrase(title), Quantity::Count)));
    let mut table = Table::new(words, "seen", words.phrase(Phrase::SeenTitle), columns);
    for survey in surveys(context).filter(|survey| survey.replicate == 0) {
        let row = registered(context, survey.year).unwrap_or_default();
        let mut cells = vec![TableCell::Whole(survey.year.into())];
        let shares = [survey.truth, survey.estimate, survey.low, survey.high];
        cells.extend(shares.map(|value| TableCell::Number(Some(value))));
        let counts = [
            f64::from(survey.respondents),
            row.counted,
            row.expected,
            row.expected_abroad,
            row.expected_under_16,
        ];
        cells.extend(counts.map(|value| TableCell::Number(Some(value))));
        table.push(cells);
    }
    table
}
