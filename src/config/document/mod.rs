//! TOML read with the place of every value, whatever the file is for.

pub mod names;

pub(crate) mod header;
pub(crate) mod nesting_limit;
pub(crate) mod number;
pub(crate) mod parse;
pub(crate) mod table_reader;
