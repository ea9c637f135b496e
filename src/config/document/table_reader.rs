//! Typed keys of a TOML table that is no configuration, such as a study's: what is wrong with them
//! is said in the same words.

use std::sync::Arc;

use super::number::{number, place, whole, wrong_type};
use super::parse::{Node, TomlEntry, Value};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;

/// A table that is read key by key. [`finish`](Self::finish) finds the keys that nobody asked for.
pub struct TableReader<'a> {
    table: String,
    entries: &'a [TomlEntry],
    heading: Place,
    source: &'a Arc<Source>,
    asked: Vec<&'static str>,
    faults: Faults,
}

impl<'a> TableReader<'a> {
    /// The keys of a table; `heading` is what to underline where a key is missing.
    pub fn new(
        table: impl Into<String>,
        entries: &'a [TomlEntry],
        heading: Place,
        source: &'a Arc<Source>,
    ) -> Self {
        Self { table: table.into(), entries, heading, source, asked: Vec::new(), faults: Faults::new() }
    }

    /// Where a key's value stands, or the table's heading where it is not given.
    pub fn place(&self, key: &str) -> Place {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        entry.map_or_else(|| self.heading.clone(), |entry| place(self.source, &entry.node))
    }

    /// Whether the key is given.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Adds a fault that the caller found.
    pub fn push(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A string.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        let text = match &node.value {
            Value::Text(text) => Ok(text.clone()),
            other => Err(wrong_type(key, "a string", other, place(self.source, node))),
        };
        self.keep(text)
    }

    /// One of some words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.push(
                Fault::new(Code::UnknownWord, format!("`{key}` cannot be \"{text}\""))
                    .at(self.place(key), "not on the list")
                    .expected(format!("one of {}", known.join(", ")))
                    .help(did_you_mean(&text, known.iter().copied(), "choose a word from the list")),
            );
        }
        found
    }

    /// A whole number from `low` to `high`.
    pub fn whole(&mut self, key: &'static str, low: i64, high: i64) -> Option<i64> {
        let node = self.node(key)?;
        let found = whole(key, node, self.source);
        let number = self.keep(found)?;
        if (low..=high).contains(&number) {
            return Some(number);
        }
        self.push(
            Fault::new(Code::OutOfBounds, format!("`{key}` cannot be {number}"))
                .at(self.place(key), "out of bounds")
                .expected(format!("a whole number from {low} to {high}"))
                .help("write a number in these bounds"),
        );
        None
    }

    /// A finite number.
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.node(key)?;
        let found = number(key, node, self.source);
        self.keep(found)
    }

    /// Strings with their places; a single string may stand for a list of one.
    pub fn words(&mut self, key: &'static str) -> Option<Vec<(String, Place)>> {
        let source = self.source;
        self.list(key, |node| match &node.value {
            Value::Text(text) => Ok((text.clone(), place(source, node))),
            other => Err(wrong_type(key, "an array of strings", other, place(source, node))),
        })
    }

    /// Finite numbers.
    pub fn numbers(&mut self, key: &'static str) -> Option<Vec<f64>> {
        let source = self.source;
        self.list(key, |node| number(key, node, source))
    }

    /// Says that a key is missing.
    pub fn missing(&mut self, key: &str, example: &str) {
        self.push(
            Fault::new(Code::MissingKey, format!("`{key}` is missing in {}", self.table))
                .at(self.heading.clone(), format!("has no `{key}`"))
                .help(format!("write for instance `{example}`")),
        );
    }

    /// What was found wrong, with the keys that nobody asked for.
    pub fn finish(mut self) -> Faults {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str())) {
            let near = did_you_mean(&entry.key, self.asked.iter().copied(), "delete the line");
            self.faults.push(
                Fault::new(Code::UnknownKey, format!("unknown key `{}` in {}", entry.key, self.table))
                    .at(Place::new(self.source, entry.key_span.clone()), "not known here")
                    .expected(format!("one of {}", self.asked.join(", ")))
                    .help(near),
            );
        }
        self.faults
    }

    /// The items of a list, each read by `one`; a single value may stand for a list of one.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        one: impl Fn(&'a Node) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        let node = self.node(key)?;
        let nodes = match &node.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut items = Vec::new();
        let mut sound = true;
        for node in nodes {
            match one(node) {
                Ok(item) => items.push(item),
                Err(fault) => {
                    sound = false;
                    self.push(fault);
                }
            }
        }
        sound.then_some(items)
    }

    fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.faults.push(fault)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::document::parse;

    fn read<T>(text: &str, read: impl Fn(&mut TableReader<'_>) -> T) -> (T, Vec<String>) {
        let source = Source::new("test", text);
        let (body, _) = parse::document(&source);
        let body = body.unwrap();
        let mut keys = TableReader::new("[study]", &body, Place::new(&source, 0..0), &source);
        let found = read(&mut keys);
        (found, keys.finish().iter().map(|fault| fault.message.clone()).collect())
    }

    #[test]
    fn sound_keys_are_read() {
        let text = "a = \"x\"\nb = 3\nc = 0.5\nd = [\"p\", \"q\"]\ne = [1, 2.5]\nf = \"one\"\n";
        let (found, faults) = read(text, |keys| {
            let words = keys.words("d").unwrap().into_iter().map(|(word, _)| word).collect::<Vec<_>>();
            let single = keys.words("f").unwrap().len();
            (keys.text("a"), keys.whole("b", 1, 5), keys.number("c"), words, keys.numbers("e"), single)
        });
        let words = vec!["p".to_owned(), "q".to_owned()];
        assert_eq!(found, (Some("x".to_owned()), Some(3), Some(0.5), words, Some(vec![1.0, 2.5]), 1));
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn all_faults_are_found_together() {
        let text = "a = 1\nb = 9\nc = \"x\"\nd = [1, nan]\nwrd = \"two\"\nword = \"tow\"\n";
        let (_, faults) = read(text, |keys| {
            keys.text("a");
            keys.whole("b", 1, 5);
            keys.number("c");
            keys.numbers("d");
            keys.word("word", &[("one", 1), ("two", 2)]);
            keys.missing("name", "name = \"first\"");
        });
        let starts = ["`a` takes a string", "`b` cannot be 9", "`c` takes a number", "`d` is NaN"];
        for (fault, start) in faults.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault}");
        }
        assert!(faults[4].contains("tow") && faults[5].contains("`name` is missing"));
        assert!(faults[6].contains("unknown key `wrd`") && faults.len() == 7);
    }
}
