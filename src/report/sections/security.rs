//! Human security by province, and of the country by scenario.

use crate::observation::{Dimension, Stratum};
use crate::report::areas::Area;
use crate::report::context::Context;
use crate::report::figures::bins::Bins;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::figures::grid::{Grid, GridRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::SecurityKey;

/// The section. A page without its script shows the provinces of the reference alone, to stay small
/// enough to mail.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let year = context.results.last_year.to_string();
    let mut section = Section {
        id: "security",
        title: words.phrase(Phrase::SecurityTitle),
        lead: vec![words.fill(Phrase::SecurityLead, &[("year", &year)])],
        ..Section::default()
    };
    if context.areas.iter().any(|area| area.members.len() > 1) {
        section.lead.push(words.phrase(Phrase::SecurityMerged));
    }
    if context.scripts {
        section.figures.extend(super::series::legend(context, "legend-security"));
    }
    section.figures.push(national(context));
    let shown = if context.scripts { context.scenarios() } else { vec![context.reference] };
    let rows: Vec<Vec<GridRow>> = shown.iter().map(|scenario| rows(context, *scenario)).collect();
    let bins = Bins::unit();
    for (&scenario, rows) in shown.iter().zip(&rows) {
        section.figures.push(grid(context, scenario, rows, &bins));
    }
    section.tables.push(table(context));
    section
}

/// Mean of a dimension over replicates; none where a replicate hides it.
fn of_group(
    context: &Context<'_>,
    scenario: usize,
    stratum: Stratum,
    group: &str,
    dimension: Dimension,
) -> Option<f64> {
    let key = SecurityKey {
        scenario,
        year: context.results.last_year,
        stratum,
        group: group.to_owned(),
        dimension,
    };
    let values: Option<Vec<f64>> = context.results.security.get(&key)?.iter().map(|row| row.value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

/// The provinces, unit by unit. Units have no exact values: the file has means of provinces without
/// their weights.
fn places(context: &Context<'_>) -> Vec<Area> {
    let alone = |area: &Area| -> Vec<Area> {
        let single = area.members.len() == 1;
        let members = area.members.iter().map(|member| Area {
            key: member.code.clone(),
            name: if single { area.name.clone() } else { format!("{} ({})", member.name, area.name) },
            region: area.region.clone(),
            members: vec![member.clone()],
        });
        members.collect()
    };
    context.areas.iter().flat_map(alone).collect()
}

fn rows(context: &Context<'_>, scenario: usize) -> Vec<GridRow> {
    let words = context.words;
    places(context)
        .iter()
        .map(|area| {
            let values = Dimension::ALL
                .map(|dimension| of_group(context, scenario, Stratum::Province, &area.key, dimension));
            let told: Vec<String> = Dimension::ALL
                .iter()
                .zip(values)
                .map(|(dimension, value)| {
                    let value = value.map_or_else(|| words.phrase(Phrase::Hidden), |v| words.decimal(v, 2));
                    format!("{} {value}", words.dimension(*dimension))
                })
                .collect();
            let label = area.members[0].name.clone();
            GridRow { told: format!("{}: {}", area.name, told.join(", ")), label, values: values.to_vec() }
        })
        .collect()
}

fn grid(context: &Context<'_>, scenario: usize, rows: &[GridRow], bins: &Bins) -> Figure {
    let words = context.words;
    let gaps = [("scenario", context.name(scenario)), ("year", context.results.last_year.to_string())];
    let title = words.fill(Phrase::SecurityGrid, &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str())));
    let columns = Dimension::ALL.map(|dimension| words.dimension(dimension));
    let rows: Vec<GridRow> = if context.scripts {
        rows.to_vec()
    } else {
        // The table below says the same: without it, tips would double the size of the figure.
        rows.iter().map(|row| GridRow { told: String::new(), ..row.clone() }).collect()
    };
    let grid = Grid {
        id: &format!("security-{scenario}"),
        title: &title,
        description: &words.phrase(Phrase::SecurityTitle),
        columns: &columns,
        rows: &rows,
        bins,
        range: &|low, high| match (low, high) {
            (Some(low), Some(high)) => format!("{}–{}", words.decimal(low, 2), words.decimal(high, 2)),
            (Some(low), None) => format!("> {}", words.decimal(low, 2)),
            (None, Some(high)) => format!("< {}", words.decimal(high, 2)),
            (None, None) => String::new(),
        },
    };
    Figure { svg: grid.draw(), caption: title.clone(), scenario: Some(scenario) }
}

fn national(context: &Context<'_>) -> Figure {
    let words = context.words;
    let rows: Vec<DotRow> = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let label = words.dimension(dimension).to_owned();
            let dots: Vec<Dot> = super::drawn(context)
                .into_iter()
                .filter_map(|scenario| {
                    let value = of_group(context, scenario, Stratum::National, "all", dimension)?;
                    let told = format!("{label}, {}: {}", context.name(scenario), words.decimal(value, 3));
                    Some(Dot { series: context.series(scenario), value, interval: None, told })
                })
                .collect();
            let note = dots.first().map_or_else(String::new, |dot| words.decimal(dot.value, 2));
            DotRow::Values { label, note, dots }
        })
        .collect();
    let title = words.fill(Phrase::SecurityNational, &[("year", &context.results.last_year.to_string())]);
    let plot = DotPlot {
        id: "security-national",
        title: &title,
        description: &words.phrase(Phrase::SecurityTitle),
        rows,
        stems: false,
        logarithmic: false,
        ticks: &|ticks| words.ticks(Quantity::Plain, ticks),
        sides: None,
    };
    Figure { svg: plot.draw(), caption: title.clone(), scenario: None }
}

fn table(context: &Context<'_>) -> Table {
    let words = context.words;
    let mut columns = vec![texts(words.phrase(Phrase::Province))];
    columns
        .extend(Dimension::ALL.map(|dimension| numbers(words, words.dimension(dimension), Quantity::Plain)));
    let gaps =
        [("scenario", context.name(context.reference)), ("year", context.results.last_year.to_string())];
    let caption = words.fill(Phrase::SecurityGrid, &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str())));
    let mut table = Table::new(words, "human_security", caption, columns);
    for area in places(context) {
        let mut row = vec![TableCell::text(&area.name)];
        row.extend(Dimension::ALL.map(|dimension| {
            let value = of_group(context, context.reference, Stratum::Province, &area.key, dimension);
            TableCell::or_hidden(value, value.is_none())
        }));
        table.push(row);
    }
    table
}
