//! Reading a file of claims.

use super::Claim;
use crate::config::{Code, Fault, Faults, Place, SCHEMA, Source, TableReader, Value, document};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads the claims of a file, every one of which must be locked and unchanged since.
///
/// # Errors
/// Every fault with its place: what is no claim, an interval that does not hold what is expected, a
/// claim that is not locked, or that was changed after it was.
pub fn read(source: &Arc<Source>) -> Result<Vec<Claim>, Faults> {
    let (body, mut faults) = document(source);
    let Some(body) = body else { return Err(faults) };
    let (mut claims, mut ids) = (Vec::new(), BTreeSet::new());
    for entry in &body {
        let heading = Place::new(source, entry.key_span.clone());
        match (entry.key.as_str(), &entry.node.value) {
            ("schema", Value::Integer(number)) if *number == SCHEMA => {}
            ("claim", Value::List(list)) => {
                for node in list {
                    let Value::Table(table) = &node.value else { continue };
                    let mut keys = TableReader::new("[[claim]]", table, heading.clone(), source);
                    let claim = claim(&mut keys);
                    if let Some(claim) = &claim
                        && !ids.insert(claim.id.clone())
                    {
                        let message = format!("the claim `{}` is made twice", claim.id);
                        let help = "give each claim an id of its own";
                        keys.push(
                            Fault::new(Code::NameTwice, message)
                                .at(keys.place("id"), "known already")
                                .help(help),
                        );
                    }
                    faults.append(keys.finish());
                    claims.extend(claim);
                }
            }
            (key, _) => faults.push(
                Fault::new(Code::UnknownKey, format!("`{key}` is neither schema = {SCHEMA} nor [[claim]]"))
                    .at(heading, "not known here")
                    .help("put each claim under a [[claim]] of its own"),
            ),
        }
    }
    if claims.is_empty() && faults.is_empty() {
        faults.push(
            Fault::new(Code::MissingKey, "there is no [[claim]] in this file")
                .at(Place::new(source, 0..0), "nothing is claimed")
                .help("name a file of claims"),
        );
    }
    faults.or(claims)
}

fn claim(keys: &mut TableReader<'_>) -> Option<Claim> {
    let texts = ["id", "statement", "statement_vi", "data", "unit", "basis"]
        .map(|key| required(keys, key, TableReader::text));
    let numbers = ["expected", "low", "high"].map(|key| required(keys, key, TableReader::number));
    let locked = keys.text("locked");
    let [Some(id), Some(statement), Some(statement_vi), Some(data), Some(unit), Some(basis)] = texts else {
        return None;
    };
    let [Some(expected), Some(low), Some(high)] = numbers else { return None };
    let claim = Claim { id, statement, statement_vi, data, unit, expected, low, high, basis };
    if !claim.holds(expected) {
        keys.push(
            Fault::new(Code::RangeOrder, format!("`{}` does not claim what it expects", claim.id))
                .at(keys.place("expected"), "outside low and high")
                .expected(format!("a number from {low} to {high}"))
                .help("order them: low, expected, high"),
        );
    }
    let hash = claim.hash();
    match locked {
        None => keys.push(
            Fault::new(Code::MissingKey, format!("the claim `{}` is not locked", claim.id))
                .at(keys.place("locked"), "has no `locked`")
                .help(format!("before the data are published, lock it with `locked = \"{hash}\"`")),
        ),
        Some(locked) if locked != hash => keys.push(
            Fault::new(Code::Refused, format!("the claim `{}` was changed after it was locked", claim.id))
                .at(keys.place("locked"), "is the hash of another claim")
                .help("restore the claim as it was locked; a new claim needs an id of its own"),
        ),
        Some(_) => {}
    }
    Some(claim)
}

fn required<'a, T>(
    keys: &mut TableReader<'a>,
    key: &'static str,
    read: impl Fn(&mut TableReader<'a>, &'static str) -> Option<T>,
) -> Option<T> {
    if !keys.has(key) {
        keys.missing(key, &format!("{key} = ..."));
    }
    read(keys, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIM: &str = "schema = 1\n[[claim]]\nid = \"C1\"\nstatement = \"fewer\"\nstatement_vi = \"ít hơn\"\n\
                         data = \"survey\"\nunit = \"share\"\nexpected = 0.05\nlow = 0.04\nhigh = 0.06\nbasis = \"run\"\n";

    fn said(text: &str) -> String {
        read(&Source::new("claims.toml", text)).unwrap_err().to_string()
    }

    /// The claim with the hash that the refusal of an open one names.
    fn locked() -> String {
        let said = said(CLAIM);
        let hash = said.split("locked = \"").nth(1).unwrap().split('"').next().unwrap();
        format!("{CLAIM}locked = \"{hash}\"\n")
    }

    #[test]
    fn an_open_claim_is_refused_with_the_line_that_locks_it() {
        let claims = read(&Source::new("claims.toml", locked())).unwrap();
        assert_eq!((claims.len(), claims[0].expected), (1, 0.05));
    }

    #[test]
    fn whatever_is_changed_after_the_lock_is_refused_at_its_line() {
        for (from, to) in [
            ("high = 0.06", "high = 0.07"),
            ("low = 0.04", "low = 0.03"),
            ("expected = 0.05", "expected = 0.051"),
            ("\"fewer\"", "\"more\""),
            ("\"C1\"", "\"C2\""),
            ("\"survey\"", "\"register\""),
        ] {
            let said = said(&locked().replace(from, to));
            assert!(
                said.contains("was changed after it was locked") && said.contains("claims.toml:12:"),
                "{said}"
            );
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let said = said(&format!("{}\nmore = 1\n[other]\n", locked().replace("high = 0.06\n", "")));
        for part in ["`high` is missing", "unknown key `more`", "neither schema"] {
            assert!(said.contains(part), "{part} is not in\n{said}");
        }
        let twice = format!("{}{}", locked(), locked().replace("schema = 1\n", ""));
        assert!(read(&Source::new("c", &twice)).unwrap_err().to_string().contains("made twice"));
        let outside = CLAIM.replace("expected = 0.05", "expected = 0.09");
        assert!(
            read(&Source::new("c", &outside))
                .unwrap_err()
                .to_string()
                .contains("does not claim what it expects")
        );
    }
}
