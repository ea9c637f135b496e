//! Parts of one whole: parameters in "share of total" that stand in one table add up to 1; those in
//! "part of total" leave a rest.

use std::collections::BTreeMap;

use super::book::{Leaf, ParameterBook, Slot};
use super::units::UnitKind;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};

/// How far a sum may be from 1: enough for shares written with seven digits.
pub const TOLERANCE: f64 = 1e-6;

/// Parameters that are parts of one whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The table they stand in.
    pub section: String,
    /// Their dotted names and values, in the order of the baseline.
    pub parts: Vec<(String, f64)>,
    /// Whether they leave a rest; without one they add up to 1 exactly.
    pub leaves_rest: bool,
}

/// The wholes of a configuration.
pub fn wholes(book: &ParameterBook) -> Vec<Whole> {
    let whole = |((section, leaves_rest), parts): ((&str, bool), Vec<(&Slot, f64)>)| Whole {
        section: section.to_owned(),
        parts: parts.into_iter().map(|(slot, share)| (slot.name.clone(), share)).collect(),
        leaves_rest,
    };
    groups(book).into_iter().map(whole).collect()
}

/// Finds the tables whose shares do not add up.
pub(crate) fn check(book: &ParameterBook) -> Faults {
    groups(book)
        .into_iter()
        .filter_map(|((section, leaves_rest), parts)| fault(section, leaves_rest, &parts))
        .collect()
}

/// The parts of each whole, by table and whether they leave a rest.
fn groups(book: &ParameterBook) -> BTreeMap<(&str, bool), Vec<(&Slot, f64)>> {
    let mut groups: BTreeMap<(&str, bool), Vec<(&Slot, f64)>> = BTreeMap::new();
    for slot in &book.slots {
        let Leaf::Parameter(parameter) = &slot.leaf else { continue };
        let leaves_rest = match parameter.unit.kind() {
            UnitKind::ShareOfTotal => false,
            UnitKind::PartOfTotal => true,
            _ => continue,
        };
        let section = slot.name.rsplit_once('.').map_or("", |(section, _)| section);
        groups.entry((section, leaves_rest)).or_default().push((slot, parameter.value));
    }
    groups
}

fn fault(section: &str, leaves_rest: bool, parts: &[(&Slot, f64)]) -> Option<Fault> {
    let sum: f64 = parts.iter().map(|(_, share)| share).sum();
    if sum - 1.0 <= TOLERANCE && (leaves_rest || 1.0 - sum <= TOLERANCE) {
        return None;
    }
    let sum = (sum * 1e9).round() / 1e9;
    // The part set by the highest layer is the likeliest cause; the last of them closes the sum.
    let (cause, _) = parts.iter().max_by_key(|(slot, _)| slot.layer)?;
    let short = |slot: &Slot| slot.name.rsplit('.').next().unwrap_or_default().to_owned();
    let list: Vec<String> = parts.iter().map(|(slot, share)| format!("{} {share}", short(slot))).collect();
    let (wrong, right, help) = match leaves_rest {
        true => ("more than 1", "1 at most", "lower one of the parts: what they leave is the rest"),
        false => ("not 1", "1", "change the other parts too, so that together they make 1"),
    };
    Some(
        Fault::new(Code::SumNotOne, format!("the shares in `{section}` add up to {sum}, {wrong}"))
            .at(cause.place.clone(), "one of the parts")
            .expected(format!("parts that add up to {right}; they are {}", list.join(" + ")))
            .help(help),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;

    #[test]
    fn parts_above_one_are_refused_with_their_sum_and_less_than_one_leaves_a_rest() {
        let set = |family: f64| {
            baseline_with(&[
                format!("recruiters.family={family}"),
                "recruiters.partner=0.3".to_owned(),
                "recruiters.friend=0.3".to_owned(),
            ])
        };
        let said = set(0.7).unwrap_err().to_string();
        for part in ["add up to 1.3, more than 1", "family 0.7 + partner 0.3 + friend 0.3", "CFG010"] {
            assert!(said.contains(part), "{part} is not in\n{said}");
        }
        assert!(set(0.4).is_ok() && set(0.2).is_ok());
    }

    #[test]
    fn sectors_add_up_to_one_exactly() {
        let said = baseline_with(&["recruiters.sector.labour=0.9"]).unwrap_err().to_string();
        assert!(said.contains("add up to 1.27, not 1"), "{said}");
        assert!(baseline_with(&["recruiters.sector.labour=0.6", "recruiters.sector.courier=0.17"]).is_ok());
    }

    #[test]
    fn the_wholes_of_the_baseline_are_known() {
        let base = baseline_with::<&str>(&[]).unwrap();
        let found: Vec<_> = wholes(&base.book)
            .into_iter()
            .map(|whole| (whole.section, whole.parts.len(), whole.leaves_rest))
            .collect();
        assert_eq!(found, [("recruiters".to_owned(), 3, true), ("recruiters.sector".to_owned(), 5, false)]);
    }
}
