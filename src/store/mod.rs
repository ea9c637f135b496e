//! Runs kept on disk: what stored work belongs to, and states of a run that is under way.
//!
//! * [`Fingerprint`]: everything that can change stored work.
//! * [`checkpoints`]: a single run, kept while it goes on.
//! * [`lived`]: runs and states after warm-up that are done, for whoever needs them again.
//! * [`directory`]: a directory of results belongs to one command with one configuration.
//! * `checksummed_line`: a record as one line that shows when it was damaged; `envelope`: as a file.

pub mod checkpoints;
pub(crate) mod checksummed_line;
pub mod directory;
mod envelope;
pub mod lived;

mod fingerprint;
mod version;

pub use fingerprint::Fingerprint;
pub use version::{LOCK, RESULTS_VERSION, SOURCES};
