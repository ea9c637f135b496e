//! What stored work and results say of the program that made them.

/// Version of the results: it goes up by one with every change after which the same request gives
/// other bytes. Results, ledgers and kept states of another version are never gone on with or
/// mixed. `tests/golden.rs` holds it: pinned results cannot be renewed under the number that they
/// had.
pub const RESULTS_VERSION: u32 = 8;

/// BLAKE3 of what the program is compiled from: its sources, the data built into it and the versions
/// of its dependencies. See `build.rs`.
pub const SOURCES: &str = env!("LACHAN_SOURCES");

/// BLAKE3 of `Cargo.lock`: the versions of all dependencies. `none` where the program was compiled
/// without one.
pub const LOCK: &str = env!("LACHAN_LOCK");
