//! A table of numbers whose columns the file itself names: points of a study, or of an ensemble.

use std::sync::Arc;

use super::field::Fields;
use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::config::parameters::book::Parameter;

/// Rows of finite numbers below a header of names, each name once.
#[derive(Clone, Debug)]
pub struct NumberTable {
    table: DataTable,
    rows: Vec<Vec<f64>>,
}

impl NumberTable {
    /// Reads the numbers of a text. Empty lines are passed over.
    ///
    /// # Errors
    /// Every fault of the text: quotes, separator, header, field counts, and fields that are no
    /// finite numbers.
    pub fn parse(source: &Arc<Source>) -> Result<Self, Faults> {
        let table = DataTable::parse_own(source)?;
        let mut faults = Faults::new();
        let mut rows = Vec::with_capacity(table.rows().len());
        for row in table.rows() {
            let mut fields = Fields::new(&table, row, &mut faults);
            rows.push(table.header().iter().map(|name| fields.number(name, f64::MIN, f64::MAX)).collect());
        }
        if rows.is_empty() {
            faults.push(no_row(&table));
        }
        faults.or(Self { table, rows })
    }

    /// The names in the header, in the order of the columns.
    pub fn names(&self) -> &[String] {
        self.table.header()
    }

    /// The rows, each with a number for every name.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// Where a name stands in the header.
    pub fn name_place(&self, column: usize) -> Place {
        self.table.header_field(column)
    }

    /// A fault for each number of a column that the parameter which the column is of cannot be.
    pub fn out_of_bounds(&self, column: usize, parameter: &Parameter) -> impl Iterator<Item = Fault> {
        let outside =
            self.rows.iter().enumerate().filter(move |(_, row)| !parameter.unit.allows(row[column]));
        outside.map(move |(row, values)| {
            Fault::new(Code::TableBounds, format!("`{}` cannot be {}", self.names()[column], values[column]))
                .at(self.place(row, column), "out of bounds")
                .expected(parameter.unit.bounds_text())
                .help("correct the value, or leave the point out")
        })
    }

    /// Where a number stands.
    fn place(&self, row: usize, column: usize) -> Place {
        self.table.place(&self.table.rows()[row], &self.names()[column])
    }
}

/// The finite number of a field, whose column may hold others.
///
/// # Errors
/// The field is empty or no finite number.
pub fn number_at(table: &DataTable, row: &DataRow, column: &str) -> Result<f64, Faults> {
    let mut faults = Faults::new();
    let number = Fields::new(table, row, &mut faults).number(column, f64::MIN, f64::MAX);
    faults.or(number)
}

fn no_row(table: &DataTable) -> Fault {
    Fault::new(Code::TableMissingRow, "there is no row below the header")
        .at(table.header_place(), "the last line of the file")
        .expected("a line of numbers for each point")
        .help("add a line, or check whether the file was cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<NumberTable, Faults> {
        NumberTable::parse(&Source::new("points.csv", text))
    }

    #[test]
    fn numbers_are_read_in_order_whatever_marks_and_line_ends_stand_around_them() {
        let table = read("a.b,c\n1,2e-3\n-4, 5\n").unwrap();
        assert_eq!(table.names(), ["a.b", "c"]);
        assert_eq!(table.rows(), [[1.0, 0.002], [-4.0, 5.0]]);
        let other = read("\u{feff}a.b, c\r\n\r\n1,2e-3\r\n-4,\"5\"").unwrap();
        assert_eq!((other.names(), other.rows()), (table.names(), table.rows()));
        let place = other.place(1, 1);
        assert_eq!(&place.source.text()[place.span], "\"5\"");
    }

    #[test]
    fn all_faults_come_together_each_at_its_field() {
        let said = read("a,b\n1,x\nNaN,1 000\n5,1e999\n").unwrap_err().to_string();
        for place in ["points.csv:2:3", "points.csv:3:1", "points.csv:3:5", "points.csv:4:3"] {
            assert!(said.contains(place), "{place} is not in\n{said}");
        }
    }

    #[test]
    fn wrong_headers_and_open_quotes_are_named() {
        for (text, part) in [
            ("", "is empty"),
            ("a;b\n1;2\n", "looks like ;-separated"),
            ("a\tb\n1\t2\n", "looks like tab-separated"),
            ("a,a\n1,2\n", "the header repeats a"),
            ("a,\n1,2\n", "column 2 of the header has no name"),
            ("a,2\n1,2\n", "`2` stands where a name must"),
            ("a,b\n", "there is no row below the header"),
            ("a,b\n1,2,3\n", "line 2 has 3 of 2 fields"),
            ("a\n\"1\n", "the quote that opens in line 2 is never closed"),
        ] {
            let said = read(text).unwrap_err().to_string();
            assert!(said.contains(part), "{part} is not in\n{said}");
        }
    }
}
