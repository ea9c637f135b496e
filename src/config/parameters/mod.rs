//! What can be set: each number with its range, unit, source and evidence, and the rules for
//! settings.

pub mod book;
pub mod evidence;
pub mod rules;
pub mod share_totals;
pub mod units;

pub(crate) mod evidence_table;
pub(crate) mod parameter;
pub(crate) mod schema;
pub(crate) mod setting;
pub(crate) mod spelling;
pub(crate) mod to_toml;
