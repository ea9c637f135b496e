//! Files that are there whole or not at all, directories with one writer, and what is not followed
//! in a directory of somebody else's.

#[cfg(debug_assertions)]
mod failpoint;
mod halves;
mod lock;
mod plain;
mod replace;
mod swap;

pub use halves::{is_half, sweep};
pub use lock::Lock;
pub use plain::{append, folder, has_folder, open, read, seen};
pub use replace::replace;
pub use swap::{exchange, mend};
