//! Whether a table holds the provinces of the pack, each once, and not the units of July 2025.

use std::collections::BTreeMap;

use super::crosswalk::CrosswalkRow;
use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::places::{Gazetteer, normalise_name};

/// What the table must hold.
fn needed(places: &Gazetteer) -> String {
    match (places.provinces().len(), places.units().len()) {
        (count, units) if count == units => format!("the {count} provinces of the pack, by their codes"),
        (count, _) => format!("the {count} provinces of 2008 to June 2025, by their two-digit codes"),
    }
}

/// Holds the columns `code` and `name` of a table to the list.
pub(crate) fn check(table: &DataTable, crosswalk: &[CrosswalkRow], places: &Gazetteer) -> Faults {
    let is_unit =
        |name: &str| crosswalk.iter().any(|row| normalise_name(&row.name_2025) == normalise_name(name));
    let units = crosswalk
        .iter()
        .map(|row| normalise_name(&row.name_2025))
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    // Where every province is a unit of its own, there is nothing to take it for.
    if units < crosswalk.len()
        && table.rows().len() == units
        && table.rows().iter().all(|row| is_unit(table.field(row, "name")))
    {
        return Fault::new(Code::TableVintage, format!("the table has the {units} provinces of July 2025"))
            .at(table.header_place(), format!("{units} rows follow, each named as a unit of 2025"))
            .expected(needed(places))
            .help("crosswalk_2025.csv tells which provinces each unit was made of")
            .into();
    }
    let mut faults = Faults::new();
    let mut seen: BTreeMap<usize, &DataRow> = BTreeMap::new();
    for row in table.rows() {
        match identify(table, row, places, &is_unit) {
            Ok(at) => match seen.get(&at) {
                None => {
                    seen.insert(at, row);
                }
                Some(first) => faults.push(
                    Fault::new(
                        Code::TableRepeatedRow,
                        format!("{} has two rows", places.provinces()[at].name),
                    )
                    .at(table.place(row, "name"), "again here")
                    .also(table.place(first, "name"), "first here")
                    .help("delete one of the two"),
                ),
            },
            Err(fault) => faults.push(fault),
        }
    }
    let all = places.provinces().iter().enumerate();
    let missing: Vec<&str> =
        all.filter(|(at, _)| !seen.contains_key(at)).map(|(_, own)| own.name.as_str()).collect();
    if !missing.is_empty() {
        let (count, of) = (seen.len(), places.provinces().len());
        faults.push(
            Fault::new(Code::TableMissingRow, format!("{count} of {of} provinces have a sound row"))
                .in_file(table.name())
                .expected(needed(places))
                .help(format!("add or mend: {}", missing.join(", "))),
        );
    }
    faults
}

/// The province of a row, whose code and name must agree.
fn identify(
    table: &DataTable,
    row: &DataRow,
    places: &Gazetteer,
    is_unit: &dyn Fn(&str) -> bool,
) -> Result<usize, Fault> {
    let (code, name) = (table.field(row, "code"), table.field(row, "name"));
    let (by_code, by_name) =
        (places.by_code(code), places.province(name).map_err(|near| near.map(str::to_owned)));
    match (by_code, by_name) {
        (Some(a), Ok(b)) if a == b => Ok(a),
        (Some(a), Err(_)) if is_unit(name) => Err(vintage(
            places,
            table,
            row,
            format!(
                "\"{name}\" is a unit of July 2025; before, code {code} was {}",
                places.provinces()[a].name
            ),
        )),
        (Some(a), Ok(b)) if is_unit(name) => {
            let was = &places.provinces()[a].name;
            Err(vintage(
                places,
                table,
                row,
                format!("the code {code} does not belong to {name} but to {was}"),
            )
            .help(format!(
                "the units of July 2025 have codes of their own; of the 63, {name} has {}",
                places.provinces()[b].code
            )))
        }
        (Some(a), Ok(_)) => Err(Fault::new(
            Code::TableUnknownKey,
            format!("the code {code} belongs to {}, not to {name}", places.provinces()[a].name),
        )
        .at(table.place(row, "code"), "does not fit the name")
        .expected(needed(places))
        .help("correct the code or the name")),
        (None, Ok(b)) => {
            Err(Fault::new(Code::TableUnknownKey, format!("there is no province with the code \"{code}\""))
                .at(table.place(row, "code"), "not a code")
                .help(format!(
                    "{name} has the code {}; a spreadsheet may drop the leading 0",
                    places.provinces()[b].code
                )))
        }
        (_, Err(near)) => {
            Err(Fault::new(Code::TableUnknownKey, format!("there is no province named \"{name}\""))
                .at(table.place(row, "name"), "not a name")
                .expected(needed(places))
                .help(near.map_or("crosswalk_2025.csv lists the names".to_owned(), |near| {
                    format!("did you mean {near}?")
                })))
        }
    }
}

fn vintage(places: &Gazetteer, table: &DataTable, row: &DataRow, message: String) -> Fault {
    Fault::new(Code::TableVintage, message)
        .at(table.place(row, "name"), "from the 34-province map of July 2025?")
        .expected(needed(places))
        .help("use the row of the 63-province table; crosswalk_2025.csv tells which unit holds which")
}
