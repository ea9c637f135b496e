//! TOML text as a tree of values that remember where they stand.
//!
//! The tree keeps the order of the file. All faults of a text are found in one reading.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nesting_limit::{MAX_DEPTH, too_deep};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;

/// A value and the bytes it takes.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes from the start of the source.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What a TOML value can be.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer that fits 64 bits.
    Integer(i64),
    /// An integer or a float beyond what 64 bits hold, as written.
    TooLarge(String),
    /// A float; may be nan or inf.
    Float(f64),
    /// true or false.
    Flag(bool),
    /// A date or a time, as written.
    Moment(String),
    /// An array.
    List(Vec<Node>),
    /// A table.
    Table(Vec<TomlEntry>),
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub struct TomlEntry {
    /// The key without quotes.
    pub key: String,
    /// The bytes of the key.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Value {
    /// The name of the type, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Text(_) => "a string",
            Value::Integer(_) => "an integer",
            Value::TooLarge(_) => "a number beyond 64 bits",
            Value::Float(_) => "a decimal number",
            Value::Flag(_) => "true or false",
            Value::Moment(_) => "a date",
            Value::List(_) => "an array",
            Value::Table(_) => "a table",
        }
    }
}

/// The most faults that are described for one text.
const MOST_FAULTS: usize = 50;

/// Reads a whole document; the faults are empty if it is sound.
///
/// When keys are given twice the tree is still returned, so that the rest can be checked too.
pub fn document(source: &Arc<Source>) -> (Option<Vec<TomlEntry>>, Faults) {
    let text = source.text();
    if let Some(span) = too_deep(text) {
        return (None, too_deep_fault(Place::new(source, span)).into());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults = Faults::new();
    let mut broken = false;
    let mut last_line = 0;
    for error in errors {
        let span = clamp(text, error.span().unwrap_or(text.len()..text.len()));
        broken |= error.message() != "duplicate key";
        let line = source.position(span.start).0;
        if line == last_line || faults.len() == MOST_FAULTS {
            continue; // what follows the first error of a line is mostly its echo
        }
        last_line = line;
        faults.push(match error.message() {
            "duplicate key" => duplicate(source, span),
            message => syntax(Place::new(source, span), message),
        });
    }
    (if broken { None } else { Some(entries(table.get_ref(), 0)) }, faults)
}

/// Reads a single value that starts at byte `offset` of the source and goes to its end.
///
/// # Errors
/// A syntax fault.
pub fn value(source: &Arc<Source>, offset: usize) -> Result<Node, Fault> {
    let text = source.text()[offset..].trim_end();
    let shift = |span: Range<usize>| offset + span.start..offset + span.end;
    if let Some(span) = too_deep(text) {
        return Err(too_deep_fault(Place::new(source, shift(span))));
    }
    match DeValue::parse(text) {
        Ok(value) => Ok(node(&value, offset)),
        Err(error) => {
            let span = clamp(text, error.span().unwrap_or(text.len()..text.len()));
            Err(syntax(Place::new(source, shift(span)), error.message()))
        }
    }
}

fn node(value: &Spanned<DeValue<'_>>, offset: usize) -> Node {
    let span = value.span();
    let inner = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::TooLarge(integer.to_string()),
        },
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            Ok(number) if number.is_infinite() && !float.as_str().contains("inf") => {
                Value::TooLarge(float.to_string())
            }
            Ok(number) => Value::Float(number),
            Err(_) => Value::TooLarge(float.to_string()),
        },
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, offset)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, offset)),
    };
    Node { span: offset + span.start..offset + span.end, value: inner }
}

/// The entries of a table in the order of the file.
fn entries(table: &DeTable<'_>, offset: usize) -> Vec<TomlEntry> {
    let mut list: Vec<TomlEntry> = table
        .iter()
        .map(|(key, value)| TomlEntry {
            key: key.get_ref().to_string(),
            key_span: offset + key.span().start..offset + key.span().end,
            node: node(value, offset),
        })
        .collect();
    list.sort_by_key(|entry| entry.key_span.start);
    list
}

/// A span inside the text and on character boundaries, whatever the parser says.
fn clamp(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

fn too_deep_fault(place: Place) -> Fault {
    Fault::new(Code::TooDeep, "tables or arrays are nested too deeply")
        .at(place, format!("more than {MAX_DEPTH} levels deep here"))
        .expected(format!("at most {MAX_DEPTH} levels; the model's own files use 4"))
        .help("is a bracket missing, or was the file made by a faulty script?")
}

fn syntax(place: Place, message: &str) -> Fault {
    if message.contains("recursion limit") {
        return too_deep_fault(place);
    }
    let (problem, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let rest = line_from(&place);
    let nothing = rest.is_empty() || rest.starts_with('#');
    let fault = Fault::new(Code::Syntax, format!("not valid TOML: {problem}"));
    if nothing && (problem.contains("value") || expected.contains("string")) {
        return Fault::new(Code::Syntax, "a value is missing")
            .at(place, "after this `=`")
            .expected("a value, such as `seed = 1`")
            .help("write the value, or delete the key to keep the one below it");
    }
    if problem == "string values must be quoted" {
        let word: String = place.source.text()[place.span.clone()].chars().take(40).collect();
        return Fault::new(Code::Syntax, "a word stands without quotes")
            .at(place, "quotes are missing")
            .expected("words in quotes; only numbers and true or false stand without")
            .help(format!("write \"{word}\""));
    }
    let fault = match expected {
        "" => fault.at(place, "here"),
        "nothing" => fault.at(place, "nothing is allowed here"),
        expected => fault.at(place, format!("expected {expected}")),
    };
    fault.help("each line is `key = value` or `[section]`; a `#` begins a comment")
}

/// The rest of the line after a place.
fn line_from(place: &Place) -> &str {
    let text = &place.source.text()[place.span.start..];
    text.split('\n').next().unwrap_or("").trim()
}

/// A key or table given twice, with its first appearance when it can be found.
fn duplicate(source: &Arc<Source>, span: Range<usize>) -> Fault {
    let text = source.text();
    let key = &text[span.clone()];
    let header = text[..span.start].rsplit('\n').next().unwrap_or("").trim_start().starts_with('[');
    let what = if header { "table" } else { "key" };
    let fault = Fault::new(Code::DuplicateKey, format!("the {what} `{}` is given twice", key.trim()));
    let fault = fault.at(Place::new(source, span.clone()), "given again here").help(if header {
        "move the keys of both tables under one heading"
    } else {
        "delete one of the two"
    });
    match first_appearance(text, &span, header) {
        Some(first) => fault.also(Place::new(source, first), "first given here"),
        None => fault,
    }
}

/// Looks back from a repeated key for the first one: in its inline table, or in its section, line
/// by line.
fn first_appearance(text: &str, span: &Range<usize>, header: bool) -> Option<Range<usize>> {
    let key = &text[span.clone()];
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    if header {
        let heading = heading(&text[line_start..])?;
        return lines_back(&text[..line_start]).find_map(|(at, line)| {
            let (found, column) = (self::heading(line)?, line.find('[')?);
            (found == heading).then(|| at + column..at + line.trim_end().len())
        });
    }
    let before = &text[line_start..span.start];
    if let Some(at) = before.rfind(key).filter(|_| before.contains('{')) {
        return Some(line_start + at..line_start + at + key.len());
    }
    for (at, line) in lines_back(&text[..line_start]) {
        let content = line.trim_start();
        if content.starts_with('[') {
            return None;
        }
        let column = line.len() - content.len();
        let rest = content.strip_prefix(key).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with(['=', '.'])) {
            return Some(at + column..at + column + key.len());
        }
    }
    None
}

/// `[ a . b ] # note` as `[a.b]`.
fn heading(line: &str) -> Option<String> {
    let line = line.split('\n').next()?.trim();
    let end = line.find(']')?;
    line.starts_with('[').then(|| line[..=end].split_whitespace().collect())
}

/// The lines of a text with their offsets, the last line first.
fn lines_back(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let rest = text.get(..end).filter(|rest| !rest.is_empty())?;
        let start = rest.strip_suffix('\n').unwrap_or(rest).rfind('\n').map_or(0, |at| at + 1);
        end = start;
        Some((start, &rest[start..]))
    })
}
