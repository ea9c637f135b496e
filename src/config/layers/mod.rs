//! The layers of a configuration, lowest first: baseline, scenarios, the user's file, `--set`.

pub mod effective;

pub(crate) mod baseline;
pub(crate) mod built_in;
pub(crate) mod overlay;
pub(crate) mod resolve;
pub(crate) mod set_argument;
pub(crate) mod stack;
pub(crate) mod trial;
