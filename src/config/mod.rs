//! Reading and checking everything that a run is given: configuration, scenarios, `--set`, data tables.
//!
//! The baseline file is the schema: what it does not name cannot be set. Over it are laid, lowest first, the
//! scenario (and those it extends), the user's file and the `--set` arguments. Every fault of every layer is
//! found before anything is done; [`Faults`] prints them all, each with its place in the text.
//!
//! [`resolve`] gives the [`Effective`] configuration, whose [`ParameterBook`] holds each number with its range,
//! unit, source and evidence. Data tables are read by `provinces` and its neighbours into typed rows; an
//! empty cell stays empty here.

pub mod book;
pub mod codes;
pub mod effective;
pub mod evidence;
pub mod fault;
pub mod names;
pub mod rules;
pub mod source;
pub mod units;

mod resolve;

mod baseline;
mod canonical;
mod depth;
mod header;
mod layers;
mod nearest;
mod number;
mod overlay;
mod parameter;
mod parse;
mod render;
mod set_argument;
mod setting;
mod sums;

pub use book::{Parameter, ParameterBook, Setting};
pub use codes::Code;
pub use effective::{Effective, Origin};
pub use evidence::Evidence;
pub use fault::{Fault, Faults, Place};
pub use header::SCHEMA;
pub use nearest::nearest;
pub use resolve::{Request, resolve};
pub use rules::Rule;
pub use source::Source;
pub use units::Unit;
