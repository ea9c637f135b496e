//! The words of the page in both languages, and numbers as each language writes them.

mod language;
mod measures;
mod numbers;
mod patterns;
mod phrases;
mod places;
mod scenarios;
pub mod table;

pub use language::Language;
pub use numbers::Format;
pub use phrases::Phrase;

/// Says things in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The language.
    pub language: Language,
}

impl Words {
    /// A phrase without gaps.
    pub fn phrase(&self, phrase: Phrase) -> String {
        phrase.text(self.language).to_owned()
    }

    /// A phrase with its gaps, such as `{year}`, filled.
    pub fn fill(&self, phrase: Phrase, gaps: &[(&str, &str)]) -> String {
        fill(phrase.text(self.language), gaps)
    }
}

/// A text with its gaps filled.
pub fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    // From left to right in one pass: text put into a gap is never searched for gaps itself.
    let mut rest = text;
    let mut filled = String::with_capacity(rest.len());
    while let Some(at) = rest.find('{') {
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        let name = rest[at..end].trim_matches(['{', '}']);
        filled.push_str(&rest[..at]);
        filled.push_str(gaps.iter().find(|(gap, _)| *gap == name).map_or("", |(_, text)| text));
        rest = &rest[end..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_gap_is_not_filled_again() {
        let words = Words { language: Language::English };
        let text = words.fill(Phrase::ReplicatesNote, &[("replicates", "{scale}"), ("scale", "x")]);
        assert!(text.contains("{scale}"), "{text}");
    }
}
