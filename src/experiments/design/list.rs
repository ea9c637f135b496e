//! A list of points from CSV text.

use super::{MOST_POINTS, Point};
use csv::{ReaderBuilder, StringRecord, Trim};
use std::collections::BTreeSet;

/// The points of a list and the names that its header gives.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The dotted names of the columns.
    pub names: Vec<String>,
    /// The points, in the order of the lines.
    pub points: Vec<Point>,
}

/// A fault of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ListFault {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong and what is expected.
    pub what: String,
}

/// Reads points from CSV text: the header has the factors' dotted names, each further line the values of a point. A byte
/// order mark, carriage returns and empty lines do no harm.
///
/// # Errors
/// All faults of the text together, in the order of their lines.
pub fn list(text: &str) -> Result<List, Vec<ListFault>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let header_line = header.position().map_or(1, csv::Position::line);
    let mut faults = header_faults(&header, header_line);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut points = Vec::new();
    for record in reader.records() {
        let record = record.expect("text in memory is UTF-8 and rows may differ in length");
        let line = record.position().map_or(0, csv::Position::line);
        match row(&header, &record) {
            Ok(values) => points.push(Point { index: points.len(), values }),
            Err(found) => faults.extend(found.into_iter().map(|what| ListFault { line, what })),
        }
    }
    if faults.is_empty() && points.is_empty() {
        faults.push(ListFault { line: header_line, what: "there is no point below the header".into() });
    }
    if points.len() > MOST_POINTS {
        let what = format!("{} points are listed; a design has at most {MOST_POINTS}", points.len());
        faults.push(ListFault { line: header_line, what });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(List { names: header.iter().map(str::to_owned).collect(), points })
}

fn header_faults(header: &StringRecord, line: u64) -> Vec<ListFault> {
    let fault = |what: String| ListFault { line, what };
    if header.iter().all(str::is_empty) {
        return vec![fault("the header with the names of the factors is missing".into())];
    }
    if let (1, Some(found)) = (header.len(), header[0].chars().find(|c| matches!(c, ';' | '\t'))) {
        return vec![fault(format!("the header looks {found:?}-separated; separate fields with commas"))];
    }
    let mut names = BTreeSet::new();
    let mut faults = Vec::new();
    for (column, name) in header.iter().enumerate() {
        if name.is_empty() {
            faults.push(fault(format!("column {} has no name", column + 1)));
        } else if name.parse::<f64>().is_ok() {
            faults.push(fault(format!("`{name}` is a number; the first line must have the factors' names")));
        } else if !names.insert(name) {
            faults.push(fault(format!("`{name}` stands twice; give each name once")));
        }
    }
    faults
}

fn row(header: &StringRecord, record: &StringRecord) -> Result<Vec<f64>, Vec<String>> {
    if record.len() != header.len() {
        return Err(vec![format!("{} of {} fields", record.len(), header.len())]);
    }
    let mut faults = Vec::new();
    let mut values = Vec::with_capacity(header.len());
    for (name, text) in header.iter().zip(record) {
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => values.push(value),
            _ => faults.push(format!("`{text}` is not a finite number, in column `{name}`")),
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        list(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn points_are_read_in_order() {
        let read = list("a.b,c\n1,2e-3\n-4, 5\n").unwrap();
        assert_eq!(read.names, ["a.b", "c"]);
        assert_eq!(read.points[0], Point { index: 0, values: vec![1.0, 0.002] });
        assert_eq!(read.points[1], Point { index: 1, values: vec![-4.0, 5.0] });
    }

    #[test]
    fn marks_returns_and_a_missing_end_do_no_harm() {
        assert_eq!(list("\u{feff}a,b\r\n1,2\r\n\r\n3,4").unwrap(), list("a,b\n1,2\n3,4\n").unwrap());
    }

    #[test]
    fn all_faults_come_together_with_their_lines() {
        let text = "a,b\n1,x\n2\n\n3,4\nNaN,inf\n5,6,7\n";
        let expected = [
            "line 2: `x` is not a finite number, in column `b`",
            "line 3: 1 of 2 fields",
            "line 6: `NaN` is not a finite number, in column `a`",
            "line 6: `inf` is not a finite number, in column `b`",
            "line 7: 3 of 2 fields",
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn wrong_headers_are_named() {
        assert_eq!(faults(""), ["line 1: the header with the names of the factors is missing"]);
        assert_eq!(
            faults("a;b\n1;2\n"),
            ["line 1: the header looks ';'-separated; separate fields with commas"]
        );
        assert_eq!(faults("a,a\n1,2\n"), ["line 1: `a` stands twice; give each name once"]);
        assert_eq!(faults("a,\n1,2\n"), ["line 1: column 2 has no name"]);
        let number = "line 1: `2` is a number; the first line must have the factors' names";
        assert_eq!(faults("a,2\n1,2\n"), [number]);
        assert_eq!(faults("a,b\n"), ["line 1: there is no point below the header"]);
    }
}
