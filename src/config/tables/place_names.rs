//! `place_names.csv`: further names and codes of provinces, names of regions, and districts, by
//! which people may call a place.

use std::sync::Arc;

use super::crosswalk::CrosswalkRow;
use super::field::Fields;
use super::regions::RegionRow;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::places::{NameKind, OtherName};

const COLUMNS: [&str; 3] = ["text", "kind", "means"];

/// The names where there is no such table: each region by its name in files.
pub fn of_regions(regions: &[RegionRow]) -> Vec<OtherName> {
    let name = |region: &RegionRow| {
        let means = region.region.name().to_owned();
        OtherName { text: means.replace('_', " "), kind: NameKind::Region, means }
    };
    regions.iter().map(name).collect()
}

/// The kinds of names as they stand in the file.
const KINDS: [(&str, NameKind); 6] = [
    ("name", NameKind::Name),
    ("iso_3166_2", NameKind::Name),
    ("region", NameKind::Region),
    ("other_region", NameKind::OtherRegion),
    ("former", NameKind::Former),
    ("district", NameKind::District),
];

/// Reads the table. What a name means must be a code of `provinces`, or for regions a name of
/// `regions`.
///
/// # Errors
/// Every fault of the table.
pub fn read(
    source: &Arc<Source>,
    provinces: &[CrosswalkRow],
    regions: &[RegionRow],
) -> Result<Vec<OtherName>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut names = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let (text, word, means) = (fields.text("text"), fields.text("kind"), fields.text("means"));
        let Some((_, kind)) = KINDS.into_iter().find(|(known, _)| *known == word) else {
            faults.push(
                Fault::new(Code::TableUnknownKey, format!("\"{word}\" is no kind of name"))
                    .at(table.place(row, "kind"), "not a kind")
                    .expected(KINDS.map(|(known, _)| known).join(", "))
                    .help("use one of these words"),
            );
            continue;
        };
        let known = match kind {
            NameKind::Region | NameKind::OtherRegion => {
                regions.iter().any(|region| region.region.name() == means)
            }
            _ => provinces.iter().any(|province| province.code == means),
        };
        if !known {
            faults.push(
                Fault::new(
                    Code::TableUnknownKey,
                    format!("\"{text}\" means \"{means}\", which is not there"),
                )
                .at(table.place(row, "means"), "not known")
                .expected("the name of a region for a region, the code of a province for all else")
                .help("correct it"),
            );
        }
        names.push(OtherName { text, kind, means });
    }
    faults.or(names)
}
