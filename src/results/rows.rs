//! Rows of a result file, read one after another without keeping them: results of many replicates
//! are large.

use super::cell::RowReader;
use super::schema::Line;
use crate::config::{Code, Fault, nearest};
use crate::observation::NOTICE;
use csv::StringRecord;

/// A result file: the name that a message shows, and its text.
#[derive(Debug, Clone, Copy)]
pub struct ResultFile<'a> {
    /// Path as given.
    pub name: &'a str,
    /// Content.
    pub text: &'a str,
}

/// All rows of a table.
///
/// # Errors
/// The first fault of the header or of a row, with file, line and column.
pub fn read_table<L: Line>(file: ResultFile<'_>) -> Result<Vec<L>, Fault> {
    let mut lines = Vec::new();
    each(file, |line| lines.push(line))?;
    Ok(lines)
}

/// Hands every row of a table to `take`, one after another.
///
/// # Errors
/// The first fault of the header or of a row, with file, line and column.
pub fn each<L: Line>(file: ResultFile<'_>, mut take: impl FnMut(L)) -> Result<(), Fault> {
    let columns: Vec<&str> = L::SCHEMA.columns.iter().map(|column| column.name).collect();
    each_row(file, &columns, |row| L::read(row).map(&mut take))
}

/// Hands every row to `each`. Columns may stand in any order and others may stand beside them;
/// every row must end with the notice, so that a row that was cut is found.
fn each_row(
    file: ResultFile<'_>,
    columns: &[&str],
    mut each: impl FnMut(&RowReader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.text.as_bytes());
    let header = reader.headers().map_err(|error| unreadable(file, 1, &error.to_string()))?.clone();
    let places = header_places(file, columns, &header)?;
    let basis = header_places(file, &["basis"], &header)?[0];
    let mut record = StringRecord::new();
    loop {
        // The position before the read is that of the previous row's end; the record knows its own
        // line.
        if !reader.read_record(&mut record).map_err(|error| unreadable(file, 0, &error.to_string()))? {
            return Ok(());
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let message = format!("line {line} has {} of {} fields", record.len(), header.len());
            return Err(Fault::new(Code::TableFields, message)
                .in_file(format!("{}:{line}", file.name))
                .expected(format!("{} fields, as in the header", header.len()))
                .help("the file was cut or changed: make the results again"));
        }
        if &record[basis] != NOTICE {
            let message = format!("line {line} does not end with \"{NOTICE}\"");
            return Err(Fault::new(Code::TableFields, message)
                .in_file(format!("{}:{line}", file.name))
                .expected(format!("the column basis says \"{NOTICE}\" in every row"))
                .help("the file was cut or changed: make the results again"));
        }
        each(&RowReader { file: file.name, columns, places: &places, record: &record, line })?;
    }
}

fn header_places(file: ResultFile<'_>, columns: &[&str], header: &StringRecord) -> Result<Vec<usize>, Fault> {
    let find = |column: &&str| header.iter().position(|name| name == *column);
    let missing: Vec<&str> = columns.iter().copied().filter(|column| find(column).is_none()).collect();
    if missing.is_empty() {
        return Ok(columns.iter().filter_map(find).collect());
    }
    let near = nearest(missing[0], header.iter().filter(|name| !columns.contains(name)));
    let fault = Fault::new(Code::TableHeader, format!("the header lacks {}", missing.join(", ")))
        .in_file(format!("{}:1", file.name))
        .expected(columns.join(","));
    Err(match near {
        Some(near) => fault.help(format!("rename `{near}` to `{}`?", missing[0])),
        None => fault.help("the file was cut or changed, or is of another version: make the results again"),
    })
}

fn unreadable(file: ResultFile<'_>, line: u64, why: &str) -> Fault {
    let place = if line == 0 { file.name.to_owned() } else { format!("{}:{line}", file.name) };
    Fault::new(Code::TableText, format!("the table cannot be read: {why}")).in_file(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Result<Vec<Option<f64>>, Fault> {
        let mut found = Vec::new();
        each_row(ResultFile { name: "t.csv", text }, &["b", "a"], |row| {
            found.push(row.cell(1)?);
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn columns_are_found_by_name_beside_others() {
        let text = "x,a,b,basis\n0,1.5,2,\"modelled, not observed\"\n0,,2,\"modelled, not observed\"\n";
        assert_eq!(numbers(text).unwrap(), [Some(1.5), None]);
    }

    #[test]
    fn each_cut_of_the_last_row_is_found() {
        let whole = "a,b,basis\n1,2,\"modelled, not observed\"\n1,2,\"modelled, not observed\"\n";
        let start = whole.len() / 2 + 6;
        assert!(numbers(whole).is_ok());
        for end in start..whole.len() - 2 {
            if whole.as_bytes()[end - 1] == b'\n' {
                continue;
            }
            let fault = numbers(&whole[..end]).expect_err(&whole[..end]);
            assert_eq!(fault.file.as_deref(), Some("t.csv:3"), "{}", &whole[..end]);
        }
    }

    #[test]
    fn faults_name_line_and_column() {
        let fault = numbers("a,b,basis\n1,2,\"modelled, not observed\"\nx,2,\"modelled, not observed\"\n");
        let fault = fault.unwrap_err();
        assert_eq!(
            (fault.file.as_deref(), fault.message.as_str()),
            (Some("t.csv:3"), "a is \"x\" in line 3")
        );
        let fault = numbers("a,bb,basis\n").unwrap_err();
        assert_eq!(fault.help.as_deref(), Some("rename `bb` to `b`?"));
    }
}
