//! Numbers of a TOML text, checked for type, size and finiteness.

use std::sync::Arc;

use super::parse::{Node, Value};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Place};
use crate::config::diagnostics::source::Source;

/// The finite number of a node.
///
/// # Errors
/// A fault if it is of another type, nan, inf or too large.
pub(crate) fn number(name: &str, node: &Node, source: &Arc<Source>) -> Result<f64, Fault> {
    match &node.value {
        Value::Integer(number) => Ok(*number as f64),
        Value::Float(number) if number.is_finite() => Ok(*number + 0.0), // never -0
        Value::Float(number) => {
            let fault = Fault::new(Code::NotFinite, format!("`{name}` is {number}"));
            Err(fault
                .at(place(source, node), "not a finite number")
                .expected("a finite number")
                .help("write the number, or delete the key to keep the value below it"))
        }
        Value::TooLarge(text) => Err(too_large(name, text, place(source, node), "a number below 1e308")),
        other => Err(wrong_type(name, "a number", other, place(source, node))),
    }
}

/// The whole number of a node.
///
/// # Errors
/// A fault if it is of another type or too large.
pub(crate) fn whole(name: &str, node: &Node, source: &Arc<Source>) -> Result<i64, Fault> {
    match &node.value {
        Value::Integer(number) => Ok(*number),
        Value::Float(number) if !number.is_finite() => self::number(name, node, source).map(|_| 0),
        Value::TooLarge(text) => Err(too_large(
            name,
            text,
            place(source, node),
            "an integer of at most 9223372036854775807, the largest allowed",
        )),
        other => Err(wrong_type(name, "an integer", other, place(source, node))),
    }
}

/// The place of a node's value.
pub(crate) fn place(source: &Arc<Source>, node: &Node) -> Place {
    Place::new(source, node.span.clone())
}

/// The place of a parameter's value, inside its table if it has one.
pub(crate) fn value_place(source: &Arc<Source>, node: &Node) -> Place {
    let value = match &node.value {
        Value::Table(table) => table.iter().find(|entry| entry.key == "value").map(|entry| &entry.node),
        _ => None,
    };
    place(source, value.unwrap_or(node))
}

fn too_large(name: &str, text: &str, place: Place, expected: &str) -> Fault {
    let shown: String = text.chars().take(40).collect();
    Fault::new(Code::TooLarge, format!("the number given for `{name}` is too large"))
        .at(place, format!("{shown} cannot be held"))
        .expected(expected)
        .help("is a digit or a decimal point wrong?")
}

/// "expected an integer, found a string", with a hint when the string holds the number.
pub(crate) fn wrong_type(name: &str, wanted: &str, found: &Value, place: Place) -> Fault {
    let fault = Fault::new(Code::WrongType, format!("`{name}` takes {wanted}, not {}", found.type_name()))
        .at(place, format!("expected {wanted}, found {}", found.type_name()));
    match found {
        Value::Text(text) => match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => fault.help(format!("write {number} without quotes")),
            _ => fault.help(percent_help(text).unwrap_or_else(|| example(wanted).to_owned())),
        },
        Value::Float(number) if wanted == "an integer" && number.fract() == 0.0 => {
            fault.help(format!("write {number} without a decimal point"))
        }
        Value::Integer(number) if wanted == "a string" => fault.help(format!("write \"{number}\" in quotes")),
        Value::Moment(text) if wanted == "a string" => {
            let month: String = text.chars().take(7).collect();
            fault.help(format!("write the month in quotes: \"{month}\""))
        }
        _ => fault.help(example(wanted)),
    }
}

fn example(wanted: &str) -> &'static str {
    match wanted {
        "an integer" => "write a whole number, such as 5",
        "a number" => "write a number, such as 0.2",
        "true or false" => "write true or false, without quotes",
        "a string" => "write words in quotes, such as \"poor\"",
        "an array of numbers" => "write numbers between brackets, such as [6, 12]",
        _ => "write words in quotes between brackets, such as [\"Gia Lai\"]",
    }
}

fn percent_help(text: &str) -> Option<String> {
    let number: f64 = text.trim().strip_suffix('%')?.trim().parse().ok()?;
    Some(format!("write {} for {number} %", tidy(number / 100.0)))
}

/// A number rounded to what a person would write: 0.12 and not 0.12000000000000001.
pub(crate) fn tidy(number: f64) -> f64 {
    format!("{number:.12}").parse().unwrap_or(number)
}
