//! Maps of the level and of the difference, a pair for each scenario.

use super::map_values::{difference, level, uncertain};
use super::province_ranks;
use crate::observation::Measure;
use crate::pack::{self, PackFile};
use crate::report::areas::Area;
use crate::report::context::{Context, Main, PROVINCE_MEASURES};
use crate::report::figures::bins::Bins;
use crate::report::figures::map::{Map, MapArea};
use crate::report::pool::{Pooled, PooledNumber};
use crate::report::view::{Figure, Section, Table, TableCell, TableColumn, numbers, texts};
use crate::report::words::{Phrase, Quantity};

/// Where children are at risk, and where a scenario changes that.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let mut section =
        Section { id: "provinces", title: words.phrase(Phrase::MapTitle), ..Section::default() };
    let merged = province_ranks::merged(context);
    section.lead.push(words.phrase(if merged { Phrase::MapLead34 } else { Phrase::MapLead63 }));
    let measure = PROVINCE_MEASURES[0];
    let reference: Vec<PooledNumber> =
        context.areas.iter().map(|area| level(context, context.reference, measure, area)).collect();
    let values: Vec<f64> = reference.iter().filter_map(|shown| Some(shown.number()?.value)).collect();
    let bins = Bins::levels(&values);
    let drawn = pack::current().text(PackFile::Outlines).is_some();
    let shown = if context.scripts { context.scenarios() } else { vec![context.reference] };
    for scenario in shown.into_iter().filter(|_| drawn) {
        section.figures.push(levels(context, scenario, measure, &bins));
    }
    section.tables.extend(province_ranks::table(context, measure));
    // A comparison's page that is to be mailed has the reference's ranking and the differences.
    if context.scripts || context.main().is_none() {
        section.tables.push(level_table(context));
    }
    if let Some(main) = context.main() {
        let found: Vec<(usize, Vec<Option<Pooled>>)> = super::drawn(context)
            .into_iter()
            .filter(|scenario| *scenario != context.reference)
            .map(|scenario| {
                (
                    scenario,
                    context.areas.iter().map(|area| difference(context, scenario, main, area)).collect(),
                )
            })
            .collect();
        let values: Vec<f64> =
            found.iter().flat_map(|(_, row)| row).filter_map(|d| Some((*d)?.value)).collect();
        if !values.is_empty() {
            let bins = Bins::differences(&values);
            for (scenario, row) in found.iter().filter(|_| drawn) {
                section.figures.push(differences(context, *scenario, main, row, &bins));
            }
            section.notes.push(words.phrase(Phrase::MapHatchedNote));
            section.tables.push(difference_table(context, main, &found));
        }
        if merged {
            section.notes.push(words.phrase(Phrase::MapMergedNote));
        }
    }
    section.notes.extend(province_ranks::notes(context, measure));
    section
        .notes
        .extend([province_ranks::held(context), Phrase::MapUncertainNote].map(|note| words.phrase(note)));
    section.notes.push(words.phrase(Phrase::SuppressedNote));
    // What the sheet leaves out, it leaves out of the outlines that are compiled in.
    if pack::current().is_built_in() {
        section.notes.push(words.phrase(Phrase::MapSea));
    }
    section
}

fn levels(context: &Context<'_>, scenario: usize, measure: Measure, bins: &Bins) -> Figure {
    let words = context.words;
    let quantity = Quantity::of(measure);
    let areas: Vec<MapArea> = context
        .areas
        .iter()
        .map(|area| {
            let shown = level(context, scenario, measure, area);
            let told = match shown {
                PooledNumber::Number(number) => words.estimate(quantity, number.value, number.interval),
                PooledNumber::Hidden => words.phrase(Phrase::Hidden),
                PooledNumber::None => words.phrase(Phrase::NotAvailable),
            };
            let value = shown.number().map(|number| number.value);
            let beside = province_ranks::told(context, scenario, measure, area);
            let told = format!("{}: {told}{beside}", area.name);
            let hatched = uncertain(context, scenario, measure, area);
            MapArea { shape: shape(&area.key), value, hatched, told }
        })
        .collect();
    let title = words.fill(
        Phrase::MapLevel,
        &[
            ("measure", &quantity.heading(words, words.measure(measure))),
            ("scenario", &context.name(scenario)),
            ("year", &context.results.last_year.to_string()),
        ],
    );
    let hatched = areas.iter().any(|area| area.hatched).then(|| words.phrase(Phrase::MapUncertain));
    let map = Map {
        id: &format!("level-{scenario}"),
        title: &title,
        description: &described(context, &areas),
        areas: &areas,
        bins,
        range: &|low, high| range(context, quantity, low, high),
        hidden: &words.phrase(Phrase::HiddenOrNone),
        hatched: hatched.as_deref(),
    };
    let svg = map.draw();
    let evidence = context.evidence(measure).map_or_else(String::new, |evidence| format!(". {evidence}"));
    Figure { svg, caption: format!("{title}{evidence}"), scenario: Some(scenario) }
}

fn differences(
    context: &Context<'_>,
    scenario: usize,
    main: Main,
    row: &[Option<Pooled>],
    bins: &Bins,
) -> Figure {
    let words = context.words;
    let quantity = Quantity::of(main.measure).difference();
    let areas: Vec<MapArea> = context
        .areas
        .iter()
        .zip(row)
        .map(|(area, found)| {
            let certain =
                found.and_then(|found| found.interval).is_some_and(|(low, high)| low > 0.0 || high < 0.0);
            let told = found.map_or_else(
                || words.phrase(Phrase::NotAvailable),
                |found| words.difference(quantity, found.value, found.interval),
            );
            let told = format!("{}: {told}", area.name);
            let value = found.map(|found| found.value);
            MapArea { shape: shape(&area.key), value, hatched: !certain, told }
        })
        .collect();
    let title = words.fill(
        Phrase::MapDifference,
        &[
            ("measure", &quantity.heading(words, words.measure(main.measure))),
            ("scenario", &context.name(scenario)),
            ("reference", &context.name(context.reference)),
            ("period", &context.period(main.period)),
        ],
    );
    let map = Map {
        id: &format!("change-{scenario}"),
        title: &title,
        description: &described(context, &areas),
        areas: &areas,
        bins,
        range: &|low, high| range(context, quantity, low, high),
        hidden: &words.phrase(Phrase::HiddenOrNone),
        hatched: Some(&words.phrase(Phrase::MapHatched)),
    };
    Figure { svg: map.draw(), caption: title.clone(), scenario: Some(scenario) }
}

/// Id of an area's outline on the page.
pub fn shape(key: &str) -> String {
    format!("a{key}")
}

fn range(context: &Context<'_>, quantity: Quantity, low: Option<f64>, high: Option<f64>) -> String {
    let words = context.words;
    let edge = |value: f64| words.with_unit(quantity, words.edge(quantity, value));
    match (low, high) {
        (Some(low), Some(high)) => {
            let to = if low < 0.0 { format!(" {} ", words.phrase(Phrase::To)) } else { "–".to_owned() };
            format!("{}{to}{}", words.edge(quantity, low), edge(high))
        }
        (None, Some(high)) => format!("{} {}", words.phrase(Phrase::Below), edge(high)),
        (Some(low), None) => format!("{} {}", edge(low), words.phrase(Phrase::Unlimited)),
        (None, None) => String::new(),
    }
}

fn described(context: &Context<'_>, areas: &[MapArea]) -> String {
    let mut known: Vec<&MapArea> = areas.iter().filter(|area| area.value.is_some()).collect();
    known.sort_by(|a, b| a.value.unwrap_or(0.0).total_cmp(&b.value.unwrap_or(0.0)));
    let told = |area: Option<&&MapArea>| area.map_or_else(String::new, |area| area.told.clone());
    context.words.fill(
        Phrase::MapDescription,
        &[
            ("count", &areas.len().to_string()),
            ("highest", &told(known.last())),
            ("lowest", &told(known.first())),
        ],
    )
}

/// The columns that name a place. Its code is for downloads, which a page without scripts does not
/// have.
fn place_columns(context: &Context<'_>) -> Vec<TableColumn> {
    let phrases = [Phrase::Province, Phrase::PlaceCode];
    let shown = if context.scripts { &phrases[..] } else { &phrases[..1] };
    shown.iter().map(|&phrase| texts(context.words.phrase(phrase))).collect()
}

/// The cells of these columns.
fn place_cells(context: &Context<'_>, area: &Area) -> Vec<TableCell> {
    let shown = if context.scripts { vec![&area.name, &area.key] } else { vec![&area.name] };
    shown.into_iter().map(TableCell::text).collect()
}

fn level_table(context: &Context<'_>) -> Table {
    let words = context.words;
    let several = context.results.scenarios.len() > 1;
    let mut columns = place_columns(context);
    columns.push(texts(words.phrase(Phrase::Region)));
    // Several scenarios are compared by the map's measure; a single one shows more of each
    // province.
    let shown: Vec<(usize, Measure)> = if several {
        super::drawn(context).into_iter().map(|scenario| (scenario, PROVINCE_MEASURES[0])).collect()
    } else {
        PROVINCE_MEASURES.iter().map(|measure| (context.reference, *measure)).collect()
    };
    columns.extend(shown.iter().map(|(scenario, measure)| {
        let title = if several { context.name(*scenario) } else { words.measure(*measure).to_owned() };
        numbers(words, &title, Quantity::of(*measure))
    }));
    let caption = if several {
        let year = context.results.last_year.to_string();
        format!("{}, {year}", words.measure(PROVINCE_MEASURES[0]))
    } else {
        format!("{}, {}", words.phrase(Phrase::MapTitle), context.results.last_year)
    };
    let mut table = Table::new(words, "provinces", caption, columns);
    for area in &context.areas {
        let mut row = place_cells(context, area);
        row.push(TableCell::text(words.region(&area.region)));
        row.extend(shown.iter().map(|&(scenario, measure)| {
            let shown = level(context, scenario, measure, area);
            let value = shown.number().map(|number| number.value);
            TableCell::or_hidden(value, shown == PooledNumber::Hidden)
        }));
        table.push(row);
    }
    table
}

fn difference_table(context: &Context<'_>, main: Main, found: &[(usize, Vec<Option<Pooled>>)]) -> Table {
    let words = context.words;
    let quantity = Quantity::of(main.measure).difference();
    let mut columns = place_columns(context);
    for (scenario, _) in found {
        let name = context.name(*scenario);
        let ends = [Phrase::LowOf, Phrase::HighOf].map(|end| words.fill(end, &[("what", &name)]));
        columns.push(numbers(words, &name, quantity));
        columns.extend(ends.map(|title| numbers(words, &title, quantity)));
    }
    let measure = quantity.heading(words, words.measure(main.measure));
    let gaps = [("measure", measure.as_str()), ("period", &context.period(main.period))];
    let caption = words.fill(Phrase::DifferenceOf, &gaps);
    let mut table = Table::new(words, "province_differences", caption, columns);
    for (at, area) in context.areas.iter().enumerate() {
        let mut row = place_cells(context, area);
        for (_, of_scenario) in found {
            let difference = of_scenario[at];
            let (low, high) = difference.and_then(|difference| difference.interval).unzip();
            match difference {
                Some(difference) => row.push(TableCell::Number(Some(difference.value))),
                None => row.push(TableCell::text(words.phrase(Phrase::NotAvailable))),
            }
            row.extend([low, high].map(TableCell::Number));
        }
        table.push(row);
    }
    table
}
