//! Experiments: several runs that are made and read together.

pub mod parallel;
