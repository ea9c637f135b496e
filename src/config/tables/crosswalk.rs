//! `crosswalk_2025.csv`: the 63 provinces and the unit of July 2025 that each became part of.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Fields;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;

const COLUMNS: [&str; 3] = ["code_63", "name_63", "name_34_vi"];

/// A province and the unit that holds it since July 2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosswalkRow {
    /// Two-digit code of the province.
    pub code: String,
    /// Name of the province without diacritics.
    pub name: String,
    /// Vietnamese name of the unit of July 2025.
    pub name_2025: String,
}

/// Reads the table; the rows come in the order of the codes.
///
/// # Errors
/// Every fault of the table.
pub fn read(source: &Arc<Source>) -> Result<Vec<CrosswalkRow>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let read = CrosswalkRow {
            code: fields.text("code_63"),
            name: fields.text("name_63"),
            name_2025: fields.text("name_34_vi"),
        };
        if !seen.insert(read.code.clone()) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the code {} has two rows", read.code))
                    .at(table.place(row, "code_63"), "again here")
                    .help("delete one of the two"),
            );
        }
        rows.push(read);
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    faults.or(rows)
}

/// The units that several provinces became, each as the rows of its provinces.
pub fn merged_units(rows: &[CrosswalkRow]) -> Vec<Vec<usize>> {
    let mut units: Vec<(&str, Vec<usize>)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        match units.iter_mut().find(|(name, _)| *name == row.name_2025) {
            Some((_, places)) => places.push(place),
            None => units.push((&row.name_2025, vec![place])),
        }
    }
    units.into_iter().map(|(_, places)| places).filter(|places| places.len() > 1).collect()
}
