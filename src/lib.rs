//! Lachan: a parallel agent-based simulation of child-trafficking risk and its prevention in Viet Nam.
//!
//! config -> population -> [ pathways -> processes ] x months -> observation -> results.

pub mod quantities;
pub mod random;

pub mod population;

pub mod pathways;
pub mod processes;

pub mod observation;
pub mod simulation;

pub mod config;
