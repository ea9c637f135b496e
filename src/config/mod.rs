//! Reading and checking everything that a run is given: configuration, scenarios, `--set`, data tables.
//!
//! The baseline file is the schema: what it does not name cannot be set. Over it are laid, lowest first, the
//! scenario (and those it extends), the user's file and the `--set` arguments. Every fault of every layer is
//! found before anything is done; [`Faults`] prints them all, each with its place in the text.
//!
//! [`resolve`] gives the [`Effective`] configuration, whose [`ParameterBook`] holds each number with its range,
//! unit, source and evidence. Data tables are read by [`data::read`] into typed rows; an
//! empty cell stays empty here.

pub mod adjacency;
pub mod book;
pub mod codes;
pub mod crosswalk;
pub mod data;
pub mod effective;
pub mod evidence;
pub mod fault;
pub mod names;
pub mod places;
pub mod provinces;
pub mod regions;
pub mod rules;
pub mod source;
pub mod table;
pub mod units;

mod resolve;

mod baseline;
mod built_in;
mod canonical;
mod depth;
mod evidence_table;
mod field;
mod header;
mod header_line;
mod keys;
mod layers;
mod nearest;
mod number;
mod number_table;
mod overlay;
mod parameter;
mod parse;
mod quotes;
mod render;
mod schema;
mod set_argument;
mod setting;
mod sums;
mod vintage;

pub use book::{Parameter, ParameterBook, Setting};
pub use built_in::BASELINE;
pub use codes::Code;
pub use data::{Country, Tables};
pub use effective::{Effective, Origin};
pub use evidence::Evidence;
pub use evidence_table::{EvidenceRow, cited, evidence_rows};
pub use fault::{Fault, Faults, Place};
pub use header::SCHEMA;
pub use keys::Keys;
pub use names::check_name;
pub use nearest::nearest;
pub use number_table::NumberTable;
pub use parse::{Entry, Node, Value, document};
pub use places::Places;
pub use resolve::{Request, baseline_with, resolve};
pub use rules::Rule;
pub use schema::json_schema;
pub use source::Source;
pub use units::Unit;
