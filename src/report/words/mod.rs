//! The words of the page in both languages, and numbers as each language writes them.

mod money;
mod names;
mod numbers;
mod phrases;
mod quantity;

pub use money::{DONG_PER_DOLLAR, money};
pub use phrases::Phrase;
pub use quantity::Quantity;

use crate::language::{Language, Texts};
use std::borrow::Cow;
use std::sync::LazyLock;

const PHRASES: [&str; 2] = [include_str!("locales/page.en.ftl"), include_str!("locales/page.vi.ftl")];
const NAMES: [&str; 2] = [include_str!("locales/names.en.ftl"), include_str!("locales/names.vi.ftl")];

static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| Texts::new([&[PHRASES[0], NAMES[0]], &[PHRASES[1], NAMES[1]]]));

/// Says things in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The language.
    pub language: Language,
}

impl Words {
    /// A phrase without gaps.
    pub fn phrase(&self, phrase: Phrase) -> String {
        self.fill(phrase, &[])
    }

    /// A phrase with its gaps, such as `{ $year }`, filled.
    pub fn fill(&self, phrase: Phrase, gaps: &[(&str, &str)]) -> String {
        TEXTS.text(self.language, phrase.id(), None, gaps).map_or_else(String::new, Cow::into_owned)
    }

    /// The name of something of a kind, as the files of names have it: `kind-name`, with `_` for
    /// what an id cannot hold.
    fn name(&self, kind: &str, name: &str) -> Option<&'static str> {
        let letters = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' });
        let mut id = format!("{kind}-");
        for letter in letters {
            // One mark stands for a row of letters that an id cannot hold.
            if letter != '_' || !id.ends_with('_') {
                id.push(letter);
            }
        }
        match TEXTS.text(self.language, id.trim_end_matches('_'), None, &[])? {
            Cow::Borrowed(text) => Some(text),
            // A name has no gaps, so it is never made anew.
            Cow::Owned(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::texts::check;

    #[test]
    fn every_phrase_is_in_both_languages_with_the_same_gaps_and_none_is_left_over() {
        check::alike(PHRASES[0], PHRASES[1]);
        check::complete(Phrase::ALL.iter().map(|phrase| phrase.id()), PHRASES[0]);
    }

    #[test]
    fn what_fills_a_gap_is_not_filled_again() {
        let words = Words { language: Language::English };
        let gaps = [("scenario", "{ $year }"), ("reference", "x")];
        let text = words.fill(Phrase::EquityPanel, &gaps);
        assert!(text.contains("{ $year }"), "{text}");
    }

    #[test]
    fn vietnamese_writes_a_percentage_without_a_gap() {
        for file in [PHRASES[1], NAMES[1]] {
            let gap = file.lines().find(|line| line.contains(" %") || line.contains("\u{a0}%"));
            assert_eq!(gap, None);
        }
    }
}
