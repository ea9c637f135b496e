//! The design "list": points from the lines of a CSV file, such as the `points.csv` or
//! `ensemble.csv` of another study.

use super::axes::{check_name, is_whole, of_choices, outside};
use super::{Axis, Choice, Design};
use crate::config::table::{DataRow, DataTable};
use crate::config::{Code, Effective, Fault, Faults, Leaf, Place, Setting, Source, number_at, try_text};
use crate::experiments::design::{MOST_POINTS, Point};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Columns of a study's own `points.csv` that are no factors.
pub const COLUMNS: [&str; 9] =
    ["point", "wave", "row", "block", "trajectory", "step", "moved", "changed", "basis"];

/// The factors and points of a list.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) axes: Vec<Axis>,
    pub(super) points: Vec<Point>,
    /// Where the name of each factor stands.
    pub(super) places: Vec<Place>,
}

/// Reads a list.
///
/// # Errors
/// Every fault of the file: unknown names, and values that the model does not take, each at its
/// field.
pub(super) fn read(source: &Arc<Source>, base: &Effective) -> Result<Listed, Faults> {
    let table = DataTable::parse_own(source)?;
    let mut faults = Faults::new();
    let (rows, header) = (table.rows(), table.header());
    if rows.is_empty() {
        faults.push(
            Fault::new(Code::TableMissingRow, "there is no row below the header")
                .at(table.header_place(), "the last line of the file")
                .expected("a line of values for each point")
                .help("add a line, or check whether the file was cut off"),
        );
    }
    if rows.len() > MOST_POINTS {
        let message = format!("{} points are listed; a design has at most {MOST_POINTS}", rows.len());
        faults.push(
            Fault::new(Code::DesignRefused, message)
                .at(table.header_place(), "the list begins here")
                .help("cut the list into several studies"),
        );
    }
    let is_own = header.iter().any(|name| name == "point") && header.iter().any(|name| name == "basis");
    let mut listed = Listed { axes: Vec::new(), points: Vec::new(), places: Vec::new() };
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for (column, name) in header.iter().enumerate() {
        if is_own && COLUMNS.contains(&name.as_str()) {
            continue;
        }
        let place = table.header_field(column);
        match check_name(name, &place, base) {
            Err(fault) => faults.push(fault),
            Ok(()) => {
                let (axis, values) = self::column(&table, name, base, &mut faults);
                listed.axes.push(axis);
                listed.places.push(place);
                columns.push(values);
            }
        }
    }
    if listed.axes.is_empty() && faults.is_empty() {
        faults.push(
            Fault::new(Code::DesignRefused, "the list varies nothing")
                .at(table.header_place(), "no column of a parameter")
                .help("name a parameter in each column, such as recruiters.per_100k"),
        );
    }
    let values = |row: usize| columns.iter().map(|column| column[row]).collect();
    if faults.is_empty() {
        listed.points = (0..rows.len()).map(|index| Point { index, values: values(index) }).collect();
    }
    faults.or(listed)
}

/// A column as a factor, and its value in each row.
fn column(table: &DataTable, name: &str, base: &Effective, faults: &mut Faults) -> (Axis, Vec<f64>) {
    let numbers = base.book.get(name).is_some()
        || matches!(base.book.setting(name), Some(Setting::Whole(_) | Setting::Number(_)));
    if !numbers {
        return words(table, name, base, faults);
    }
    let whole = is_whole(name, base);
    let mut number = |row: &DataRow| match number_at(table, row, name) {
        Ok(value) => {
            if let Some(fault) = outside(name, value, whole, base) {
                faults.push(fault.coded(Code::TableBounds).at(table.place(row, name), "out of bounds"));
            }
            value
        }
        Err(found) => {
            faults.append(found);
            0.0
        }
    };
    let values: Vec<f64> = table.rows().iter().map(&mut number).collect();
    let axis = Axis {
        name: name.to_owned(),
        low: values.iter().copied().fold(f64::INFINITY, f64::min),
        high: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        log: false,
        levels: 0,
        choices: None,
        whole,
    };
    (axis, values)
}

/// A column of words, each tried once.
fn words(table: &DataTable, name: &str, base: &Effective, faults: &mut Faults) -> (Axis, Vec<f64>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut choices: Vec<Choice> = Vec::new();
    let mut values = Vec::new();
    for row in table.rows() {
        let text = table.field(row, name);
        let next = known.len();
        let place = *known.entry(text.to_owned()).or_insert(next);
        values.push(place as f64);
        if place < next {
            continue;
        }
        match try_text(base, name, text) {
            Ok(leaf) => choices.push(Choice::of(&leaf)),
            Err(found) => {
                let why = found.iter().next().map(|fault| fault.message.clone()).unwrap_or_default();
                let expected = found.iter().find_map(|fault| fault.expected.clone());
                let mut fault = Fault::new(Code::TableBounds, why).at(table.place(row, name), "this field");
                if let Some(expected) = expected {
                    fault = fault.expected(expected);
                }
                faults.push(fault.help("correct the field, or leave the point out"));
                choices.push(Choice::of(&Leaf::Setting(Setting::Flag(false))));
            }
        }
    }
    (of_choices(name, choices, base, Design::List), values)
}
