//! `adjacency.csv`: which provinces share a boundary.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::places::Gazetteer;

const COLUMNS: [&str; 2] = ["code_a", "code_b"];

/// Reads the pairs as numbers of provinces in the order of their codes: the smaller first, sorted.
///
/// # Errors
/// Codes that are not known, a province beside itself, a pair given twice.
pub fn read(source: &Arc<Source>, places: &Gazetteer) -> Result<Vec<(u8, u8)>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut pairs = BTreeSet::new();
    for row in table.rows() {
        let a = province(&table, row, "code_a", places, &mut faults);
        let b = province(&table, row, "code_b", places, &mut faults);
        let (Some(a), Some(b)) = (a, b) else { continue };
        let names = || format!("{} and {}", places.provinces()[a].name, places.provinces()[b].name);
        if a == b {
            faults.push(
                Fault::new(
                    Code::TableRule,
                    format!("{} is given as its own neighbour", places.provinces()[a].name),
                )
                .at(table.row_place(row), "both codes are equal")
                .expected("two different provinces")
                .help("correct one of the codes, or delete the line"),
            );
        } else if !pairs.insert((a.min(b) as u8, a.max(b) as u8)) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the pair {} is given twice", names()))
                    .at(table.row_place(row), "again here")
                    .help("delete this line; a pair counts in both directions"),
            );
        }
    }
    faults.or(pairs.into_iter().collect())
}

fn province(
    table: &DataTable,
    row: &DataRow,
    column: &str,
    places: &Gazetteer,
    faults: &mut Faults,
) -> Option<usize> {
    let code = table.field(row, column);
    let found = places.by_code(code);
    if found.is_none() {
        faults.push(
            Fault::new(Code::TableUnknownKey, format!("there is no province with the code \"{code}\""))
                .at(table.place(row, column), "not a code")
                .expected("a two-digit code of provinces.csv, such as 01")
                .help("correct the code; a spreadsheet may drop the leading 0"),
        );
    }
    found
}
