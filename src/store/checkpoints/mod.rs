//! Checkpoints of a single run, so that an interruption costs little.
//!
//! `.checkpoint/` in the output directory holds the run's fingerprint ([`Store`]) and, for each
//! replicate, its newest two states or, once it is done, its results. Every file is replaced whole
//! and carries a hash of itself and of the fingerprint. The folder is deleted once the results are
//! written. [`run_replicate`] resumes a replicate from its newest valid checkpoint;
//! [`CheckpointInterval`] says how often one is written. Checkpoints change no result: a state is
//! taken at the end of a month and is all that the next month sees.

mod interval;
mod replicate;
mod store;

pub use interval::CheckpointInterval;
pub use replicate::{Checkpointing, Ended, ReplicateRun, run_replicate};
pub use store::{CheckpointFault, FOLDER, RunFingerprint, Store};
