//! Files that are there whole or not at all, and directories with one writer.

#[cfg(debug_assertions)]
mod failpoint;
mod lock;
mod replace;

pub use lock::Lock;
pub use replace::{is_half, replace};
