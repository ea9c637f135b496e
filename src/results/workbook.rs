//! `tables.xlsx`: every table as a sheet with typed columns, and a sheet of notes that says what
//! the columns mean.
//!
//! A spreadsheet that opens the CSV files takes a province's code 01 for the number 1 and may show
//! its name in another encoding; in the workbook codes are text and names are as they are.

use super::catalogue::TABLES;
use super::cell::{Kind, unguarded};
use super::directory::{self, load};
use super::manifest::{self, Manifest, ManifestRead};
use super::outputs::OutputFile;
use super::schema::{Column, Schema, vietnamese};
use crate::config::{Code, Fault};
use crate::observation::NOTICE;
use crate::quantities::Month;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io;
use std::path::Path;

/// Name of the file.
pub const FILE: &str = "tables.xlsx";

/// Rows that a sheet can hold, its header among them.
const MOST_ROWS: u32 = 1_048_576;

/// The largest whole number that a spreadsheet keeps exactly.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// What each interval holds.
const INTERVALS: &str = "Columns `low` and `high` are the ends of 95 % intervals: in contrasts, cost_effectiveness, equity, displacement, \
    why_means and decision over the replicates, which hold chance, and with --uncertainty or --ensemble also the parameters that were drawn; in provinces over the \
    communes of the province, which hold chance, and from five replicates on over the replicates, as above; in point_contrasts over the \
    replicates of a point, which hold chance; in survey over samples of respondents; in sensitivity over resamples of the points. In fit \
    and posterior_fit they are the published band. The meaning of each column says which.";

/// What the sheet of notes says of the results as a whole.
type Facts = [(&'static str, String); 6];

fn facts(
    version: &str,
    command: &str,
    config: &str,
    seed: u64,
    replicates: u32,
    scenarios: &[String],
) -> Facts {
    [
        ("Version", format!("lachan {version}")),
        ("Command", command.to_owned()),
        ("Configuration", format!("BLAKE3 {config}")),
        ("Seed", seed.to_string()),
        ("Replicates", replicates.to_string()),
        ("Scenarios", scenarios.join(", ")),
    ]
}

/// A workbook of the tables among some files that are about to be written: the same tables and
/// manifest give the same bytes.
///
/// # Errors
/// What writing a table or the workbook reports.
pub fn workbook(files: &[OutputFile<'_>], own: &Manifest) -> io::Result<Vec<u8>> {
    let mut tables = Vec::new();
    for schema in TABLES {
        for file in files.iter().filter(|file| file.schema.is_some_and(|known| known.name == schema.name)) {
            let mut text = Vec::new();
            file.write(&mut text)?;
            tables.push((*schema, text));
        }
    }
    let Manifest { version, command, config_hash, seed, replicates, scenarios, .. } = own;
    made(&tables, &facts(version, command, config_hash, *seed, *replicates, scenarios))
        .map_err(io::Error::other)
}

/// A workbook of the tables of a directory of results, all of them files that its manifest names,
/// as they were written.
///
/// # Errors
/// A directory without manifest, a file that is missing or was changed.
pub fn workbook_of(place: &Path) -> Result<Vec<u8>, Fault> {
    let (own, _) = directory::manifest(place)?;
    let mut tables = Vec::new();
    for schema in TABLES {
        let name = format!("{}.csv", schema.name);
        if own.files.contains_key(&name) {
            let text = load(place, &name)?;
            manifest::check(&own, &name, &place.join(&name).display().to_string(), text.as_bytes())?;
            tables.push((*schema, text.into_bytes()));
        }
    }
    let ManifestRead { version, command, config_hash, seed, replicates, scenarios, .. } = &own;
    made(&tables, &facts(version, command, config_hash, *seed, *replicates, scenarios)).map_err(|error| {
        Fault::new(Code::ResultUnreadable, format!("the workbook cannot be made: {error}"))
            .in_file(place.display().to_string())
            .help("make the results again")
    })
}

/// A workbook of tables as their files hold them.
fn made(tables: &[(Schema, Vec<u8>)], facts: &[(&str, String)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The clock has no say in the bytes.
    let never = ExcelDateTime::from_ymd(2017, 1, 1)?;
    let properties =
        DocProperties::new().set_title("Lachan").set_comment(NOTICE).set_creation_datetime(&never);
    workbook.set_properties(&properties);
    let bold = Format::new().set_bold();
    let mut left_out = Vec::new();
    let mut sheets = Vec::new();
    for (schema, text) in tables {
        let mut sheet = Worksheet::new();
        sheet.set_name(schema.name)?;
        match fill(&mut sheet, schema, text, &bold)? {
            true => sheets.push(sheet),
            false => left_out.push(schema.name),
        }
    }
    let schemas: Vec<&Schema> = tables.iter().map(|(schema, _)| schema).collect();
    workbook.push_worksheet(notes(&schemas, facts, &left_out, &bold)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// Fills a sheet; false where the table has more rows than a sheet can hold.
fn fill(sheet: &mut Worksheet, schema: &Schema, text: &[u8], bold: &Format) -> Result<bool, XlsxError> {
    let month = Format::new().set_num_format("yyyy-mm");
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().map_err(unreadable)?.clone();
    let kinds: Vec<Kind> = header.iter().map(|name| kind(schema, name)).collect();
    for (place, name) in (0..).zip(&header) {
        sheet.write_string_with_format(0, place, name, bold)?;
        sheet.set_column_width(place, name.chars().count().max(10) as f64 + 2.0)?;
    }
    let mut row = 0;
    for record in reader.records() {
        row += 1;
        if row == MOST_ROWS {
            return Ok(false);
        }
        let record = record.map_err(unreadable)?;
        for ((place, cell), kind) in (0..).zip(&record).zip(&kinds).filter(|((_, cell), _)| !cell.is_empty())
        {
            match (kind, cell.parse::<f64>(), cell.parse::<Month>()) {
                (Kind::Whole | Kind::Number, Ok(number), _) if number.abs() <= MOST_EXACT => {
                    sheet.write_number(row, place, number)?
                }
                (Kind::Flag, ..) => sheet.write_boolean(row, place, cell == "true")?,
                (Kind::Month, _, Ok(found)) => {
                    let day = ExcelDateTime::from_ymd(found.year() as u16, found.of_year() + 1, 1)?;
                    sheet.write_datetime_with_format(row, place, &day, &month)?
                }
                _ => sheet.write_string(row, place, unguarded(cell))?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row, header.len() as u16 - 1)?;
    Ok(true)
}

/// What a column of a file holds: a factor of a study, which is none of the table's own columns,
/// holds numbers.
fn kind(schema: &Schema, name: &str) -> Kind {
    match schema.columns.iter().find(|column| column.name == name) {
        Some(column) => column.kind,
        None if name == "basis" => Kind::Text,
        None => Kind::Number,
    }
}

fn unreadable(error: csv::Error) -> XlsxError {
    XlsxError::ParameterError(error.to_string())
}

fn notes(
    schemas: &[&Schema],
    facts: &[(&str, String)],
    left_out: &[&str],
    bold: &Format,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("notes")?;
    for (column, width) in [20.0, 28.0, 10.0, 24.0, 80.0, 80.0].into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    sheet.write_string_with_format(0, 0, "Modelled, not observed: no row is about a real person.", bold)?;
    sheet.write_string_with_format(1, 0, vietnamese("notes", None), bold)?;
    let mut row = 2;
    let intervals = [
        ("Intervals", INTERVALS.to_owned()),
        (&vietnamese("notes", Some("intervals_title")), vietnamese("notes", Some("intervals"))),
    ];
    let missing = left_out
        .iter()
        .map(|name| ("Left out", format!("{name}: more rows than a sheet holds; see {name}.csv")));
    for (name, text) in facts.iter().cloned().chain(intervals).chain(missing) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, text)?;
        row += 1;
    }
    row += 1;
    for (place, title) in
        (0..).zip(["table", "column", "type", "unit", "meaning", &vietnamese("notes", Some("meaning"))])
    {
        sheet.write_string_with_format(row, place, title, bold)?;
    }
    for schema in schemas {
        row += 1;
        sheet.write_string_with_format(row, 0, schema.name, bold)?;
        sheet.write_string_with_format(row, 4, schema.english(), bold)?;
        sheet.write_string_with_format(row, 5, schema.vietnamese(), bold)?;
        for column in schema.columns {
            row += 1;
            let cells = [
                schema.name,
                column.name,
                word(column),
                column.unit,
                &column.english(),
                &schema.vietnamese_of(column),
            ];
            for (place, cell) in (0..).zip(cells) {
                sheet.write_string(row, place, cell)?;
            }
        }
    }
    Ok(sheet)
}

fn word(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "text",
        Kind::Whole => "whole",
        Kind::Number => "number",
        Kind::Flag => "yes or no",
        Kind::Month => "month",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{CostLine, OutputFile};

    fn lines() -> Vec<CostLine> {
        vec![CostLine {
            scenario: "=1+1".to_owned(),
            replicate: 0,
            year: 2017,
            lever: "cash_transfer".to_owned(),
            province: "01".to_owned(),
            home_months: 2.0,
            variable_kvnd: 1.5,
            fixed_kvnd: 0.0,
            total_kvnd: 1.5,
        }]
    }

    /// The parts of a workbook, all of them as text.
    fn parts(bytes: &[u8]) -> String {
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut all = String::new();
        for place in 0..archive.len() {
            io::Read::read_to_string(&mut archive.by_index(place).unwrap(), &mut all).unwrap();
        }
        all
    }

    #[test]
    fn the_notes_say_of_every_table_with_an_interval_what_it_holds() {
        let both = [INTERVALS.to_owned(), vietnamese("notes", Some("intervals"))];
        let with_ends =
            TABLES.iter().filter(|schema| schema.columns.iter().any(|column| column.name == "low"));
        let mut tables = 0;
        for schema in with_ends {
            for said in &both {
                let mut words = said.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                assert!(words.any(|word| word == schema.name), "{} is not in {said}", schema.name);
            }
            tables += 1;
        }
        assert!(tables >= 9, "{tables}");
    }

    #[test]
    fn a_workbook_keeps_codes_as_text_and_is_the_same_each_time() {
        let files = [OutputFile::table(lines)];
        let manifest = Manifest::new("ab12", 1, 1, "lachan run");
        let bytes = workbook(&files, &manifest).unwrap();
        assert_eq!(bytes, workbook(&files, &manifest).unwrap());
        let all = parts(&bytes);
        assert!(all.contains("<v>1.5</v>") && all.contains("<v>2017</v>"), "numbers are numbers");
        assert!(all.contains("<t>01</t>") && all.contains("<t>=1+1</t>"), "codes and names are text");
        assert!(all.contains("không phải số liệu quan sát") && all.contains("name=\"costs\""));
        assert!(!all.contains("<f>"), "nothing is a formula");
    }
}
