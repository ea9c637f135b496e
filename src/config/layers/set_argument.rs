//! `--set key=value` arguments as layers of one key.

use std::sync::Arc;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Place};
use crate::config::diagnostics::source::Source;
use crate::config::document::parse::{self, Node, Value};

/// What stands before an argument where it is shown.
pub const SET_LEAD: &str = "--set ";

/// An argument that has been read.
pub(crate) struct SetArgument {
    /// The argument as it is shown.
    pub(crate) source: Arc<Source>,
    /// Dotted name.
    pub(crate) name: String,
    /// Where the name stands.
    pub(crate) key: Place,
    /// The value.
    pub(crate) node: Node,
}

/// Reads the text behind `--set`.
///
/// # Errors
/// A fault if there is no `=`, no name or no value, or the value begins like TOML and is not.
pub(crate) fn read(argument: &str) -> Result<SetArgument, Fault> {
    let source = Source::new("command line", format!("{SET_LEAD}{argument}"));
    let all = SET_LEAD.len()..source.text().len();
    let fault = |message: &str, label: &str| {
        Fault::new(Code::SetArgument, message)
            .at(Place::new(&source, all.clone()), label)
            .expected("--set key=value")
            .help("write for instance --set simulation.years=5")
    };
    if argument.contains('\0') {
        return Err(fault("a --set argument has a NUL byte", "cannot be read"));
    }
    let Some((key, text)) = argument.split_once('=') else {
        return Err(fault("a --set argument has no `=`", "no value is given"));
    };
    let name = key.trim();
    if name.is_empty() {
        return Err(fault("a --set argument has no key before `=`", "no key is given"));
    }
    if text.trim().is_empty() {
        return Err(fault("a --set argument has no value after `=`", "no value is given")
            .help("write \"\" for an empty text"));
    }
    let start = SET_LEAD.len() + key.len() - key.trim_start().len();
    let key_place = Place::new(&source, start..start + name.len());
    let offset = SET_LEAD.len() + key.len() + 1 + text.len() - text.trim_start().len();
    let node = match parse::value(&source, offset) {
        Ok(node) => node,
        Err(fault) if fault.code != Code::Syntax || text.trim_start().starts_with(['[', '{', '"', '\'']) => {
            return Err(fault);
        }
        Err(_) => {
            let word = text.trim();
            Node { span: offset..offset + word.len(), value: bare(word) }
        }
    };
    Ok(SetArgument { name: name.to_owned(), key: key_place, node, source })
}

/// A word without quotes. `NaN` and `Infinity` are numbers that are not finite, as other programs
/// spell them, and no text.
fn bare(word: &str) -> Value {
    match word.parse::<f64>() {
        Ok(number) if !number.is_finite() => Value::Float(number),
        _ => Value::Text(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lists_and_bare_words_are_told_apart() {
        assert!(matches!(read("a.b=3").unwrap().node.value, Value::Integer(3)));
        assert!(matches!(read("a.b = 0.5 ").unwrap().node.value, Value::Float(_)));
        assert!(matches!(read("a=[\"x\", \"y\"]").unwrap().node.value, Value::List(_)));
        assert!(matches!(read("a=poor").unwrap().node.value, Value::Text(word) if word == "poor"));
        assert!(matches!(read("a=Gia Lai ").unwrap().node.value, Value::Text(word) if word == "Gia Lai"));
        assert!(matches!(read("a=2017-01").unwrap().node.value, Value::Text(word) if word == "2017-01"));
        assert!(matches!(read("a=NaN").unwrap().node.value, Value::Float(number) if number.is_nan()));
        assert!(read("a").is_err() && read("=3").is_err() && read("a=").is_err() && read("a=[1").is_err());
    }
}
