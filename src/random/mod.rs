//! Chance with an address.
//!
//! Every random number is a pure function of (seed, replicate, [`Stream`], agent, month): nothing
//! stores a generator, so nothing depends on the order of work or on the number of threads, and two
//! scenarios that ask the same question of the same child in the same month get the same answer.

mod draws;
mod indexed;
mod normal;
mod philox;
mod spell;
mod streams;

pub use draws::{Draws, unit_from_word, unit_from_words};
pub use indexed::IndexedDraws;
pub use normal::normal_quantile;
pub use philox::philox4x32_10;
pub use spell::{Dither, FractionalSteps, HazardSteps, SpellClock, run_out};
pub use streams::Stream;
