//! Wishes that cannot be had together.

/// What was asked for contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Contradiction {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}
