//! Faults and their texts: code, place in the source, what was expected, how to mend it.

pub mod codes;
pub mod fault;
pub mod source;

pub(crate) mod nearest;
pub(crate) mod render;
