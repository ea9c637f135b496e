//! Fields of a table as numbers, texts and flags, each with the words of its refusal.

use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};

/// Reads the fields of one row and gathers what is wrong with them.
pub(crate) struct Fields<'a> {
    table: &'a DataTable,
    row: &'a DataRow,
    faults: &'a mut Faults,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(table: &'a DataTable, row: &'a DataRow, faults: &'a mut Faults) -> Self {
        Self { table, row, faults }
    }

    /// A text that may not be empty.
    pub(crate) fn text(&mut self, column: &str) -> String {
        let text = self.table.field(self.row, column);
        if text.is_empty() {
            self.empty(column);
        }
        text.to_owned()
    }

    /// A number in `low..=high`; 0 if it is refused.
    pub(crate) fn number(&mut self, column: &str, low: f64, high: f64) -> f64 {
        if self.table.field(self.row, column).is_empty() {
            self.empty(column);
        }
        self.read(column, low, high, false).unwrap_or(0.0)
    }

    /// A number in `low..=high`, or `None` for an empty field.
    pub(crate) fn maybe(&mut self, column: &str, low: f64, high: f64) -> Option<f64> {
        self.read(column, low, high, true)
    }

    fn read(&mut self, column: &str, low: f64, high: f64, may_be_empty: bool) -> Option<f64> {
        let text = self.table.field(self.row, column);
        if text.is_empty() {
            return None;
        }
        match number(text) {
            Ok(number) if (low..=high).contains(&number) => return Some(number),
            Ok(number) => {
                let percent = high == 1.0 && (2.0..=100.0).contains(&number);
                let help = match percent {
                    true => {
                        format!("did you mean {}?", crate::config::document::number::tidy(number / 100.0))
                    }
                    false => "correct the cell, or check which unit the column is in".to_owned(),
                };
                self.push(
                    column,
                    Fault::new(Code::TableBounds, format!("{column} cannot be {text}"))
                        .expected(format!("a number from {low} to {high}"))
                        .help(help),
                    format!("must lie in [{low}, {high}]"),
                );
            }
            Err((label, help)) => self.push(
                column,
                Fault::new(Code::TableNumber, format!("{column} is not a plain number: \"{}\"", short(text)))
                    .expected("digits with a decimal point, such as 1234 or 0.12")
                    .help(if help == UNKNOWN && !may_be_empty { FILL } else { help }),
                label.to_owned(),
            ),
        }
        None
    }

    /// A share from 0 to 1.
    pub(crate) fn share(&mut self, column: &str) -> f64 {
        self.number(column, 0.0, 1.0)
    }

    /// A share from 0 to 1, or `None` for an empty field.
    pub(crate) fn maybe_share(&mut self, column: &str) -> Option<f64> {
        self.maybe(column, 0.0, 1.0)
    }

    /// 0 or 1.
    pub(crate) fn flag(&mut self, column: &str) -> bool {
        match self.table.field(self.row, column) {
            "1" => true,
            "0" => false,
            "" => {
                self.empty(column);
                false
            }
            text => {
                let fault = Fault::new(Code::TableNumber, format!("{column} is \"{}\"", short(text)));
                self.push(
                    column,
                    fault.expected("0 or 1").help("write 1 for yes and 0 for no"),
                    "neither 0 nor 1".to_owned(),
                );
                false
            }
        }
    }

    /// Refuses the row unless `sound`; both columns are shown.
    pub(crate) fn rule(&mut self, sound: bool, left: &str, right: &str, rule: &str) {
        let (a, b) = (self.table.field(self.row, left), self.table.field(self.row, right));
        if !sound && !a.is_empty() && !b.is_empty() {
            let fault =
                Fault::new(Code::TableRule, format!("{left} {a} and {right} {b} contradict each other"))
                    .expected(rule)
                    .also(self.table.place(self.row, right), right)
                    .help("correct the wrong one of the two");
            self.push(left, fault, left.to_owned());
        }
    }

    fn empty(&mut self, column: &str) {
        let line = self.table.place(self.row, column);
        let (line, _) = line.source.position(line.span.start);
        let fault = Fault::new(Code::TableEmpty, format!("{column} is empty in line {line}"));
        self.push(
            column,
            fault.expected("a value: this column has no empty cells").help(FILL),
            "empty".to_owned(),
        );
    }

    fn push(&mut self, column: &str, fault: Fault, label: String) {
        self.faults.push(fault.at(self.table.place(self.row, column), label));
    }
}

/// What to do about a number that nobody knows, where a cell may be empty.
const UNKNOWN: &str = "leave the cell empty if the value is not known";

/// The same where it may not.
const FILL: &str = "fill the cell";

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A plain decimal number, or what is wrong with it and how to mend it.
fn number(text: &str) -> Result<f64, (&'static str, &'static str)> {
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(number) if plain && number.is_finite() => return Ok(number + 0.0),
        Ok(_) if plain => return Err(("too large for a number", "is the exponent wrong?")),
        Ok(_) => return Err(("not a finite number", UNKNOWN)),
        Err(_) => {}
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    Err(if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        ("no number", UNKNOWN)
    } else if text.contains('%') {
        ("a percentage", "write the fraction, 0.12 for 12 %")
    } else if text.contains([' ', '\u{a0}', '\u{202f}', '\'', '_']) {
        ("digits in groups", "write 1234, not 1 234")
    } else if text.contains('.') && text.contains(',') {
        ("digits in groups or a decimal comma", "write 1234.5, not 1.234,5 or 1,234.5")
    } else if text.split_once(',').is_some_and(|(a, b)| digits(a.trim_start_matches('-')) && digits(b)) {
        ("a decimal comma", "write 0.12, not 0,12")
    } else if text.matches('.').count() > 1 {
        ("two decimal points", "write 1234567, not 1.234.567")
    } else {
        ("not a number", "only digits, one decimal point and a sign are allowed")
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn only_plain_decimal_numbers_are_taken() {
        for (text, value) in [("0.12", 0.12), ("-3", -3.0), ("1e3", 1000.0), ("+7", 7.0), ("-0", 0.0)] {
            assert_eq!(number(text), Ok(value), "{text}");
        }
        let bad = [
            "N/A", "-", "1 234", "1.234,5", "1e999", "NaN", "inf", "0,12", "12%", "0x10", "1.2.3", "१२", ".",
            "1_000",
        ];
        for text in bad {
            assert!(number(text).is_err(), "{text}");
        }
    }
}
