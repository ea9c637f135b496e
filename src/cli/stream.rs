//! Standard output and standard error: what goes there is clean, and what could not go there is not
//! forgotten.

use super::table::Table;
use super::{Failure, document};
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why standard output took no more, once it did not. A command goes on to its files all the same
/// and then ends with it.
static BROKEN: OnceLock<io::Error> = OnceLock::new();

/// Whether what a command says goes nowhere: another command has it do its work.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Prints a line in a form for people, or takes it up as it is into the document of `--json`.
pub fn out(line: &str, shown: impl FnOnce(&str) -> String) {
    if !QUIET.load(Ordering::Relaxed) && !document::say(line) {
        raw(&shown(line));
    }
}

/// Prints some tables in words, or takes them up into the document of `--json`.
pub fn tables(tables: &[&Table], text: impl FnOnce() -> String) {
    if QUIET.load(Ordering::Relaxed) {
        return;
    }
    let taken = tables.iter().filter(|table| document::add(table)).count();
    if taken == 0 {
        raw(&text());
    }
}

/// Prints a line that is a document by itself.
pub fn raw(line: &str) {
    note(writeln!(io::stdout(), "{}", clean(line)));
}

/// Does something whose words nobody shall see. Notes on standard error stay.
pub fn quietly<T>(work: impl FnOnce() -> T) -> T {
    QUIET.store(true, Ordering::Relaxed);
    let done = work();
    QUIET.store(false, Ordering::Relaxed);
    done
}

/// Prints a line on standard error; where that is closed, nobody can be told.
pub fn err(line: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(line));
}

/// Notes what came of a write to standard output.
pub fn note(done: io::Result<()>) {
    if let Err(error) = done {
        let _ = BROKEN.set(error);
    }
}

/// What a command came to, given what came of its words.
pub fn ended(done: Result<(), Failure>) -> Result<(), Failure> {
    if let Some(document) = document::end(&done) {
        note(writeln!(io::stdout(), "{}", escaped(&document)));
    }
    note(io::stdout().flush());
    done?;
    match BROKEN.get() {
        None => Ok(()),
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::ClosedPipe),
        Some(error) => Err(Failure::Output(error.to_string())),
    }
}

/// A text without characters that move the cursor, change the terminal or turn the direction of
/// writing: names and texts of files may come from anybody. New lines and tabs stay; the others are
/// shown as `\u{1b}`.
fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let shown = |character: char| match acts(character) {
        true => character.escape_unicode().to_string(),
        false => character.to_string(),
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same for a JSON document, in whose texts such characters have an escape of their own.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if acts(character) {
            character
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        } else {
            text.push(character);
        }
    }
    text
}

fn acts(character: char) -> bool {
    let turns =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let parts = matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}');
    (character.is_control() && !matches!(character, '\n' | '\t')) || turns || parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_characters_are_shown_and_words_stay() {
        assert_eq!(clean("Th\u{1eeb}a Thi\u{ea}n\n\tHu\u{1ebf}"), "Th\u{1eeb}a Thi\u{ea}n\n\tHu\u{1ebf}");
        assert_eq!(clean("\u{1b}[31mred"), "\\u{1b}[31mred");
        assert_eq!(clean("a\rb\u{7}\u{9b}2J\u{202e}c"), "a\\u{d}b\\u{7}\\u{9b}2J\\u{202e}c");
    }

    #[test]
    fn a_document_reads_back_what_a_terminal_would_act_on() {
        let text = "\u{1b}[31m\u{9b}\u{202e}\u{feff}Hu\u{1ebf}";
        let json = escaped(&serde_json::to_string_pretty(&[text]).unwrap());
        assert!(!json.contains(acts), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_left(text in any::<String>()) {
            prop_assert!(!clean(&text).contains(acts));
        }
    }
}
