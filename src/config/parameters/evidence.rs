//! How well a number is known.

use std::fmt;

/// The grade of evidence behind a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Counted or surveyed in Viet Nam.
    Measured,
    /// From a trial, a model or another country.
    Estimated,
    /// Moved until the model reproduces the patterns of the fit table.
    Calibrated,
    /// Chosen by judgement; swept in every reported result.
    Assumed,
}

impl Evidence {
    /// All grades, best first.
    pub const ALL: [Evidence; 4] =
        [Evidence::Measured, Evidence::Estimated, Evidence::Calibrated, Evidence::Assumed];

    /// The grade that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.word() == word)
    }

    /// The word, as in the baseline.
    pub fn word(self) -> &'static str {
        match self {
            Evidence::Measured => "measured",
            Evidence::Estimated => "estimated",
            Evidence::Calibrated => "calibrated",
            Evidence::Assumed => "assumed",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
