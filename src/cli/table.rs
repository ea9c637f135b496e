//! A table as commands show it: columns with a name for programs and a heading for people.

use super::wrap::hanging;
use comfy_table::ContentArrangement;
use serde_json::{Map, Value};

/// A table under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Column {
    name: String,
    /// Empty for a column that people need not see: it stands in words beside the table.
    heading: String,
}

/// A cell: the value as programs read it, and as people do.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    value: Value,
    shown: String,
}

impl Cell {
    /// A value that people see in another form, such as with fewer digits.
    pub fn of(value: impl Into<Value>, shown: impl Into<String>) -> Self {
        Self { value: value.into(), shown: shown.into() }
    }

    /// A number that may be missing; what is not finite is missing too.
    pub fn number(value: Option<f64>, shown: impl FnOnce(f64) -> String) -> Self {
        let value = value.filter(|value| value.is_finite());
        Self { value: value.into(), shown: value.map_or_else(String::new, shown) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::of(text, text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { value: text.as_str().into(), shown: text }
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::of(flag, if flag { "yes" } else { "no" })
    }
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Cell {
            fn from(number: $number) -> Self {
                Self::of(number, number.to_string())
            }
        }
    )+};
}

whole_numbers!(u32, i32, u64, usize);

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or_else(|| Self::of(Value::Null, ""), Into::into)
    }
}

impl Table {
    /// A table of this name with columns: the name of each for programs, and its heading.
    pub fn new(name: &'static str, columns: &[(&str, &str)]) -> Self {
        let mut table = Self { name, columns: Vec::new(), rows: Vec::new() };
        columns.iter().for_each(|(name, heading)| table.column(name, heading));
        table
    }

    /// One more column, behind the others; before the first row.
    pub fn column(&mut self, name: &str, heading: &str) {
        self.columns.push(Column { name: name.to_owned(), heading: heading.to_owned() });
    }

    /// One more row, with a cell for each column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "a row of {} has a cell a column", self.name);
        self.rows.push(cells);
    }

    /// Name among the tables of a command.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// As people see it, at most so many columns wide: with borders, without what has no heading, and
    /// with cells broken into lines between words where they would be wider. A table that is too wide
    /// even so stands row by row, one cell a line: nobody reads half a number.
    pub fn text(&self, width: usize) -> String {
        let seen: Vec<usize> =
            (0..self.columns.len()).filter(|&at| !self.columns[at].heading.is_empty()).collect();
        let narrowest = |at: usize| {
            let cells = self.rows.iter().map(|row| row[at].shown.as_str());
            let words = cells.chain([self.columns[at].heading.as_str()]).flat_map(str::split_whitespace);
            words.map(|word| word.chars().count()).max().unwrap_or(0)
        };
        // A border and a blank on either side of each cell.
        let least = seen.iter().map(|&at| narrowest(at) + 3).sum::<usize>() + 1;
        if least > width {
            return self.row_by_row(&seen, width);
        }
        let mut table = comfy_table::Table::new();
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width.try_into().unwrap_or(u16::MAX));
        table.set_header(seen.iter().map(|&at| self.columns[at].heading.as_str()));
        for row in &self.rows {
            table.add_row(seen.iter().map(|&at| row[at].shown.as_str()));
        }
        table.to_string()
    }

    fn row_by_row(&self, seen: &[usize], width: usize) -> String {
        let heading = |at: usize| self.columns[at].heading.as_str();
        let widest = seen.iter().map(|&at| heading(at).chars().count()).max().unwrap_or(0);
        let line = |row: &[Cell], at: usize| {
            let line = format!("{:widest$}  {}", heading(at), row[at].shown);
            hanging(line.trim_end(), width, widest + 2)
        };
        let one = |row: &Vec<Cell>| seen.iter().map(|&at| line(row, at)).collect::<Vec<_>>().join("\n");
        self.rows.iter().map(one).collect::<Vec<_>>().join("\n\n")
    }

    /// Its rows as objects whose fields are the columns.
    pub fn json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let fields = self.columns.iter().zip(row);
            fields.map(|(column, cell)| (column.name.clone(), cell.value.clone())).collect::<Map<_, _>>()
        };
        self.rows.iter().map(object).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two numbers of six digits and a name need 26 columns beside one another.
    #[test]
    fn a_table_that_is_too_wide_stands_row_by_row_and_breaks_no_number() {
        let mut table = Table::new("wide", &[("a", "first"), ("b", "second"), ("c", "c")]);
        table.row(["123456".into(), "654321".into(), "of two words".into()]);
        assert!(table.text(40).contains("| 123456 | 654321 |"));
        assert_eq!(table.text(20), "first   123456\nsecond  654321\nc       of two words");
        assert_eq!(table.text(16), "first   123456\nsecond  654321\nc       of two\n        words");
    }

    fn example() -> Table {
        let mut table =
            Table::new("fit", &[("id", "id"), ("low", ""), ("error", "error"), ("in_band", "in band")]);
        let short = |value: f64| format!("{value:.2}");
        table.row(["T1".into(), Cell::of(4.3, ""), Cell::number(Some(0.125), short), true.into()]);
        table.row(["T2".into(), None::<u32>.into(), Cell::number(Some(f64::NAN), short), false.into()]);
        table
    }

    #[test]
    fn programs_read_plain_numbers_and_null_for_what_is_empty() {
        let wanted = r#"[{"id":"T1","low":4.3,"error":0.125,"in_band":true},{"id":"T2","low":null,"error":null,"in_band":false}]"#;
        let wanted: Value = serde_json::from_str(wanted).unwrap();
        assert_eq!(example().json(), wanted);
    }

    #[test]
    fn people_see_the_columns_that_have_a_heading() {
        let text = example().text(100);
        assert!(text.contains("0.12 ") && text.contains("yes") && !text.contains("4.3"), "{text}");
    }

    #[test]
    fn a_table_is_no_wider_than_the_terminal_and_loses_no_word() {
        let mut table = Table::new("notes", &[("id", "id"), ("note", "note"), ("more", "more")]);
        let long = |word: &str| (0..40).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join(" ");
        table.row(["T1".into(), long("one").into(), long("two").into()]);
        for width in [40, 60, 100] {
            let text = table.text(width);
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
            for at in 0..40 {
                assert!(text.contains(&format!("one{at}")) && text.contains(&format!("two{at}")), "{text}");
            }
        }
    }
}
