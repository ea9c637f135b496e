//! What a table of results is: its name, its columns, and one struct with named fields for its
//! rows.
//!
//! [`table!`] makes all of it from one list, so that a column stands in one place and two columns
//! cannot be exchanged in silence: the field is the column, its doc comment is the meaning, its
//! type says what the cells hold. What they mean in Vietnamese stands in `locales/tables.vi.ftl`.

use super::cell::{Kind, RowReader};
use super::sheet::Sheet;
use crate::config::Fault;
use crate::language::{Language, Texts};
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::LazyLock;

/// A table: its name, what it is, and its columns in order. Every file has the column `basis`
/// behind them.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Name of the file without `.csv`.
    pub name: &'static str,
    /// What it is, in English, as its doc comment says it.
    pub english: &'static str,
    /// The columns.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in the header.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Words that its cells are one of; none where they are free.
    pub words: fn() -> Vec<&'static str>,
    /// Whether a cell may be empty.
    pub may_be_empty: bool,
    /// Whether an empty cell may stand for a number that is suppressed.
    pub may_be_suppressed: bool,
    /// Whether it is one of the columns that tell rows apart.
    pub key: bool,
    /// Significant digits of a number; none where all are written.
    pub digits: Option<usize>,
    /// Unit of a number in English; empty where there is none.
    pub unit: &'static str,
    /// Meaning in English.
    pub english: &'static str,
}

impl Schema {
    /// What it is, in English.
    pub fn english(&self) -> String {
        joined(self.english)
    }

    /// What it is, in Vietnamese.
    pub fn vietnamese(&self) -> String {
        vietnamese(self.name, None)
    }

    /// Meaning of a column of it in Vietnamese.
    pub fn vietnamese_of(&self, column: &Column) -> String {
        vietnamese(self.name, Some(column.name))
    }
}

const VIETNAMESE: &str = include_str!("locales/tables.vi.ftl");

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new([&[], &[VIETNAMESE]]));

/// A text about a table, or about a column of it, in Vietnamese; nothing where there is none.
pub(super) fn vietnamese(table: &str, column: Option<&str>) -> String {
    TEXTS.text(Language::Vietnamese, table, column, &[]).map_or_else(String::new, Cow::into_owned)
}

/// Lines of a doc comment as one text.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Significant digits of values (shares, rates, means).
pub const VALUE_DIGITS: usize = 6;
/// Significant digits of weighted numbers of persons and of money.
pub const COUNT_DIGITS: usize = 9;

impl Column {
    /// A column whose name, kind and English meaning [`table!`] fills in.
    const fn new(digits: Option<usize>, unit: &'static str) -> Self {
        Self {
            name: "",
            kind: Kind::Text,
            words: Vec::new,
            may_be_empty: false,
            may_be_suppressed: false,
            key: false,
            digits,
            unit,
            english: "",
        }
    }

    /// Meaning in English.
    pub fn english(&self) -> String {
        joined(self.english)
    }

    /// One of the columns that tell rows apart.
    #[must_use]
    pub const fn key(self) -> Self {
        Self { key: true, ..self }
    }

    /// A column in which small numbers are suppressed: their cells are empty.
    #[must_use]
    pub const fn may_be_suppressed(self) -> Self {
        Self { may_be_suppressed: true, ..self }
    }
}

/// Text, words or a month.
pub const fn text() -> Column {
    Column::new(None, "")
}

/// Yes or no.
pub const fn flag() -> Column {
    Column::new(None, "")
}

/// Whole numbers of something.
pub const fn whole(unit: &'static str) -> Column {
    Column::new(None, unit)
}

/// Values with 6 significant digits.
pub const fn value(unit: &'static str) -> Column {
    Column::new(Some(VALUE_DIGITS), unit)
}

/// Weighted numbers of persons or amounts of money, with 9 significant digits.
pub const fn amount(unit: &'static str) -> Column {
    Column::new(Some(COUNT_DIGITS), unit)
}

/// Numbers with all their digits, so that they can be put in again.
pub const fn exact(unit: &'static str) -> Column {
    Column::new(None, unit)
}

/// A row of a table: a struct with a field for each column.
pub trait Line: Sized {
    /// The table.
    const SCHEMA: Schema;

    /// Writes the cells in the order of the columns.
    ///
    /// # Errors
    /// What the writer reports.
    fn cells<W: Write>(&self, sheet: &mut Sheet<W>) -> io::Result<()>;

    /// Reads the cells of a row.
    ///
    /// # Errors
    /// The first cell that is not what its column holds.
    fn read(row: &RowReader<'_>) -> Result<Self, Fault>;
}

/// A table: its name, then a struct with a documented field for each column.
macro_rules! table {
    (
        $name:literal;
        $(#[doc = $about:literal])+
        pub struct $line:ident {
            $($(#[doc = $meaning:literal])+ $field:ident: $type:ty = $column:expr),+ $(,)?
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $line {
            $($(#[doc = $meaning])+ pub $field: $type),+
        }

        impl $crate::results::Line for $line {
            const SCHEMA: $crate::results::Schema = $crate::results::Schema {
                name: $name,
                english: concat!($($about),+),
                columns: &[$($crate::results::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::results::Cell>::KIND,
                    words: <$type as $crate::results::Cell>::words,
                    may_be_empty: <$type as $crate::results::Cell>::MAY_BE_EMPTY,
                    english: concat!($($meaning),+),
                    ..$column
                }),+],
            };

            fn cells<W: std::io::Write>(&self, sheet: &mut $crate::results::Sheet<W>) -> std::io::Result<()> {
                let mut columns = Self::SCHEMA.columns.iter();
                $(if let Some(column) = columns.next() {
                    sheet.cell(column, &self.$field)?;
                })+
                Ok(())
            }

            fn read(row: &$crate::results::RowReader<'_>) -> Result<Self, $crate::config::Fault> {
                let mut places = 0..;
                Ok(Self { $($field: row.cell(places.next().unwrap_or_default())?),+ })
            }
        }
    };
}

pub(super) use table;
