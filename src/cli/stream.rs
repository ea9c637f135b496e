//! Standard output and standard error: what goes there is clean, and what could not go there is not
//! forgotten.

use super::Failure;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::OnceLock;

/// Why standard output took no more, once it did not. A command goes on to its files all the same
/// and then ends with it.
static BROKEN: OnceLock<io::Error> = OnceLock::new();

/// Prints a line.
pub fn out(line: &str) {
    note(writeln!(io::stdout(), "{}", clean(line)));
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

    proptest! {
        #[test]
        fn nothing_that_acts_is_left(text in any::<String>()) {
            prop_assert!(!clean(&text).contains(acts));
        }
    }
}
