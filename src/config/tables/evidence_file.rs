//! `evidence.csv` as a file that somebody wrote: what is wrong in it. What it says is read by
//! [`evidence_rows`](crate::config::evidence_rows).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Fields;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;

const COLUMNS: [&str; 11] =
    ["id", "quantity", "value", "low", "high", "unit", "population", "year", "source", "url", "grade"];

/// The grades, best first; the last is of what was looked for and not found.
const GRADES: [&str; 5] = ["A", "B", "C", "D", "NF"];

/// The ids of the facts.
///
/// # Errors
/// Every fault of the table: an id that no text can cite or that two rows have, a fact without words,
/// a grade that is none.
pub fn check(source: &Arc<Source>) -> Result<BTreeSet<String>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut seen = BTreeSet::new();
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let id = fields.text("id");
        fields.text("quantity");
        let grade = fields.text("grade");
        if !id.is_empty() && !id.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
            faults.push(
                Fault::new(Code::TableUnknownKey, "an id with other letters cannot be cited")
                    .at(table.place(row, "id"), "not an id")
                    .expected("letters a to z and digits, such as C03")
                    .help("give the fact a short id"),
            );
        } else if !seen.insert(id.clone()) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the id {id} has two rows"))
                    .at(table.place(row, "id"), "again here")
                    .help("give one of the two another id"),
            );
        }
        if !grade.is_empty() && !GRADES.contains(&grade.as_str()) {
            faults.push(
                Fault::new(Code::TableUnknownKey, "the grade is none of the five")
                    .at(table.place(row, "grade"), "not a grade")
                    .expected(GRADES.join(", "))
                    .help("A is an official statistic or a trial, D hearsay, NF what nobody found"),
            );
        }
    }
    faults.or(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::evidence_rows;
    use crate::pack::{PackFile, built_in};

    #[test]
    fn the_shipped_facts_are_sound_and_each_fault_of_others_is_found() {
        let own = Source::new("evidence.csv", built_in().text(PackFile::Evidence).unwrap());
        assert_eq!(check(&own).unwrap().len(), evidence_rows().len());
        let text = format!("{}\nC 1,,1,,,,,,,,A\nC2,x,,,,,,,,,E\nC2,x,,,,,,,,,B\n", COLUMNS.join(","));
        let said = check(&Source::new("e.csv", text)).unwrap_err().to_string();
        for place in ["e.csv:2:1", "e.csv:2:5", "e.csv:3:14", "e.csv:4:1"] {
            assert!(said.contains(place), "{place} is not in\n{said}");
        }
    }
}
