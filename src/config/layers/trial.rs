//! A value tried on a configuration: what it becomes, or the faults that a file with it would have.

use std::sync::Arc;

use super::effective::Effective;
use super::overlay::Overlay;
use super::set_argument;
use crate::config::diagnostics::fault::{Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::config::document::parse::Node;
use crate::config::parameters::book::Leaf;
use crate::config::parameters::rules;

/// The parameter or setting `name` with the value that stands at a node of some file.
///
/// # Errors
/// The faults of the value, at its place.
pub fn try_node(
    base: &Effective,
    name: &str,
    key: Place,
    node: &Node,
    source: &Arc<Source>,
) -> Result<Leaf, Faults> {
    let mut book = base.book.clone();
    let mut faults = Faults::new();
    let overlay = Overlay { layer: 1, source, rules: &rules::standard, one_word_lists: true };
    overlay.entry(name, key, node, &mut book, &mut faults);
    match book.slot(name).map(|slot| slot.leaf.clone()) {
        Some(leaf) => faults.or(leaf),
        None => Err(faults),
    }
}

/// The same with the text that would stand behind `--set name=`.
///
/// # Errors
/// The faults of the value; they point to that text.
pub fn try_text(base: &Effective, name: &str, text: &str) -> Result<Leaf, Faults> {
    let set = set_argument::read(&format!("{name}={text}"))?;
    try_node(base, name, set.key, &set.node, &set.source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Setting, baseline_with};

    #[test]
    fn values_become_what_the_model_takes_or_are_refused() {
        let base = baseline_with::<&str>(&[]).unwrap();
        let tried = |name: &str, text: &str| try_text(&base, name, text);
        let words = Leaf::Setting(Setting::Words(vec!["border".to_owned()]));
        assert_eq!(tried("levers.cash_transfer.provinces", "border").unwrap(), words);
        assert_eq!(
            tried("levers.cash_transfer.start", "2018-07").unwrap(),
            Leaf::Setting(Setting::Text("2018-07".to_owned()))
        );
        for (name, text) in [
            ("levers.cash_transfer.start", "2018-13"),
            ("levers.cash_transfer.target", "rich"),
            ("simulation.years", "1.5"),
            ("simulation.years", "0"),
            ("recruitment.contact", "-1"),
        ] {
            assert!(tried(name, text).is_err(), "{name}={text}");
        }
    }
}
