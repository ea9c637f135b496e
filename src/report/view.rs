//! What the templates show: sections of figures and tables, as plain text but for the figures' SVG.

use super::escape::csv_address;
use super::words::{Phrase, Quantity, Words};
use crate::results::{Sheet, plain};
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
    pub columns: Vec<TableColumn>,
    /// Rows, as many cells each as there are columns.
    pub rows: Vec<Vec<Shown>>,
    /// Name of the file of the download, without ending.
    pub file: String,
    /// Address of the download.
    pub csv: Option<String>,
    /// Number of columns of text, which stand first.
    pub texts: usize,
    /// Whether it is shown without being asked for.
    pub open: bool,
    #[serde(skip)]
    words: Words,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct TableColumn {
    /// Heading, with the unit of the numbers below it.
    pub title: String,
    /// What its numbers are; none for a column of text.
    #[serde(skip)]
    pub quantity: Option<Quantity>,
}

/// What a row gives for a column.
#[derive(Debug, Clone)]
pub enum TableCell {
    /// A text.
    Text(String),
    /// A number as the result files have it: the column says in which unit it is shown.
    Number(Option<f64>),
    /// A number of a column whose rows have units of their own, which another cell of the row
    /// names; with so many decimals, if said.
    Own(Quantity, Option<f64>, Option<usize>),
    /// A whole number that is a name, such as a year.
    Whole(i64),
    /// A number that is hidden.
    Hidden,
}

/// A cell as it is shown, and its number in the unit of its heading.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// What is shown.
    pub text: String,
    /// The number, in the unit that is shown, as the result files would write it.
    pub raw: Option<String>,
}

impl TableCell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number, or that it is hidden.
    pub fn or_hidden(value: Option<f64>, hidden: bool) -> Self {
        if hidden { Self::Hidden } else { Self::Number(value) }
    }

    /// As it stands in a column of that quantity: the one place where a table's number is scaled to
    /// its unit.
    fn shown(self, words: Words, column: Quantity) -> Shown {
        let (quantity, value, decimals) = match self {
            Self::Text(text) => return Shown { text, raw: None },
            Self::Hidden => return Shown { text: words.phrase(Phrase::Hidden), raw: None },
            Self::Whole(value) => {
                return Shown { text: value.to_string(), raw: Some(value.to_string()) };
            }
            Self::Number(value) => (column, value, None),
            Self::Own(quantity, value, decimals) => (quantity, value, decimals),
        };
        let Some(value) = value else { return Shown { text: String::new(), raw: None } };
        let text = match decimals {
            Some(decimals) => words.bare_to(quantity, value, decimals),
            None => words.bare(quantity, value),
        };
        Shown { text, raw: Some(plain(quantity.scaled(value), 9)) }
    }
}

impl Table {
    /// A table without rows yet. Columns of text stand first, so that one class of the table says
    /// how all its cells stand.
    pub fn new(words: Words, file: impl Into<String>, caption: String, columns: Vec<TableColumn>) -> Self {
        let texts = columns.iter().take_while(|column| column.quantity.is_none()).count();
        debug_assert!(columns[texts..].iter().all(|column| column.quantity.is_some()), "{caption}");
        debug_assert!(
            columns
                .iter()
                .enumerate()
                .all(|(at, one)| columns[..at].iter().all(|two| one.title != two.title)),
            "{caption}: two columns of one name"
        );
        Self { caption, columns, rows: Vec::new(), file: file.into(), csv: None, texts, open: false, words }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<TableCell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.caption);
        let shown = cells
            .into_iter()
            .zip(&self.columns)
            .map(|(cell, column)| cell.shown(self.words, column.quantity.unwrap_or(Quantity::Plain)));
        self.rows.push(shown.collect());
    }

    /// Adds the download: each number in the unit of its heading, each row marked as modelled.
    ///
    /// # Errors
    /// None but those of the writer, which writes into memory.
    pub fn with_csv(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut sheet = Sheet::new(&mut bytes, self.columns.iter().map(|column| column.title.as_str()))?;
        for row in &self.rows {
            for cell in row {
                match &cell.raw {
                    Some(raw) => sheet.number(raw)?,
                    None => sheet.text(&cell.text)?,
                }
            }
            sheet.end()?;
        }
        sheet.finish()?;
        self.csv = Some(csv_address(&String::from_utf8_lossy(&bytes)));
        Ok(())
    }
}

/// A column of text.
pub fn texts(title: impl Into<String>) -> TableColumn {
    TableColumn { title: title.into(), quantity: None }
}

/// A column of numbers, headed with their unit.
pub fn numbers(words: Words, title: &str, quantity: Quantity) -> TableColumn {
    TableColumn { title: quantity.heading(words, title), quantity: Some(quantity) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_download_holds_numbers_in_the_unit_of_their_heading_and_defuses_formulas() {
        let words = Words { language: Language::Vietnamese };
        let columns = vec![texts("a"), numbers(words, "b", Quantity::Percent)];
        let mut table = Table::new(words, "t", String::new(), columns);
        table.push(vec![TableCell::text("=1+1"), TableCell::Number(Some(0.0514823))]);
        table.push(vec![TableCell::text("x"), TableCell::or_hidden(None, true)]);
        assert_eq!(table.rows[0][1].text, "5,15");
        table.with_csv().unwrap();
        assert_eq!(
            table.csv.unwrap(),
            "data:text/csv;charset=utf-8,%EF%BB%BFa,b (%25),basis%0A'=1+1,5.14823,\"modelled, not observed\"%0Ax,ẩn,\"modelled, not observed\"%0A"
        );
    }
}
