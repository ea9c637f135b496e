//! What the templates show: sections of figures and tables, as plain text but for the figures' SVG.

use super::escape::csv_address;
use super::words::{Format, Phrase, Words};
use crate::export::{Sheet, plain};
use serde::Serialize;
use std::io;

/// A part of the page.
#[derive(Debug, Default, Serialize)]
pub struct Section {
    /// Id, and the target of the contents.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// Paragraphs before the figures.
    pub lead: Vec<String>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Paragraphs behind the figures.
    pub notes: Vec<String>,
    /// The data behind the figures.
    pub tables: Vec<Table>,
}

/// A figure.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// SVG, already escaped.
    pub svg: String,
    /// Caption; empty where the figure says it all.
    pub caption: String,
    /// Scenario by its place, if the figure shows one of several.
    pub scenario: Option<usize>,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Caption.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, as many cells each as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Name of the file of the download, without ending.
    pub file: String,
    /// Address of the download.
    pub csv: Option<String>,
    /// Number of columns of text, which stand first.
    pub texts: usize,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Whether it holds numbers.
    pub numbers: bool,
}

/// A cell: what is shown, and the number behind it as the result files write it.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// What is shown.
    pub text: String,
    /// The number behind it.
    pub raw: Option<String>,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), raw: None }
    }

    /// A number in a format; an empty cell where there is none.
    pub fn number(words: Words, format: Format, value: Option<f64>) -> Self {
        value.map_or_else(
            || Self::text(""),
            |value| Self { text: words.bare(format, value), raw: Some(plain(value, 9)) },
        )
    }

    /// A number, or that it is hidden.
    pub fn shown(words: Words, format: Format, value: Option<f64>, hidden: bool) -> Self {
        if hidden { Self::text(words.phrase(Phrase::Hidden)) } else { Self::number(words, format, value) }
    }

    /// A whole number as it stands, such as a year.
    pub fn whole(value: i64) -> Self {
        Self { text: value.to_string(), raw: Some(value.to_string()) }
    }

    /// A probability from 0 to 1, as a percentage.
    pub fn probability(words: Words, value: Option<f64>) -> Self {
        Self::number(words, Format::Percent, value)
    }
}

impl Table {
    /// A table without rows yet. Columns of text stand first, so that one class of the table says how all its cells stand.
    pub fn new(file: impl Into<String>, caption: String, columns: Vec<Column>) -> Self {
        let texts = columns.iter().take_while(|column| !column.numbers).count();
        debug_assert!(columns[texts..].iter().all(|column| column.numbers), "{caption}");
        Self { caption, columns, rows: Vec::new(), file: file.into(), csv: None, texts }
    }

    /// Adds the download: each number as the result files write it, each row marked as modelled.
    ///
    /// # Errors
    /// None but those of the writer, which writes into memory.
    pub fn with_csv(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut sheet = Sheet::new(&mut bytes, self.columns.iter().map(|column| column.title.as_str()))?;
        for row in &self.rows {
            for cell in row {
                match &cell.raw {
                    Some(raw) => sheet.count(raw.parse().ok())?,
                    None => sheet.text(&cell.text)?,
                };
            }
            sheet.end()?;
        }
        sheet.finish()?;
        self.csv = Some(csv_address(&String::from_utf8_lossy(&bytes)));
        Ok(())
    }
}

/// A column of text.
pub fn texts(title: impl Into<String>) -> Column {
    Column { title: title.into(), numbers: false }
}

/// A column of numbers.
pub fn numbers(title: impl Into<String>) -> Column {
    Column { title: title.into(), numbers: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::Language;

    #[test]
    fn a_download_keeps_numbers_as_the_files_write_them_and_defuses_formulas() {
        let words = Words { language: Language::Vietnamese };
        let mut table = Table::new("t", String::new(), vec![texts("a"), numbers("b")]);
        table.rows.push(vec![Cell::text("=1+1"), Cell::number(words, Format::Percent, Some(0.0514823))]);
        table.rows.push(vec![Cell::text("x"), Cell::shown(words, Format::Percent, None, true)]);
        assert_eq!(table.rows[0][1].text, "5,15");
        table.with_csv().unwrap();
        assert_eq!(
            table.csv.unwrap(),
            "data:text/csv;charset=utf-8,%EF%BB%BFa,b,basis%0A'=1+1,0.0514823,\"modelled, not observed\"%0Ax,ẩn,\"modelled, not observed\"%0A"
        );
    }
}
