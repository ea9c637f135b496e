//! A CSV table as it is written, cell by cell.

use super::number::plain;
use crate::observation::{Measure, MeasureKind, NOTICE};
use std::io::{self, Write};

/// Significant digits of values (shares, rates, means).
const VALUE_DIGITS: usize = 6;
/// Significant digits of weighted numbers of persons and of money.
const COUNT_DIGITS: usize = 9;

/// A table under way. [`finish`](Self::finish) must be called: a table that is dropped may lack its end.
pub struct Sheet<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    /// A table with a header; `basis` is added as the last column.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new<'h>(out: W, header: impl IntoIterator<Item = &'h str>) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
        for name in header {
            csv.write_field(name).map_err(as_io)?;
        }
        csv.write_field("basis").map_err(as_io)?;
        csv.write_record(None::<&[u8]>).map_err(as_io)?;
        Ok(Self { csv })
    }

    /// A cell of text. Text that a spreadsheet would run as a formula is led by an apostrophe.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn text(&mut self, text: &str) -> io::Result<&mut Self> {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            self.csv.write_field(format!("'{text}")).map_err(as_io)?;
        } else {
            self.csv.write_field(text).map_err(as_io)?;
        }
        Ok(self)
    }

    /// A whole number.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn whole(&mut self, number: impl Into<i64>) -> io::Result<&mut Self> {
        self.csv.write_field(number.into().to_string()).map_err(as_io)?;
        Ok(self)
    }

    /// A value with 6 significant digits; empty where there is none.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn value(&mut self, value: Option<f64>) -> io::Result<&mut Self> {
        self.number(value, VALUE_DIGITS)
    }

    /// A weighted number of persons or an amount of money with 9 significant digits; empty where there is none.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn count(&mut self, count: Option<f64>) -> io::Result<&mut Self> {
        self.number(count, COUNT_DIGITS)
    }

    /// A number with all its digits, so that it can be put in again.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn exact(&mut self, value: f64) -> io::Result<&mut Self> {
        self.csv.write_field(value.to_string()).map_err(as_io)?;
        Ok(self)
    }

    /// The value of a measure: counts as counts, all else as values.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn measured(&mut self, measure: Measure, value: Option<f64>) -> io::Result<&mut Self> {
        match measure.info().kind {
            MeasureKind::Count => self.count(value),
            MeasureKind::Share | MeasureKind::Rate | MeasureKind::Mean => self.value(value),
        }
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn flag(&mut self, flag: bool) -> io::Result<&mut Self> {
        self.csv.write_field(if flag { "true" } else { "false" }).map_err(as_io)?;
        Ok(self)
    }

    /// Ends the row.
    ///
    /// # Errors
    /// What the writer reports, or that the row has fewer or more cells than the header.
    pub fn end(&mut self) -> io::Result<()> {
        self.csv.write_field(NOTICE).map_err(as_io)?;
        self.csv.write_record(None::<&[u8]>).map_err(as_io)?;
        Ok(())
    }

    /// Writes out what is still held back.
    ///
    /// # Errors
    /// What the writer reports: a full disk shows here.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }

    fn number(&mut self, number: Option<f64>, digits: usize) -> io::Result<&mut Self> {
        self.csv
            .write_field(number.map_or_else(String::new, |number| plain(number, digits)))
            .map_err(as_io)?;
        Ok(self)
    }
}

/// The writer's own error, so that a full disk can be told from other faults.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cells of a row of these texts, as a spreadsheet reads them.
    fn cells(texts: &[&str]) -> Vec<String> {
        let mut bytes = Vec::new();
        let mut sheet = Sheet::new(&mut bytes, texts.iter().map(|_| "text")).unwrap();
        for text in texts {
            sheet.text(text).unwrap();
        }
        sheet.end().unwrap();
        sheet.finish().unwrap();
        let row = csv::Reader::from_reader(&bytes[..]).records().next().unwrap().unwrap();
        row.iter().take(texts.len()).map(str::to_owned).collect()
    }

    #[test]
    fn formulas_become_text() {
        let formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/C calc'!A0"];
        for cell in cells(&formulas) {
            assert!(cell.starts_with('\''), "{cell:?}");
        }
        assert_eq!(
            cells(&["Hà Nội", "a=b", "\"quoted\", \nlines"]),
            ["Hà Nội", "a=b", "\"quoted\", \nlines"]
        );
    }

    proptest! {
        #[test]
        fn no_text_begins_as_a_formula_and_none_spreads_over_cells(text in any::<String>()) {
            let found = cells(&[&text, "next"]);
            prop_assert!(!found[0].starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(found[0].ends_with(&text));
            prop_assert_eq!(&found[1], "next");
        }
    }
}
