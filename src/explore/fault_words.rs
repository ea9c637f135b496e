//! What the page says of faults, in both languages. Their texts stand in `locales/faults.en.ftl` and
//! `locales/faults.vi.ftl`; faults of a configuration are those of the command line, in English.

use crate::language::texts::phrases;
use crate::language::{Language, Texts};
use std::sync::LazyLock;

phrases! {
    FieldNumber, FieldShare, FieldEmpty, Unreadable, ReplicatesOutside, SameAsBaseline, NameTaken,
    NoDirectory, QueueFull, NoRun, NoResultYet, NoFile, NoScenario, MoreThanShown,
}

const FILES: [&str; 2] = [include_str!("locales/faults.en.ftl"), include_str!("locales/faults.vi.ftl")];

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new([&[FILES[0]], &[FILES[1]]]));

/// A fault with its gaps filled.
pub fn said(language: Language, phrase: Phrase, gaps: &[(&str, &str)]) -> String {
    TEXTS.text(language, phrase.id(), None, gaps).unwrap_or_default().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::texts::check::{alike, complete};

    #[test]
    fn every_fault_is_in_both_languages_with_the_same_gaps_and_none_is_left_over() {
        alike(FILES[0], FILES[1]);
        complete(Phrase::ALL.iter().map(|phrase| phrase.id()), FILES[0]);
    }
}
