//! Experiments: several runs that are made and read together.
//!
//! * [`budget`]: the best use of a budget over levers and provinces.
//! * [`compare`]: scenarios against a reference, paired replicate by replicate.
//! * [`parallel`]: how replicates use threads.

pub mod budget;
pub mod compare;
pub mod parallel;
