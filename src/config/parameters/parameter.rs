//! Reading a parameter of the baseline, and changing one by a bare number or by a table.

use std::ops::Range;
use std::sync::Arc;

use super::book::Parameter;
use super::evidence::Evidence;
use super::units::{self, Unit};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;
use crate::config::document::number::{number, place, tidy, wrong_type};
use crate::config::document::parse::{Node, TomlEntry, Value};

/// The keys that a parameter's table may have.
const FIELDS: [&str; 7] = ["value", "low", "high", "unit", "source", "evidence", "outside_range"];

/// What a parameter's table says, each field with its place.
#[derive(Default)]
struct Given {
    value: Option<(f64, Range<usize>)>,
    low: Option<(f64, Range<usize>)>,
    high: Option<(f64, Range<usize>)>,
    unit: Option<(Unit, Range<usize>)>,
    source: Option<String>,
    evidence: Option<Evidence>,
    outside_range: bool,
}

/// Whether a table of the baseline is a parameter and not a section.
pub(crate) fn is_parameter(table: &[TomlEntry]) -> bool {
    table
        .iter()
        .any(|entry| FIELDS.contains(&entry.key.as_str()) && !matches!(entry.node.value, Value::Table(_)))
        && table
            .iter()
            .any(|entry| ["value", "low", "high", "unit", "evidence"].contains(&entry.key.as_str()))
}

/// A parameter of the baseline: all six fields are required.
///
/// # Errors
/// Every fault of the table.
pub(crate) fn new_parameter(
    name: &str,
    table: &[TomlEntry],
    whole_span: &Range<usize>,
    source: &Arc<Source>,
) -> Result<Parameter, Faults> {
    let (given, mut faults) = fields(name, table, source);
    let mut require = |present: bool, field: &str| {
        let mentioned = table.iter().any(|entry| entry.key == field);
        if !present && !mentioned {
            faults.push(
                Fault::new(Code::MissingKey, format!("`{field}` is missing in `{name}`"))
                    .at(Place::new(source, whole_span.clone()), format!("add `{field} = ...` here"))
                    .expected("value, low, high, unit, source and evidence")
                    .help("every parameter of a baseline has all six"),
            );
        }
    };
    require(given.value.is_some(), "value");
    require(given.low.is_some(), "low");
    require(given.high.is_some(), "high");
    require(given.unit.is_some(), "unit");
    require(given.source.is_some(), "source");
    require(given.evidence.is_some(), "evidence");
    let Given {
        value: Some(value),
        low: Some(low),
        high: Some(high),
        unit: Some((unit, _)),
        source: Some(origin),
        evidence: Some(evidence),
        ..
    } = given
    else {
        return Err(faults);
    };
    let parameter = Parameter {
        name: name.to_owned(),
        value: value.0,
        low: low.0,
        high: high.0,
        unit,
        source: origin,
        evidence,
        outside_range: false,
    };
    for (number, span) in [&value, &low, &high] {
        check_bounds(&parameter, *number, Place::new(source, span.clone()), &mut faults);
    }
    check_order(&parameter, source, Some(&value.1), Some(&low.1), Some(&high.1), &mut faults);
    faults.or(parameter)
}

/// Changes a parameter by a bare number or by a table of some of its fields.
pub(crate) fn change_parameter(
    parameter: &mut Parameter,
    node: &Node,
    source: &Arc<Source>,
    faults: &mut Faults,
) {
    let before = faults.len();
    let mut new = parameter.clone();
    match &node.value {
        Value::Table(table) => {
            let (given, found) = fields(&parameter.name, table, source);
            faults.append(found);
            change_fields(&mut new, &given, source, faults);
        }
        _ => match number(&parameter.name, node, source) {
            Ok(value) => {
                check_bounds(&new, value, place(source, node), faults);
                new.value = value;
            }
            Err(fault) => faults.push(fault),
        },
    }
    if faults.len() == before {
        new.outside_range = new.value < new.low || new.value > new.high;
        *parameter = new;
    }
}

fn change_fields(new: &mut Parameter, given: &Given, source: &Arc<Source>, faults: &mut Faults) {
    if let Some((unit, span)) = &given.unit
        && *unit != new.unit
    {
        faults.push(
            Fault::new(Code::UnitDiffers, format!("`{}` is given in another unit", new.name))
                .at(Place::new(source, span.clone()), format!("expected \"{}\"", new.unit))
                .help("convert the numbers to that unit, or leave the unit out"),
        );
        return;
    }
    let mut set = |target: &mut f64, field: &Option<(f64, Range<usize>)>, checked: &Parameter| {
        if let Some((number, span)) = field {
            check_bounds(checked, *number, Place::new(source, span.clone()), faults);
            *target = *number;
        }
    };
    let old = new.clone();
    set(&mut new.value, &given.value, &old);
    set(&mut new.low, &given.low, &old);
    set(&mut new.high, &given.high, &old);
    if let Some(text) = &given.source {
        new.source.clone_from(text);
    }
    new.evidence = given.evidence.unwrap_or(new.evidence);
    let span = |field: &Option<(f64, Range<usize>)>| field.as_ref().map(|(_, span)| span.clone());
    let (value, low, high) = (span(&given.value), span(&given.low), span(&given.high));
    let ranged = low.is_some() || high.is_some();
    let value = value.filter(|_| !given.outside_range);
    if ranged {
        check_order(new, source, value.as_ref(), low.as_ref(), high.as_ref(), faults);
    }
}

/// Reads the fields of a parameter's table.
fn fields(name: &str, table: &[TomlEntry], source: &Arc<Source>) -> (Given, Faults) {
    let mut given = Given::default();
    let mut faults = Faults::new();
    for TomlEntry { key, key_span, node } in table {
        let field = format!("{name}.{key}");
        let result = match key.as_str() {
            "value" => numeric(&field, node, source, &mut given.value),
            "low" => numeric(&field, node, source, &mut given.low),
            "high" => numeric(&field, node, source, &mut given.high),
            "unit" => unit(&field, node, source).map(|unit| given.unit = Some((unit, node.span.clone()))),
            "source" => text(&field, node, source).map(|text| given.source = Some(text.to_owned())),
            "evidence" => evidence(&field, node, source).map(|grade| given.evidence = Some(grade)),
            "outside_range" => flag(&field, node, source).map(|flag| given.outside_range = flag),
            _ => Err(Fault::new(Code::UnknownKey, format!("unknown key `{key}` in the parameter `{name}`"))
                .at(Place::new(source, key_span.clone()), "not a field of a parameter")
                .expected(FIELDS[..6].join(", "))
                .help(did_you_mean(key, FIELDS, "take the key out"))),
        };
        if let Err(fault) = result {
            faults.push(fault);
        }
    }
    (given, faults)
}

fn numeric(
    field: &str,
    node: &Node,
    source: &Arc<Source>,
    target: &mut Option<(f64, Range<usize>)>,
) -> Result<(), Fault> {
    *target = Some((number(field, node, source)?, node.span.clone()));
    Ok(())
}

pub(crate) fn text<'a>(field: &str, node: &'a Node, source: &Arc<Source>) -> Result<&'a str, Fault> {
    match &node.value {
        Value::Text(text) => Ok(text),
        other => Err(wrong_type(field, "a string", other, place(source, node))),
    }
}

pub(crate) fn flag(field: &str, node: &Node, source: &Arc<Source>) -> Result<bool, Fault> {
    match &node.value {
        Value::Flag(flag) => Ok(*flag),
        other => Err(wrong_type(field, "true or false", other, place(source, node))),
    }
}

fn unit(field: &str, node: &Node, source: &Arc<Source>) -> Result<Unit, Fault> {
    let word = text(field, node, source)?;
    Unit::parse(word).ok_or_else(|| {
        Fault::new(Code::UnknownUnit, format!("unknown unit \"{word}\""))
            .at(place(source, node), "not on the list of units")
            .expected(units::known().collect::<Vec<_>>().join("; "))
            .help(did_you_mean(word, units::known(), "use one of these units"))
    })
}

fn evidence(field: &str, node: &Node, source: &Arc<Source>) -> Result<Evidence, Fault> {
    let word = text(field, node, source)?;
    let words = Evidence::ALL.map(Evidence::word);
    Evidence::parse(word).ok_or_else(|| {
        Fault::new(Code::UnknownEvidence, format!("unknown evidence grade \"{word}\""))
            .at(place(source, node), "not a grade")
            .expected(words.join(", "))
            .help(did_you_mean(word, words, "use one of these grades"))
    })
}

fn check_bounds(parameter: &Parameter, number: f64, place: Place, faults: &mut Faults) {
    let (name, unit) = (&parameter.name, &parameter.unit);
    if unit.allows(number) {
        return;
    }
    let fault = if unit.looks_like_percent(number) {
        Fault::new(Code::Percent, format!("`{name}` is {number}, which looks like a percentage"))
            .at(place, "must lie in [0, 1]")
            .help(format!("did you mean {}?", tidy(number / 100.0)))
    } else {
        Fault::new(Code::OutOfBounds, format!("`{name}` cannot be {number}"))
            .at(place, outside(parameter))
            .help("correct the number, or check which unit it is meant in")
    };
    faults.push(fault.expected(unit.bounds_text()));
}

fn outside(parameter: &Parameter) -> String {
    let (low, high) = parameter.unit.bounds();
    let open = if parameter.unit.allows(low) { '[' } else { '(' };
    format!("must lie in {open}{low}, {high}]")
}

/// low <= value <= high, as far as the places of the fields are given.
fn check_order(
    parameter: &Parameter,
    source: &Arc<Source>,
    value: Option<&Range<usize>>,
    low: Option<&Range<usize>>,
    high: Option<&Range<usize>>,
    faults: &mut Faults,
) {
    let Parameter { name, value: at, low: from, high: to, .. } = parameter;
    let spot = |span: &Range<usize>| Place::new(source, span.clone());
    let order = "low <= value <= high";
    if from > to {
        let fault =
            Fault::new(Code::RangeOrder, format!("the range of `{name}` runs from {from} down to {to}"));
        let fault = match (low, high) {
            (Some(low), Some(high)) => {
                fault.at(spot(low), "low is above high").also(spot(high), "high is below low")
            }
            (Some(low), None) => fault.at(spot(low), format!("above high, which is {to}")),
            (_, Some(high)) => fault.at(spot(high), format!("below low, which is {from}")),
            (None, None) => fault,
        };
        faults.push(fault.expected(order).help("exchange the two, or correct the wrong one"));
    } else if let Some(value) = value
        && !(from..=to).contains(&at)
    {
        let fault =
            Fault::new(Code::RangeOrder, format!("`{name}` is {at}, outside its range {from} to {to}"));
        let fault = fault.at(spot(value), "outside low..high");
        let fault = [(low, "low"), (high, "high")]
            .into_iter()
            .filter_map(|(span, label)| Some((span?, label)))
            .fold(fault, |fault, (span, label)| fault.also(spot(span), label));
        faults.push(fault.expected(order).help("widen the range, or correct the value"));
    }
}
