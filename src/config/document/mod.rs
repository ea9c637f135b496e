//! TOML read with the place of every value, whatever the file is for.

pub mod names;

pub(crate) mod depth;
pub(crate) mod header;
pub(crate) mod keys;
pub(crate) mod number;
pub(crate) mod parse;
