//! `evidence.csv`: the graded facts that parameters, targets and levers cite by id.

use crate::pack::{self, PackFile};
use serde::Deserialize;
use std::sync::LazyLock;

/// The table of this process's pack; without one no fact is known.
fn table() -> &'static str {
    pack::current().text(PackFile::Evidence).unwrap_or_default()
}

/// A graded fact. Numbers stay text: the column holds ranges and words as well.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EvidenceRow {
    /// Id, such as `C03`.
    pub id: String,
    /// What was found.
    pub quantity: String,
    /// The value.
    pub value: String,
    /// Lower end.
    pub low: String,
    /// Upper end.
    pub high: String,
    /// Unit.
    pub unit: String,
    /// Of whom.
    pub population: String,
    /// Year or years that it holds for.
    pub year: String,
    /// Who says so.
    pub source: String,
    /// Address of the source.
    pub url: String,
    /// A (official statistics, trials) to D (hearsay).
    pub grade: String,
}

/// All facts, in the order of the table.
pub fn evidence_rows() -> &'static [EvidenceRow] {
    static ROWS: LazyLock<Vec<EvidenceRow>> = LazyLock::new(|| {
        let mut reader = csv::Reader::from_reader(table().as_bytes());
        // The table that is compiled in is read whole by a test, any other when its pack is read.
        reader.deserialize().filter_map(Result::ok).collect()
    });
    &ROWS
}

/// The ids that a source text cites: `H26`, `S04`, each with the row it names.
pub fn cited(source: &str) -> Vec<&'static EvidenceRow> {
    let words = source.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter_map(|word| evidence_rows().iter().find(|row| row.id == word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let lines = csv::Reader::from_reader(table().as_bytes()).records().count();
        assert_eq!((evidence_rows().len(), lines), (241, 241));
        assert!(evidence_rows().iter().all(|row| !row.quantity.is_empty() && !row.grade.is_empty()));
    }

    #[test]
    fn a_source_text_cites_ids() {
        let ids: Vec<&str> = cited("H25, H26 (by analogy; I07: X99)").iter().map(|row| &*row.id).collect();
        assert_eq!(ids, ["H25", "H26", "I07"]);
    }
}
