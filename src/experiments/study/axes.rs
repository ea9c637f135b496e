//! Factors as declared, checked against the parameters they name.

use super::Axis;
use crate::config::{
    Code, Effective, Fault, Faults, NumberTable, Place, Setting, Source, TableReader, Value,
};
use crate::experiments::design::{MOST_POINTS, Point};
use std::ops::Range;
use std::sync::Arc;

/// The factors of a study file with their places.
#[derive(Debug, Default)]
pub(super) struct Declared {
    factors: Vec<Factor>,
    /// The points, where they are listed.
    pub(super) points: Option<Vec<Point>>,
}

#[derive(Debug)]
struct Factor {
    name: String,
    place: Place,
    low: Option<f64>,
    high: Option<f64>,
    log: bool,
    levels: Option<usize>,
    values: Option<Vec<f64>>,
    ends: Place,
}

impl Declared {
    /// The tables [[factor]] of a file.
    pub(super) fn read(
        tables: &[(&crate::config::Node, Place)],
        source: &Arc<Source>,
        faults: &mut Faults,
    ) -> Self {
        let mut factors = Vec::new();
        for (node, heading) in tables {
            let Value::Table(table) = &node.value else { continue };
            let mut keys =
                TableReader::new("[[factor]]", table, heading_of(&node.span, source, heading), source);
            let name = keys.text("name");
            if !keys.has("name") {
                keys.missing("name", "name = \"recruiters.per_100k\"");
            }
            let (low, high) = (keys.number("low"), keys.number("high"));
            let log = keys.word("scale", &[("linear", false), ("log", true)]).unwrap_or(false);
            let levels = keys.whole("levels", 2, 1_000_000).map(|levels| levels as usize);
            let values = keys.numbers("values");
            let (place, ends) =
                (keys.place("name"), keys.place(if keys.has("values") { "values" } else { "low" }));
            faults.append(keys.finish());
            if let Some(name) = name {
                factors.push(Factor { name, place, low, high, log, levels, values, ends });
            }
        }
        Self { factors, points: None }
    }
}

/// An array of tables may be known by the span of its contents only.
fn heading_of(span: &Range<usize>, source: &Arc<Source>, otherwise: &Place) -> Place {
    let text = source.text();
    let line = text[span.start.min(text.len())..].lines().next().unwrap_or_default();
    if line.trim_start().starts_with("[[") {
        return Place::new(source, span.start..span.start + line.len());
    }
    otherwise.clone()
}

/// The columns of a list of points; each value that its parameter cannot take is a fault at its field.
pub(super) fn of_list(source: &Arc<Source>, base: &Effective, faults: &mut Faults) -> Declared {
    let table = match NumberTable::parse(source) {
        Ok(table) => table,
        Err(found) => {
            faults.append(found);
            return Declared::default();
        }
    };
    let count = table.rows().len();
    if count > MOST_POINTS {
        let message = format!("{count} points are listed; a design has at most {MOST_POINTS}");
        faults.push(
            Fault::new(Code::DesignRefused, message)
                .at(table.name_place(0), "the list begins here")
                .help("cut the list into several studies"),
        );
    }
    for (column, name) in table.names().iter().enumerate() {
        let Some(parameter) = base.book.get(name) else { continue };
        table.out_of_bounds(column, parameter).for_each(|fault| faults.push(fault));
    }
    let factor = |(column, name): (usize, &String)| Factor {
        name: name.clone(),
        place: table.name_place(column),
        low: None,
        high: None,
        log: false,
        levels: None,
        values: Some(table.rows().iter().map(|values| values[column]).collect()),
        ends: table.name_place(column),
    };
    let factors = table.names().iter().enumerate().map(factor).collect();
    let points = table.rows().iter().enumerate();
    let points = points.map(|(index, values)| Point { index, values: values.clone() }).collect();
    Declared { factors, points: Some(points) }
}

/// Every factor with its ends, in the order of the file. `grid` says whether listed values are levels of a grid.
///
/// # Errors
/// Unknown names, names given twice, and ends that the parameter does not take.
pub(super) fn check(declared: &Declared, base: &Effective, grid: bool) -> Result<Vec<Axis>, Faults> {
    let mut faults = Faults::new();
    let mut axes: Vec<Axis> = Vec::new();
    for (at, factor) in declared.factors.iter().enumerate() {
        if let Some(first) = declared.factors[..at].iter().find(|first| first.name == factor.name) {
            faults.push(
                Fault::new(Code::FactorTwice, format!("`{}` is varied by two factors", factor.name))
                    .at(factor.place.clone(), "named again here")
                    .also(first.place.clone(), "first named here")
                    .help("delete one of the two"),
            );
            continue;
        }
        match axis(factor, base, grid) {
            Ok(axis) => axes.push(axis),
            Err(fault) => faults.push(fault),
        }
    }
    faults.or(axes)
}

fn axis(factor: &Factor, base: &Effective, grid: bool) -> Result<Axis, Fault> {
    let name = &factor.name;
    let (own, whole) = match (base.book.get(name), base.book.setting(name)) {
        (Some(parameter), _) => (Some((parameter.low, parameter.high)), false),
        (None, Some(Setting::Whole(_))) => (None, true),
        (None, Some(Setting::Number(_))) => (None, false),
        (None, Some(setting)) => {
            return Err(Fault::new(Code::WrongType, format!("`{name}` is no number"))
                .at(factor.place.clone(), format!("is {}", setting.text()))
                .help("vary a number; a text is varied by scenarios"));
        }
        (None, None) => {
            let near = base.book.nearest(name).map(|near| format!("did you mean `{near}`?"));
            return Err(Fault::new(Code::UnknownKey, format!("unknown parameter `{name}`"))
                .at(factor.place.clone(), "the model has no such parameter")
                .help("`lachan params` and `lachan levers` print every name")
                .maybe_help(near));
        }
    };
    let values = factor.values.clone();
    let listed = values.as_ref().map(|values| {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        (least, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    });
    let low = factor.low.or(listed.map(|(low, _)| low)).or(own.map(|(low, _)| low));
    let high = factor.high.or(listed.map(|(_, high)| high)).or(own.map(|(_, high)| high));
    let (Some(low), Some(high)) = (low, high) else {
        return Err(Fault::new(
            Code::MissingKey,
            format!("`{name}` is a setting and has no range of its own"),
        )
        .at(factor.place.clone(), "needs low and high")
        .help("write `low = ...` and `high = ...`, or `values = [...]`"));
    };
    let fault = |code, message: String, label: &str| {
        Fault::new(code, message).at(factor.ends.clone(), label.to_owned())
    };
    // The values of a list have been checked where they stand.
    if let Some(parameter) = base.book.get(name).filter(|_| grid || values.is_none()) {
        let given = [low, high];
        let outside =
            values.as_deref().unwrap_or(&given).iter().find(|value| !parameter.unit.allows(**value));
        if let Some(value) = outside {
            return Err(fault(Code::OutOfBounds, format!("`{name}` cannot be {value}"), "out of bounds")
                .expected(parameter.unit.bounds_text())
                .help("choose ends that the parameter can take"));
        }
    }
    if !grid || values.is_some() {
        if grid && values.as_ref().is_some_and(|values| values.len() < 2) {
            return Err(fault(Code::RangeOrder, format!("`{name}` has a single value"), "one value")
                .help("list two values or more, or set the value with `set`"));
        }
    } else if low >= high {
        return Err(fault(Code::RangeOrder, format!("`{name}` runs from {low} to {high}"), "not in order")
            .also(factor.place.clone(), "of this factor")
            .help("the low end must lie below the high end; a single value is set with `set`"));
    } else if factor.log && low <= 0.0 {
        return Err(fault(
            Code::RangeOrder,
            format!("`{name}` begins at {low} on a logarithmic scale"),
            "not above 0",
        )
        .help("choose a low end above 0, or `scale = \"linear\"`"));
    }
    let levels = values.as_ref().filter(|_| grid).map_or(factor.levels.unwrap_or(3), Vec::len);
    let values = values.filter(|_| grid);
    Ok(Axis { name: name.clone(), low, high, log: factor.log, levels, values, whole })
}
