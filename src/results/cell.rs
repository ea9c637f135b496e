//! What a cell of a table can hold, as text and as a value.

use super::number::{decimal, plain};
use super::schema::Column;
use crate::config::{Code, Fault};
use crate::experiments::compare::{Effect, Source, Zone};
use crate::observation::{Dimension, Measure, Stratum};
use crate::quantities::Month;
use std::borrow::Cow;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, and codes that only look like numbers.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A calendar month such as 2017-01.
    Month,
}

/// Why a text is no value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The code of the fault.
    pub code: Code,
    /// What was expected.
    pub expected: String,
}

fn misfit(code: Code, expected: impl Into<String>) -> Misfit {
    Misfit { code, expected: expected.into() }
}

/// The value of a cell.
pub trait Cell: Sized {
    /// What a column of such cells holds.
    const KIND: Kind;
    /// Whether the cell may be empty.
    const MAY_BE_EMPTY: bool = false;

    /// The words that it is one of; none where it is free.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }

    /// The text in the file, before it is quoted.
    fn text(&self, column: &Column) -> Cow<'_, str>;

    /// The value of a text in a file.
    ///
    /// # Errors
    /// What was expected.
    fn parse(text: &str) -> Result<Self, Misfit>;
}

/// What a spreadsheet takes for the start of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Text as a file holds it: led by an apostrophe where a spreadsheet would run it as a formula, or
/// where an apostrophe of its own would be taken for such a one.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let own = text.strip_prefix('\'').is_some_and(|rest| rest.starts_with(FORMULA) || rest.starts_with('\''));
    if own || text.starts_with(FORMULA) { format!("'{text}").into() } else { text.into() }
}

/// The text behind its guard.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => text,
    }
}

impl Cell for String {
    const KIND: Kind = Kind::Text;

    fn text(&self, _: &Column) -> Cow<'_, str> {
        guarded(self)
    }

    fn parse(text: &str) -> Result<Self, Misfit> {
        Ok(unguarded(text).to_owned())
    }
}

macro_rules! whole_numbers {
    ($($type:ty),+) => {
        $(impl Cell for $type {
            const KIND: Kind = Kind::Whole;

            fn text(&self, _: &Column) -> Cow<'_, str> {
                self.to_string().into()
            }

            fn parse(text: &str) -> Result<Self, Misfit> {
                text.parse().map_err(|_| misfit(Code::TableNumber, "a whole number"))
            }
        })+
    };
}

whole_numbers!(i32, u32, u64);

impl Cell for f64 {
    const KIND: Kind = Kind::Number;

    fn text(&self, column: &Column) -> Cow<'_, str> {
        decimal(column.digits.map_or_else(|| self.to_string(), |digits| plain(*self, digits))).into()
    }

    fn parse(text: &str) -> Result<Self, Misfit> {
        if text.is_empty() {
            return Err(misfit(Code::TableEmpty, "a number: this column has no empty fields"));
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| misfit(Code::TableNumber, "a plain decimal number"))
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    const MAY_BE_EMPTY: bool = true;

    fn words() -> Vec<&'static str> {
        T::words()
    }

    fn text(&self, column: &Column) -> Cow<'_, str> {
        self.as_ref().map_or(Cow::Borrowed(""), |value| value.text(column))
    }

    fn parse(text: &str) -> Result<Self, Misfit> {
        if text.is_empty() { Ok(None) } else { T::parse(text).map(Some) }
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::Flag;

    fn text(&self, _: &Column) -> Cow<'_, str> {
        if *self { "true" } else { "false" }.into()
    }

    fn parse(text: &str) -> Result<Self, Misfit> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(misfit(Code::TableNumber, "true or false")),
        }
    }
}

impl Cell for Month {
    const KIND: Kind = Kind::Month;

    fn text(&self, _: &Column) -> Cow<'_, str> {
        self.to_string().into()
    }

    fn parse(text: &str) -> Result<Self, Misfit> {
        text.parse().map_err(|_| misfit(Code::TableUnknownKey, "a month such as 2017-01"))
    }
}

/// Cells that are one of a list of words.
macro_rules! words {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::results::Cell for $type {
            const KIND: $crate::results::Kind = $crate::results::Kind::Text;

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|word| word.name()).collect()
            }

            fn text(&self, _: &$crate::results::Column) -> std::borrow::Cow<'_, str> {
                self.name().into()
            }

            fn parse(text: &str) -> Result<Self, $crate::results::Misfit> {
                let found = Self::ALL.iter().copied().find(|word| word.name() == text);
                found.ok_or_else(|| $crate::results::Misfit {
                    code: $crate::config::Code::TableUnknownKey,
                    expected: $crate::results::one_of(&Self::words()),
                })
            }
        })+
    };
}

pub(super) use words;

words!(Measure, Stratum, Dimension, Source, Effect, Zone);

/// The words as a message names them; of a long list the first few.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "no word at all".to_owned(),
        [only] => format!("`{only}`"),
        [most @ .., last] if words.len() <= 8 => format!("{} or {last}", most.join(", ")),
        [first, second, third, ..] => {
            format!("one of {} words such as {first}, {second}, {third}", words.len())
        }
        [..] => words.join(", "),
    }
}

/// A row under the reader.
#[derive(Debug)]
pub struct RowReader<'a> {
    /// Name of the file.
    pub(super) file: &'a str,
    /// Names of the columns that are read.
    pub(super) columns: &'a [&'a str],
    /// Their places in the file.
    pub(super) places: &'a [usize],
    /// The row.
    pub(super) record: &'a csv::StringRecord,
    /// Its line in the file.
    pub(super) line: u64,
}

impl RowReader<'_> {
    /// The value of a column by its place in the list that was asked for.
    ///
    /// # Errors
    /// A text that is no such value, with file, line and column.
    pub fn cell<T: Cell>(&self, column: usize) -> Result<T, Fault> {
        let text = &self.record[self.places[column]];
        T::parse(text).map_err(|misfit| self.fault(column, &misfit))
    }

    fn fault(&self, column: usize, misfit: &Misfit) -> Fault {
        let text = &self.record[self.places[column]];
        let short: String = text.chars().take(40).collect();
        let message = format!("{} is \"{short}\" in line {}", self.columns[column], self.line);
        Fault::new(misfit.code, message)
            .in_file(format!("{}:{}", self.file, self.line))
            .expected(misfit.expected.as_str())
            .help("the file was cut or changed: make the results again")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::schema;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/C calc'!A0"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["Hà Nội", "a=b", "'quoted'", "", "'"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_begins_as_a_formula_and_each_is_read_back(text in "['=+@a-]{0,3}.{0,20}") {
            let column = schema::text();
            let written = text.text(&column).into_owned();
            prop_assert!(!written.starts_with(FORMULA));
            prop_assert_eq!(String::parse(&written).unwrap(), text);
        }
    }

    #[test]
    fn a_word_that_is_none_is_told_from_the_list() {
        assert_eq!(Source::parse("rumour").unwrap_err().expected, "truth, survey, register or services");
        assert!(Measure::parse("rumour").unwrap_err().expected.starts_with("one of "));
    }
}
