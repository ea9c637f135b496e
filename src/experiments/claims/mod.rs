//! Claims in advance: what the model says of data that are not published yet, held to them once
//! they are.
//!
//! A claim names an observed number and the interval in which the model says that it will lie. It is
//! *locked* by the BLAKE3 hash of all that it says, which stands beside it and in the history of the
//! repository: a claim that was changed afterwards no longer has its hash and is refused, so that
//! nobody, the authors least of all, moves an interval to where the data fell.

mod read;
mod score;

pub use read::read;
pub use score::{Outcome, Scored, score};

/// What the model says of a number that is not published yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Short name, by which data refer to it.
    pub id: String,
    /// What is claimed, in English.
    pub statement: String,
    /// The same in Vietnamese.
    pub statement_vi: String,
    /// The data that will tell.
    pub data: String,
    /// Unit of the number.
    pub unit: String,
    /// The number that the model expects.
    pub expected: f64,
    /// Lower end of the interval in which it says that the number will lie.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The command that gave these.
    pub basis: String,
}

impl Claim {
    /// BLAKE3 of all that the claim says, in hexadecimal.
    pub fn hash(&self) -> String {
        let Self { id, statement, statement_vi, data, unit, expected, low, high, basis } = self;
        let numbers = [expected, low, high].map(f64::to_string);
        let mut hasher = blake3::Hasher::new();
        let texts = [id, statement, statement_vi, data, unit, basis];
        for part in texts.into_iter().chain(&numbers) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Whether an observed number is as claimed; both ends belong to the interval.
    pub fn holds(&self, observed: f64) -> bool {
        (self.low..=self.high).contains(&observed)
    }
}
