//! Reading a setting of the baseline, and changing one to another value of the same type.

use std::ops::Range;
use std::sync::Arc;

use super::book::Setting;
use super::parameter::{flag, text};
use super::rules::Rule;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;
use crate::config::document::number::{number, place, whole, wrong_type};
use crate::config::document::parse::{Node, Value};
use crate::quantities::Month;

/// A setting of the baseline; `None` for what no setting can be.
pub(crate) fn new_setting(node: &Node, rule: Rule) -> Option<Setting> {
    Some(match &node.value {
        Value::Text(text) => Setting::Text(text.clone()),
        // A decimal setting that the baseline happens to write as `1`.
        Value::Integer(number) if matches!(rule, Rule::Number(..) | Rule::Positive(_)) => {
            Setting::Number(*number as f64)
        }
        Value::Integer(number) => Setting::Whole(*number),
        Value::Float(number) if number.is_finite() => Setting::Number(*number),
        Value::Flag(flag) => Setting::Flag(*flag),
        Value::List(items) => {
            let words: Option<Vec<String>> = items
                .iter()
                .map(|item| match &item.value {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                })
                .collect();
            match words {
                Some(words) => Setting::Words(words),
                None => Setting::Numbers(
                    items
                        .iter()
                        .map(|item| match &item.value {
                            Value::Integer(number) => Some(*number as f64),
                            Value::Float(number) if number.is_finite() => Some(*number),
                            _ => None,
                        })
                        .collect::<Option<_>>()?,
                ),
            }
        }
        _ => return None,
    })
}

/// A setting of the same type as the one it replaces. `one` lets a single word stand for a list of
/// one.
///
/// # Errors
/// The faults of the value, or of each element.
pub(crate) fn changed_setting(
    name: &str,
    old: &Setting,
    node: &Node,
    source: &Arc<Source>,
    one: bool,
) -> Result<Setting, Faults> {
    Ok(match old {
        Setting::Text(_) => Setting::Text(text(name, node, source)?.to_owned()),
        Setting::Whole(_) => Setting::Whole(whole(name, node, source)?),
        Setting::Number(_) => Setting::Number(number(name, node, source)?),
        Setting::Flag(_) => Setting::Flag(flag(name, node, source)?),
        Setting::Words(_) => {
            Setting::Words(list(name, "an array of strings", node, source, one, |name, node, source| {
                listed_text(name, node, source, one)
            })?)
        }
        Setting::Numbers(_) => {
            Setting::Numbers(list(name, "an array of numbers", node, source, one, number)?)
        }
    })
}

/// A text of a list. On the command line, where quotes are a burden, digits are text as well: a
/// code such as 64.
fn listed_text(name: &str, node: &Node, source: &Arc<Source>, bare: bool) -> Result<String, Fault> {
    match node.value {
        Value::Integer(_) if bare => Ok(source.text()[node.span.clone()].to_owned()),
        Value::Integer(number) if name.ends_with(".provinces") => text(name, node, source)
            .map(str::to_owned)
            .map_err(|fault| fault.help(format!("codes are text of two digits: write \"{number:02}\""))),
        _ => text(name, node, source).map(str::to_owned),
    }
}

fn list<T>(
    name: &str,
    wanted: &str,
    node: &Node,
    source: &Arc<Source>,
    one: bool,
    read: impl Fn(&str, &Node, &Arc<Source>) -> Result<T, Fault>,
) -> Result<Vec<T>, Faults> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Table(_) => &[],
        _ if one => std::slice::from_ref(node),
        _ => &[],
    };
    if items.is_empty() && !matches!(node.value, Value::List(_)) {
        let fault = wrong_type(name, wanted, &node.value, place(source, node));
        return Err(match &node.value {
            Value::Text(text) => fault.help(format!("write [\"{text}\"]")).into(),
            _ => fault.into(),
        });
    }
    let mut faults = Faults::new();
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        match read(name, item, source) {
            Ok(value) => values.push(value),
            Err(fault) => faults.push(fault),
        }
    }
    faults.or(values)
}

/// The spans of a list's elements.
pub(crate) fn element_spans(node: &Node) -> Vec<Range<usize>> {
    match &node.value {
        Value::List(items) => items.iter().map(|item| item.span.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Holds a setting to its rule.
pub(crate) fn check_rule(
    name: &str,
    setting: &Setting,
    rule: Rule,
    node: &Node,
    source: &Arc<Source>,
) -> Faults {
    let whole_place = || place(source, node);
    let bounds = |label: String, expected: String, shown: String| {
        Fault::new(Code::OutOfBounds, format!("`{name}` cannot be {shown}"))
            .at(whole_place(), label)
            .expected(expected)
            .help("choose a number within the bounds, or delete the key to keep the value below it")
    };
    let fault = match (rule, setting) {
        (Rule::Whole(low, high), Setting::Whole(number)) if !(low..=high).contains(number) => {
            let label =
                if *number < low { format!("must be >= {low}") } else { format!("must be <= {high}") };
            bounds(label, format!("an integer from {low} to {high}"), number.to_string())
        }
        (Rule::Number(low, high), Setting::Number(number)) if !(low..=high).contains(number) => {
            let label = format!("must lie in [{low}, {high}]");
            bounds(label, format!("a number from {low} to {high}"), number.to_string())
        }
        (Rule::Positive(high), Setting::Number(number)) if *number <= 0.0 || *number > high => {
            let label = format!("must lie in (0, {high}]");
            bounds(label, format!("a number above 0 and at most {high}"), number.to_string())
        }
        (Rule::Month, Setting::Text(text)) if text.parse::<Month>().is_err() => {
            month(name, text, whole_place(), "a month such as \"2017-01\"")
        }
        (Rule::MonthOrNone, Setting::Text(text))
            if text != "none" && Month::counted(text).is_none() && text.parse::<Month>().is_err() =>
        {
            let expected = "a month such as \"2017-01\", \"month 1\" for the first of the run, or \"none\"";
            month(name, text, whole_place(), expected)
        }
        (Rule::Words(words), Setting::Text(text)) if !words.contains(&text.as_str()) => {
            word(name, text, words, whole_place())
        }
        (Rule::Words(words), Setting::Words(list)) => {
            let spans = element_spans(node);
            return list
                .iter()
                .enumerate()
                .filter(|(_, text)| !words.contains(&text.as_str()))
                .map(|(at, text)| {
                    let span = spans.get(at).cloned().unwrap_or(node.span.clone());
                    word(name, text, words, Place::new(source, span))
                })
                .collect();
        }
        _ => return Faults::new(),
    };
    fault.into()
}

fn month(name: &str, text: &str, place: Place, expected: &str) -> Fault {
    Fault::new(Code::BadMonth, format!("`{name}` is \"{text}\", which is not a month"))
        .at(place, "not a month")
        .expected(expected)
        .help("write four digits, a hyphen and two digits from 01 to 12")
}

fn word(name: &str, text: &str, words: &[&str], place: Place) -> Fault {
    Fault::new(Code::UnknownWord, format!("`{name}` cannot be \"{text}\""))
        .at(place, "not among the words it takes")
        .expected(words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", "))
        .help(did_you_mean(text, words.iter().copied(), "choose one of these words"))
}
