//! Comma-separated tables: reading in bounded memory, the header, the fields of each row and their
//! places.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::header_line;
use super::quotes::{field_span, line_end, open_quote};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::{self, MAX_BYTES, Source};

/// The longest line of a table, in bytes (1 MiB).
pub const MAX_LINE: usize = 1 << 20;

/// A table whose header and field counts have been checked.
#[derive(Clone, Debug)]
pub struct DataTable {
    source: Arc<Source>,
    header: Vec<String>,
    rows: Vec<DataRow>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct DataRow {
    fields: Vec<String>,
    start: usize,
}

impl DataTable {
    /// Reads a table from a text and holds it to the columns it must have, in any order.
    ///
    /// # Errors
    /// Faults of the quotes, the separator, the header and the field counts.
    pub fn parse(source: &Arc<Source>, columns: &[&str]) -> Result<Self, Faults> {
        Self::checked(source, &columns.join(","), |found, line| header_line::check(found, line, columns))
    }

    /// Reads a table whose first line may name any columns, each once.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_own(source: &Arc<Source>) -> Result<Self, Faults> {
        Self::checked(source, "the names of the columns", header_line::check_own)
    }

    fn checked(
        source: &Arc<Source>,
        wanted: &str,
        check_header: impl Fn(&[String], &Place) -> Result<(), Faults>,
    ) -> Result<Self, Faults> {
        check_lines(source)?;
        let mut records = records(source)?;
        if records.is_empty() {
            return Err(header_line::missing(source, wanted).into());
        }
        let first = records.remove(0);
        let end = line_end(source.text(), first.start);
        check_header(&first.fields, &Place::new(source, first.start..end))?;
        let header: Vec<String> = first.fields.iter().map(|name| name.trim().to_owned()).collect();
        let mut faults = Faults::new();
        for row in records.iter().filter(|row| row.fields.len() != header.len()) {
            faults.push(field_count(source, row, header.len()));
        }
        faults.or(Self { source: Arc::clone(source), header, rows: records })
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows in the order of the file.
    pub fn rows(&self) -> &[DataRow] {
        &self.rows
    }

    /// The field of a row in a column; empty if there is no such column.
    pub fn field<'a>(&'a self, row: &'a DataRow, column: &str) -> &'a str {
        self.column(column).and_then(|at| row.fields.get(at)).map_or("", |field| field.trim())
    }

    /// Where a field stands.
    pub fn place(&self, row: &DataRow, column: &str) -> Place {
        self.field_place(row.start, self.column(column).unwrap_or(0))
    }

    /// Where a row stands: its first line.
    pub fn row_place(&self, row: &DataRow) -> Place {
        Place::new(&self.source, row.start..line_end(self.source.text(), row.start))
    }

    /// Where the header starts: its first field.
    pub fn header_place(&self) -> Place {
        self.header_field(0)
    }

    /// Where the name of a column stands.
    pub fn header_field(&self, column: usize) -> Place {
        let text = self.source.text();
        let start = text.len() - text.trim_start_matches(['\r', '\n']).len();
        self.field_place(start, column)
    }

    /// Where the field of a record that starts at `start` stands, without the blanks around it.
    fn field_place(&self, start: usize, column: usize) -> Place {
        let span = field_span(self.source.text(), start, column);
        let field = &self.source.text()[span.clone()];
        let lead = field.len() - field.trim_start().len();
        Place::new(&self.source, span.start + lead..span.start + lead + field.trim().len())
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|found| found == name)
    }
}

/// Reads the file of a table, holding no more than [`MAX_BYTES`] and giving up at a line above
/// [`MAX_LINE`].
///
/// # Errors
/// A fault of the path, of the size, of a line's length or of the encoding.
pub fn read_source(path: &Path) -> Result<Arc<Source>, Fault> {
    let name = path.display().to_string();
    let file = source::open(path, &name)?;
    let bytes = read_bounded(file, &name)?;
    Source::from_bytes(&name, bytes).map_err(|fault| fault.coded(Code::TableText))
}

fn read_bounded(mut file: File, name: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let (mut line, mut line_start) = (1, 0);
    loop {
        let count = file.read(&mut chunk).map_err(|error| {
            Fault::new(Code::PathUnreadable, format!("`{name}` cannot be read: {error}")).in_file(name)
        })?;
        if count == 0 {
            return Ok(bytes);
        }
        for (at, _) in chunk[..count].iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            if bytes.len() + at - line_start > MAX_LINE {
                return Err(long_line(line).in_file(format!("{name}:{line}")));
            }
            line += 1;
            line_start = bytes.len() + at + 1;
        }
        bytes.extend_from_slice(&chunk[..count]);
        if bytes.len() - line_start > MAX_LINE {
            return Err(long_line(line).in_file(format!("{name}:{line}")));
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(
                Fault::new(Code::FileTooLarge, format!("`{name}` is larger than 64 MiB")).in_file(name)
            );
        }
    }
}

fn long_line(line: usize) -> Fault {
    Fault::new(Code::TableLine, format!("line {line} is longer than 1 MiB"))
        .expected("lines of at most 1048576 bytes")
        .help("is the file a table, and does each row end with a line break?")
}

/// Finds a line that is too long and a quote that is never closed.
fn check_lines(source: &Arc<Source>) -> Result<(), Fault> {
    let text = source.text();
    let mut number = 0;
    for line in text.split('\n') {
        number += 1;
        if line.len() > MAX_LINE {
            return Err(long_line(number).in_file(format!("{}:{number}", source.name())));
        }
    }
    match open_quote(text.as_bytes()) {
        None => Ok(()),
        Some(at) => {
            let line = source.position(at).0;
            Err(Fault::new(Code::TableQuote, format!("the quote that opens in line {line} is never closed"))
                .at(Place::new(source, at..at + 1), "opens here")
                .help("close it, or write \"\" for a quotation mark inside a quoted field"))
        }
    }
}

fn records(source: &Arc<Source>) -> Result<Vec<DataRow>, Fault> {
    let text = source.text();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            Fault::new(Code::TableText, format!("the table cannot be read: {error}")).in_file(source.name())
        })?;
        let at = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        let start = at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
        rows.push(DataRow { fields: record.iter().map(str::to_owned).collect(), start });
    }
    Ok(rows)
}

fn field_count(source: &Arc<Source>, row: &DataRow, wanted: usize) -> Fault {
    let found = row.fields.len();
    let line = source.position(row.start).0;
    let odd = if found < wanted { found.saturating_sub(1) } else { wanted };
    let place = Place::new(source, field_span(source.text(), row.start, odd));
    Fault::new(Code::TableFields, format!("line {line} has {found} of {wanted} fields"))
        .at(place, if found < wanted { "the row ends here" } else { "the first field too many" })
        .expected(format!("{wanted} fields, as in the header"))
        .help(if found < wanted {
            "an empty field still needs its comma"
        } else {
            "a comma inside a text needs quotes around the text; decimals need a point: 0.12, not 0,12"
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_line_ends_and_quotes_do_not_change_what_is_read() {
        let plain = DataTable::parse(&Source::new("t.csv", "a,b\n1,x y\n2,z\n"), &["a", "b"]).unwrap();
        for text in [
            "\u{feff}a,b\n1,x y\n2,z\n",
            "a,b\r\n1,x y\r\n2,z\r\n",
            "a,b\n1,\"x y\"\n2,z",
            "\n\na,b\n\n1,x y\n2,z",
        ] {
            let other = DataTable::parse(&Source::new("t.csv", text), &["a", "b"]).unwrap();
            let fields = |table: &DataTable| -> Vec<String> {
                let of_row = |row| table.header.iter().map(move |column| table.field(row, column).to_owned());
                table.rows().iter().flat_map(of_row).collect()
            };
            assert_eq!((&other.header, fields(&other)), (&plain.header, fields(&plain)), "{text:?}");
        }
    }

    #[test]
    fn fields_are_found_behind_quotes_and_blank_lines() {
        let text = "a,b\r\n\r\n\"x,\"\"y\",12\r\n3,4\r\n";
        let table = DataTable::parse(&Source::new("t.csv", text), &["a", "b"]).unwrap();
        let spans: Vec<_> = table.rows().iter().map(|row| &text[table.place(row, "b").span]).collect();
        assert_eq!(spans, ["12", "4"]);
        assert_eq!(table.field(&table.rows()[0], "a"), "x,\"y");
    }
}
