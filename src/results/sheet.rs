//! A CSV table as it is written, cell by cell.

use super::cell::{Cell, guarded};
use super::schema::{Column, Line};
use crate::observation::NOTICE;
use std::io::{self, Write};

/// A table under way. [`finish`](Self::finish) must be called: a table that is dropped may lack its
/// end.
pub struct Sheet<W: Write> {
    csv: csv::Writer<W>,
}

/// Writes a table.
///
/// # Errors
/// What the writer reports.
pub fn write_table<L: Line>(lines: impl IntoIterator<Item = L>, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, L::SCHEMA.columns.iter().map(|column| column.name))?;
    for line in lines {
        line.cells(&mut sheet)?;
        sheet.end()?;
    }
    sheet.finish()
}

/// Writes a table whose columns are followed by one for each of some names: a study's factors, with
/// all their digits.
///
/// # Errors
/// What the writer reports.
pub fn write_wide<L: Line>(
    names: &[String],
    lines: impl IntoIterator<Item = (L, Vec<String>)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let own = L::SCHEMA.columns.iter().map(|column| column.name);
    let mut sheet = Sheet::new(out, own.chain(names.iter().map(String::as_str)))?;
    for (line, values) in lines {
        line.cells(&mut sheet)?;
        for value in values {
            // A number below 0 is no formula.
            if value.parse::<f64>().is_ok() { sheet.number(&value)? } else { sheet.text(&value)? }
        }
        sheet.end()?;
    }
    sheet.finish()
}

impl<W: Write> Sheet<W> {
    /// A table with a header; `basis` is added as the last column.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn new<'h>(out: W, header: impl IntoIterator<Item = &'h str>) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
        for name in header {
            csv.write_field(guarded(name).as_ref()).map_err(as_io)?;
        }
        csv.write_field("basis").map_err(as_io)?;
        csv.write_record(None::<&[u8]>).map_err(as_io)?;
        Ok(Self { csv })
    }

    /// A cell of a column.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn cell(&mut self, column: &Column, value: &impl Cell) -> io::Result<()> {
        self.csv.write_field(value.text(column).as_ref()).map_err(as_io)
    }

    /// A cell of text. Text that a spreadsheet would run as a formula is led by an apostrophe.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.csv.write_field(guarded(text).as_ref()).map_err(as_io)
    }

    /// A cell of a number that is text already.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn number(&mut self, number: &str) -> io::Result<()> {
        self.csv.write_field(number).map_err(as_io)
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
}

/// The writer's own error, so that a full disk can be told from other faults.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
