//! Bad input: every refusal must say what is wrong, where, what was expected and how to mend it.
//!
//! The folder beside this file holds the wrong configurations and, as snapshots, their messages. Numbers in
//! names are rows of the list of bad inputs that the program is held to.

#[path = "bad_inputs/support.rs"]
mod support;

#[path = "bad_inputs/configuration.rs"]
mod configuration;
#[path = "bad_inputs/files.rs"]
mod files;
#[path = "bad_inputs/layering.rs"]
mod layering;
#[path = "bad_inputs/properties.rs"]
mod properties;
#[path = "bad_inputs/tables.rs"]
mod tables;
