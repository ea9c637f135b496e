//! Death at a chosen step of a write, for the tests of faults. No release build has it.
//!
//! `LACHAN_DIES_AT=written:.state:2` ends the program, as a kill would, when the second file whose
//! name ends in `.state` has been written.

use super::replace::ReplaceStep;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// Files of the chosen ending that have come to the chosen step.
static SEEN: AtomicU32 = AtomicU32::new(0);

/// Ends the program if this is the moment that was asked for.
pub(super) fn reached(step: ReplaceStep, path: &Path) {
    let Ok(asked) = std::env::var("LACHAN_DIES_AT") else { return };
    let mut parts = asked.split(':');
    let name = match step {
        ReplaceStep::Begun => "begun",
        ReplaceStep::Written => "written",
        ReplaceStep::Synced => "synced",
        ReplaceStep::Renamed => "renamed",
    };
    let ending = (parts.next() == Some(name)).then(|| parts.next()).flatten();
    let here = ending.is_some_and(|ending| path.to_string_lossy().ends_with(ending));
    if here && parts.next() == Some(&(SEEN.fetch_add(1, Ordering::Relaxed) + 1).to_string()) {
        std::process::abort();
    }
}
