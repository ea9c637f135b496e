//! `history.csv`: what each month of the past was like, condition by condition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::Fields;
use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::config::parameters::evidence::Evidence;
use crate::pathways::Condition;
use crate::places::Gazetteer;
use crate::quantities::Month;

const COLUMNS: [&str; 11] =
    ["from", "to", "what", "place", "value", "low", "high", "role", "evidence", "source", "note"];

/// What stands in the column `place` for the whole country.
const EVERYWHERE: &str = "all";

/// The smallest value of a condition: its logarithm is taken.
const SMALLEST: f64 = 1e-7;

/// The largest value.
const LARGEST: f64 = 100.0;

/// Where a value of a condition comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryRole {
    /// A cause that was measured, or assumed, apart from what the model is held against.
    Driver,
    /// Follows from counts that the model is also compared with.
    Fitted,
}

impl HistoryRole {
    const WORDS: [(&'static str, Self); 2] = [("driver", Self::Driver), ("fitted", Self::Fitted)];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}

/// A condition for some months.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// What it is.
    pub condition: Condition,
    /// Row of the province; everywhere where there is none.
    pub province: Option<u8>,
    /// The number, against the condition's reference.
    pub value: f64,
    /// Its range.
    pub range: (f64, f64),
    /// Where it comes from.
    pub role: HistoryRole,
    /// How well it is known.
    pub evidence: Evidence,
    /// Rows of `evidence.csv`, or a citation.
    pub source: String,
    /// What else is to be said.
    pub note: String,
}

/// Reads the table. The months of a condition everywhere follow one another without a gap; those of
/// a province do not overlap.
///
/// # Errors
/// Every fault of the table.
pub fn read(source: &Arc<Source>, places: &Gazetteer) -> Result<Vec<HistoryRow>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut rows = Vec::with_capacity(table.rows().len());
    let mut last: BTreeMap<(Condition, Option<u8>), Month> = BTreeMap::new();
    for row in table.rows() {
        let mut reader = Reader { table: &table, row, faults: &mut faults };
        let Some(read) = reader.row(places) else { continue };
        let before = last.insert((read.condition, read.province), read.to);
        reader.follows(&read, before);
        rows.push(read);
    }
    faults.or(rows)
}

struct Reader<'a> {
    table: &'a DataTable,
    row: &'a DataRow,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    /// The row, if its words and months can be read.
    fn row(&mut self, places: &Gazetteer) -> Option<HistoryRow> {
        let (from, to) = (self.month("from"), self.month("to"));
        let condition = self.word("what", &Condition::ALL.map(|of| (of.name(), of)));
        let role = self.word("role", &HistoryRole::WORDS);
        let evidence = self.word("evidence", &Evidence::ALL.map(|grade| (grade.word(), grade)));
        let province = self.place(places);
        let mut fields = Fields::new(self.table, self.row, self.faults);
        let value = fields.number("value", SMALLEST, LARGEST);
        let [low, high] = ["low", "high"].map(|column| fields.number(column, 0.0, LARGEST));
        fields.rule(low <= value, "low", "value", "low <= value <= high");
        fields.rule(value <= high, "value", "high", "low <= value <= high");
        let source = fields.text("source");
        let (from, to) = (from?, to?);
        fields.rule(from <= to, "from", "to", "a first month that is not after the last one");
        let note = self.table.field(self.row, "note").to_owned();
        Some(HistoryRow {
            from,
            to,
            condition: condition?,
            province: province?,
            value,
            range: (low, high),
            role: role?,
            evidence: evidence?,
            source,
            note,
        })
    }

    fn month(&mut self, column: &str) -> Option<Month> {
        let text = self.table.field(self.row, column);
        let month = text.parse().ok();
        if month.is_none() {
            self.refuse(
                column,
                "not a month",
                "a month such as 2017-01",
                "write four digits, a hyphen and two",
            );
        }
        month
    }

    fn word<T: Copy>(&mut self, column: &str, known: &[(&'static str, T)]) -> Option<T> {
        let text = self.table.field(self.row, column);
        let found = known.iter().find(|(word, _)| *word == text).map(|(_, means)| *means);
        if found.is_none() {
            let words = known.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.refuse(column, "not on the list", &words, "use one of these words");
        }
        found
    }

    fn place(&mut self, places: &Gazetteer) -> Option<Option<u8>> {
        let text = self.table.field(self.row, "place");
        let place = match text {
            EVERYWHERE => Some(None),
            code => places.by_code(code).map(|row| Some(row as u8)),
        };
        if place.is_none() {
            self.refuse("place", "not a place", "all, or a two-digit code of provinces.csv", "correct it");
        }
        place
    }

    /// Whether a row goes on where the one before it, of the same condition and place, ended.
    fn follows(&mut self, row: &HistoryRow, before: Option<Month>) {
        let Some(end) = before else { return };
        let next = end.plus(1);
        let sound = if row.province.is_none() { row.from == next } else { row.from >= next };
        if !sound {
            let name = row.condition.name();
            self.faults.push(
                Fault::new(Code::TableRule, format!("{name} does not go on where it ended, in {end}"))
                    .at(self.table.place(self.row, "from"), "this month")
                    .expected(format!("{next}: months of a condition follow one another"))
                    .help("order the rows by month, and leave no gap and no overlap"),
            );
        }
    }

    fn refuse(&mut self, column: &str, label: &str, expected: &str, help: &str) {
        let text = self.table.field(self.row, column);
        self.faults.push(
            Fault::new(Code::TableUnknownKey, format!("{column} cannot be \"{text}\""))
                .at(self.table.place(self.row, column), label)
                .expected(expected)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parameters::evidence_table::evidence_rows;
    use crate::config::tables::data::{Tables, read as read_all};

    const HEADER: &str = "from,to,what,place,value,low,high,role,evidence,source,note\n";

    fn said(rows: &str) -> String {
        let places = read_all(&Tables::built_in()).unwrap().places;
        let source = Source::new("history.csv", format!("{HEADER}{rows}"));
        read(&source, &places).map_or_else(|faults| faults.to_string(), |rows| format!("{} rows", rows.len()))
    }

    #[test]
    fn rows_are_read_and_faults_stand_at_their_cells() {
        let row = "2017-01,2017-12,border,all,0.5,0.2,1,driver,assumed,T01,";
        for (text, found) in [
            (row.to_owned(), "1 rows"),
            (format!("{row}\n2018-01,2018-12,border,all,1,1,1,driver,assumed,x,"), "2 rows"),
            (format!("{row}\n2018-02,2018-12,border,all,1,1,1,driver,assumed,x,"), "history.csv:3:1"),
            (format!("{row}\n2018-02,2018-12,border,01,1,1,1,driver,assumed,x,"), "2 rows"),
            (row.replace("2017-01", "2017"), "history.csv:2:1"),
            (row.replace("border", "weather"), "history.csv:2:17"),
            (row.replace("all", "99"), "history.csv:2:24"),
            (row.replace("0.5", "0.1"), "low <= value <= high"),
            (row.replace("0.5", "0"), "value cannot be 0"),
            (row.replace("2017-12", "2016-12"), "not after the last one"),
            (row.replace("T01", ""), "source is empty"),
        ] {
            assert!(said(&text).contains(found), "{text}\n{}", said(&text));
        }
    }

    /// Rows of the evidence table, `none`, or a table of this directory.
    #[test]
    fn every_source_of_the_built_in_history_is_there() {
        let known: Vec<&str> = evidence_rows().iter().map(|row| row.id.as_str()).collect();
        for row in read_all(&Tables::built_in()).unwrap().history {
            for source in row.source.split("; ").filter(|source| *source != "none") {
                assert!(known.contains(&source) || source.contains(".csv"), "{source}: {row:?}");
            }
            let assumed = row.evidence == Evidence::Assumed;
            assert!(assumed || row.source != "none", "{row:?} is not assumed and has no source");
        }
    }

    /// No condition of the built-in history lacks a value in any month of its warm-up and its run.
    #[test]
    fn the_history_of_the_country_has_every_condition_of_the_whole_country_from_1991_on() {
        let rows = read_all(&Tables::built_in()).unwrap().history;
        for condition in Condition::ALL.into_iter().filter(|&of| of != Condition::Disaster) {
            let own = || rows.iter().filter(|row| row.condition == condition && row.province.is_none());
            let (from, to) = (own().map(|row| row.from).min(), own().map(|row| row.to).max());
            assert!(from <= Some(Month::january(1991)), "{condition:?} {from:?}");
            assert!(to >= Some(Month::january(2024)), "{condition:?} {to:?}");
        }
    }
}
