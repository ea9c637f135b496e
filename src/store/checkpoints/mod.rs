//! A single run kept while it goes on, so that an interruption costs little.
//!
//! In `.checkpoint/` of the output directory lie what was asked for ([`Store`]) and, for each replicate, its newest two states or, when
//! it is done, its results. Every file is replaced whole, and carries a hash of itself and of what was asked for. When the
//! run's own files are written the folder goes. [`run_replicate`] lives a replicate from the newest sound state on, and [`CheckpointInterval`] says how often
//! it is kept. That changes no result: a state is kept at the end of a month and is all that the next month sees.

mod envelope;
mod interval;
mod replicate;
mod store;

pub use envelope::{Damage, LARGEST};
pub use interval::CheckpointInterval;
pub use replicate::{Checkpointing, Ended, ReplicateRun, run_replicate};
pub use store::{CheckpointFault, FOLDER, RunFingerprint, Store};
