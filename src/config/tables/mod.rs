//! Data tables, read into typed rows.

pub mod adjacency;
pub mod crosswalk;
pub mod data;
pub mod destinations;
pub mod evidence_file;
pub mod history;
pub mod place_names;
pub mod provinces;
pub mod regions;
pub mod table;

#[cfg(test)]
mod destination_flows;
pub(crate) mod field;
pub(crate) mod header_line;
pub(crate) mod number_table;
#[cfg(test)]
mod out_migration;
pub(crate) mod province_set;
pub(crate) mod quotes;
