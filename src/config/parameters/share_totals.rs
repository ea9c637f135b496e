//! Shares of one total: parameters in "share of total" that stand in one table add up to 1.

use std::collections::BTreeMap;

use super::book::{Leaf, ParameterBook, Slot};
use super::units::UnitKind;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};

/// How far a sum may be from 1: enough for shares written with seven digits.
const TOLERANCE: f64 = 1e-6;

/// Finds the tables whose shares do not add up.
pub(crate) fn check(book: &ParameterBook) -> Faults {
    let mut groups: BTreeMap<&str, Vec<(&Slot, f64)>> = BTreeMap::new();
    for slot in &book.slots {
        if let Leaf::Parameter(parameter) = &slot.leaf
            && parameter.unit.kind() == UnitKind::ShareOfTotal
        {
            let section = slot.name.rsplit_once('.').map_or("", |(section, _)| section);
            groups.entry(section).or_default().push((slot, parameter.value));
        }
    }
    groups.into_iter().filter_map(|(section, parts)| fault(section, &parts)).collect()
}

fn fault(section: &str, parts: &[(&Slot, f64)]) -> Option<Fault> {
    let sum: f64 = parts.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() <= TOLERANCE {
        return None;
    }
    let sum = (sum * 1e9).round() / 1e9;
    // The part set by the highest layer is the likeliest cause; the last of them closes the sum.
    let (cause, _) = parts.iter().max_by_key(|(slot, _)| slot.layer)?;
    let short = |slot: &Slot| slot.name.rsplit('.').next().unwrap_or_default().to_owned();
    let list: Vec<String> = parts.iter().map(|(slot, share)| format!("{} {share}", short(slot))).collect();
    Some(
        Fault::new(Code::SumNotOne, format!("the shares in `{section}` add up to {sum}, not 1"))
            .at(cause.place.clone(), "one of the parts")
            .expected(format!("parts that add up to 1; they are {}", list.join(" + ")))
            .help("change the other parts too, so that together they make 1"),
    )
}
