//! Claims beside the data that have come out.

use super::Claim;
use crate::config::table::DataTable;
use crate::config::{Code, Fault, Faults, Source, nearest, number_at};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// The number lies in the interval.
    Hit(f64),
    /// It does not.
    Miss(f64),
    /// No number is published.
    Open,
}

/// A claim and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What became of it.
    pub outcome: Outcome,
}

/// Columns that the data must have; others may stand beside them, such as the source.
const COLUMNS: [&str; 2] = ["id", "value"];

/// Holds claims to a table of observed numbers: the id of the claim, and the number in its unit.
///
/// # Errors
/// Every fault of the table with its place: a missing column, a field that is no number, an id that
/// is claimed by nobody or stands twice.
pub fn score<'a>(claims: &'a [Claim], source: &Arc<Source>) -> Result<Vec<Scored<'a>>, Faults> {
    let table = DataTable::parse_own(source)?;
    let mut faults = Faults::new();
    for column in COLUMNS {
        if !table.header().iter().any(|name| name == column) {
            faults.push(
                Fault::new(Code::TableHeader, format!("the column `{column}` is missing"))
                    .at(table.header_place(), "the header")
                    .expected("id,value, and others beside them")
                    .help("name the claim in `id` and the observed number in `value`"),
            );
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut observed: BTreeMap<String, f64> = BTreeMap::new();
    for row in table.rows() {
        let id = table.field(row, "id");
        if !claims.iter().any(|claim| claim.id == id) {
            let near = nearest(id, claims.iter().map(|claim| claim.id.as_str()));
            let fault = Fault::new(Code::TableUnknownKey, format!("no claim has the id \"{id}\""))
                .at(table.place(row, "id"), "claimed by nobody")
                .help("`lachan score` without data lists the claims");
            faults.push(fault.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            continue;
        }
        match number_at(&table, row, "value") {
            Ok(value) if observed.contains_key(id) => faults.push(
                Fault::new(Code::TableRepeatedRow, format!("\"{id}\" stands twice, here with {value}"))
                    .at(table.place(row, "id"), "known already")
                    .help("give each claim one number"),
            ),
            Ok(value) => drop(observed.insert(id.to_owned(), value)),
            Err(found) => faults.append(found),
        }
    }
    let outcome = |claim: &Claim| match observed.get(&claim.id) {
        None => Outcome::Open,
        Some(&value) if claim.holds(value) => Outcome::Hit(value),
        Some(&value) => Outcome::Miss(value),
    };
    faults.or(claims.iter().map(|claim| Scored { claim, outcome: outcome(claim) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Vec<Claim> {
        ["C1", "C2", "C3"]
            .map(|id| Claim {
                id: id.to_owned(),
                statement: String::new(),
                statement_vi: String::new(),
                data: String::new(),
                unit: "share".to_owned(),
                expected: 0.5,
                low: 0.4,
                high: 0.6,
                basis: String::new(),
            })
            .to_vec()
    }

    #[test]
    fn a_number_at_the_end_of_its_interval_is_a_hit_and_what_is_not_published_stays_open() {
        let claims = claims();
        let data = Source::new("new.csv", "source,id,value\nGSO,C2,0.61\nGSO,C1,0.6\n");
        let found: Vec<Outcome> = score(&claims, &data).unwrap().iter().map(|one| one.outcome).collect();
        assert_eq!(found, [Outcome::Hit(0.6), Outcome::Miss(0.61), Outcome::Open]);
    }

    #[test]
    fn faults_of_the_data_are_told_at_their_fields() {
        let claims = claims();
        let said = |text: &str| score(&claims, &Source::new("new.csv", text)).unwrap_err().to_string();
        let many = said("id,value\nC9,1\nC1,many\nC2,0.5\nC2,0.6\n");
        for part in
            ["new.csv:2:1", "no claim has the id \"C9\"", "new.csv:3:4", "stands twice", "new.csv:5:1"]
        {
            assert!(many.contains(part), "{part} is not in\n{many}");
        }
        assert!(said("id,number\nC1,1\n").contains("the column `value` is missing"));
    }
}
