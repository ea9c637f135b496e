//! Lachan.

pub mod config;
