//! The languages of the page.

use crate::levers::Bilingual;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Vietnamese.
    Vietnamese,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Vietnamese];

    /// Its tag in HTML.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Vietnamese => "vi",
        }
    }

    /// The text in this language.
    pub const fn of(self, text: Bilingual) -> &'static str {
        self.choose(text.english, text.vietnamese)
    }

    /// One of two texts.
    pub const fn choose<'a>(self, english: &'a str, vietnamese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Vietnamese => vietnamese,
        }
    }
}
