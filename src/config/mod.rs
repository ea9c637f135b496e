//! Reading and checking everything that a run is given: configuration, scenarios, `--set`, data
//! tables.
//!
//! The baseline file is the schema: what it does not name cannot be set. Over it are laid, lowest
//! first, the scenario (and those it extends), the user's file and the `--set` arguments. Every
//! fault of every layer is found before anything is done; [`Faults`] prints them all, each with its
//! place in the text.
//!
//! [`resolve`] gives the [`Effective`] configuration, whose [`ParameterBook`] holds each number
//! with its range, unit, source and evidence. Data tables are read by [`data::read`] into typed
//! rows; an empty cell stays empty here.

mod diagnostics;
mod document;
mod layers;
mod packs;
mod parameters;
mod tables;

pub use diagnostics::codes::Code;
pub use diagnostics::fault::{Fault, Faults, Place};
pub(crate) use diagnostics::nearest::did_you_mean;
pub use diagnostics::nearest::nearest;
pub use diagnostics::source::Source;
pub use diagnostics::{codes, fault, source};
pub use document::header::SCHEMA;
pub use document::names;
pub use document::names::check_name;
pub use document::parse::{Node, TomlEntry, Value, document};
pub use document::table_reader::TableReader;
pub use layers::built_in::baseline_of;
pub use layers::effective;
pub use layers::effective::{Effective, Origin};
pub use layers::resolve::{Request, baseline_with, resolve};
pub use layers::set_argument::SET_LEAD;
pub use layers::trial::{try_node, try_text};
pub use packs::{PackRead, each_target, envelope, read_pack, source as pack_source};
pub use parameters::book::{Leaf, Parameter, ParameterBook, Setting};
pub use parameters::evidence::Evidence;
pub use parameters::evidence_table::{EvidenceRow, cited, evidence_rows};
pub use parameters::rules::Rule;
pub use parameters::schema::json_schema;
pub use parameters::units::Unit;
pub use parameters::{book, evidence, rules, share_totals, units};
pub use tables::data::{CountryTables, Tables};
pub use tables::number_table::{NumberTable, number_at};
pub use tables::{adjacency, crosswalk, data, evidence_file, history, provinces, regions, table};
